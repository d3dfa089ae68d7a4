"""A round's page opens with when and where; a session's says where it stands in the day."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.render.editions import edition
from tests.render.site.groups import FILES, region, site_of
from tests.render.site.markup import one, parsed, words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TABLES = """\
# Tables

| Point | Score |
| ----- | ----- |
| One   | 2     |

## Sizes

| Name | Width |
| ---- | ----- |
| A    | 3     |

| Name | Height |
| ---- | ------ |
| A    | 4      |

:::{handout} Scoring sheet

| Point | Score |
| ----- | ----- |
| One   |       |

:::
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = region({"tables.md": TABLES})
    first = dataclasses.replace(made.rounds[0], feedback="https://forms.example.org/say?a=1&b=2")
    return site_of(dataclasses.replace(made, rounds=(first, made.rounds[1])), tmp_path_factory.mktemp("meeting"))


@pytest.fixture(scope="module")
def plan(built: Path) -> Any:
    return parsed(built / "round-1/index.html")


def _facts(page: Any) -> dict[str, str]:
    pairs = page.xpath("//div[@class='kit-ticket']/dl/div")
    return {words(one(pair, "dt")): words(one(pair, "dd")) for pair in pairs}


def test_a_round_opens_with_when_where_and_whom_to_ask(plan: Any) -> None:
    assert _facts(plan) == {
        "When": "Wednesday 20 January 2027 1pm to 2:15pm 1 hour 15 minutes",
        "Where": "Town Hall & Annexe",
        "Questions, access, food": "peers@example.org",
    }


def test_below_that_one_adds_it_to_a_calendar_opens_the_day_and_says_how_it_went(plan: Any) -> None:
    links = plan.xpath("//ul[@class='kit-actions']//a")

    assert {words(link): link.get("href") for link in links} == {
        "Add to your calendar": "../downloads/round-1/round-1.ics",
        "On the day": "day.html",
        "Say how it went": "https://forms.example.org/say?a=1&b=2",
    }
    assert "(calendar file, 1 KB)" in words(one(plan, "//ul[@class='kit-actions']"))


@pytest.mark.parametrize(
    ("day", "offered"),
    [
        ("2027-01-19", ["Add to your calendar", "On the day"]),
        ("2027-01-20", ["Add to your calendar", "On the day", "Say how it went"]),
        ("2027-01-21", ["Say how it went"]),
    ],
)
def test_the_form_waits_for_the_day_and_nothing_that_is_over_is_offered(
    browser: Browser, built: Path, day: str, offered: list[str]
) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.goto((built / "round-1/index.html").as_uri())

    assert page.locator(".kit-ticket .kit-actions a:visible").all_inner_texts() == offered
    assert page.get_by_text("This meeting has taken place.").is_visible() == (day == "2027-01-21")
    page.close()


def test_a_link_whose_words_are_its_address_is_marked_so_that_paper_says_it_once(tmp_path: Path) -> None:
    text = "# Links\n\nSee <https://example.org/a> and [the hall](https://example.org/b).\n"
    page = parsed(site_of(region({"links.md": text}), tmp_path) / "links.html")
    links = {link.get("href"): link.get("class").split() for link in page.xpath("//main//p/a[@class]")}

    assert "kit-bare" in links["https://example.org/a"]
    assert "kit-bare" not in links["https://example.org/b"]


def test_without_a_form_for_feedback_there_is_no_link_to_one(built: Path) -> None:
    assert "Say how it went" not in words(parsed(built / "round-2/index.html"))


def test_the_parts_of_a_round_s_page_stand_in_the_order_in_which_people_need_them(plan: Any) -> None:
    text = words(one(plan, "//main"))
    order = ["Meet & greet", "When", "A first meeting.", "Agenda", "What to bring", "Downloads", "For organisers"]
    places = [text.index(part) for part in order]

    assert places == sorted(places)


def test_downloads_stand_by_who_needs_them_and_the_calendar_only_beside_the_date(plan: Any) -> None:
    groups = {words(one(group, "h3")): [words(item) for item in group.xpath(".//li")] for group in _groups(plan)}

    assert groups == {
        "For everyone": ["Attendee pack (PDF, 120 KB)"],
        "For organisers": [
            "Run sheet (for facilitators: who does what, when, with notes)",
            "Sign-in sheet (PDF, 60 KB)",
        ],
    }
    assert len(plan.xpath("//a[contains(@href, '.ics')]")) == 1


def _groups(page: Any) -> list[Any]:
    found: list[Any] = page.xpath("//div[@class='kit-take-group']")
    return found


def test_a_hub_says_how_long_a_round_takes_and_shows_no_gaps_that_only_groups_fill(tmp_path: Path) -> None:
    page = parsed(site_of(edition(FILES, {"round-1/talk": 30}), tmp_path) / "round-1/index.html")

    assert _facts(page)["How long"] == "30 minutes Each group sets its own date, time and venue."
    assert "Where" not in _facts(page)
    assert page.xpath("//div[@class='kit-ticket']//*[@class='kit-gap']") == []


def test_a_session_leads_back_to_its_round_and_marks_its_part_of_the_day(built: Path) -> None:
    page = parsed(built / "round-1/work.html")
    crumb = one(page, "//p[@class='kit-crumb']")
    drawn = page.xpath("//svg[contains(@class, 'kit-strip-thin')]/rect")
    bars = sorted(drawn, key=lambda bar: float(bar.get("x").rstrip("%")))

    assert words(crumb) == "Meet & greet Session 2 of 2"
    assert one(crumb, "a").get("href") == "index.html"
    assert [bar.get("class") for bar in bars] == ["kit-strip-pause", None, "kit-strip-pause", "kit-strip-here"]
    assert [bar.get("class") for bar in drawn[-2:]] == ["kit-strip-pause"] * 2  # no other covers their outline
    assert one(page, "//svg[contains(@class, 'kit-strip-thin')]").get("aria-hidden") == "true"


def test_sessions_at_the_same_time_are_counted_one_by_one_on_their_pages_and_at_home(tmp_path: Path) -> None:
    files = {**FILES, "round-1/other.md": "# Other\n\nAll.\n"}
    site = site_of(edition(files, {"round-1/talk+round-1/other": 30, "tea": 10, "round-1/work": 30}), tmp_path)
    crumbs = [
        words(one(parsed(site / f"round-1/{name}.html"), "//p[@class='kit-crumb']/span"))
        for name in ("talk", "other", "work")
    ]

    assert crumbs == ["Session 1 of 3", "Session 2 of 3", "Session 3 of 3"]
    assert "3 sessions" in words(one(parsed(site / "index.html"), "//p[contains(@class, 'kit-card-facts')]"))


def test_every_table_scrolls_in_a_box_that_the_keyboard_reaches_by_a_name_of_its_own(built: Path) -> None:
    boxes = parsed(built / "tables.html").xpath("//div[@role='region'][.//table]")

    assert [box.get("aria-label") for box in boxes] == [
        "Table: Tables",
        "Table: Sizes",
        "Table 2: Sizes",
        "Table: Scoring sheet",
    ]
    assert {box.get("tabindex") for box in boxes} == {"0"}
    assert [len(box.xpath(".//table")) for box in boxes] == [1, 1, 1, 1]


def test_a_session_says_what_is_at_the_same_time_and_leads_to_what_comes_after_both(tmp_path: Path) -> None:
    files = {**FILES, "round-1/other.md": "# Other\n\nAll.\n"}
    site = site_of(edition(files, {"round-1/talk+round-1/other": 30, "tea": 10, "round-1/work": 30}), tmp_path)
    talk, work = parsed(site / "round-1/talk.html"), parsed(site / "round-1/work.html")
    together = one(talk, "//p[@class='kit-place-together']")

    assert (words(together), one(together, "a").get("href")) == ("At the same time: Other", "other.html")
    assert [link.get("href") for link in talk.xpath("//a[@rel='next' and @class]")] == ["work.html"]
    assert [words(link) for link in work.xpath("//a[@rel='prev' and @class]")] == [
        "Previous, at the same time A talk",
        "Previous, at the same time Other",
    ]
    assert work.xpath("//p[@class='kit-place-together']") == []
