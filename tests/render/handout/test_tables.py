"""How wide the columns of a printed table are."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from kit.model.edition import Edition
from kit.render.content.model import Table
from kit.render.content.translate import blocks as translated
from kit.render.handout.blocks import blocks
from kit.render.handout.sheet import Context, Sheet
from kit.render.handout.tables import Cell, Column, settled, table
from tests.render.handout.conftest import Printed


def made(edition: Edition, head: list[str], *rows: list[str], right: tuple[int, ...] = ()) -> Any:
    """A table in a handout, drawn. ``right`` are its columns of numbers."""

    def row(cells: list[str]) -> nodes.row:
        entries = [nodes.entry("", nodes.paragraph("", text)) if text else nodes.entry("") for text in cells]
        for index in right:
            entries[index]["classes"].append("text-right")
        return nodes.row("", *entries)

    group = nodes.tgroup("", *[nodes.colspec() for _ in head], cols=len(head))
    group += [nodes.thead("", row(head)), nodes.tbody("", *[row(one) for one in rows])]
    (read,) = translated([nodes.table("", group)])
    assert isinstance(read, Table)
    return table(read, Context(Sheet(edition, []), "round-1/everything", blocks).for_form())[0]


def test_short_columns_take_what_they_need_and_long_ones_share_the_rest(printed: Printed) -> None:
    drawn = made(
        printed.edition, ["No.", "What"], ["1", "Understand what users need, and why"], ["2", "Work in a team"]
    )

    number, what = drawn["columns"]
    assert number["mm"] < 15
    assert what == 35.0
    assert drawn["write"] is False


def test_two_columns_to_write_in_that_differ_in_a_number_alone_are_as_wide_as_each_other(printed: Printed) -> None:
    names = ["Whoever answers for it", "The team: three to five, with them"]
    _, first, second = made(printed.edition, ["", "Service 1", "Service 2"], *([name, "", ""] for name in names))[
        "columns"
    ]
    _, question, proof = made(printed.edition, ["No.", "Question", "Proof of it"], ["1", "", ""], ["2", "", ""])[
        "columns"
    ]

    assert first == second
    assert question < proof


def test_an_empty_last_column_gets_the_most_room_and_row_names_do_not_wrap(printed: Printed) -> None:
    drawn = made(printed.edition, ["Question", "Answer we gave"], ["What will we do together?", ""])

    question, answer = drawn["columns"]
    assert 50 < question["mm"] < 60, "25 letters of about 2.1 mm"
    assert answer == 40.0
    assert drawn["write"] is True


def test_row_names_beside_several_columns_to_write_in_wrap_once_and_the_columns_share_the_rest(
    printed: Printed,
) -> None:
    rows = [["The door: when may we leave?", "", "", ""], ["The key", "", "", ""]]
    drawn = made(printed.edition, ["What keeps us in", "What it says", "What it does not say", "To read"], *rows)

    names, *answers = drawn["columns"]
    assert 35 < names["mm"] < 45, "half of 28 letters of 2.5 mm, and the sides"
    assert answers == [24.0, 24.0, 24.0]


def test_row_names_too_long_for_a_line_wrap_once_beside_an_answer(printed: Printed) -> None:
    name = "8 to 11: tested, when it is down, simple, consistent"
    drawn = made(printed.edition, ["Point", "What was shown"], [name, ""], ["5 to 7", ""])

    names, answer = drawn["columns"]
    assert 60 < names["mm"] < 75
    assert answer == 40.0


def test_empty_columns_for_ticks_and_scores_stay_narrow(printed: Printed) -> None:
    rows = [[str(number), "", "", ""] for number in range(1, 4)]
    drawn = made(printed.edition, ["Point", "Yes", "Our score, 0 to 5", "What would help"], *rows, right=(2,))

    point, yes, score, rest = drawn["columns"]
    assert rest == 40.0
    assert 10 < yes["mm"] < point["mm"] < 20 < score["mm"] < 35


def test_columns_that_need_nearly_the_whole_page_are_left_to_typst(printed: Printed) -> None:
    drawn = made(printed.edition, ["One", "Two", "Three", "Four"], ["M" * 9, "M" * 9, "W" * 9, "W" * 9])

    assert drawn["columns"] == ["auto"] * 4


def test_words_break_only_where_one_is_wider_than_its_column(printed: Printed) -> None:
    short = made(printed.edition, ["Question", "Answer"], ["What will we do together, and with whom of us?", "Much"])
    wide = made(printed.edition, ["A", "B", "C"], *[["One thing", "Organisationsentwicklungs", "Of much length"]] * 3)

    assert short["crowded"] is False
    assert wide["crowded"] is False, "25 letters are narrower than a third of the page"

    many = made(printed.edition, list("ABCDEF"), ["Organisationsentwicklungs"] * 6)
    assert many["crowded"] is True


def test_a_cell_that_is_more_than_plain_words_has_a_width_that_only_typst_knows() -> None:
    plain, emoji = (Column([Cell("Yes", bold=True)], [Cell(text)]) for text in ("No", "\N{DECIDUOUS TREE}"))
    code = Column([Cell("Yes", bold=True)], [Cell("No", plain=False)])

    assert [settled(["auto"], [one], room=130) == ["auto"] for one in (plain, emoji, code)] == [False, True, True]
