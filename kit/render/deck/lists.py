"""Items of lists: their marks, and how what they hold stands below their first words."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes

from kit.render.deck.model import Block, Mark, Paragraph, Run


def marked(item: nodes.Node, inner: list[Block], mark: Mark, number: int, level: int) -> list[Block]:
    """Give an item's first paragraph its mark, and set the others a step in so that they stand below its words."""
    box = _task(item)
    if not inner or not isinstance(inner[0], Paragraph) or inner[0].level != level:
        inner = [Paragraph((), level), *inner]
    first, *rest = inner
    assert isinstance(first, Paragraph)  # noqa: S101 - made so above
    if box:
        first = replace(first, runs=_without_box(first.runs))
    moved = [_stepped(block, level) for block in rest]
    return [replace(first, mark=box or mark, number=number), *moved]


def _stepped(block: Block, level: int) -> Block:
    plain = isinstance(block, Paragraph) and block.mark is Mark.NONE and block.level == level
    return replace(block, level=level + 1) if plain and isinstance(block, Paragraph) else block


def _task(item: nodes.Node) -> Mark | None:
    if not isinstance(item, nodes.Element) or "task-list-item" not in item["classes"]:
        return None
    boxes = [raw.astext() for raw in item.findall(nodes.raw)][:1] or [item.astext().strip()[:1]]
    return Mark.DONE if 'checked="checked"' in boxes[0] or boxes[0] in "☑☒✓✔" else Mark.TO_DO


def _without_box(words: tuple[Run, ...]) -> tuple[Run, ...]:
    if not words:
        return words
    return (replace(words[0], text=words[0].text.lstrip("☐☑☒✓✔ ")), *words[1:])
