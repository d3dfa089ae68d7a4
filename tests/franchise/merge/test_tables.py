"""Tables are merged by column and row: every cell stays below its head, or people are asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest

from kit.franchise.merge.section import merge
from kit.franchise.merge.units import UnitKind, units

Row = dict[str, str]


class Grid:
    """A table as data: its columns (a name and how it is aligned), and rows of cells by column."""

    def __init__(self) -> None:
        self.names = {"point": "Point", "score": "Score", "why": "Why"}
        self.rules = {"point": "---", "score": "--:", "why": ":-:"}
        self.order = ["point", "score", "why"]
        self.rows: list[Row] = [
            {"point": "1 Users", "score": "five", "why": r"a `x\|y` b"},
            {"point": "2 Tools", "score": "four", "why": ""},
            {"point": "3 Teams", "score": "two", "why": r"less \| more"},
        ]

    def text(self, outer: bool) -> str:
        """Return the table in a section, with or without pipes around its lines."""
        lines = [[self.names[one] for one in self.order], [self.rules[one] for one in self.order]]
        lines += [[row.get(one, "") for one in self.order] for row in self.rows]
        return "## Scores\n\nFill it in.\n\n" + "\n".join(_line(cells, outer) for cells in lines) + "\n\nThen stop.\n"

    def seen(self) -> list[tuple[str, ...]]:
        """Return its heads and rows as units have them."""
        aligned = {"---": "", "--:": "text-align:right ", ":-:": "text-align:center "}
        head = tuple(f"{aligned[self.rules[one]]}{self.names[one]}" for one in self.order)
        return [head, *(tuple(row.get(one, "").replace(r"\|", "|") for one in self.order) for row in self.rows)]


def _line(cells: list[str], outer: bool) -> str:
    line = " | ".join(cells)
    return f"| {line} |" if outer or not cells[0] or not cells[-1] else line


def seen(text: str) -> list[tuple[str, ...]]:
    return [unit.leaf.cells for unit in units(text) if unit.kind in (UnitKind.HEAD_ROW, UnitKind.ROW)]


def add(place: int) -> Callable[[Grid], None]:
    def change(grid: Grid) -> None:
        grid.names["who"], grid.rules["who"] = "Who", "---"
        grid.order.insert(place, "who")
        for row, name in zip(grid.rows, ("Ann", "Bob", "Cy"), strict=False):
            row["who"] = name

    return change


def remove(column: str) -> Callable[[Grid], None]:
    return lambda grid: grid.order.remove(column)


def move(column: str, place: int) -> Callable[[Grid], None]:
    def change(grid: Grid) -> None:
        grid.order.remove(column)
        grid.order.insert(place, column)

    return change


def rename(grid: Grid) -> None:
    grid.names["score"] = "Our mark"


def aligned(grid: Grid) -> None:
    grid.rules["point"] = ":-:"


def both(*changes: Callable[[Grid], None]) -> Callable[[Grid], None]:
    def change(grid: Grid) -> None:
        for one in changes:
            one(grid)

    return change


COLUMNS: dict[str, Callable[[Grid], None]] = {
    "added first": add(0),
    "added in the middle": add(1),
    "added last": add(3),
    "taken out in the middle": remove("score"),
    "moved to the front": move("why", 0),
    "moved to the end": move("point", 2),
    "renamed": rename,
    "renamed and one added": both(rename, add(1)),
    "aligned and one moved": both(aligned, move("why", 0)),
    "moved and one added": both(move("why", 0), add(2)),
}


def new_row(place: int, score: str) -> Callable[[Grid], None]:
    return lambda grid: grid.rows.insert(place, {"point": "4 Code", "score": score, "why": "`-`"})


def cell(grid: Grid) -> None:
    grid.rows[1]["why"] = "why not"


def gone(grid: Grid) -> None:
    del grid.rows[1]


def moved_row(grid: Grid) -> None:
    grid.rows.append(grid.rows.pop(0))


ROWS: dict[str, Callable[[Grid], None]] = {
    "added first": new_row(0, ""),
    "added in the middle": new_row(2, ""),
    "added last": new_row(3, ""),
    "changed": cell,
    "taken out": gone,
    "moved": moved_row,
    "several": both(cell, moved_row, new_row(2, "")),
}


@pytest.mark.parametrize("outer", [True, False], ids=["with outer pipes", "without"])
@pytest.mark.parametrize(("columns", "rows"), list(product(COLUMNS, ROWS)))
def test_rows_get_the_right_cells_whoever_changed_the_columns(columns: str, rows: str, outer: bool) -> None:
    base, one, other, expected = Grid(), Grid(), Grid(), Grid()
    COLUMNS[columns](one)
    ROWS[rows](other)
    both(COLUMNS[columns], ROWS[rows])(expected)

    for ours, theirs in ((one, other), (other, one)):
        merged = merge(base.text(outer), ours.text(outer), theirs.text(outer)).text
        if ours is one and "added" in columns and "taken out" in rows:
            assert merged is None  # what we wrote into our column would go with the row
            continue
        assert merged is not None
        assert seen(merged) == expected.seen()
        assert re.sub(r"(?m)^.*\|.*\n", "", merged) == "## Scores\n\nFill it in.\n\n\nThen stop.\n"


@pytest.mark.parametrize(("one", "other"), [(add(0), move("why", 0)), (add(1), rename), (remove("score"), add(3))])
def test_both_may_change_columns(one: Callable[[Grid], None], other: Callable[[Grid], None]) -> None:
    ours, theirs = Grid(), Grid()
    one(ours)
    other(theirs)

    merged = merge(Grid().text(True), ours.text(True), theirs.text(True)).text

    assert merged is not None
    expected = Grid()
    both(one, other)(expected)
    assert {frozenset(row) for row in seen(merged)} == {frozenset(row) for row in expected.seen()}


def test_words_in_a_column_that_the_other_side_took_out_are_asked_about() -> None:
    for change in (new_row(3, "five"), lambda grid: grid.rows[0].update(score="one")):
        ours, theirs = Grid(), Grid()
        change(ours)
        remove("score")(theirs)

        assert merge(Grid().text(True), ours.text(True), theirs.text(True)).text is None


def test_words_where_a_row_and_a_column_that_the_other_side_took_out_meet_are_not_lost() -> None:
    base = "| Point | Score |\n| ----- | ----- |\n| one | five |\n| two | six |\n"
    ours = "| Point |\n| ----- |\n| one |\n"
    theirs = base.replace("six", "seven")

    for mine, yours in ((ours, theirs), (theirs, ours)):
        text = merge(base, mine, yours).text
        assert text is None or "seven" in text


def test_a_new_row_of_upstream_comes_without_the_column_that_we_took_out() -> None:
    ours, theirs = Grid(), Grid()
    remove("score")(ours)
    new_row(3, "five")(theirs)

    merged = merge(Grid().text(True), ours.text(True), theirs.text(True)).text

    assert merged is not None
    assert seen(merged)[-1] == ("4 Code", "`-`")


def test_a_cell_that_both_changed_is_asked_about_though_by_line_nothing_overlaps() -> None:
    ours, theirs = Grid(), Grid()
    ours.rows[0]["why"] = "ours"
    theirs.rows[0]["why"] = "theirs"
    add(1)(theirs)

    assert merge(Grid().text(True), ours.text(True), theirs.text(True)).text is None


def test_a_row_with_more_cells_than_heads_is_never_guessed_at() -> None:
    base = "| a | b |\n| - | - |\n| 1 | 2 |\n"

    merged = merge(base, base + "| 3 | 4 | 5 |\n", "| a | c | b |\n| - | - | - |\n| 1 | x | 2 |\n")

    assert merged.text is None


def test_a_table_in_a_block_is_merged_by_column_too() -> None:
    base, ours, theirs = (f":::{{handout}} Sheet\n\n{text}\n:::\n" for text in (
        "| a | b |\n| - | - |\n| 1 | 2 |\n",
        "| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n",
        "| a | c | b |\n| - | - | - |\n| 1 | x | 2 |\n",
    ))  # fmt: skip

    assert merge(base, ours, theirs).text == theirs.replace("| 2 |\n", "| 2 |\n| 3 |  | 4 |\n")


def test_bytes_of_our_rows_stay_where_upstream_changed_no_column() -> None:
    base = "|a|b|\n|-|-|\n|1|2|\n|5|6|\n"
    ours = "|a |x|b|\n|-|-|-|\n|1|  y|2|\n|5|   z   |6|\n"

    merged = merge(base, ours, base.replace("|2|", "|3|"))

    assert merged.text == ours.replace("|  y|2|", "|  y|3|")
