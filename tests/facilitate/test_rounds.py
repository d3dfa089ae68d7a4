"""A round is put together from its plan, its sessions and what the region says of it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kit.facilitate.rounds import build_round, session_times
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind, SessionTimes
from kit.model.edition import Round
from kit.model.findings import Code, Finding
from kit.model.formats import Kind
from kit.model.page import Activity, Page
from kit.model.schema import RoundFile
from tests.facilitate.pages import plan, session

PLAN = plan(
    "round-1",
    "Meet the standard",
    minutes=100,
    agenda=[
        {"session": "ready"},
        {"break": "Tea", "minutes": 10, "at": "10:45"},
        {"id": "both", "parallel": ["old-name", "round-2/coffee"]},
        {"session": "r1-by-id"},
    ],
)
PAGES: dict[str, Page] = {
    page.name: page
    for page in (
        PLAN,
        session("round-1/ready", "How ready are we?", [(20, 5), (10, None)], minutes=30, shortest=20, cut=2),
        session("round-1/new-name", "Renamed", [(None, None)], minutes=15),
        session("round-1/by-id", "By id", id="r1-by-id", minutes=5),
        session("round-1/left-over", "On no agenda"),
        session("round-2/coffee", "Lean coffee", minutes=40),
        session("round-2/other", "Of another round", minutes=40),
    )
}


def test_what_a_timetable_knows_of_a_session() -> None:
    """An activity can do with one minute unless it says more, and one without minutes counts as none."""
    assert session_times(PAGES["round-1/ready"]) == SessionTimes("How ready are we?", 30, 20, 2, ((20, 5), (10, 1)))
    assert session_times(PAGES["round-1/new-name"]).activities == ((0, 0),)


def test_a_round_of_a_region() -> None:
    """Date, start and people are the region's; renamed and borrowed pages and ids are found."""
    found: list[Finding] = []
    said = RoundFile.model_validate(
        {"date": "2027-01-20", "start": "10:00", "heads": 28, "table_size": 6, "leads": {"old-name": "Sam"}}
    )
    meeting = build_round("round-1", PAGES, PLAN, said, {"round-1/old-name": "round-1/new-name"}, found)

    assert not found
    assert meeting.agenda[2].sessions == ("round-1/new-name", "round-2/coffee")
    assert meeting.sessions == (
        "round-1/ready",
        "round-1/new-name",
        "round-2/coffee",
        "round-1/by-id",
        "round-1/left-over",
    )
    assert (meeting.title, meeting.slot, meeting.date) == ("Meet the standard", 100, datetime.date(2027, 1, 20))
    assert (meeting.heads, meeting.table_size, meeting.leads) == (28, 6, {"round-1/new-name": "Sam"})
    assert [one.start for one in meeting.timetable.items] == [600, 645, 655, 695]
    assert meeting.timetable.slack == 0


def test_a_round_of_the_hub_counts_from_nought() -> None:
    """The hub has no start and no date."""
    meeting = build_round("round-1", PAGES, PLAN, None, {}, [])

    assert (meeting.start, meeting.date, meeting.timetable.clock) == (None, None, False)
    assert meeting.agenda[2].sessions == ("round-1/old-name", "round-2/coffee")
    assert [one.start for one in meeting.timetable.items] == [0, 30, 40, 80]


def test_a_lead_of_an_unknown_session_is_found() -> None:
    """The finding names the line of region.toml and the nearest session."""
    found: list[Finding] = []
    said = RoundFile.model_validate({"leads": {"redy": "Sam", "ready": "Kim"}})
    lines: dict[tuple[str | int, ...], int] = {("round", "round-1", "leads"): 30}
    meeting = build_round("round-1", PAGES, PLAN, said, {}, found, lines)

    assert meeting.leads == {"round-1/ready": "Kim"}
    assert [(one.code, one.place, one.hint) for one in found] == [
        (Code.UNKNOWN_SESSION, "region.toml:30", "The nearest is ready.")
    ]


def test_a_round_without_an_agenda_still_has_its_sessions() -> None:
    """Pages on no agenda are still built."""
    meeting = build_round("round-2", PAGES, plan("round-2", "Second"), None, {}, [])

    assert meeting.sessions == ("round-2/coffee", "round-2/other")
    assert (meeting.agenda, meeting.slot, meeting.timetable.length) == ((), None, 0)


KINDS = st.sets(st.sampled_from(Kind), min_size=1).map(frozenset)
ACTIVITIES = st.lists(st.tuples(st.integers(1, 40), KINDS), max_size=6)


@given(ACTIVITIES, st.sampled_from(Kind), st.integers(1, 90), st.none() | st.integers(1, 120))
def test_a_session_lasts_in_each_kind_as_if_the_others_were_not_written(
    drawn: list[tuple[int, frozenset[Kind]]], kind: Kind, own: int, given_minutes: int | None
) -> None:
    """The same page without the activities of other kinds is the oracle for every minute."""
    whole = session("round-1/a", "A", minutes=own)
    whole = replace(whole, activities=tuple(Activity("", each, None, "", 1, kinds) for each, kinds in drawn))
    alone = replace(whole, activities=tuple(Activity("", each, None, "", 1) for each, kinds in drawn if kind in kinds))
    item = Item("a", ItemKind.SESSION, sessions=("round-1/a",), minutes=given_minutes)

    found, expected = (
        timetable([item], {"round-1/a": session_times(page, kind)}, 600, None) for page in (whole, alone)
    )
    assert found == expected


@given(ACTIVITIES, st.sampled_from(["agenda", "online", "hybrid", "room"]), st.none() | st.integers(1, 120))
def test_a_meeting_that_moved_online_has_the_times_of_one_that_is_online(
    drawn: list[tuple[int, frozenset[Kind]]], picked: str, minutes: int | None
) -> None:
    """The oracle is the same round with the kind online on its agenda; cancelling or postponing changes no time."""

    def held(kind: str, **said: object) -> Round:
        talk = session("round-1/a", "A", minutes=30)
        talk = replace(talk, activities=tuple(Activity("", each, None, "", 1, kinds) for each, kinds in drawn))
        items = [{"session": "a"} | ({"minutes": str(minutes)} if minutes else {}), {"break": "Tea", "minutes": "5"}]
        page = plan("round-1", "One", agenda={"kind": kind, "items": items})
        region = RoundFile.model_validate({"date": "2027-01-20", "start": "10:00"} | said)
        return build_round("round-1", {page.name: page, talk.name: talk}, page, region, {}, [])

    kind = "room" if picked == "agenda" else picked
    usual, online = held(kind), held("online")
    assert held(kind, status="online").timetable == online.timetable
    assert held(kind, status="cancelled").timetable == usual.timetable
    assert held(kind, status="postponed", was="2027-01-13").timetable == usual.timetable
