"""Sessions that run at the same time, side by side."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from kit.render.content.translate import contents
from kit.render.deck.fit.fit import fit
from kit.render.deck.slides.meeting import side_by_side
from kit.render.deck.slides.model import Columns, Paragraph
from tests.render.deck.conftest import ours
from tests.render.editions import edition

SHORT = "We look at one service."
LONG = f"{SHORT} {'Then we look at the next one, which takes a while. ' * 5}"


def _document(name: str) -> nodes.document:
    document = new_document(name)
    lead = nodes.paragraph("", LONG if "two" in name else SHORT)
    document += nodes.section("", nodes.title("", name), lead, ids=["x"])
    return document


def _slide(*names: str) -> tuple[list[str], list[str]]:
    """The layouts and the words of the slide that opens some sessions."""
    files = {"round-1/index.md": "# Meet\n", **{f"round-1/{name}.md": f"# {name}\n" for name in names}}
    whole = edition(files, {"+".join(f"round-1/{name}" for name in names): 40}, start=600)
    slide = side_by_side(whole, whole.rounds[0], 0, contents(_document))
    placed = fit([slide], ours(), lambda _: None)
    assert {one.title for one in placed} == {"At the same time: 10am to 10:40am"}
    lines = [line for block in slide.blocks for line in _lines(block)]
    return [one.layout for one in placed], [line.text for line in lines]


def _lines(block: object) -> tuple[Paragraph, ...]:
    if isinstance(block, Columns):
        return tuple(line for text in block.texts for line in text)
    return (block,) if isinstance(block, Paragraph) else ()


def test_two_sessions_stand_in_two_columns_with_the_first_sentences_of_each() -> None:
    layouts, lines = _slide("one", "two")
    assert layouts == ["Two columns"]
    assert lines[:3] == ["round-1/one", SHORT, "round-1/two"]
    assert lines[3].startswith(SHORT)
    assert lines[3].endswith("a while.")
    assert len(lines[3]) <= 150


def test_three_sessions_stand_in_three_columns() -> None:
    layouts, lines = _slide("one", "three", "four")
    assert layouts == ["Three columns"]
    assert lines == ["round-1/one", SHORT, "round-1/three", SHORT, "round-1/four", SHORT]


def test_more_than_three_sessions_stand_below_each_other() -> None:
    layouts, lines = _slide("one", "three", "four", "five")
    assert layouts == ["Bullets"]
    assert lines[::2] == ["round-1/one", "round-1/three", "round-1/four", "round-1/five"]
