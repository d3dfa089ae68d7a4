"""Tracked rows, cells, looks and moves: each is told with who and when, and the page is as with all accepted."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kit.franchise.word.assemble import Assembled
from kit.franchise.word.read import read_document
from tests.franchise.word.paragraphs import back, below, document

PAGE = """\
# Page

First words.

| Who | What |
| --- | --- |
| Ann | asks |
| Tom | tells |

Last words.
"""
BY = 'w:id="901" w:author="Sam" w:date="2026-01-31T09:00:00Z"'
Edit = Callable[[Any], None]


def made(edit: Edit) -> tuple[Assembled, list[tuple[str, str]]]:
    """What the page becomes of its document after ``edit``, and what is tracked: what was done, and to which words."""
    opened = docx.Document(io.BytesIO(document(PAGE)))
    edit(opened)
    out = io.BytesIO()
    opened.save(out)
    given = below(read_document("page.docx", out.getvalue()).paragraphs)
    tracked = [change for one in given for change in one.tracked]
    assert all((one.author, one.when) == ("Sam", "2026-01-31") for one in tracked)
    return back(PAGE, given), [(one.what, one.words) for one in tracked]


def xml(text: str) -> Any:
    return parse_xml(text.replace(" BY", f" {nsdecls('w')} {BY}", 1).replace(" BY", f" {BY}"))


def row_gone(opened: Any) -> None:
    row = _table(opened).rows[1]._tr
    row.get_or_add_trPr().append(xml("<w:del BY/>"))
    for run in row.iter(qn("w:r")):
        run.find(qn("w:t")).tag = qn("w:delText")
        gone = xml("<w:del BY/>")
        run.addprevious(gone)
        gone.append(run)


def row_new(opened: Any) -> None:
    said = "".join(
        "<w:tc><w:p><w:pPr><w:rPr><w:ins BY/></w:rPr></w:pPr>"
        f"<w:ins BY><w:r><w:t>{word}</w:t></w:r></w:ins></w:p></w:tc>"
        for word in ("Eve", "ends")
    )
    _table(opened).rows[2]._tr.addnext(xml(f"<w:tr BY><w:trPr><w:ins BY/></w:trPr>{said}</w:tr>"))


def row_moved(opened: Any) -> None:
    row_new(opened)
    row_gone(opened)


def cells_gone(opened: Any) -> None:
    for row in _table(opened).rows:
        row._tr.tc_lst[1].get_or_add_tcPr().append(xml("<w:cellDel BY/>"))


def row_of_cells_gone(opened: Any) -> None:
    for cell in _table(opened).rows[2]._tr.tc_lst:
        cell.get_or_add_tcPr().append(xml("<w:cellDel BY/>"))


def cells_joined(opened: Any) -> None:
    for row in _table(opened).rows[1:]:
        row._tr.tc_lst[0].get_or_add_tcPr().append(xml('<w:cellMerge BY w:vMerge="cont"/>'))


def words_bold(opened: Any) -> None:
    run = _paragraph(opened, "First words.").runs[0]
    run.bold = True
    run._r.rPr.append(xml("<w:rPrChange BY><w:rPr/></w:rPrChange>"))


def paragraph_in_middle(opened: Any) -> None:
    about = _paragraph(opened, "First words.")._p.get_or_add_pPr()
    about.append(xml('<w:jc xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:val="center"/>'))
    about.append(xml("<w:pPrChange BY><w:pPr/></w:pPrChange>"))


def table_and_pages_laid_out(opened: Any) -> None:
    _table(opened)._tbl.tblPr.append(xml("<w:tblPrChange BY><w:tblPr/></w:tblPrChange>"))
    _table(opened).rows[0]._tr.get_or_add_trPr().append(xml("<w:trPrChange BY><w:trPr/></w:trPrChange>"))
    opened.element.body.sectPr.append(xml("<w:sectPrChange BY><w:sectPr/></w:sectPrChange>"))


def picture_gone(opened: Any) -> None:
    _paragraph(opened, "First words.")._p.append(xml("<w:del BY><w:r><w:drawing/></w:r></w:del>"))


def words_put_in_and_taken_out(opened: Any) -> None:
    less = "<w:del BY><w:r><w:delText>Less.</w:delText></w:r></w:del>"
    said = f"<w:ins BY><w:r><w:t xml:space='preserve'> More.</w:t></w:r>{less}</w:ins>"
    _paragraph(opened, "First words.")._p.append(xml(said))


def blocks_moved(opened: Any) -> None:
    """Paragraphs within moved blocks, as some programs write them."""
    gone = xml("<w:moveFrom BY/>")
    old = _paragraph(opened, "First words.")._p
    old.addprevious(gone)
    last = _paragraph(opened, "Last words.")._p
    gone.append(old)
    last.addnext(xml("<w:moveTo BY><w:p><w:r><w:t>First words.</w:t></w:r></w:p></w:moveTo>"))


LAID_OUT = "laid out otherwise, which no page takes"
TOM = "| Tom | tells |\n"
CASES: dict[str, tuple[Edit, str, list[tuple[str, str]]]] = {
    "a row taken out": (row_gone, PAGE.replace("| Ann | asks |\n", ""), [("a row taken out", "Ann | asks")]),
    "a row put in": (row_new, PAGE.replace(TOM, f"{TOM}| Eve | ends |\n"), [("a row added", "Eve | ends")]),
    "a row for another": (
        row_moved,
        PAGE.replace("| Ann | asks |\n", "").replace(TOM, f"{TOM}| Eve | ends |\n"),
        [("a row taken out", "Ann | asks"), ("a row added", "Eve | ends")],
    ),
    "all cells of a row": (
        row_of_cells_gone,
        PAGE.replace(TOM, ""),
        [("a cell taken out", "Tom"), ("a cell taken out", "tells")],
    ),
    "cells to be joined": (
        cells_joined,
        PAGE,
        [
            ("cells joined or parted, which no page takes", "Ann"),
            ("cells joined or parted, which no page takes", "Tom"),
        ],
    ),
    "words made bold": (
        words_bold,
        PAGE.replace("First words.", "**First words.**"),
        [("formatted otherwise", "First words.")],
    ),
    "a paragraph in the middle": (paragraph_in_middle, PAGE, [("formatted otherwise", "First words.")]),
    "how it is laid out": (
        table_and_pages_laid_out,
        PAGE,
        [(LAID_OUT, "Who | What | Ann | asks | Tom | tells"), (LAID_OUT, "Who | What"), (LAID_OUT, "the pages")],
    ),
    "a picture taken out": (picture_gone, PAGE, [("taken out", "(a picture)")]),
    "words that came and went": (
        words_put_in_and_taken_out,
        PAGE.replace("First words.", "First words. More."),
        [("added", " More."), ("taken out", "Less.")],
    ),
    "whole blocks moved": (
        blocks_moved,
        PAGE.replace("First words.\n\n", "") + "\nFirst words.\n",
        [("moved away", "First words."), ("moved here", "First words.")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_tracked_change_is_told_and_taken_as_if_accepted(name: str) -> None:
    edit, text, tracked = CASES[name]
    page, told = made(edit)

    assert told == tracked
    assert page.text == text
    assert page.left == []


def test_a_column_taken_out_is_told_because_a_page_keeps_its_columns() -> None:
    page, told = made(cells_gone)

    assert told == [("a cell taken out", word) for word in ("What", "asks", "tells")]
    assert page.text == PAGE
    assert [one.why for one in page.left] == ["A table with other columns or without its heads, still as it was:"]


def _table(opened: Any) -> Any:
    return next(one for one in opened.tables if one.rows[0].cells[0].text == "Who")


def _paragraph(opened: Any, words: str) -> Any:
    return next(one for one in opened.paragraphs if one.text == words)
