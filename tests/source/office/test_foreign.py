"""Word documents that were never ours: what the library that reads them passes over is told with its words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from kit.franchise.importing.drafts import imported
from kit.franchise.importing.model import Material
from kit.model.findings import Code, Finding
from kit.source.office.foreign import html_of
from tests.franchise.importing.test_for_leaders import shown
from tests.helpers import examples
from tests.office_xml import ALONE, HALF, RUN, SPACES, WRAPPED, paragraphs, with_body
from tests.source.office.test_documents import document

FORMS = {**{name: form % (RUN % "%s") for name, form in WRAPPED.items()}, **ALONE}


def read(blocks: list[str], parts: dict[str, bytes] | None = None) -> tuple[str, list[Finding]]:
    found: list[Finding] = []
    return html_of("a.docx", with_body(document(parts), blocks), found), found


def both(blocks: list[str]) -> str:
    html, found = read(blocks)
    return "\n".join([html, *(one.message for one in found)])


@pytest.mark.parametrize("name", FORMS)
def test_words_in_any_form_are_read_or_told_once(name: str) -> None:
    assert both([f"<w:p>{FORMS[name] % 'zebra'}</w:p>"]).count("zebra") == 1


@given(paragraphs())
@settings(max_examples=examples(15), deadline=None)
def test_any_heap_of_forms_loses_no_word_untold(made: tuple[list[str], list[str]]) -> None:
    blocks, words = made

    assert set(re.findall(r"zebra\d+x", both(blocks))) == set(words)


def test_an_equation_is_told_with_what_it_says() -> None:
    _, found = read([f"<w:p>{RUN % 'Add'}{ALONE['an equation'] % 'zebra'}</w:p>"])

    assert [(one.code, one.message) for one in found] == [
        (Code.IMPORTED_LEFT_OUT, "Something in its text is left out. It said: zebra")
    ]


def test_one_half_in_an_equation_is_not_told_as_twelve() -> None:
    _, found = read([f"<w:p>{HALF}</w:p>"])

    assert [one.message for one in found] == ["Something in its text is left out. It said: 1/2x^3"]


def test_what_the_document_hides_is_kept_for_those_who_lead_and_told() -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>zebra</w:t></w:r></w:p>"
    html, found = read([hidden])

    assert '<span class="facilitator">zebra</span>' in html
    assert [one.message for one in found] == ["Hidden words of the document became a note for facilitators: zebra"]


WHOLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"


@pytest.mark.parametrize(("part", "said"), [(b"<p>A zebra.</p>", " It said: A zebra."), (b"PK\x03\x04", "")])
def test_a_document_within_a_document_is_told(part: bytes, said: str) -> None:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f'<Relationships xmlns="{space}"><Relationship Id="r9" Type="{WHOLE}" Target="x.html"/></Relationships>'
    _, found = read([], {"word/x.html": part, "word/_rels/document.xml.rels": relations.encode()})

    assert [one.message for one in found] == [f"A document that was put into it as a whole is left out.{said}"]


def test_the_heads_of_its_pages_are_told_even_where_the_text_says_the_same() -> None:
    part = f"<w:hdr {SPACES}><w:p>{RUN % 'Hello'}</w:p></w:hdr>"
    _, found = read([], {"word/header9.xml": part.encode()})

    assert [one.message for one in found] == ["What stands at the head of its pages is left out. It said: Hello"]


STYLES = (
    "<w:style w:type='paragraph' w:styleId='a1'><w:name w:val='Trainer Notes'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='a2'><w:name w:val='Mine'/><w:basedOn w:val='a1'/></w:style>"
    "<w:style w:type='character' w:styleId='a3'><w:name w:val='Facilitator'/></w:style>"
    "<w:style w:type='table' w:styleId='a4'><w:name w:val='Instructor note'/></w:style>"
    "<w:style w:type='character' w:styleId='a6'><w:name w:val='Quiet'/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='a5'><w:name w:val='Facilities'/></w:style>"
)
CELL = f"<w:tc><w:p>{RUN % 'zebra'}</w:p></w:tc>"
KEPT_BACK = {
    "a paragraph": f"<w:p><w:pPr><w:pStyle w:val='a1'/></w:pPr>{RUN % 'zebra'}</w:p>",
    "a paragraph of a style made of it": f"<w:p><w:pPr><w:pStyle w:val='a2'/></w:pPr>{RUN % 'zebra'}</w:p>",
    "words": "<w:p><w:r><w:rPr><w:rStyle w:val='a3'/></w:rPr><w:t>zebra</w:t></w:r></w:p>",
    "a table": f"<w:tbl><w:tblPr><w:tblStyle w:val='a4'/></w:tblPr><w:tr>{CELL}{CELL}</w:tr></w:tbl>",
    "a control": "<w:sdt><w:sdtPr><w:alias w:val='Facilitator notes'/></w:sdtPr><w:sdtContent>"
    f"<w:p>{RUN % 'zebra'}</w:p></w:sdtContent></w:sdt>",
    "words behind a tab": "<w:p><w:r><w:t>Facilitator</w:t><w:tab/><w:t>zebra</w:t></w:r></w:p>",
    "words in a control": "<w:p><w:sdt><w:sdtPr><w:tag w:val='speaker-notes'/></w:sdtPr><w:sdtContent>"
    f"{RUN % 'zebra'}</w:sdtContent></w:sdt></w:p>",
    "words of a hidden style": "<w:p><w:r><w:rPr><w:rStyle w:val='a6'/></w:rPr><w:t>zebra</w:t></w:r></w:p>",
    "hidden words": "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>zebra</w:t></w:r></w:p>",
}


@pytest.mark.parametrize("name", KEPT_BACK)
def test_what_the_document_keeps_for_those_who_lead_becomes_a_note(name: str) -> None:
    public = f"<w:p><w:pPr><w:pStyle w:val='a5'/></w:pPr>{RUN % 'marigold'}</w:p>"
    styles = {"word/styles.xml": f"<w:styles {SPACES}>{STYLES}</w:styles>".encode()}
    html, _ = read([f"<w:p>{RUN % 'lantern'}</w:p>", KEPT_BACK[name], public], styles)
    made = imported(Material("a", {"a.docx": b""}, {"a.docx": html}, single=True))
    text = made.files["a.md"].decode()

    assert "zebra" in text
    assert [word for word in ("lantern", "zebra", "marigold") if word in shown(text)] == ["lantern", "marigold"]


def test_a_cell_that_was_taken_out_with_changes_tracked_is_not_in_the_draft() -> None:
    gone = CELL.replace("<w:tc>", "<w:tc><w:tcPr><w:cellDel w:id='901' w:author='Sam'/></w:tcPr>")
    html, found = read([f"<w:tbl><w:tr>{CELL.replace('zebra', 'lantern')}{gone}</w:tr></w:tbl>"])

    assert ("lantern" in html, "zebra" in html, found) == (True, False, [])


def test_words_that_run_from_right_to_left_by_themselves_are_in_the_draft() -> None:
    html, found = read(
        [f"<w:p><w:bdo w:val='rtl'>{RUN % 'zebra'}<w:dir w:val='rtl'>{RUN % 'lantern'}</w:dir></w:bdo></w:p>"]
    )

    assert [word for word in ("zebra", "lantern") if word in html] == ["zebra", "lantern"]
    assert found == []
