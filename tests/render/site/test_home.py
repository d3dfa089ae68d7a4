"""The home page: a region's says when people meet next, a hub's how to start."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.render.editions import edition
from tests.render.site.groups import FILES, VENUE, region, site_of
from tests.render.site.markup import one, parsed, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FIRST, SECOND = "Wednesday 20 January 2027", "Wednesday 17 March 2027"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(region(), tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def home(built: Path) -> Any:
    return parsed(built / "index.html")


def test_without_a_script_every_meeting_stands_with_its_date_times_venue_and_calendar(home: Any) -> None:
    banner = one(home, "//section[@aria-labelledby='home--next']")
    meetings = banner.xpath(".//li")

    assert words(one(banner, ".//h2")) == "Meetings"
    assert [words(one(item, ".//time")) for item in meetings] == [FIRST, SECOND]
    assert [one(item, ".//time").get("datetime") for item in meetings] == ["2027-01-20", "2027-03-17"]
    assert all("1pm to 2:15pm" in words(item) and VENUE in words(item) for item in meetings)
    assert meetings[0].xpath(".//a[@download]/@href") == ["downloads/round-1/round-1.ics"]
    assert meetings[1].xpath(".//a[@download]") == []
    assert one(banner, ".//p[@class='kit-next-over']").get("hidden") is not None


def test_the_next_meeting_comes_before_the_rest_of_the_lead_and_rounds_before_the_author_s_parts(home: Any) -> None:
    text = words(one(home, "//main"))
    places = [text.index(part) for part in ("We meet.", "Meetings", "Come along.", "Rounds", "Join us", "Everybody.")]

    assert places == sorted(places)


def test_a_card_says_when_a_round_is_how_long_and_how_many_sessions(home: Any) -> None:
    first, second = home.xpath("//li[contains(@class, 'kit-card')]")

    assert words(first).startswith("20 Jan Meet & greet Wednesday 20 January 2027, 1pm to 2:15pm A first meeting.")
    assert "1 hour 15 minutes 2 sessions" in words(first)
    assert one(first, ".//h3/a").get("href") == "round-1/index.html"
    assert second.get("data-date") == "2027-03-17"


def test_a_region_says_whom_to_ask_where_it_meets_and_who_runs_it(home: Any) -> None:
    join = one(home, "//section[@aria-labelledby='home--join']")

    assert one(join, ".//a").get("href") == "mailto:peers@example.org"
    assert VENUE in words(join)
    assert "Westshire, with material based on The hub" in words(join)


def test_a_region_whose_rounds_have_no_date_says_so_and_a_gap_shows(tmp_path: Path) -> None:
    made = region(variables={"venue": "", "contact": ""})
    rounds = tuple(dataclasses.replace(round_, date=None) for round_ in made.rounds)
    page = parsed(site_of(dataclasses.replace(made, rounds=rounds), tmp_path) / "index.html")

    assert "The next meeting has no date yet." in words(one(page, "//div[@class='kit-next']"))
    assert words(one(page, "//section[@aria-labelledby='home--join']//span[@class='kit-gap']")) == "to be confirmed"
    assert page.xpath("//time") == []


def test_a_hub_has_no_meetings_and_nobody_to_join(tmp_path: Path) -> None:
    page = parsed(site_of(edition(FILES, {"round-1/talk": 30}), tmp_path) / "index.html")

    assert page.xpath("//*[@id='home--next' or @id='home--join']") == []
    assert [link.get("href") for link in page.xpath("//div[@class='kit-next']//a")] == ["#home--rounds"]


def test_a_group_without_rounds_has_a_home_page_all_the_same(tmp_path: Path) -> None:
    made = edition({"index.md": "# Alone\n\nNothing yet.\n"}, name="Alone", is_region=True)

    assert "Nothing yet." in words(one(parsed(site_of(made, tmp_path) / "index.html"), "//main"))


def _open(browser: Browser, built: Path, day: str) -> Page:
    page = browser.new_page()
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.goto((built / "index.html").as_uri())
    return page


@pytest.mark.parametrize(
    ("day", "next_one", "states"),
    [
        ("2026-12-01", FIRST, ["Next", ""]),
        ("2027-01-20", FIRST, ["Next", ""]),
        ("2027-01-21", SECOND, ["Past", "Next"]),
    ],
)
def test_the_script_moves_the_next_meeting_into_the_banner(
    browser: Browser, built: Path, day: str, next_one: str, states: list[str]
) -> None:
    """A round counts as next on its own day still."""
    page = _open(browser, built, day)
    shown = page.locator(".kit-next-list li:visible")
    pills = [card.locator(".kit-card-state").all_inner_texts() for card in page.locator(".kit-card").all()]

    assert page.locator("#home--next").inner_text() == "Next meeting"
    assert shown.count() == 1
    assert next_one in " ".join(shown.inner_text().split())
    assert VENUE in shown.inner_text()
    assert ["".join(one) for one in pills] == states
    page.close()


def test_after_the_last_meeting_a_sentence_says_so_and_all_stay_listed(browser: Browser, built: Path) -> None:
    page = _open(browser, built, "2027-03-18")

    assert page.locator(".kit-next-over").is_visible()
    assert page.locator(".kit-next-list li:visible").count() == 2
    page.close()


@pytest.mark.parametrize(
    ("moment", "heading", "offered"),
    [
        ("2027-01-20T12:59:00Z", "Next meeting", ["See the agenda", "Add to calendar"]),
        ("2027-01-20T13:00:00Z", "Happening now", ["Now and next", "See the agenda", "Add to calendar"]),
        ("2027-01-20T14:14:00Z", "Happening now", ["Now and next", "See the agenda", "Add to calendar"]),
        ("2027-01-20T14:15:00Z", "Next meeting", ["See the agenda", "Add to calendar"]),
    ],
)
def test_while_a_meeting_is_on_the_home_page_and_the_rounds_say_so(
    browser: Browser, built: Path, moment: str, heading: str, offered: list[str]
) -> None:
    """Wherever the visitor's clock is: the moment counts, not the hour that it shows."""
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.clock.set_fixed_time(moment)
    page.goto((built / "index.html").as_uri())
    shown = page.locator(".kit-next-here .kit-actions a:visible").all_inner_texts()

    assert page.locator("#home--next").inner_text() == heading
    assert [text.splitlines()[0].partition(" of ")[0].partition(":")[0] for text in shown] == offered
    assert (page.locator(".kit-card-state").first.inner_text() == "Happening now") == (heading == "Happening now")
    page.goto((built / "round-1/index.html").as_uri())
    assert page.locator(".kit-ticket-now").is_visible() == (heading == "Happening now")
    context.close()
