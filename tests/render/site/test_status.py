"""Home pages tell of meetings that are not as announced, and never call one that is off the next."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

from kit.model.edition import CANCELLED, Facts
from kit.model.group import Group
from kit.render.site.head import event
from tests.render.editions import edition
from tests.render.site.groups import FILES, region, site_of
from tests.render.site.markup import one, parsed, words

OLDER = {"schema": 1, "id": "wales", "name": "Wales"}
MEETING = {"id": "round-1", "title": "First", "date": "2027-01-20", "start": "13:00", "venue": "Town Hall"}


def test_a_cancelled_meeting_is_told_first_and_is_not_the_next(tmp_path: Path) -> None:
    made = region()
    first = dataclasses.replace(made.rounds[0], facts=Facts(CANCELLED, "Snow."))
    home = parsed(site_of(dataclasses.replace(made, rounds=(first, made.rounds[1])), tmp_path) / "index.html")
    article = words(one(home, "//article"))

    assert article.startswith('Cancelled "Meet & greet" will not take place on Wednesday 20 January 2027. Snow.')
    assert home.xpath("//*[@data-date]/@data-date") == ["2027-03-17"] * 2
    assert "Meet & greet" not in words(one(home, "//section[@aria-labelledby='home--next']"))


def test_a_hub_says_which_meetings_of_its_groups_are_off_and_none_of_them_is_next(tmp_path: Path) -> None:
    """Only those with data-meets can become the next."""
    rounds = [
        {**MEETING, "status": "cancelled"},
        {**MEETING, "id": "round-2", "date": None, "was": "2027-02-10", "status": "postponed"},
        {**MEETING, "id": "round-3", "date": "2027-03-17", "status": "online"},
    ]
    groups = (Group.model_validate({**OLDER, "rounds": rounds}, by_alias=True),)
    home = parsed(site_of(edition({**FILES}, groups=groups), tmp_path) / "index.html")
    dates = home.xpath("//ul[@class='kit-group-dates']/li")

    assert [words(item) for item in dates] == [
        "Cancelled Wednesday 20 January 2027 : First",
        "Postponed Wednesday 10 February 2027 : First",
        "Moved online Wednesday 17 March 2027 : First (1pm, Town Hall)",
    ]
    assert [item.get("data-meets") for item in dates] == [None, None, "2027-03-17"]


def test_facts_from_before_there_was_a_status_are_read_as_planned() -> None:
    (meeting,) = Group.model_validate({**OLDER, "rounds": [MEETING]}, by_alias=True).rounds

    assert (meeting.status, meeting.was, meeting.revision, meeting.uid) == ("planned", None, 0, None)


def test_search_engines_learn_what_became_of_a_meeting_in_the_words_of_schema_org() -> None:
    """https://schema.org/EventStatusType; one that is online on another day is both."""

    def of(status: str, date: datetime.date | None, was: datetime.date | None) -> tuple[object, object, object]:
        made = region()
        meeting = dataclasses.replace(made.rounds[0], date=date, facts=Facts(status, was=was))
        said = event(made, meeting) or {}
        return said["eventStatus"], said.get("previousStartDate"), said["startDate"][:10]

    old, new, to = datetime.date(2027, 1, 20), datetime.date(2027, 1, 27), "https://schema.org/Event"
    assert of("planned", old, None) == (f"{to}Scheduled", None, "2027-01-20")
    assert of("cancelled", old, None) == (f"{to}Cancelled", None, "2027-01-20")
    assert of("postponed", None, old) == (f"{to}Postponed", None, "2027-01-20")
    assert of("postponed", new, old) == of("planned", new, old) == (f"{to}Rescheduled", "2027-01-20", "2027-01-27")
    assert of("online", old, None) == (f"{to}MovedOnline", None, "2027-01-20")
    assert of("online", new, old) == ([f"{to}MovedOnline", f"{to}Rescheduled"], "2027-01-20", "2027-01-27")
