"""The panels above a page in a real browser: our meeting, open questions, and what check says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_serve import serving
from tests.live.editor.regions import OURS, WHY, write_asking_region
from tests.render.site.browser.axe import violations
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

FOCUS = "document.activeElement.shadowRoot?.activeElement?.textContent"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process on Windows"),
]


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_asking_region(tmp_path)


@pytest.fixture
def page(region: Path, context: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    with serving(region, tmp_path / "log.txt") as (address, _):
        made = context.new_page()
        made.goto(f"{address}round-1/")
        yield made


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_a_meeting_is_moved_and_retimed_and_taken_back(region: Path, page: Page) -> None:
    before = (region / "region.toml").read_bytes()
    press(page, "Our meeting")
    panel = page.get_by_role("dialog", name="Our meeting")
    page.get_by_label("Date").fill("2027-02-03")
    page.get_by_label("Venue").fill("Town hall, Leicester")
    page.get_by_label("Minutes of How ready are we?").fill("45")
    panel.get_by_role("cell", name="11:30am").wait_for()
    assert "It ends at 11:50am." in panel.get_by_role("status").inner_text()
    assert (region / "region.toml").read_bytes() == before

    press(page, "Save")
    page.get_by_text("Wednesday 3 February 2027").first.wait_for()
    page.get_by_text("Town hall, Leicester").first.wait_for()
    assert "minutes = 45" in (region / "region.toml").read_text(encoding="utf-8")

    for _ in range(2):  # a change that many pages show loads the page twice: as soon as it is made, and at the end
        page.reload()
        page.get_by_role("button", name="Undo").wait_for()
    press(page, "Undo")
    page.get_by_text("Wednesday 20 January 2027").first.wait_for()
    assert (region / "region.toml").read_bytes() == before


def times(page: Page) -> list[str]:
    """Return the rows of the day as they are read, such as "10:30am Arrivals"."""
    rows = page.get_by_role("dialog").locator("tbody tr")
    cells = [row.locator("td").all_inner_texts() for row in rows.all()]
    return [f"{begins} {title}" for begins, _, title, *_ in cells]


MOVED = ["10:30am Arrivals", "10:45am Our own", "10:55am How ready are we?", "11:15am Next steps"]


@pytest.mark.parametrize("keys", ["Enter", "Alt+ArrowUp"])
def test_an_item_is_moved_by_keys_and_its_new_time_is_read_out(region: Path, page: Page, keys: str) -> None:
    press(page, "Our meeting")
    name = "Move Our own earlier" if keys == "Enter" else "Minutes of Our own"
    page.get_by_label(name).focus()
    page.keyboard.press(keys)
    page.get_by_text("Our own is now 2 of 4, at 10:45am.").wait_for()
    assert times(page) == MOVED
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.getAttribute('aria-label')") == name

    press(page, "Save")
    page.get_by_role("button", name="Undo").wait_for()
    assert 'add = "ours"\nafter = "arrive"' in (region / "region.toml").read_text(encoding="utf-8")


def test_the_ends_of_a_day_move_no_further_and_keep_the_focus(page: Page) -> None:
    press(page, "Our meeting")
    page.get_by_label("Move How ready are we? earlier").focus()
    page.keyboard.press("Enter")
    page.get_by_text("How ready are we? is now 1 of 4, at 10:30am.").wait_for()

    assert page.get_by_label("Move How ready are we? earlier").is_disabled()
    named = "document.activeElement.shadowRoot.activeElement.getAttribute('aria-label')"
    assert page.evaluate(named) == "Minutes of How ready are we?"


def test_an_item_is_dragged_and_the_clock_times_follow(page: Page) -> None:
    press(page, "Our meeting")
    rows = page.get_by_role("dialog").locator("tbody tr")
    rows.nth(2).scroll_into_view_if_needed()
    grip, above = rows.nth(2).locator(".grip").bounding_box(), rows.nth(1).bounding_box()
    assert grip
    assert above
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(grip["x"] + grip["width"] / 2, above["y"] + 4, steps=5)
    page.mouse.up()
    page.get_by_text("Our own is now 2 of 4, at 10:45am.").wait_for()

    assert times(page) == MOVED
    page.once("dialog", lambda dialog: dialog.accept())
    page.keyboard.press("Escape")
    page.get_by_label("Venue").wait_for(state="detached")


def test_a_region_toml_that_changes_underneath_is_told_and_what_was_typed_stays(region: Path, page: Page) -> None:
    press(page, "Our meeting")
    page.get_by_label("Venue").fill("Town hall")
    file = region / "region.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Library", "Museum"), encoding="utf-8")
    press(page, "Save")
    told = page.get_by_role("alert").filter(has_text="Nothing was written over")
    told.wait_for()

    assert "Museum" in told.inner_text()
    assert page.get_by_label("Venue").input_value() == "Town hall"
    press(page, "Save")
    page.get_by_text("Town hall").first.wait_for()
    assert 'venue = "Town hall"' in file.read_text(encoding="utf-8")


def test_clock_times_that_come_late_take_away_nothing_that_saving_said(region: Path, page: Page) -> None:
    press(page, "Our meeting")
    held: list[Route] = []
    counts = '"times"'
    page.route("**/.live/editor", lambda one: held.append(one) if counts in one.request.post_data else one.continue_())
    with page.expect_request(lambda one: counts in (one.post_data or "")):
        page.get_by_label("Minutes of How ready are we?").fill("45")
    file = region / "region.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Library", "Museum"), encoding="utf-8")
    press(page, "Save")
    told = page.get_by_role("alert").filter(has_text="Nothing was written over")
    told.wait_for()
    held[0].continue_()
    page.get_by_role("cell", name="11:30am").wait_for()

    assert told.count() == 1


def test_a_question_is_settled_with_words_of_ones_own_and_taken_back(region: Path, page: Page) -> None:
    press(page, "Settle open questions (1)")
    panel = page.get_by_role("dialog", name="Settle open questions")
    assert "Ours, as it is now." in panel.get_by_role("group", name="What you say now").inner_text()
    assert "that" in panel.get_by_role("group", name="What upstream says now").inner_text()
    page.get_by_label("Words of your own").fill("## Why it matters\n\nBoth, put together.")
    press(page, "Use what I wrote")
    page.get_by_text("Settled:").wait_for()
    assert "Both, put together." in (region / WHY).read_text(encoding="utf-8")
    page.get_by_role("button", name=re.compile("Settle open questions")).wait_for(state="detached")

    press(page, "Undo")
    page.get_by_role("button", name="Settle open questions (1)").wait_for()
    assert (region / WHY).read_text(encoding="utf-8") == OURS


def test_what_check_says_of_the_page_stands_beside_it(region: Path, page: Page) -> None:
    page.get_by_role("button", name="What check says (0)").wait_for()
    plan = region / "overrides/round-1/index/meet-the-standard.replace.md"
    plan.parent.mkdir(parents=True)
    plan.write_text("# Meet the standard\n\n#Nearly a heading\n", encoding="utf-8")
    press(page, "What check says (1)")

    assert "round-1/index/meet-the-standard.replace.md:3" in page.get_by_role("dialog").inner_text()


def test_panels_take_the_focus_give_it_back_and_ask_before_words_are_lost(page: Page) -> None:
    opener = page.get_by_role("button", name="Our meeting")
    opener.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Venue").wait_for()
    until(page, f"{FOCUS} === 'Our meeting'")
    page.keyboard.press("Escape")
    page.get_by_label("Venue").wait_for(state="detached")
    until(page, f"{FOCUS} === 'Our meeting'")

    page.keyboard.press("Enter")
    page.get_by_label("Venue").fill("Elsewhere")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.keyboard.press("Escape")
    assert page.get_by_label("Venue").input_value() == "Elsewhere"
    page.once("dialog", lambda dialog: dialog.accept())
    page.keyboard.press("Escape")
    page.get_by_label("Venue").wait_for(state="detached")


@pytest.mark.parametrize("name", ["Our meeting", "Settle open questions (1)", "What check says"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_panels_meet_the_rules_of_accessibility_and_fit_a_narrow_window(page: Page, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 320, "height": 640})
    press(page, name)
    page.get_by_role("dialog").wait_for()

    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
