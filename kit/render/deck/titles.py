"""Titles of faces: no two alike in a deck, and each in the largest size that fits its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kit.render.deck.faces import Face
from kit.render.deck.measure import best_size, line_size
from kit.render.deck.model import words
from kit.render.deck.stage import Stage

_SMALLEST_TITLE = 20.0


def titled(faces: Sequence[Face], stage: Stage) -> list[Face]:
    """Return ``faces`` with titles that tell them apart, and with the size of each title in points.

    Faces that share a title and belong to different sessions get their session's name; those that go on from one to
    the next are numbered.
    """
    named = _numbered(_of_their_sessions(faces))
    return [_sized(face, base, stage) for face, base in zip(named, faces, strict=True)]


def _of_their_sessions(faces: Sequence[Face]) -> list[Face]:
    sessions: dict[str, set[str]] = {}
    for face in faces:
        sessions.setdefault(face.title.casefold(), set()).add(face.session.casefold())
    shared = {title for title, found in sessions.items() if len(found) > 1}
    return [
        replace(face, title=f"{face.title} · {face.session}")
        if face.title.casefold() in shared and face.session and face.session.casefold() != face.title.casefold()
        else face
        for face in faces
    ]


def _numbered(faces: Sequence[Face]) -> list[Face]:
    """Give every face after the first of its title a number, so that titles tell slides apart."""
    wanted = Counter(face.title.casefold() for face in faces)
    taken, seen, named = set[str](), Counter[str](), list[Face]()
    for face in faces:
        key = face.title.casefold()
        seen[key] += 1
        title = face.title if seen[key] == 1 else f"{face.title} ({seen[key]} of {wanted[key]})"
        while title.casefold() in taken:
            title += " (again)"
        taken.add(title.casefold())
        named.append(replace(face, title=title))
    return named


def _sized(face: Face, base: Face, stage: Stage) -> Face:
    """Set the size of a title, and shorten one that is too long for any: its full words then open the notes."""
    area = stage.seats[face.layout].areas["Title"]
    box = area.box
    size = line_size([words(face.title)], box.w, box.h, area.size, _SMALLEST_TITLE, True)
    kept, suffix = base.title, face.title.removeprefix(base.title)
    while kept and best_size([words(f"{kept}…{suffix}")], box.w, box.h, size, size, True) is None:
        kept = kept[: len(kept) * 9 // 10].rstrip()
    if kept == base.title or best_size([words(face.title)], box.w, box.h, size, size, True) is not None:
        return replace(face, title_size=size)
    told = (words(base.title), *face.notes)
    return replace(face, title=f"{kept}…{suffix}", title_size=size, notes=told, long_title=True)
