"""What those see who only look: now, next and when, and no controls; and the clock for the room."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from kit.model.agenda import Item, ItemKind
from kit.render.day.content import DayContent
from tests.render.day.conftest import Phone
from tests.render.day.days import small_day, small_edition

Open = Callable[..., Phone]


def rated() -> DayContent:
    """Return a day with a form that asks how it went."""
    made = small_edition()
    (round_,) = made.rounds
    return small_day(dataclasses.replace(made, rounds=(dataclasses.replace(round_, feedback="https://f.example/1"),)))


def test_who_looks_sees_now_and_next_and_one_button(opened: Open) -> None:
    phone = opened("13:20:00", runs=False)

    assert phone.says("now-title", "left", "next-title") == ["Scores", "25\nminutes left", "Tea"]
    assert phone.page.get_by_role("button").all_inner_texts() == ["I run this day"]


def test_the_controls_are_remembered_on_this_phone_until_they_are_put_down(opened: Open) -> None:
    phone = opened("13:20:00", runs=False)
    phone.press("I run this day")
    assert phone.page.locator(":focus").inner_text() == "Run the day from here"
    phone.press("Run the day from here")
    phone.page.get_by_role("button", name="Pause", exact=True).wait_for()
    phone.page.reload()
    phone.at("13:25:00")
    phone.press("Pause")
    phone.press("Put the controls down")
    phone.page.reload()
    phone.at("13:26:00")

    assert phone.says("status", "left") == ["By the timetable", "19\nminutes left"]
    assert phone.page.get_by_role("button").all_inner_texts() == ["I run this day"]


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("2027-01-08T10:00:00", ["When", "In 12 days", "Wednesday 20 January 2027, 1pm to 3pm", "Arrivals"]),
        ("2027-01-19T23:00:00", ["When", "Tomorrow", "Wednesday 20 January 2027, 1pm to 3pm", "Arrivals"]),
        ("2027-01-20T08:00:00", ["Now", "Not started yet", "Starts at 1pm", "Arrivals"]),
    ],
)
def test_before_the_meeting_the_page_says_when_it_is(opened: Open, time: str, words: list[str]) -> None:
    phone = opened(time, rated(), runs=False)

    assert phone.says("now-heading", "now-title", "until", "next-title") == words
    assert phone.page.get_by_role("link", name="Say how it went").count() == 0


@pytest.mark.parametrize("time", ["2027-01-20T15:10:00", "2027-01-21T09:00:00", "2027-06-01T09:00:00"])
def test_after_the_meeting_the_page_says_so_and_asks_how_it_went(opened: Open, time: str) -> None:
    phone = opened(time, rated(), runs=False)

    assert phone.says("now-title")[0] in {"Finished", "This meeting has taken place"}
    assert not phone.page.locator("#next").is_visible()
    assert phone.page.get_by_role("link", name="Say how it went").get_attribute("href") == "https://f.example/1"


def test_a_meeting_without_a_date_or_a_start_says_no_more_than_is_known(opened: Open) -> None:
    undated = opened("09:30:00", small_day(small_edition(start=None, date=None)), runs=False)
    unstarted = opened("09:30:00", small_day(small_edition(start=None)), runs=False)

    assert undated.says("now-title", "until") == ["No date yet", ""]
    assert unstarted.says("now-title", "until") == ["Today", "Wednesday 20 January 2027"]


def test_sessions_at_the_same_time_are_listed_in_the_agenda_now_and_next(opened: Open) -> None:
    both = Item("both", ItemKind.PARALLEL, sessions=("round-1/scores", "round-1/scores"), minutes=20)
    items = (Item("arrive", ItemKind.BREAK, "Arrivals", minutes=15), both)
    phone = opened("13:05:00", small_day(small_edition(items)), runs=False)

    assert phone.row(1) == "1:15pm At the same time Scores Scores 20"
    assert phone.says("now-where", "next-where") == ["", "Scores\nScores"]
    phone.at("13:20:00")
    assert phone.says("now-where") == ["Scores\nScores"]


def test_sessions_at_the_same_time_say_their_rooms_and_the_clock_for_the_room_names_them_all(opened: Open) -> None:
    both = Item("both", ItemKind.PARALLEL, sessions=("round-1/scores", "round-1/help"), minutes=20)
    made = small_edition((both,))
    (round_,) = made.rounds
    rooms = {"round-1/scores": "Room 2", "round-1/help": "Hall"}
    placed = dataclasses.replace(made, rounds=(dataclasses.replace(round_, rooms=rooms),))
    phone = opened("13:05:00", small_day(placed))

    assert phone.says("now-title", "now-where") == ["At the same time", "Scores (Room 2)\nround-1/help (Hall)"]
    phone.press("Clock for the room")
    assert phone.says("clock-title") == ["Scores (Room 2) / round-1/help (Hall)"]


def test_the_first_stop_of_the_keyboard_skips_to_the_content(opened: Open) -> None:
    page = opened("13:20:00", runs=False).page
    page.keyboard.press("Tab")

    assert page.locator(":focus").inner_text() == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (375, 667), (320, 480)])
def test_the_clock_for_the_room_fills_the_screen_and_works_with_the_keyboard(
    opened: Open, size: tuple[int, int]
) -> None:
    width, height = size
    phone = opened("13:20:00", viewport={"width": width, "height": height})
    phone.press("Run the day from here")
    phone.page.get_by_role("button", name="Clock for the room").focus()
    phone.page.keyboard.press("Enter")
    phone.page.locator("#clock[open]").wait_for()

    assert phone.says("clock-title", "clock-big", "clock-small", "clock-next") == [
        "Scores",
        "25",
        "minutes left",
        "Next: Tea",
    ]
    assert phone.page.evaluate("at('clock').scrollHeight <= innerHeight && at('clock').scrollWidth <= innerWidth")
    big = phone.page.locator("#clock-big").bounding_box()
    assert big is not None
    assert big["height"] > min(height * 0.4, width * 0.2)
    phone.page.keyboard.press("Shift+Tab")
    phone.page.keyboard.press("Enter")
    assert phone.says("clock-title") == ["Free time"]
    phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Enter")
    assert not phone.page.locator("#clock").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_what_happens_is_open_and_nothing_can_be_pressed(opened: Open, scripts: bool) -> None:
    page = opened("13:20:00", java_script_enabled=scripts).page
    page.emulate_media(media="print")

    assert page.get_by_text("Read the point.").last.bounding_box() is not None
    assert page.get_by_role("button").count() == 0
    assert page.locator("summary:visible").count() == 0
