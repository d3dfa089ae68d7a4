"""The day page as a file: one piece, light, the same every time, and nothing in it breaks out."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re

from kit.model.agenda import Item, ItemKind
from kit.render.day.page import LIMIT, day_json, day_page
from tests.render.day.days import activity, small_day, small_edition

NASTY = "</script><script>alert(1)</script><!-- \u2028 & 'quoted' \"twice\""


def test_the_page_names_nothing_outside_itself_but_the_page_of_its_round() -> None:
    page = day_page(small_day())

    assert re.findall(r'(?:src|href|action)="([^"]*)"', page) == ["data:,", "#content", "index.html", "#after"]
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src &#39;none&#39;" in page


def test_a_group_with_an_address_gets_a_link_that_works_from_a_stick() -> None:
    page = day_page(small_day(small_edition(url="https://example.org/peers/")))

    assert 'href="https://example.org/peers/round-1/"' in page


def test_the_same_day_gives_the_same_bytes() -> None:
    assert day_page(small_day()) == day_page(small_day())


def test_titles_cannot_end_the_script_or_begin_a_comment() -> None:
    items = (Item("nasty", ItemKind.TITLE, NASTY, minutes=5),)
    day = small_day(small_edition(items))

    assert not re.search(r"[<>&\u2028]", day_json(day))
    assert json.loads(day_json(day))["items"][0]["title"] == NASTY
    assert "<script>alert" not in day_page(day)
    assert day_page(day).count("<script") == 2


def test_the_agenda_stands_in_the_page_itself_with_clock_times_and_steps() -> None:
    page = day_page(small_day())

    assert re.findall(r'class="time"[^>]*>([^<]*)<', page) == ["1pm", "1:15pm", "2pm", "2:15pm", "2:45pm", "3pm"]
    assert "Free time" in page
    assert "<strong>Score yourselves</strong>" in page
    assert "30 minutes, pairs" in page
    assert "<ol><li>Read the point.</li><li>Score it.</li></ol>" in page
    assert "Wednesday 20 January 2027" in page


def test_without_a_start_times_count_from_the_beginning_and_fixed_points_are_shown() -> None:
    page = day_page(small_day(small_edition(start=None, date=None)))

    assert re.findall(r'class="time"[^>]*>([^<]*)<', page) == ["0:00", "0:15", "0:45", "1:00", "1:30", "1:45"]
    assert "fixed at 2pm" in page
    assert "No date yet" in page


def test_a_day_too_heavy_for_a_phone_loses_its_steps_first_and_its_activities_last() -> None:
    whole = small_day(None, *(activity(f"Activity {number}", "step " * 80) for number in range(100)))
    page = day_page(whole)
    heavier = day_page(small_day(None, *(activity(f"Activity {number} {'x' * 300}") for number in range(100))))

    assert len(day_page(small_day()).encode()) < LIMIT - 10_000
    assert "Activity 99" in page
    assert "step step" not in page
    assert len(page.encode()) < LIMIT
    assert "Activity 0" not in heavier
    assert "Arrivals" in heavier
    assert len(heavier.encode()) < LIMIT


def test_parallel_sessions_are_named_together_and_apart() -> None:
    items = (Item("both", ItemKind.PARALLEL, sessions=("round-1/scores", "round-1/scores"), minutes=20),)
    day = small_day(small_edition(items))

    assert day.items[0].title == "Scores / Scores"
    assert [one.title for one in day.items[0].sessions] == ["Scores", "Scores"]
    assert [one.activities[0].facts for one in day.items[0].sessions] == ["20 minutes, pairs"] * 2


def test_the_brand_is_dressed_so_that_any_colour_can_be_read() -> None:
    made = small_edition()
    yellow = dataclasses.replace(made, brand=dataclasses.replace(made.brand, primary="#ffee00"))
    style = day_page(small_day(yellow)).split("</style>")[0]

    assert "--kit-band: #ffee00" in style
    assert "--kit-button: #ffee00" not in style.split("@media")[0]


def test_a_date_is_one_of_the_day_and_not_of_today() -> None:
    day = small_day(small_edition(date=datetime.date(2031, 5, 1)))

    assert json.loads(day_json(day))["date"] == "2031-05-01"
