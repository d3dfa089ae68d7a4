"""The script's timetable against Python's: the same agenda gives the same times, to the minute, everywhere."""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Callable

from kit.facilitate.clock import people_minutes, people_time
from kit.facilitate.timetable import spans
from kit.model.agenda import Item, ItemKind
from tests.render.day.conftest import Phone
from tests.render.day.days import small_day, small_edition

Open = Callable[..., Phone]


def random_items(chance: random.Random) -> tuple[Item, ...]:
    """Return an agenda of up to ten items; some have fixed points, early, late and after midnight."""
    return tuple(
        Item(
            f"item-{number}",
            ItemKind.TITLE,
            f"Item {number}",
            minutes=chance.randint(1, 150),
            at=chance.choice([None, None, chance.randint(0, 24 * 60 - 1)]),
        )
        for number in range(chance.randint(1, 10))
    )


def known(items: tuple[Item, ...]) -> list[dict[str, int | None]]:
    return [{"minutes": item.minutes, "at": item.at} for item in items]


def test_the_script_gives_each_item_the_times_that_python_gives(opened: Open) -> None:
    chance = random.Random(5)  # noqa: S311 - an agenda, not a secret
    agendas = [(random_items(chance), chance.randint(0, 24 * 60 - 1)) for _ in range(300)]
    page = opened().page
    asked = [[known(items), start] for items, start in agendas]
    told = page.evaluate("all => all.map(([items, start]) => spans(items, start))", asked)

    for (items, start), found in zip(agendas, told, strict=True):
        wanted = spans(items, {}, start)
        assert [(one["start"], one["end"], one["wait"], one["late"]) for one in found] == wanted


def test_after_any_item_the_rest_is_what_python_makes_of_an_agenda_that_begins_then(opened: Open) -> None:
    """The oracle for re-flow: the rest of a day that runs late is a day of its own, from the end of what runs."""
    chance = random.Random(7)  # noqa: S311 - an agenda, not a secret
    page = opened().page
    for _ in range(40):
        items, start = random_items(chance), chance.randint(7 * 60, 19 * 60)
        here, late = chance.randrange(len(items)), chance.randint(-40, 90)
        first = spans(items, {}, start)
        begun = first[here][0] + late
        end = begun + (items[here].minutes or 0)
        state = {"day": "2027-01-20", "base": start, "shift": 0, "item": items[here].id, "begun": begun}
        state |= {"extra": 0, "paused": 0, "pausedAt": None, "log": [], "skipped": [], "ended": None}
        day = {"items": [{"id": item.id, **known((item,))[0]} for item in items]}
        found = page.evaluate("([day, state]) => flow(day, state, state.begun)", [day, state])[here + 1 :]
        assert [(one["start"], one["end"]) for one in found] == [one[:2] for one in spans(items[here + 1 :], {}, end)]


def test_of_several_sittings_the_page_runs_that_of_today_else_the_next_else_the_last(opened: Open) -> None:
    held = [{"date": "2027-01-20", "start": 630, "items": 2}, {"date": "2027-01-27", "start": 840, "items": 1}]
    meeting = {"date": "2027-01-20", "start": 630, "items": ["a", "b", "c"], "sittings": held}
    unplanned = {**meeting, "sittings": [{**one, "date": None} for one in held]}
    page = opened().page

    def found(known: object, iso: str) -> tuple[int, list[str]]:
        told = page.evaluate("([meeting, iso]) => sittingOn(meeting, iso)", [known, iso])
        return told["first"], told["items"]

    assert [found(meeting, f"2027-01-{day}") for day in (19, 20)] == [(0, ["a", "b"])] * 2
    assert [found(meeting, f"2027-01-{day}") for day in (21, 27, 28)] == [(2, ["c"])] * 3
    assert found(unplanned, "2027-01-20") == (0, ["a", "b"])


def test_the_page_shows_the_times_that_the_timetable_has_with_and_without_the_script(opened: Open) -> None:
    chance = random.Random(11)  # noqa: S311 - an agenda, not a secret
    for _ in range(2):
        items, start = random_items(chance), chance.randint(7 * 60, 19 * 60)
        made = small_edition(items, start)
        table = made.rounds[0].timetable
        wanted = [people_time(one.start) for one in table.items]
        for scripts in (True, False):
            phone = opened("06:00:00", small_day(made), java_script_enabled=scripts)
            assert phone.page.locator("tbody .time").all_inner_texts() == wanted


def test_times_and_lengths_are_worded_as_everywhere_in_the_kit(opened: Open) -> None:
    page = opened().page
    every = list(range(3 * 24 * 60))

    assert page.evaluate("all => all.map(peopleTime)", every) == [people_time(one) for one in every]
    assert page.evaluate("all => all.map(peopleMinutes)", every[:300]) == [people_minutes(one) for one in every[:300]]


def test_any_words_come_out_of_the_file_as_they_went_in(opened: Open) -> None:
    texts = ["plain", 'a "quote" and \\', "é 漢 🎉", "tab\there", "bell\x07 and \x7f", "\ud83c half", "= [x] # y"]
    told = opened().page.evaluate("all => all.map(quoted)", texts)
    back = [tomllib.loads(f"x = {one}")["x"] for one in json.loads(json.dumps(told))]

    wanted = [re.sub(r"[\x00-\x08\x7f]", "", one).replace("\ud83c", "\ufffd") for one in texts]
    assert back == wanted
