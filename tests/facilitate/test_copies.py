"""A paper is printed as often as there are people, tables or groups to have it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit.facilitate.copies import LEADER, copies, session_copies
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.model.edition import Round
from tests.facilitate.test_materials import page_of_materials

ALONE = page_of_materials("alone", group_size="3-4")
BESIDE = page_of_materials("beside")
ITEMS = (
    Item("alone", ItemKind.SESSION, "", ("round-1/alone",), 20),
    Item("both", ItemKind.PARALLEL, "", ("round-1/beside", "round-1/other"), 20),
)
MEETING = Round(
    "round-1", "One", ITEMS, timetable(ITEMS, {}, None, None), ("round-1/alone",), {}, heads=27, table_size=6
)
UNKNOWN = replace(MEETING, heads=None, table_size=None)


@pytest.mark.parametrize(
    ("whom", "known", "unknown"),
    [
        ("person", "27 copies, one for each person", "one for each person"),
        ("table", "5 copies, one for each table", "one for each table"),
        ("group", "7 copies, one for each group", "one for each group"),
        ("host", "one for each host", "one for each host"),
        ("speaker", "one for each speaker", "one for each speaker"),
        ("", "1 copy", "1 copy"),
    ],
)
def test_copies_are_counted_where_it_is_known_how_many_get_one(whom: str, known: str, unknown: str) -> None:
    assert copies(whom, MEETING, ALONE).text == known
    assert copies(whom, UNKNOWN, ALONE).text == unknown


def test_sessions_at_the_same_time_share_the_people_and_so_the_copies() -> None:
    assert copies("person", MEETING, BESIDE).text == "14 copies, one for each person"
    assert copies("table", MEETING, BESIDE).text == "3 copies, one for each table"


def test_a_round_has_a_run_sheet_for_each_name_that_leads() -> None:
    led = replace(MEETING, leads={"round-1/alone": "Sam", "round-1/beside": "Ann", "round-1/other": "Sam"})

    assert copies(LEADER, led).text == "2 copies, one for each person who leads"
    assert copies(LEADER, MEETING).text == "one for each person who leads"
    assert copies("table", replace(MEETING, heads=4)).text == "1 copy, one for each table"


def test_one_file_for_several_says_how_many_of_each_and_what_the_attendee_pack_holds() -> None:
    assert session_copies(["person"], MEETING, ALONE) == (
        "27 copies, one for each person; it is in the attendee pack too"
    )
    assert session_copies(["person", "table"], MEETING, ALONE) == (
        "Of the sheets for each person 27 copies (they are in the attendee pack too); "
        "of the sheets for each table 5 copies"
    )
    assert session_copies(["table", "group"], UNKNOWN, ALONE) == (
        "Of the sheets for each table one each; of the sheets for each group one each"
    )


def test_a_session_on_no_agenda_is_in_no_attendee_pack() -> None:
    assert session_copies(["person"], MEETING, page_of_materials("spare")) == "27 copies, one for each person"
