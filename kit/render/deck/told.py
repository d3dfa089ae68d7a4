"""What authors are told of slides on which something had to give way: a title cut short, a table turned into lists."""

from __future__ import annotations

from collections.abc import Iterable

from kit.model.findings import Code, Finding
from kit.render.deck.faces import Face

_BEGINNING = 60  # characters of a long title that tell which one it is


def told(faces: Iterable[Face]) -> list[Finding]:
    """Return one warning for each title and table that no slide can hold as it was written, in order."""
    found: list[Finding] = []
    for face in faces:
        if face.long_title:
            found.append(_long_title(face))
        if face.wide_table:
            found.append(_wide_table(face))
    return list(dict.fromkeys(found))


def untitled(kind: str, title: str, place: tuple[str, int | None]) -> Finding:
    """Return advice for a ``kind`` of block ("slide") without a title, where another slide is called ``title``."""
    message = (
        f"This {kind} has no title, so its slide takes “{title}” from around it, which another slide is called already."
    )
    hint = f"Give it a title that says what it is about, on its first line: :::{{{kind}}} What we heard"
    return Finding(Code.UNTITLED_SLIDE, *place, message, hint)


def _long_title(face: Face) -> Finding:
    file, line = face.written
    message = (
        f"The title that begins “{_beginning(face.name)}” is too long for a slide at a size "
        "that can be read, so the slide shows its beginning, and the speaker notes hold the rest."
    )
    return Finding(Code.LONG_TITLE, file, line, message, "Write a title of a few words, and put the rest below it.")


def _beginning(title: str) -> str:
    """The first words of a title, whole ones unless the first is longer than what is quoted."""
    if len(title) <= _BEGINNING:
        return title
    start = title[: _BEGINNING + 1]
    return f"{(start.rpartition(' ')[0] or start[:-1]).rstrip()}…"


def _wide_table(face: Face) -> Finding:
    file, line = face.written
    message = (
        f"A table on the slide “{face.name}” has too many columns, or too much in one row, "
        "for any slide, so its rows are shown as lists."
    )
    hint = "Leave out columns, shorten the cells, or put the table into a handout."
    return Finding(Code.WIDE_TABLE, file, line, message, hint)
