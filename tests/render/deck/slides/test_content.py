"""What nodes of a document show on a slide."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from myst_parser.parsers.docutils_ import Parser

from kit.model.findings import Code, Finding
from kit.render import nodes as kit_nodes
from kit.render.blocks.facilitator import facilitator as facilitator_node
from kit.render.blocks.lang import lang as lang_node
from kit.render.content.translate import blocks as translated
from kit.render.content.translate import content_of
from kit.render.deck.slides.content import blocks
from kit.render.deck.slides.inline import Source
from kit.render.deck.slides.model import Block, Callout, Footnote, Mark, PageBreak, Paragraph, Picture, Style, Table
from kit.render.deck.slides.session import flat
from tests.render.editions import edition

EXTENSIONS = ["colon_fence", "deflist", "tasklist", "alert"]


def _source(found: list[Finding] | None = None, url: str = "https://x.example/") -> Source:
    return Source(edition({}, url=url), "round-1/page", [] if found is None else found)


def _parse(text: str) -> nodes.document:
    settings = get_default_settings(Parser)
    settings.myst_enable_extensions = EXTENSIONS
    document = new_document("page.md", settings)
    Parser().parse(text, document)
    return document


def _shown(parts: Sequence[nodes.Node], source: Source, notes: bool = False) -> list[Block]:
    """What nodes show on a slide, with the footnotes of the document that they stand in."""
    document = next((part.document for part in parts if part.document), None) or _parse("")
    page = content_of(document)
    return blocks(translated(parts), dataclasses.replace(source, footnotes=page.footnotes), notes)


def _blocks(text: str) -> list[Block]:
    return _shown(_parse(text).children, _source())


def _lines(found: list[Block]) -> list[tuple[str, int, Mark]]:
    return [(block.text, block.level, block.mark) for block in found if isinstance(block, Paragraph)]


def test_lists_keep_their_depth_marks_and_numbers() -> None:
    found = _blocks("3. three\n   - deeper\n\n     more of it\n4. four\n\n- [ ] to do\n- [x] done\n")
    assert _lines(found) == [
        ("three", 0, Mark.NUMBER),
        ("deeper", 1, Mark.BULLET),
        ("more of it", 2, Mark.NONE),
        ("four", 0, Mark.NUMBER),
        ("to do", 0, Mark.TO_DO),
        ("done", 0, Mark.DONE),
    ]
    assert [block.number for block in found if isinstance(block, Paragraph) and block.mark is Mark.NUMBER] == [3, 4]


def test_looks_become_runs() -> None:
    (paragraph,) = _blocks("a **b *c*** `d` [e](https://x.org) f\\\ng")
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.bold, run.italic, run.code, run.link) for run in paragraph.runs] == [
        ("a ", False, False, False, ""),
        ("b ", True, False, False, ""),
        ("c", True, True, False, ""),
        (" ", False, False, False, ""),
        ("d", False, False, True, ""),
        (" ", False, False, False, ""),
        ("e", False, False, False, "https://x.org"),
        (" f\vg", False, False, False, ""),
    ]


@pytest.mark.parametrize(
    ("uri", "url", "expected"),
    [
        ("other.html#a", "https://x.example/site", "https://x.example/site/round-1/other.html#a"),
        ("../index.html", "https://x.example/", "https://x.example/index.html"),
        ("other.html", "", ""),
        ("mailto:a@b.org", "", "mailto:a@b.org"),
        ("javascript:alert(1)", "https://x.example/", ""),
        ("file:///etc/passwd", "", ""),
    ],
)
def test_links_lead_to_public_addresses_or_nowhere(uri: str, url: str, expected: str) -> None:
    (paragraph,) = _shown([nodes.paragraph("", "", nodes.reference("", "words", refuri=uri))], _source(url=url))
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.link) for run in paragraph.runs] == [("words", expected)]


def test_tables_keep_headings_and_alignment_and_pictures_move_below() -> None:
    table, picture = _blocks("| a | b |\n| :- | -: |\n| **1** ![x](y.png) | 2 |\n")
    assert isinstance(table, Table)
    assert [[cell.paragraphs[0].text for cell in row] for row in table.rows] == [["a", "b"], ["1", "2"]]
    assert (table.header, [cell.align for cell in table.rows[1]]) == (1, ["l", "r"])
    assert picture == Picture("y.png", "x")


def test_a_list_in_a_cell_keeps_its_marks_as_text() -> None:
    item = nodes.list_item("", nodes.paragraph("", "one"))
    cell = nodes.entry("", nodes.bullet_list("", item), nodes.enumerated_list("", item.deepcopy(), start=2))
    group = nodes.tgroup("", nodes.tbody("", nodes.row("", cell)), cols=1)
    (table,) = _shown([nodes.table("", group)], _source())
    assert isinstance(table, Table)
    assert [part.text for part in table.rows[0][0].paragraphs] == ["• one", "2. one"]


def test_headings_begin_new_slides_but_not_within_other_blocks() -> None:
    heading = nodes.rubric("", "Next", **{"heading-level": 2})
    card = nodes.container("", nodes.rubric("", "Inner", **{"heading-level": 3}), design_component="card")
    parts = [heading, nodes.rubric("", "Only bold"), nodes.tip("", card), nodes.transition(), nodes.paragraph("", "Z")]
    found = _shown(parts, _source())
    assert found[0] == PageBreak("Next")
    bold, tip = found[1:3]
    assert isinstance(bold, Paragraph)
    assert isinstance(tip, Callout)
    assert [line.text for line in (bold, *tip.lines)] == ["Only bold", "Tip", "Inner"]
    assert found[3:-1] == [PageBreak()]


def test_quotes_code_and_definitions_keep_their_form() -> None:
    found = _blocks("> said\n\n```\na  b\n    c\n```\n\nTerm\n: meaning\n")
    styles = [(block.text, block.style, block.level) for block in found if isinstance(block, Paragraph)]
    assert styles == [
        ("said", Style.QUOTE, 0),
        ("a\xa0\xa0b", Style.CODE, 0),
        ("\xa0\xa0\xa0\xa0c", Style.CODE, 0),
        ("Term", Style.HEADING, 0),
        ("meaning", Style.TEXT, 1),
    ]


def test_facilitator_notes_show_nowhere_however_deep_they_stand() -> None:
    secret = facilitator_node("", nodes.paragraph("", "secret"), title="")
    item = nodes.list_item("", nodes.paragraph("", "shown"), secret)
    cell = nodes.entry("", nodes.paragraph("", "cell"), secret.deepcopy())
    group = nodes.tgroup("", nodes.tbody("", nodes.row("", cell)), cols=1)
    found = _shown([nodes.bullet_list("", item), nodes.table("", group), nodes.note("", secret.deepcopy())], _source())
    assert "secret" not in repr(found)
    assert "shown" in repr(found)


def test_what_slides_do_not_know_keeps_its_words_and_is_reported() -> None:
    class marquee(nodes.General, nodes.Element):  # noqa: N801 - docutils names node classes like tags
        """A node of a kind that nobody expected."""

    found: list[Finding] = []
    strange = marquee("", nodes.paragraph("", "kept words"))
    strange.line = 7
    html = nodes.paragraph("", "", nodes.raw("", "<b>bold</b>", format="html"))
    shown = _shown([strange, html], _source(found))
    assert [block.text for block in shown if isinstance(block, Paragraph)] == ["kept words", "<b>bold</b>"]
    assert [(one.code, one.file) for one in found] == [(Code.PAGE_SYNTAX, "round-1/page.md")] * 2
    assert found[0].line == 7


def test_characters_that_would_break_a_file_are_left_out() -> None:
    (paragraph,) = _shown([nodes.paragraph("", "", nodes.Text("a\x00b\x0cc\ud800d\ufffee <&> \x1b"))], _source())
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "ab cde <&>"


def test_a_footnote_stands_below_the_words_that_refer_to_it() -> None:
    document = _parse("Word.")
    paragraph = document.next_node(nodes.paragraph)
    assert paragraph is not None
    paragraph += nodes.footnote_reference("", "1", refid="note")
    document += nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "The note."), ids=["note"])
    said, note = _shown([paragraph], _source())
    assert isinstance(said, Paragraph)
    assert isinstance(note, Footnote)
    assert [(run.text, run.raised, run.note) for run in said.runs] == [("Word.", 0, ""), ("1", 1, note.id)]
    assert [line.text for line in note.lines] == ["1 The note."]


@pytest.mark.parametrize(("notes", "expected"), [(False, ["Word.1"]), (True, ["Word.1", "1 Secret."])])
def test_a_footnote_of_facilitator_notes_shows_only_in_notes(notes: bool, expected: list[str]) -> None:
    document = _parse("Word.")
    paragraph = document.next_node(nodes.paragraph)
    assert paragraph is not None
    paragraph += nodes.footnote_reference("", "1", refid="note")
    note = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "Secret."), ids=["note"], facilitator=True)
    document += note
    found = flat(_shown([paragraph], _source(), notes))
    assert [line.text for line in found] == expected


@pytest.mark.parametrize("box", ["> [!TIP]\n> Bring a pen.", ":::{warning}\nBring a pen.\n:::"])
def test_a_callout_stands_apart_with_its_word(box: str) -> None:
    first, callout = _blocks(f"Before.\n\n{box}\n")
    assert isinstance(first, Paragraph)
    assert isinstance(callout, Callout)
    word, said = callout.lines
    assert word.style is Style.HEADING
    assert (word.text, said.text) in (("Tip", "Bring a pen."), ("Warning", "Bring a pen."))


def test_a_callout_within_something_else_or_with_a_picture_is_part_of_the_text() -> None:
    item, held = _blocks("- Item\n\n  > [!TIP]\n  > Pen.\n"), _blocks("> [!TIP]\n> Look:\n>\n> ![Alt](a.png)\n")
    assert [line.text for line in flat(item)] == ["Item", "Tip", "Pen."]
    assert [line.text for line in flat(held)] == ["Tip", "Look:", "Picture: Alt"]
    assert not [block for block in (*item, *held) if isinstance(block, Callout)]


def test_a_passage_in_another_language_carries_its_tag() -> None:
    passage = lang_node("", nodes.paragraph("", "Croeso"), tag="cy")
    (paragraph,) = _shown([passage], _source())
    assert isinstance(paragraph, Paragraph)
    assert [run.language for run in paragraph.runs] == ["cy-GB"]


def test_a_finding_names_the_place_where_the_line_was_written() -> None:
    found: list[Finding] = []
    source = dataclasses.replace(_source(found))
    node = nodes.paragraph("", "", nodes.raw("", "<i>", format="html"))
    node.line = 3
    _shown([node], source)
    assert found[0].place == "round-1/page.md:3"


def test_rules_make_no_empty_slides() -> None:
    rules = [kit_nodes.rule() for _ in range(4)]
    words = [nodes.paragraph("", "One"), nodes.paragraph("", "Two")]

    found = _shown([rules[0], words[0], rules[1], rules[2], words[1], rules[3]], _source())

    assert [type(one).__name__ for one in found] == ["Paragraph", "PageBreak", "Paragraph"]


def test_a_table_in_speaker_notes_keeps_the_heading_of_every_column() -> None:
    found = flat(_blocks("| Point | Score |\n| - | - |\n| Users | **3** |\n| Team | |\n"))
    assert [(line.text, line.level) for line in found] == [("Point: Users", 0), ("Score: 3", 1), ("Point: Team", 0)]
    assert [run.bold for run in (*found[0].runs, *found[1].runs)] == [True, True, True, True]
    assert [line.text for line in flat(_blocks("| Only | headings |\n| - | - |\n"))] == ["Only", "headings"]
