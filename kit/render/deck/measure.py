"""How tall text is at a size, and the largest size at which it fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kit.render.deck.model import Mark, Paragraph, Style
from kit.render.deck.widths import LINE_HEIGHT, lines, width

FLOOR = 18.0  # points: body text is never smaller, so that it can be read from the back of a room
_LADDER = (64.0, 56.0, 48.0, 44.0, 40.0, 36.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
SPACE, AIRY = 0.4, 1.2  # of the type size, above a paragraph: where room is scarce, and at most where there is plenty
_GROWS = 1.5  # how many times larger than its layout says text may become
_FILLED = 0.78  # the share of its place that text which grows may fill
_SPREAD = 0.88  # the share of its place that text fills once its paragraphs have moved apart


def size_of(paragraph: Paragraph, size: float) -> float:
    """Return the type size of a paragraph: two points less for each level, and never below the floor."""
    return max(min(size, FLOOR), size - 2 * paragraph.level)


def step(size: float, numbers: bool) -> float:
    """Return how far one level is set in, in points; numbers of two digits need more room."""
    return size * (1.6 if numbers else 1.15)


def two_digits(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a list counts to ten or more."""
    return any(paragraph.mark is Mark.NUMBER and paragraph.number > 9 for paragraph in paragraphs)


def indent(paragraph: Paragraph, size: float, numbers: bool) -> float:
    """Return how far a paragraph's words stand in from the left, in points."""
    return step(size, numbers) * (paragraph.level + (paragraph.mark is not Mark.NONE))


def space_above(paragraph: Paragraph, size: float, space: float = SPACE) -> float:
    """Return the space above a paragraph that is not the first, in points."""
    return 0.0 if paragraph.style is Style.CODE else space * size_of(paragraph, size)


def airy(paragraphs: Sequence[Paragraph], width: float, tall: float, size: float) -> float:
    """Return the space above paragraphs, as a share of the type size: more where a short list would look lost."""
    gaps = sum(space_above(paragraph, size, 1.0) for paragraph in paragraphs[1:])
    if not gaps:
        return SPACE
    return min(AIRY, max(SPACE, SPACE + (tall * _SPREAD - total(paragraphs, width, size)) / gaps))


def height(paragraph: Paragraph, wide: float, size: float, numbers: bool = False, bold: bool = False) -> float:
    """Return how tall a paragraph is in ``wide`` points, the space above it included."""
    own = size_of(paragraph, size)
    room = max(own, wide - indent(paragraph, size, numbers))
    return lines(paragraph.runs, room, own, bold) * own * LINE_HEIGHT + space_above(paragraph, size)


def total(paragraphs: Sequence[Paragraph], width: float, size: float, bold: bool = False) -> float:
    """Return how tall paragraphs are together, in points."""
    numbers = two_digits(paragraphs)
    first = space_above(paragraphs[0], size) if paragraphs else 0.0
    return sum(height(paragraph, width, size, numbers, bold) for paragraph in paragraphs) - first


def best_size(
    paragraphs: Sequence[Paragraph], width: float, tall: float, start: float, least: float, bold: bool = False
) -> float | None:
    """Return the largest size from ``start`` down to ``least`` points at which the text fits, or None.

    Text that leaves most of its place empty at ``start`` takes a larger size instead.
    """
    for size in _LADDER:
        if start < size <= start * _GROWS and total(paragraphs, width, size, bold) <= tall * _FILLED:
            return size
    sizes = dict.fromkeys((start, *(size for size in _LADDER if size < start), least))
    return next((s for s in sizes if s >= least and total(paragraphs, width, s, bold) <= tall), None)


def line_size(text: Sequence[Paragraph], width: float, tall: float, start: float, least: float, bold: bool) -> float:
    """Return the largest whole size from ``start`` down at which a title or label fits; at worst ``least``."""
    sizes = (float(size) for size in range(round(start), round(least) - 1, -2))
    return next((size for size in sizes if total(text, width, size, bold) <= tall), float(least))


def clipped(
    text: Sequence[Paragraph], wide: float, tall: float, size: float, bold: bool = False
) -> tuple[Paragraph, ...]:
    """Return ``text``, or as much of it as fits ``wide`` by ``tall`` points, with an ellipsis at its end."""
    kept = tuple(text)
    while len(kept) > 1 and total(kept[:-1], wide, size, bold) > tall - size * (LINE_HEIGHT + SPACE):
        kept = kept[:-1]
    if len(kept) < len(text) and kept[-1].runs:
        *runs, last = kept[-1].runs
        kept = (*kept[:-1], replace(kept[-1], runs=(*runs, replace(last, text=f"{last.text}…"))))
    while kept and kept[-1].text and total(kept, wide, size, bold) > tall:
        kept = (*kept[:-1], _less(kept[-1]))
    return kept


def _less(paragraph: Paragraph) -> Paragraph:
    """A paragraph without its last tenth, of its last run at least a letter."""
    *runs, last = paragraph.runs
    words = last.text.removesuffix("…")
    shorter = words[: min(len(words) - 1, len(words) * 9 // 10)].rstrip() if words else ""
    return replace(paragraph, runs=(*runs, replace(last, text=f"{shorter}…")) if shorter else tuple(runs))


def shortened(text: str, room: float, size: float, bold: bool = False) -> str:
    """Return ``text``, or as much of it as fits on a line of ``room`` points, with an ellipsis."""
    kept = text
    while kept and width(kept + "…" * (kept != text), size, bold) > room:
        kept = kept[:-1].rstrip()
    return kept if kept == text else f"{kept}…"
