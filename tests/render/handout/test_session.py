"""Which rows of a handout wait for a pen, and whether they can grow."""

from __future__ import annotations

from typing import Any

import pytest

from kit.render.handout.session import form


def table(rows: int, pen: bool, write: bool = True) -> dict[str, Any]:
    """A table of ``rows`` rows, of one plain cell each."""
    return {"k": "table", "write": write, "pen": pen, "head": [], "body": [[{"t": "Row"}] for _ in range(rows)]}


def test_rows_are_counted_at_any_depth_by_what_they_wait_for() -> None:
    inside = {"k": "bullets", "items": [[table(3, pen=True)], [table(4, pen=False)]]}
    made = form("one", [table(2, pen=True), inside, table(9, pen=False, write=False)])

    assert made["rows"] == {"words": 5, "ticks": 4}
    assert made["pen"] is True


@pytest.mark.parametrize(("rows", "grows"), [(27, True), (28, False)])
def test_rows_that_no_page_holds_do_not_grow(rows: int, grows: bool) -> None:
    """A page has 251 mm, and a row to write in is at least 9 mm high."""
    assert form("one", [table(rows, pen=True)])["grows"] is grows


def test_notes_at_the_foot_are_counted_once_for_an_address_that_comes_again() -> None:
    links = [{"k": "link", "note": "address", "again": again, "c": ["Here"]} for again in (False, True, True)]
    words = [*links, {"k": "footnote", "id": "f", "c": ["Note"]}, {"k": "footnote-again", "id": "f"}]

    assert form("one", [{"k": "paragraph", "c": words}])["notes"] == 2
