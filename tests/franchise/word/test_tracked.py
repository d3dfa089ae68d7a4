"""What Word writes when changes are tracked, and other forms of its own: read as people see it with all accepted."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kit.franchise.word.read import read_document
from kit.franchise.word.tracked import Tracked
from tests.franchise.word.paragraphs import back, below, document
from tests.franchise.word.test_pages import PAGE

DAY = "2026-01-01"
BY = 'w:author="Sam" w:date="2026-01-01T00:00:00Z"'


def changed(words: str, xml: str) -> bytes:
    """The document of the page with the paragraph that holds ``words`` replaced by ``xml``, its bookmark kept."""
    made = docx.Document(io.BytesIO(document(PAGE)))
    old = next(one for one in made.paragraphs if words in one.text)._p
    style = old.pPr.xml.split("?>")[-1] if old.pPr is not None else ""
    mark = next(one for one in old if one.tag.endswith("bookmarkStart"))
    begin = f'<w:bookmarkStart w:id="{mark.get(_w("id"))}" w:name="{mark.get(_w("name"))}"/>'
    wrapped = f"<w:body {nsdecls('w', 'r')}>{xml.replace('STYLE', style).replace('MARK', begin)}</w:body>"
    for new in reversed(list(parse_xml(wrapped))):
        old.addnext(new)
    old.getparent().remove(old)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


GONE = f'<w:rPr><w:del w:id="901" {BY}/></w:rPr>'
DELETED = f'<w:del w:id="902" {BY}><w:r><w:delText>First words.</w:delText></w:r></w:del>'
CASES = {
    "a paragraph taken out": (
        "First words",
        f"<w:p><w:pPr>{GONE}</w:pPr>MARK{DELETED}</w:p>",
        ("First words.\n\n", ""),
        [Tracked("taken out", "Sam", "First words.", DAY)],
    ),
    "a paragraph put in": (
        "First words",
        f'<w:p>MARK<w:r><w:t>First words.</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:ins w:id="903" {BY}/></w:rPr></w:pPr>'
        f'<w:ins w:id="904" {BY}><w:r><w:t>New.</w:t></w:r></w:ins></w:p>',
        ("First words.\n", "First words.\n\nNew.\n"),
        [Tracked("added", "Sam", "New.", DAY)],
    ),
    "the end of a paragraph taken out alone": (
        "First words",
        f"<w:p><w:pPr>{GONE}</w:pPr>MARK<w:r><w:t>First words, and</w:t></w:r></w:p>"
        "<w:p><w:r><w:t xml:space='preserve'> more.</w:t></w:r></w:p>",
        ("First words.", "First words, and more."),
        [Tracked("taken out", "Sam", "", DAY)],
    ),
    "a paragraph split in two": (
        "First words",
        f'<w:p><w:pPr><w:rPr><w:ins w:id="908" {BY}/></w:rPr></w:pPr>MARK<w:r><w:t>First</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>words.</w:t></w:r></w:p>",
        ("First words.\n", "First\n\nwords.\n"),
        [Tracked("added", "Sam", "", DAY)],
    ),
    "two paragraphs taken out": (
        "First words",
        f"<w:p><w:pPr>{GONE}</w:pPr>MARK{DELETED}</w:p>"
        f"<w:p><w:pPr>{GONE}</w:pPr>{DELETED.replace('First', 'Other')}</w:p>",
        ("First words.\n\n", ""),
        [Tracked("taken out", "Sam", "First words.", DAY), Tracked("taken out", "Sam", "Other words.", DAY)],
    ),
    "a word exchanged": (
        "First words",
        f'<w:p>MARK<w:r><w:t xml:space="preserve">First </w:t></w:r><w:del w:id="905" {BY}><w:r><w:delText>words'
        f'</w:delText></w:r></w:del><w:ins w:id="906" {BY}><w:r><w:t>lines</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>'
        "</w:p>",
        ("First words", "First lines"),
        [Tracked("taken out", "Sam", "words", DAY), Tracked("added", "Sam", "lines", DAY)],
    ),
    "words in a control, a smart tag and a hyphen that keeps words together": (
        "First words",
        "<w:p>MARK<w:sdt><w:sdtContent><w:r><w:t>First</w:t></w:r></w:sdtContent></w:sdt><w:smartTag><w:r>"
        "<w:noBreakHyphen/><w:t>hand words.</w:t></w:r></w:smartTag></w:p>",
        ("First words", "First-hand words"),
        [],
    ),
    "a link written as a field": (
        "First words",
        '<w:p>MARK<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/a" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>First</w:t></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> words.</w:t></w:r></w:p>',
        ("First words", "[First](https://example.org/a) words"),
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_word_writes_is_read_as_people_see_it(name: str) -> None:
    words, xml, (before, after), tracked = CASES[name]
    letter = read_document("page.docx", changed(words, xml))
    made = back(PAGE, below(letter.paragraphs))

    assert made.text == PAGE.replace(before, after)
    assert made.left == []
    assert [one for paragraph in letter.paragraphs for one in paragraph.tracked] == tracked


def test_a_moved_paragraph_stands_where_it_was_moved_to() -> None:
    emptied = f"<w:p><w:pPr>{GONE}</w:pPr>MARK{DELETED}</w:p>".replace("w:del ", "w:moveFrom ")
    emptied = emptied.replace("</w:del>", "</w:moveFrom>")
    made = docx.Document(io.BytesIO(changed("First words", emptied)))
    last = next(one for one in made.paragraphs if one.text == "Last words.")._p
    moved = f'<w:p {nsdecls("w")}><w:moveTo w:id="907" {BY}><w:r><w:t>First words.</w:t></w:r></w:moveTo></w:p>'
    last.addnext(parse_xml(moved))
    out = io.BytesIO()
    made.save(out)

    now = back(PAGE, below(read_document("page.docx", out.getvalue()).paragraphs))

    assert now.text == PAGE.replace("First words.\n\n", "") + "\nFirst words.\n"


def test_words_in_a_text_box_are_not_lost() -> None:
    box = (
        "<w:p>MARK<w:r><w:t>First words.</w:t></w:r></w:p><w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>"
        "In a box.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    made = back(PAGE, below(read_document("page.docx", changed("First words", box)).paragraphs))

    assert made.text == PAGE.replace("First words.\n", "First words.\n\nIn a box.\n")


def test_words_before_a_table_are_kept_though_their_end_is_deleted() -> None:
    end = f"<w:p><w:pPr>{GONE}</w:pPr>MARK<w:r><w:t>Other words.</w:t></w:r></w:p>"
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    made = back(PAGE, below(read_document("page.docx", changed("First words", end + table)).paragraphs))

    assert made.text == PAGE.replace("First words.", "Other words.")
    assert [one.words for one in made.left] == ["Cell."]
