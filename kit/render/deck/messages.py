"""What authors are told of slides on which something had to give way: words cut short, tables made lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.render.deck.fit.placed import Design, PlacedSlide
from kit.render.deck.layouts import ROLES
from kit.source.settings.toml import line_of

_BEGINNING = 60  # characters of a long title that tell which one it is


def warnings(slides: Iterable[PlacedSlide]) -> list[Finding]:
    """Return one warning for each title, table and text that no slide can hold as it was written, in order."""
    found: list[Finding] = []
    for slide in slides:
        if slide.long_title:
            found.append(_long_title(slide))
        if slide.cut:
            found.append(_cut_lines(slide))
        if slide.wide_table:
            found.append(_wide_table(slide))
    return list(dict.fromkeys(found))


def untitled(kind: str, title: str, place: tuple[str, int | None]) -> Finding:
    """Return advice for a ``kind`` of block ("slide") without a title, where another slide is called ``title``."""
    message = (
        f"This {kind} has no title, so its slide takes “{title}” from around it, which another slide is called already."
    )
    hint = f"Give it a title that says what it is about, on its first line: :::{{{kind}}} What we heard"
    return Finding(Code.UNTITLED_SLIDE, *place, message, hint)


def _long_title(slide: PlacedSlide) -> Finding:
    file, line = slide.written
    message = (
        f"The title that begins “{_beginning(slide.name)}” is too long for a slide at a size "
        "that can be read, so the slide shows its beginning, and the speaker notes hold the rest."
    )
    return Finding(Code.LONG_TITLE, file, line, message, "Write a title of a few words, and put the rest below it.")


def _cut_lines(slide: PlacedSlide) -> Finding:
    file, line = slide.written
    message = (
        f"The slide “{slide.name}” has no room for all of its lines: “{_beginning(slide.cut[-1].text)}” is cut short "
        "or left off, and the speaker notes hold it."
    )
    hint = f"Shorten the lines, or make the place for them on the layout “{slide.layout}” of your deck larger."
    return Finding(Code.CUT_LINES, file, line, message, hint)


def _beginning(title: str) -> str:
    """The first words of a title, whole ones unless the first is longer than what is quoted."""
    if len(title) <= _BEGINNING:
        return title
    start = title[: _BEGINNING + 1]
    return f"{(start.rpartition(' ')[0] or start[:-1]).rstrip()}…"


def _wide_table(slide: PlacedSlide) -> Finding:
    file, line = slide.written
    message = (
        f"A table on the slide “{slide.name}” has too many columns, or too much in one row, "
        "for any slide, so its rows are shown as lists."
    )
    hint = "Leave out columns, shorten the cells, or put the table into a handout."
    return Finding(Code.WIDE_TABLE, file, line, message, hint)


# What an organiser is told about their deck: which layouts it lacks, and what was used instead.


def fallbacks(edition: Edition, design: Design, used: Collection[str]) -> list[Finding]:
    """Return one piece of advice for a deck that lacks layouts which the slides need, or nothing.

    ``used`` are the names of the layouts that the slides asked for.
    """
    taken = [name for name, layout in design.layouts.items() if layout.fallback and name in used]
    if not taken:
        return []
    sentences = dict.fromkeys(_sentence(name, design.layouts[name].name) for name in taken)
    names = list(dict.fromkeys(ROLES[name].base or name for name in taken))
    which = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    hint = f"To have one of its own, add a layout called {which} in PowerPoint (View, Slide Master)."
    return [Finding(Code.DECK_FALLBACK, *place(edition), " ".join(sentences), hint)]


def unusable(edition: Edition) -> Finding:
    """Return what is wrong with a deck of which no layout has a place for a title."""
    message = (
        f"None of the layouts of {edition.brand.deck} has a place for a title, and every slide needs one: "
        "screen readers and the list of slides go by titles."
    )
    hint = (
        "In PowerPoint, choose View, Slide Master, Insert Layout, leave Title ticked and add a placeholder for text; "
        "or leave out deck under [brand] to use the kit's own design."
    )
    return Finding(Code.UNUSABLE_DECK, *place(edition), message, hint)


def place(edition: Edition) -> tuple[str, int]:
    """Return the file and line that name the deck."""
    return edition.settings_file, line_of(edition.settings_lines, ("brand", "deck")) or 1


def _sentence(name: str, used: str) -> str:
    return f"Your deck has no layout for {ROLES[name].words} its layout “{used}”."
