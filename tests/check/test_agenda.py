"""What does not fit in an agenda is told in words, with the place to mend it."""

from __future__ import annotations

from typing import Any

import pytest

from kit.check.agenda import check_rounds
from kit.facilitate.rounds import build_round
from kit.model.findings import Code, Finding
from kit.model.page import Page
from kit.model.schema import RoundFile
from tests.facilitate.pages import plan, session
from tests.helpers import places


def checked(start: str | None, agenda: list[dict[str, Any]], *pages: Page, **meta: Any) -> list[Finding]:
    """Check one round with these pages."""
    own = plan("round-1", "Meet the standard", agenda=agenda, **meta)
    known = {page.name: page for page in (own, *pages)}
    said = RoundFile.model_validate({"start": start}) if start else None
    return check_rounds([build_round("round-1", known, own, said, {}, [])], known)


def in_full(found: list[Finding]) -> list[tuple[Code, str, str]]:
    """Return code, place and message of each finding."""
    return [(one.code, one.place, one.message) for one in found]


READY = session("round-1/how-ready", "How ready are we?", [(12, 5), (8, None)], minutes=20, shortest=12)


def test_a_round_that_fits_has_no_findings() -> None:
    """Minutes agree, the slot is kept, and lunch begins when it should."""
    agenda: list[dict[str, Any]] = [{"session": "how-ready"}, {"break": "Lunch", "minutes": 30, "at": "12:30"}]

    assert checked("12:00", agenda, READY, minutes=60) == []


def test_an_unknown_session_is_found_with_the_nearest() -> None:
    """The line is the item's; a parallel session counts as well, and a plan is no session."""
    agenda: list[dict[str, Any]] = [
        {"session": "how-redy"},
        {"id": "two", "parallel": ["how-ready", "qqq"]},
        {"session": "index", "minutes": 5},
    ]
    found = checked(None, agenda, READY)

    assert places(found) == [
        (Code.UNKNOWN_SESSION, "round-1/index.md:4"),
        (Code.UNKNOWN_SESSION, "round-1/index.md:5"),
        (Code.UNKNOWN_SESSION, "round-1/index.md:6"),
    ]
    assert found[0].message == "The agenda names the session how-redy, but there is no such session."
    assert [one.hint for one in found[:2]] == [
        "Did you mean how-ready? If not, write the page round-1/how-redy.md.",
        "Mend the name, or write the page round-1/qqq.md.",
    ]


def test_a_session_that_is_still_to_be_written_is_not_taken_for_one_of_another_round() -> None:
    """Names are alike by their folders alone, and a facilitator who plans first would be sent to the wrong page."""
    other = session("round-4/ten-questions", "Ten questions", minutes=20)
    agenda: list[dict[str, Any]] = [{"session": "testing"}, {"session": "how-ready"}]
    found = checked(None, agenda, READY, other)

    assert [one.hint for one in found if one.code is Code.UNKNOWN_SESSION] == [
        "Mend the name, or write the page round-1/testing.md."
    ]


def test_a_session_on_no_agenda_is_found() -> None:
    """One that only another format or another round uses is on an agenda."""
    online = {"online": [{"session": "calls"}]}
    calls = session("round-1/calls", "Calls", minutes=5)
    found = checked(None, [], READY, calls, agendas=online)

    assert places(found) == [(Code.ON_NO_AGENDA, "round-1/how-ready.md:8")]
    assert found[0].hint == "Add {session: how-ready} to the agenda in round-1/index.md."


def test_a_borrowed_session_is_on_an_agenda() -> None:
    """Another round may use it."""
    one = plan("round-1", "One", agenda=[{"session": "how-ready"}, {"session": "round-2/coffee"}])
    two = plan("round-2", "Two")
    coffee = session("round-2/coffee", "Lean coffee", minutes=30)
    pages = {page.name: page for page in (one, two, READY, coffee)}
    rounds = [build_round(page.name.partition("/")[0], pages, page, None, {}, []) for page in (one, two)]

    assert check_rounds(rounds, pages) == []


def test_other_formats_are_checked_too() -> None:
    """Ids that stand twice and unknown sessions are found in every format; what the region dropped is not."""
    online = {"online": [{"session": "nope"}, {"session": "gone"}, {"id": "nope", "break": "Tea", "minutes": 5}]}
    online["online"].append({"session": "before"})
    own = plan("round-1", "One", agendas=online)
    pages: dict[str, Page] = {own.name: own}
    meeting = build_round("round-1", pages, own, None, {}, [])
    found = check_rounds([meeting], pages, {"round-1/before": "round-1/gone"}, frozenset({"round-1/gone"}))

    assert places(found) == [
        (Code.DUPLICATE_ID, "round-1/index.md:22"),
        (Code.UNKNOWN_SESSION, "round-1/index.md:20"),
    ]


def test_the_agenda_itself_may_not_name_a_page_that_was_given_up() -> None:
    """As when a hub writes that it retired a page, and leaves it on the agenda."""
    own = plan("round-1", "One", agenda=[{"session": "gone"}])
    pages: dict[str, Page] = {own.name: own}
    meeting = build_round("round-1", pages, own, None, {}, [])
    gone = frozenset({"round-1/gone"})

    assert [one.code for one in check_rounds([meeting], pages, dropped=gone)] == [Code.UNKNOWN_SESSION]
    assert check_rounds([meeting], pages, unread=gone) == []


def test_a_session_without_minutes_is_found_where_an_agenda_relies_on_them() -> None:
    """Where the agenda says the minutes, the session need not."""
    page = session("round-1/talk", "Talk")

    assert places(checked(None, [{"session": "talk"}], page)) == [(Code.NO_MINUTES, "round-1/talk.md:1")]
    assert checked(None, [{"session": "talk", "minutes": 5}], page) == []


def test_an_agenda_over_its_slot_says_by_how_much() -> None:
    """Waits count, and are told."""
    agenda: list[dict[str, Any]] = [{"session": "how-ready"}, {"break": "Lunch", "minutes": 30, "at": "12:30"}]

    assert in_full(checked("12:00", agenda, READY, minutes=45)) == [
        (
            Code.OVER_SLOT,
            "round-1/index.md:2",
            'The agenda of "Meet the standard" lasts 1 hour, 10 minutes of waiting included: '
            "that is 15 minutes more than the 45 minutes of the round.",
        )
    ]
    assert checked(None, agenda, READY, minutes=50) == []


def test_a_fixed_point_that_is_reached_late_says_by_how_much() -> None:
    """Titles and times are as people say them."""
    agenda: list[dict[str, Any]] = [
        {"session": "how-ready"},
        {"break": "Lunch", "minutes": 30, "at": "12:30"},
        {"id": "again", "session": "how-ready", "at": "12:45"},
    ]

    assert in_full(checked("12:15", agenda, READY)) == [
        (
            Code.LATE_FOR_FIXED,
            "round-1/index.md:5",
            '"Lunch" is fixed at 12:30pm and would begin at 12:35pm: that is 5 minutes late.',
        ),
        (
            Code.LATE_FOR_FIXED,
            "round-1/index.md:6",
            '"How ready are we?" is fixed at 12:45pm and would begin at 1:05pm: that is 20 minutes late.',
        ),
    ]


@pytest.mark.parametrize(
    ("minutes", "activities", "says"),
    [
        (20, [(12, 5), (8, None)], None),
        (20, [], None),
        (20, [(12, None), (9, None)], "says 20 minutes, but its activities add up to 21 minutes (12 + 9)."),
        (20, [(70, None)], "says 20 minutes, but its activities add up to 1 hour 10 minutes."),
        (20, [(12, None), (None, None)], None),  # the other may take the rest
        (20, [(21, None), (None, None)], "says 20 minutes, but its activities add up to 21 minutes."),
        (20, [(None, None)], None),
    ],
)
def test_a_session_should_agree_with_its_activities(
    minutes: int, activities: list[tuple[int | None, int | None]], says: str | None
) -> None:
    """The finding stands at the session's minutes, and shows the sum."""
    found = checked(None, [{"session": "talk"}], session("round-1/talk", "Talk", activities, minutes=minutes))

    expected = [(Code.MINUTES_MISMATCH, "round-1/talk.md:2", f'"Talk" {says}')] if says else []
    assert in_full(found) == expected


def test_shortest_forms_should_agree_too() -> None:
    """A session cannot be shorter than its activities."""
    page = session("round-1/talk", "Talk", [(10, 8), (10, 7)], minutes=20, shortest=12)

    assert in_full(checked(None, [{"session": "talk"}], page)) == [
        (
            Code.MINUTES_MISMATCH,
            "round-1/talk.md:3",
            '"Talk" says that it can be done in 12 minutes, '
            "but the shortest forms of its activities add up to 15 minutes.",
        )
    ]


@pytest.mark.parametrize(
    ("given", "says"),
    [(12, None), (11, "it needs at least 12 minutes."), (40, None)],
)
def test_an_item_below_its_shortest_is_found(given: int, says: str | None) -> None:
    """The finding stands at the item, because that is what is too short."""
    found = checked(None, [{"session": "how-ready", "minutes": given}], READY)

    message = f'The agenda gives "How ready are we?" {given} minutes, but {says}'
    assert in_full(found) == ([(Code.BELOW_SHORTEST, "round-1/index.md:4", message)] if says else [])


def test_an_item_below_the_shortest_of_its_activities_is_found() -> None:
    """A session need not say its shortest for that."""
    page = session("round-1/talk", "Talk", [(10, 8), (10, 7)], minutes=20)
    (finding,) = checked(None, [{"session": "talk", "minutes": 14}], page)

    assert finding.message == 'The agenda gives "Talk" 14 minutes, but its activities need at least 15 minutes.'


def test_a_session_beside_itself_is_told_at_its_item() -> None:
    """Nobody can lead it twice at once; each such session is told once, however often it stands there."""
    agenda: list[dict[str, Any]] = [{"id": "two", "parallel": ["how-ready", "how-ready", "how-ready"]}]
    found = checked(None, agenda, READY)

    assert places(found) == [(Code.DUPLICATE_ID, "round-1/index.md:4")]
    assert "how-ready run beside itself" in found[0].message


def test_two_sessions_with_one_title_are_told_at_the_second() -> None:
    """As where a page was copied; an agenda that has one session twice is another matter."""
    copy = session("round-1/how-ready-2", "How ready are we?", [(12, 5), (8, None)], minutes=20, shortest=12)
    agenda: list[dict[str, Any]] = [{"session": "how-ready"}, {"session": "how-ready-2"}, {"session": "how-ready"}]
    found = [one for one in checked(None, agenda, READY, copy) if one.code is Code.SAME_TITLE]

    assert places(found) == [(Code.SAME_TITLE, "round-1/how-ready-2.md:8")]
    assert "round-1/how-ready.md too" in found[0].message
