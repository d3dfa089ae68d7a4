"""Whatever form Word gives to words in a document of ours, they are on the page or told to a person."""

from __future__ import annotations

import io
import re

import docx
import pytest
from hypothesis import given, settings

from kit.franchise.word.read import Letter, read_document
from tests.franchise.word.paragraphs import back, below, document
from tests.franchise.word.test_pages import PAGE
from tests.helpers import examples
from tests.office_xml import ALONE, HALF, RUN, SPACES, WRAPPED, paragraphs, with_body

FORMS = {**{name: form % (RUN % "%s") for name, form in WRAPPED.items()}, **ALONE}
BETWEEN = {
    "an equation between paragraphs": f"<m:oMathPara>{ALONE['an equation']}</m:oMathPara>",
    "a run between paragraphs": RUN,
    "a control around a paragraph": f"<w:sdt><w:sdtContent><w:p>{RUN}</w:p></w:sdtContent></w:sdt>",
    "two forms of a paragraph": f"<mc:AlternateContent><mc:Choice Requires='v'><w:p>{RUN}</w:p></mc:Choice>"
    "</mc:AlternateContent>",
}


def letter(blocks: list[str], parts: dict[str, str] | None = None) -> Letter:
    return read_document("page.docx", with_body(document(PAGE), blocks, parts))


def told(letter: Letter) -> str:
    """All that comes of a document."""
    made = back(PAGE, below(letter.paragraphs))
    return "\n".join([made.text, *(one.words for one in made.left), *(words for _, words in letter.aside)])


@pytest.mark.parametrize("name", FORMS)
def test_words_in_any_form_come_to_the_page_once(name: str) -> None:
    assert told(letter([f"<w:p>{FORMS[name] % 'zebra'}</w:p>"])).count("zebra") == 1


@pytest.mark.parametrize("name", BETWEEN)
def test_words_that_stand_in_no_paragraph_come_to_the_page_once(name: str) -> None:
    assert told(letter([BETWEEN[name] % "zebra"])).count("zebra") == 1


@given(paragraphs())
@settings(max_examples=examples(25), deadline=None)
def test_any_heap_of_forms_loses_no_word(made: tuple[list[str], list[str]]) -> None:
    blocks, words = made

    assert sorted(re.findall(r"zebra\d+x", told(letter(blocks)))) == sorted(words)


@pytest.mark.parametrize(
    ("name", "root"),
    [("header9", "hdr"), ("footer9", "ftr"), ("footnotes", "footnotes"), ("endnotes", "endnotes")],
)
def test_words_beside_the_text_are_told(name: str, root: str) -> None:
    part = f"<w:{root} {SPACES}><w:p>{RUN % 'zebra'}</w:p></w:{root}>"
    found = letter([], {f"word/{name}.xml": part})

    assert [words for _, words in found.aside] == ["zebra"]


@pytest.mark.parametrize("name", FORMS)
def test_words_taken_out_with_changes_tracked_come_back_in_no_form(name: str) -> None:
    gone = f"<w:moveFrom w:id='903' w:author='Sam'>{FORMS[name] % 'zebra'}</w:moveFrom>"

    assert "zebra" not in told(letter([f"<w:p>{gone}</w:p>"]))


def test_one_half_in_an_equation_does_not_become_twelve() -> None:
    assert "1/2x^3" in told(letter([f"<w:p>{HALF}</w:p>"])).replace("\\", "")


def test_a_table_in_a_cell_is_words_of_the_cell_and_no_row_below_it_is_lost() -> None:
    page = "# Page\n\n| Who | What |\n| --- | --- |\n| Ann | asks |\n| Tom | tells |\n"
    opened = docx.Document(io.BytesIO(document(page)))
    cell = next(cell for table in opened.tables for row in table.rows for cell in row.cells if cell.text == "asks")
    cell.add_table(1, 2).rows[0].cells[1].text = "zebra"
    out = io.BytesIO()
    opened.save(out)

    made = back(page, below(read_document("page.docx", out.getvalue()).paragraphs))

    assert made.text == page.replace("| asks |", "| asks zebra |")
    assert made.left == []
