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

    Faces that share a title and belong to different sessions get their session's name; the others are
    numbered.
    """
    named = _numbered(_of_their_sessions(faces))
    return [replace(_sized(face, base, stage), name=base.title) for face, base in zip(named, faces, strict=True)]


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
    """Tell faces of one title apart: "(2 of 3)" where a slide goes on, "· 2" where another one has its title."""
    taken, seen, named = set[str](), Counter[str](), list[Face]()
    for slide in _slides(faces):
        key = slide[0].title.casefold()
        seen[key] += 1
        mark = f" · {seen[key]}" if seen[key] > 1 else ""
        for number, face in enumerate(slide, 1):
            title = face.title + mark + (f" ({number} of {len(slide)})" if number > 1 else "")
            while title.casefold() in taken:
                title += " (again)"
            taken.add(title.casefold())
            named.append(replace(face, title=title))
    return named


def _slides(faces: Sequence[Face]) -> list[list[Face]]:
    """Put the faces of each slide together, with those that go on from it."""
    found: list[list[Face]] = []
    for face in faces:
        if found and face.goes_on:
            found[-1].append(face)
        else:
            found.append([face])
    return found


def _sized(face: Face, base: Face, stage: Stage) -> Face:
    """Set the size of a title, and shorten one that is too long for any: its full words then open the notes."""
    area = stage.seats[face.layout].areas["Title"]
    box = area.box
    size = line_size([words(face.title)], box.w, box.h, area.size, _SMALLEST_TITLE, True)
    kept, suffix = base.title, face.title.removeprefix(base.title)
    while kept and best_size([words(f"{kept}…{suffix}")], box.w, box.h, size, size, True) is None:
        kept = _shorter(kept)
    if kept == base.title or best_size([words(face.title)], box.w, box.h, size, size, True) is not None:
        return replace(face, title_size=size)
    told = (words(base.title), *face.notes)
    return replace(face, title=f"{kept}…{suffix}", title_size=size, notes=told, long_title=True)


def _shorter(title: str) -> str:
    """Return about nine tenths of ``title``, up to the end of a word; of one long word, its first letters."""
    cut = title[: len(title) * 9 // 10]
    whole = cut if title[len(cut)] == " " else cut.rpartition(" ")[0]
    return (whole or cut).rstrip()
