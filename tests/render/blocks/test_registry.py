"""A block is added by its facts and its file; page, paper, slide, check and overrides then know it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from docutils.parsers.rst import directives
from pptx import Presentation
from pypdf import PdfReader
from sphinx.writers.html5 import HTML5Translator

from kit.app.build import Order, build
from kit.app.check import examine
from kit.model.blocks import BLOCKS as KINDS
from kit.model.blocks import BlockKind, heading_blocks, private_blocks, session_parts
from kit.model.findings import Code
from kit.render.blocks.block import Block, Directive, InSlide, Paper, close_box, open_box
from kit.render.blocks.registry import BLOCKS
from kit.render.content.model import OwnBlock
from kit.render.nodes import own
from tests.helpers import build_file_tree, places
from tests.regions import SESSION, hub_files, region_files

# What a file of kit/render/blocks/ holds, and what its row in kit/model/blocks.py says.

RIDDLE = BlockKind(
    "riddle", ("riddle", "riddles"), options=frozenset({"answer"}), makes="becomes a slide", headings=True
)


class riddle(own):  # noqa: N801 - docutils names node classes like tags
    """A question with an answer. Attributes: ``title``, ``answer`` (str)."""

    block = RIDDLE.name


class RiddleDirective(Directive):
    """How Sphinx reads it."""

    made = riddle
    option_spec: ClassVar[dict[str, Any]] = {"answer": directives.unchanged}

    def attributes(self) -> dict[str, Any]:
        """Return title and answer."""
        return {**super().attributes(), "answer": self.options.get("answer", "")}


def on_page(writer: HTML5Translator, node: riddle) -> None:
    open_box(writer, node, "Riddle", [f"<p>Answer: {html.escape(node['answer'])}</p>"])


def on_paper(block: OwnBlock, paper: Paper) -> list[dict[str, Any]]:
    return [{"k": "fold", "title": [paper.text(f"A riddle: {block.title}", None)], "c": paper.blocks(block.blocks)}]


def in_slide(block: OwnBlock, slide: InSlide) -> list[Any]:
    return [slide.text(f"The riddle is {block.values['answer']}")]


TOY = Block(RIDDLE, RiddleDirective, on_paper, (on_page, close_box), in_slide, lambda block, deck: deck.slide(block))

PAGE = f"""\
{SESSION}
## A riddle

:::{{riddle}} What has hands?
:answer: a clock

It never claps.

:::

::::{{handout}} Sheet

:::{{riddle}} Who runs?
:answer: a tap

Look at the sink.

:::

::::

::::{{slide}} What came of it

Now you know.

:::{{riddle}} Inside
:answer: within
:::

::::
"""


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the riddle into both tables, for one test. Outside of tests they never change, so names are kept."""
    with monkeypatch.context() as both:
        both.setitem(KINDS, RIDDLE.name, RIDDLE)
        both.setitem(BLOCKS, RIDDLE.name, TOY)
        _forget_names()
        yield
    _forget_names()


def _forget_names() -> None:
    for one in (session_parts, private_blocks, heading_blocks):
        one.cache_clear()


def test_a_new_block_appears_on_page_paper_and_slide(tmp_path: Path) -> None:
    root = build_file_tree(tmp_path / "tree", hub_files({"round-1/how-ready.md": PAGE}))
    build(root, tmp_path / "out", Order(), lambda _: None)
    page = (tmp_path / "out/site/round-1/how-ready.html").read_text(encoding="utf-8")
    paper = "".join(one.extract_text() for one in PdfReader(tmp_path / "out/handouts/round-1/how-ready.pdf").pages)
    deck: Any = Presentation(str(tmp_path / "out/decks/round-1.pptx"))
    slides = {
        slide.shapes.title.text: " ".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
        for slide in deck.slides
    }

    assert 'class="kit-block kit-riddle" role="group" aria-label="Riddle: What has hands?"' in page
    assert "<p>Answer: a clock</p>" in page
    assert "A riddle: Who runs?" in paper
    assert "Look at the sink." in paper
    assert "It never claps." in slides["What has hands?"]
    assert "The riddle is within" in slides["What came of it"]


def test_check_knows_its_options_and_that_notes_may_not_hold_it(tmp_path: Path) -> None:
    text = f"{SESSION}\n:::{{riddle}} A\n:anser: b\n:::\n\n::::{{facilitator}}\n:::{{riddle}} C\n:::\n::::\n"
    found = examine(build_file_tree(tmp_path, hub_files({"round-1/how-ready.md": text}))).findings
    first = text[: text.index("anser")].count("\n") + 1

    assert [(one.message, one.hint) for one in found if one.code is Code.UNKNOWN_OPTION] == [
        ("The riddle block has no option called anser.", "Did you mean answer?")
    ]
    assert (Code.FACILITATOR_LEAK, f"round-1/how-ready.md:{first + 4}") in places(found)


def test_its_name_is_one_that_a_slip_of_the_pen_may_mean(tmp_path: Path) -> None:
    text = f"{SESSION}\n:::{{ridle}} A\n:::\n"
    found = examine(build_file_tree(tmp_path, hub_files({"round-1/how-ready.md": text}))).findings

    assert [one.hint for one in found if one.code is Code.UNKNOWN_DIRECTIVE] == ["Did you mean riddle?"]


def test_an_override_that_leaves_it_out_is_told_so(tmp_path: Path) -> None:
    hub = hub_files({"round-1/how-ready.md": PAGE})
    local = {"overrides/round-1/how-ready/a-riddle.replace.md": "## A riddle\n\nOurs.\n"}
    found = examine(build_file_tree(tmp_path, region_files(local, hub=hub))).findings

    assert [one.message for one in found if one.code is Code.LEFT_OUT] == [
        "Your text for “A riddle” leaves out upstream's slide “What came of it”, 1 handout and 1 riddle."
    ]
