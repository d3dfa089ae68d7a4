"""The list and the map of groups, and the page about the standard, as a reader meets them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.render.site.browser.axe import violations
from tests.render.site.browser.conftest import LAPTOP, PHONE, Visit
from tests.render.site.browser.looking import listed
from tests.render.site.grouped import SOUTH, made, site

PAGES = ("index.html", "standards.html", "round-1/index.html", "round-1/talk.html")
WITH_TWO_DATES = "#group--north [data-meets]"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site(made(), tmp_path_factory.mktemp("grouped"))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2027-01-01", ["Next", ""]),
        ("2027-02-03", ["Next", ""]),
        ("2027-02-04", ["Past", "Next"]),
        ("2027-05-07", ["Past", "Past"]),
    ],
)
def test_each_groups_next_date_is_marked(hub: Path, visitor: Visit, today: str, expected: list[str]) -> None:
    page = visitor()
    page.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{today}T12:00:00+00:00"))
    page.goto((hub / "index.html").as_uri())
    dates = page.locator(WITH_TWO_DATES).all()

    assert [one.locator(".kit-pill").text_content() if one.locator(".kit-pill").count() else "" for one in dates] == (
        expected
    )


def test_without_a_script_every_date_is_there(hub: Path, visitor: Visit) -> None:
    page = visitor(java_script_enabled=False)
    page.goto((hub / "index.html").as_uri())

    assert page.locator(f"{WITH_TWO_DATES} >> visible=true").count() == 2


def test_axe_finds_nothing(hub: Path, visitor: Visit) -> None:
    page, found = visitor(), []
    for name in PAGES:
        page.goto((hub / name).as_uri())
        for scheme, size in (("light", LAPTOP), ("dark", LAPTOP), ("light", PHONE)):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.set_viewport_size(size)
            found += [f"{name} ({scheme}, {size['width']}): {one}" for one in violations(page)]

    assert found == [], listed(found)


def test_on_a_narrow_phone_nothing_sticks_out_of_the_page_or_of_a_tile(hub: Path, visitor: Visit) -> None:
    page = visitor(viewport=PHONE)
    for name in PAGES:
        page.goto((hub / name).as_uri())
        assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
    page.goto((hub / "index.html").as_uri())
    wide = "tiles => tiles.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"

    assert page.locator(".kit-tile").evaluate_all(wide) == []


def test_a_tile_leads_to_its_group_by_keyboard(hub: Path, visitor: Visit) -> None:
    page = visitor(viewport=PHONE)
    page.goto((hub / "index.html").as_uri())
    page.locator(".kit-tile-south-east a").focus()
    page.keyboard.press("Enter")

    assert page.evaluate("() => location.hash") == f"#group--{SOUTH.id}"
    assert page.locator("#group--south h3").is_visible()


def test_areas_with_and_without_a_group_differ_without_colour(hub: Path, visitor: Visit) -> None:
    page = visitor(forced_colors="active")
    page.goto((hub / "index.html").as_uri())
    styles = [
        page.locator(f".kit-tile-{area}").evaluate("one => getComputedStyle(one).borderTopStyle")
        for area in ("south-east", "wales")
    ]

    assert styles == ["solid", "dashed"]
