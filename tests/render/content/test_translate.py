"""What the doctree of a page becomes, before paper or slides are made of it."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from kit.model.findings import Code, Finding
from kit.render.content.model import Grid, Paragraph, Picture, Text, Unknown
from kit.render.content.translate import blocks, content_of, contents
from kit.render.content.traverse import text_of
from kit.render.deck.slides.content import blocks as on_slides
from kit.render.deck.slides.inline import Source
from kit.render.deck.slides.model import Paragraph as SlideParagraph
from kit.render.handout.blocks import blocks as on_paper
from kit.render.handout.blocks import context_for
from kit.render.handout.sheet import Sheet
from tests.render.editions import edition


class marquee(nodes.General, nodes.Element):  # noqa: N801 - docutils names node classes like tags
    """A node of a kind that nobody expected."""


def _document(*parts: nodes.Node) -> nodes.document:
    document = new_document("page.md")
    document += parts
    return document


def test_a_node_of_an_unknown_kind_keeps_its_words_on_paper_and_slides_and_is_reported_once() -> None:
    strange = marquee("", nodes.paragraph("", "kept words"))
    strange.line = 7
    page = content_of(_document(strange))
    whole, found = edition({}), list[Finding]()

    shown = on_slides(page.blocks, Source(whole, "round-1/page", found))
    printed = on_paper(page.blocks, context_for(Sheet(whole, found), "round-1/page", page))

    assert page.blocks == (Unknown("marquee", "kept words", 7),)
    assert [one.text for one in shown if isinstance(one, SlideParagraph)] == ["kept words"]
    assert printed == [{"k": "paragraph", "c": ["kept words"]}]
    assert [(one.code, one.place) for one in found] == [(Code.PAGE_SYNTAX, "round-1/page.md:7")]


def test_words_outside_paragraphs_become_one_and_a_picture_alone_in_one_is_a_picture() -> None:
    image = nodes.image(uri="round-1/a.png", alt=" decorative ", width="40%")
    found = blocks([nodes.Text("Go "), nodes.strong("", "on"), nodes.paragraph("", "", nodes.Text("\n"), image)])

    assert text_of(found[:1]) == "Go on"
    assert found[1:] == (Picture("round-1/a.png", "", 40.0),)
    assert blocks([nodes.paragraph("", "", nodes.Text("  "))]) == ()


def test_a_footnote_may_refer_to_itself() -> None:
    mark = nodes.footnote_reference("", "1", refid="note")
    note = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "See ", mark), ids=["note"])
    page = content_of(_document(nodes.paragraph("", "Word", mark.deepcopy()), note))
    whole, found = edition({}), list[Finding]()

    on_slides(page.blocks, Source(whole, "round-1/page", found, page.footnotes))
    (printed,) = on_paper(page.blocks, context_for(Sheet(whole, found), "round-1/page", page))

    assert [one["k"] for one in printed["c"] if isinstance(one, dict)] == ["footnote"]
    assert found == []


def test_a_link_to_its_own_page_keeps_its_words_on_paper_and_slides() -> None:
    link = nodes.reference("", "this page", refuri="", internal=True)  # as Sphinx writes [this page](/round-1/page.md)
    page = content_of(_document(nodes.paragraph("", "See ", link)))
    whole, found = edition({}), list[Finding]()

    (shown,) = on_slides(page.blocks, Source(whole, "round-1/page", found))
    printed = on_paper(page.blocks, context_for(Sheet(whole, found), "round-1/page", page))

    assert isinstance(shown, SlideParagraph)
    assert shown.text == "See this page"
    assert printed == [{"k": "paragraph", "c": ["See this page"]}]


@pytest.mark.parametrize(
    ("classes", "columns"),
    [
        (["sd-row-cols-3"], 3),
        (["sd-row-cols-1", "sd-row-cols-xs-1", "sd-row-cols-lg-12"], 12),
        ([f"sd-row-cols-{'9' * 5000}"], 2),
        (["sd-row-cols-auto", "sd-row-cols-lg-²", "sd-row-cols-100"], 2),
        ([], 2),
    ],
)
def test_a_grid_has_the_columns_of_a_wide_screen_and_two_where_it_does_not_say(
    classes: list[str], columns: int
) -> None:
    grid = nodes.container("", nodes.paragraph("", "One"), classes=classes, design_component="grid-row")

    assert blocks([grid]) == (Grid(((Paragraph((Text("One"),)),),), columns),)


def test_each_page_is_translated_once() -> None:
    asked: list[str] = []

    def document(name: str) -> nodes.document:
        asked.append(name)
        return _document(nodes.paragraph("", name))

    pages = contents(document)

    assert pages("a") is pages("a")
    assert pages("b").blocks == (Paragraph((Text("b"),)),)
    assert asked == ["a", "b"]
