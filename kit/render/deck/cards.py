"""Cards and grids, which slides have no form for: their words stay, in columns where there are two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docutils import nodes

from kit.render.deck.inline import Source
from kit.render.deck.model import Block, Columns, Paragraph


def side_by_side(parts: Sequence[Sequence[Block]]) -> list[Block]:
    """Return the parts of a grid: two that hold nothing but text as two columns, others one after the other."""
    texts = [tuple(block for block in part if isinstance(block, Paragraph)) for part in parts]
    if len(parts) == 2 and all(text and len(text) == len(part) for text, part in zip(texts, parts, strict=True)):
        return [Columns(*texts)]
    return [block for part in parts for block in part]


def linked(card: nodes.Element, found: list[Block], source: Source) -> list[Block]:
    """Put the address that a whole card leads to on its first words, because slides have no hidden links."""
    link = next((ref for ref in card.findall(nodes.reference) if "sd-stretched-link" in ref["classes"]), None)
    first = next((index for index, block in enumerate(found) if isinstance(block, Paragraph)), None)
    if link is None or first is None:
        return found
    shown = found[first]
    assert isinstance(shown, Paragraph)  # noqa: S101 - just looked for
    linked = replace(shown, runs=tuple(replace(run, link=source.address(link)) for run in shown.runs))
    return [*found[:first], linked, *found[first + 1 :]]
