"""Titles of slides: no two alike in a deck, and each in the largest size that fits its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kit.render.deck.fit.measure import best_size, line_size, without_runt
from kit.render.deck.fit.placed import Design, PlacedSlide
from kit.render.deck.layouts import SlotName
from kit.render.deck.slides.model import words

_SMALLEST_TITLE = 20.0


def titled(slides: Sequence[PlacedSlide], design: Design) -> list[PlacedSlide]:
    """Return ``slides`` with titles that tell them apart, and with the size of each title in points.

    Slides that share a title and belong to different sessions get their session's name; the others are numbered.
    """
    named = _numbered(_of_their_sessions(slides))
    return [replace(_sized(slide, base, design), name=base.title) for slide, base in zip(named, slides, strict=True)]


def _of_their_sessions(slides: Sequence[PlacedSlide]) -> list[PlacedSlide]:
    sessions: dict[str, set[str]] = {}
    for slide in slides:
        sessions.setdefault(slide.title.casefold(), set()).add(slide.session.casefold())
    shared = {title for title, found in sessions.items() if len(found) > 1}
    return [
        replace(slide, title=f"{slide.title} · {slide.session}")
        if slide.title.casefold() in shared and slide.session and slide.session.casefold() != slide.title.casefold()
        else slide
        for slide in slides
    ]


def _numbered(slides: Sequence[PlacedSlide]) -> list[PlacedSlide]:
    """Tell slides of one title apart: "(1 of 3)" where one goes on, "· 2" where another has its title."""
    taken, seen, named = set[str](), Counter[str](), list[PlacedSlide]()
    for parts in _together(slides):
        key = parts[0].title.casefold()
        seen[key] += 1
        mark = f" · {seen[key]}" if seen[key] > 1 else ""
        for number, slide in enumerate(parts, 1):
            title = slide.title + mark + (f" ({number} of {len(parts)})" if len(parts) > 1 else "")
            while title.casefold() in taken:
                title += " (again)"
            taken.add(title.casefold())
            named.append(replace(slide, title=title))
    return named


def _together(slides: Sequence[PlacedSlide]) -> list[list[PlacedSlide]]:
    """Put each slide together with those that go on from it."""
    found: list[list[PlacedSlide]] = []
    for slide in slides:
        if found and slide.goes_on:
            found[-1].append(slide)
        else:
            found.append([slide])
    return found


def _sized(slide: PlacedSlide, base: PlacedSlide, design: Design) -> PlacedSlide:
    """Set the size of a title, and shorten one that is too long for any: its full words then open the notes."""
    place = design.layouts[slide.layout].places[SlotName.TITLE]
    box = place.box
    size = line_size([words(slide.title)], box.w, box.h, place.size, _SMALLEST_TITLE, True)
    kept, suffix = base.title, slide.title.removeprefix(base.title)
    while kept and best_size([words(f"{kept}…{suffix}")], box.w, box.h, size, size, True) is None:
        kept = _shorter(kept)
    if kept == base.title or best_size([words(slide.title)], box.w, box.h, size, size, True) is not None:
        return replace(slide, title=without_runt(words(slide.title), box.w, size, True).text, title_size=size)
    told = (words(base.title), *slide.notes)
    return replace(slide, title=f"{kept}…{suffix}", title_size=size, notes=told, long_title=True)


def _shorter(title: str) -> str:
    """Return about nine tenths of ``title``, up to the end of a word; of one long word, its first letters."""
    cut = title[: len(title) * 9 // 10]
    whole = cut if title[len(cut)] == " " else cut.rpartition(" ")[0]
    return (whole or cut).rstrip()
