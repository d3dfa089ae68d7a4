"""What the pages of a small site show: home, round, run sheet and session."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.render.site.markup import one, parsed, words


def _table(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page.split('<table class="kit-agenda">')[1].split("</table>")[0], re.S)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def test_a_hub_shows_its_day_in_minutes_from_the_beginning(site: Path) -> None:
    assert _table((site / "round-1/index.html").read_text()) == [
        ["Start", "What", "Minutes"],
        ["0:00", "Arrive", "15"],
        ["0:15", "How ready are we?", "30"],
        ["0:45", "At the same time Other Third", "20"],
        ["1:05", "End 1 hour 5 minutes"],
    ]


def test_where_nobody_leads_yet_a_run_sheet_has_no_empty_column_and_its_day_ends_in_hours(site: Path) -> None:
    table = _table((site / "round-1/run-sheet.html").read_text())

    assert table[0] == ["Start", "What", "Minutes"]
    assert table[-1] == ["1:05", "End 1 hour 5 minutes"]


def test_a_region_shows_its_day_by_the_clock_with_its_date_and_who_leads(regional: Path) -> None:
    plan = (regional / "round-1/index.html").read_text()
    sheet = (regional / "round-1/run-sheet.html").read_text()

    assert [row[0] for row in _table(plan)] == ["Time", "10:30am", "10:45am", "11:15am", "11:35am"]
    assert '<time datetime="2027-01-20">Wednesday 20 January 2027</time>' in plan
    assert _table(sheet)[0] == ["Time", "What", "Leads", "Minutes"]
    assert _table(sheet)[2] == ["10:45am", "How ready are we?", "Sam", "30"]
    assert "dot stickers: 140" in sheet
    assert "Sam" not in plan


def test_the_agenda_leads_to_sessions_and_stands_between_lead_and_plan(site: Path) -> None:
    plan = (site / "round-1/index.html").read_text()
    places = [plan.index(words) for words in ("A first meeting.", 'id="day--agenda"', "A pen.", "Downloads</h2>")]

    assert places == sorted(places)
    assert '<a href="how-ready.html">How ready are we?</a>' in plan
    assert '<a href="third.html">Third</a>' in plan
    assert re.search(r'href="../downloads/round-1/how-ready.pdf" download>Sheet &amp; pen</a> .*\(PDF, 120 KB\)', plan)


@pytest.mark.parametrize(("page", "before"), [("index", "day--agenda"), ("run-sheet", "sheet--day")])
def test_the_picture_of_the_day_stands_between_its_title_and_its_table(site: Path, page: str, before: str) -> None:
    text = (site / f"round-1/{page}.html").read_text()
    places = [
        text.index(f'id="{before}"'),
        text.index('<svg class="kit-strip"'),
        text.index('<table class="kit-agenda"'),
    ]

    assert places == sorted(places)
    assert "15 minutes in: How ready are we?, 30 minutes" in text


def test_each_row_of_a_run_sheets_day_leads_to_its_item_and_each_session_back(site: Path) -> None:
    sheet = parsed(site / "round-1/run-sheet.html")
    rows = sheet.xpath("//table[contains(@class, 'kit-agenda')]/tbody/tr[not(contains(@class, 'sitting'))]")
    items = sheet.xpath("//section[starts-with(@class, 'kit-item')]")
    led_to = [sheet.xpath(f"//*[@id='{row.xpath('th/a/@href')[0][1:]}']/..")[0] for row in rows]
    ways_back = {item.get("class"): item.xpath("p[@class='kit-back']/a/@href") for item in items}

    assert led_to == items
    assert ways_back["kit-item kit-item-session"] == ["#sheet--day"]
    assert ways_back["kit-item kit-item-break"] == []


def test_what_organisers_print_stands_apart_after_what_everybody_takes(site: Path) -> None:
    plan = (site / "round-1/index.html").read_text()
    words = ("For everyone</h3>", "Sheet &amp; pen</a>", "For organisers</h3>", "Run sheet</a>", ">Badges</a>")
    places = [plan.index(one) for one in words]

    assert places == sorted(places)
    assert plan.count(">Badges</a>") == 1


def test_a_session_shows_its_place_its_activity_and_its_handout(site: Path) -> None:
    page = (site / "round-1/how-ready.html").read_text()
    place = one(parsed(site / "round-1/how-ready.html"), "//div[@class='kit-place']")
    activity = one(parsed(site / "round-1/how-ready.html"), "//div[contains(@class, 'kit-activity')]")

    assert [words(item) for item in place.findall(".//li")] == [
        "30 minutes",
        "15 minutes in",
        "Groups of five to eight",
        "Handout (PDF, 120 KB)",
    ]
    assert (
        words(one(parsed(site / "round-1/how-ready.html"), "//p[@class='kit-crumb']")) == "Meet & greet Session 1 of 3"
    )
    assert [words(p) for p in activity[0].findall("p")] == [
        "Activity",
        "Score yourselves",
        "20 minutes",
        "Pairs, then tables",
    ]
    assert "A visible step for Peers &amp; friends." in page
    assert "On paper." in page
    assert '<span lang="cy">Croeso</span>' in page
    assert '<div lang="cy">' in page


def test_every_card_shows_its_title_under_a_heading_in_the_same_words_too(site: Path) -> None:
    page = (site / "round-1/how-ready.html").read_text()

    assert 'aria-label="Activity: Score yourselves"' in page
    assert 'kit-block-title">Score yourselves' in page
    assert 'kit-block-title">Sheet' in page


def test_a_task_box_has_a_name_and_nothing_to_tick(site: Path) -> None:
    page = (site / "round-1/how-ready.html").read_text()

    assert '<span class="kit-box" role="img" aria-label="To do">☐</span>' in page
    assert "task-list-item-checkbox" not in page


def test_one_goes_through_the_sessions_in_the_order_of_the_day(site: Path) -> None:
    page = (site / "round-1/how-ready.html").read_text()

    assert re.search(r'class="next-page" href="other.html"', page)
    assert re.search(r'class="prev-page" href="index.html"', page)
    assert "next-page" not in (site / "round-1/third.html").read_text()


def test_the_home_page_has_a_card_for_each_round(site: Path, regional: Path) -> None:
    hub, region = (site / "index.html").read_text(), (regional / "index.html").read_text()

    assert "No date yet" not in hub
    assert '<a href="round-1/index.html">Meet &amp; greet</a>' in hub
    assert "Everybody." in hub
    assert 'data-date="2027-01-20"' in region


def test_a_region_leads_to_the_guides_and_says_what_it_is_based_on(site: Path, regional: Path) -> None:
    page = (regional / "round-1/third.html").read_text()

    assert 'href="https://example.org/guides/">Guides</a>' in page
    assert "Based on The hub." in page
    assert "Guides" not in (site / "index.html").read_text()
