"""How lists are written so that PowerPoint and LibreOffice count their items alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kit.render.deck.slides.model import Mark, Paragraph

_DEEPEST = 8  # the last level that DrawingML has


class Counted(NamedTuple):
    """How a paragraph is written: its level, and where its list begins to count if it is numbered."""

    level: int
    start: int = 1


def counted(paragraphs: Sequence[Paragraph]) -> list[Counted]:
    """Return for each paragraph its level, or a deeper one that is made to look like it, and its list's start.

    LibreOffice lets a list count on from an earlier one at its level, whatever text stands between; PowerPoint begins
    anew. Both begin anew a level below, so that is where such a list goes, with what stands inside its items.
    """
    made = list[Counted]()
    deeper, top = 0, 0  # how far the list at hand is moved, and its own level
    for place, paragraph in enumerate(paragraphs):
        if paragraph.level < top or (paragraph.level == top and paragraph.mark is not Mark.NUMBER):
            deeper = top = 0
        start = paragraph.number
        if _follows(paragraphs, place):
            start = made[-1].start
        elif paragraph.mark is Mark.NUMBER:
            wanted = range(paragraph.level + deeper, _DEEPEST + 1)
            level = next((one for one in wanted if _anew(paragraphs, made, Counted(one, start))), paragraph.level)
            deeper, top = level - paragraph.level, paragraph.level
        made.append(Counted(min(paragraph.level + deeper, _DEEPEST), start))
    return made


def _follows(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Whether a numbered item stands right behind the one before it, and so is counted by programs themselves."""
    before, paragraph = paragraphs[place - 1] if place else None, paragraphs[place]
    numbered = before is not None and before.mark is paragraph.mark is Mark.NUMBER
    return numbered and before is not None and (before.level, before.number + 1) == (paragraph.level, paragraph.number)


def _anew(paragraphs: Sequence[Paragraph], before: Sequence[Counted], item: Counted) -> bool:
    """Whether LibreOffice would begin to count at ``item``, which comes after ``before``, and not count on."""
    for paragraph, one in reversed(list(zip(paragraphs, before, strict=False))):
        if paragraph.mark is not Mark.NONE and one.level <= item.level:
            return one.level < item.level or paragraph.mark is not Mark.NUMBER or one.start < item.start
    return True
