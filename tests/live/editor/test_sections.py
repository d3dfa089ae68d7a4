"""“Change this section” in a real browser: saved, taken back, and nothing that somebody wrote is ever lost."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_serve import serving
from tests.live.trees import write_region
from tests.render.site.browser.axe import violations
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Route

WORDS = "overrides/round-1/score/why-it-matters.replace.md"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process on Windows"),
]


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_region(tmp_path)


@pytest.fixture
def address(region: Path, tmp_path: Path) -> Iterator[str]:
    with serving(region, tmp_path / "log.txt") as (found, _):
        yield found


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return shown(context, address)


def shown(context: BrowserContext, address: str) -> Page:
    """Return a tab that shows the page with the section to be changed."""
    page = context.new_page()
    page.goto(f"{address}round-1/score.html")
    return page


def opened(page: Page, title: str = "Why it matters") -> Locator:
    """Open the editor of the section with this title, and return the field with its words."""
    page.get_by_role("button", name=f"Change this section: {title}").click()
    field = page.get_by_label("Words of this section")
    field.wait_for()
    return field


def say(page: Page, words: str) -> None:
    """Put ``words`` at the end of the section that is open."""
    field = page.get_by_label("Words of this section")
    field.fill(f"{field.input_value()}\n\n{words}")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_section_is_changed_and_taken_back(region: Path, page: Page) -> None:
    assert opened(page).input_value().startswith("## Why it matters\n")
    say(page, "Our own reason.")
    page.get_by_label("Why you change it").fill("We know better.")
    save(page)
    page.locator("article").get_by_text("Our own reason.").wait_for()

    assert 'why: "We know better."' in (region / WORDS).read_text(encoding="utf-8")
    undo = page.get_by_role("button", name="Undo")
    undo.wait_for()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.textContent").startswith("Change this")

    undo.click()
    page.get_by_text("Taken back").first.wait_for()  # a page that loads again is empty for a moment, too
    page.locator("article").get_by_text("Our own reason.").wait_for(state="detached")
    assert not (region / WORDS).exists()


def test_an_answer_that_is_on_its_way_is_told_before_the_page_loads_again(region: Path, page: Page) -> None:
    opened(page)
    say(page, "Our own reason.")
    save(page)
    page.locator("article").get_by_text("Our own reason.").wait_for()

    def late(route: Route) -> None:
        if '"undo"' not in (route.request.post_data or ""):
            return route.continue_()
        answer = route.fetch()
        while "Our own reason." in page.request.get(page.url).text():
            time.sleep(0.05)
        time.sleep(1)  # in which the page is told that it has changed
        return route.fulfill(response=answer)

    page.route("**/.live/editor", late)
    page.get_by_role("button", name="Undo").click()
    page.locator("article").get_by_text("Our own reason.").wait_for(state="detached")
    page.get_by_text("Taken back").first.wait_for()
    assert not (region / WORDS).exists()


def test_the_words_of_the_hub_come_back(region: Path, page: Page) -> None:
    opened(page)
    say(page, "Our own reason.")
    save(page)
    page.locator("article").get_by_text("Our own reason.").wait_for()

    opened(page)
    page.get_by_role("button", name="Back to the hub's words").click()
    page.locator("article").get_by_text("Our own reason.").wait_for(state="detached")
    assert not (region / WORDS).exists()


def test_a_mistake_is_told_with_its_place_and_nothing_is_saved(region: Path, page: Page) -> None:
    opened(page).fill("## Why it matters\n\n[Nowhere](nowhere.md)")
    save(page)
    told = page.get_by_role("alert").filter(has_text="Nothing was saved")
    told.wait_for()

    assert f"{WORDS}:3" in told.inner_text()
    assert not (region / WORDS).exists()
    assert page.get_by_label("Words of this section").input_value().endswith("[Nowhere](nowhere.md)")


def test_of_two_tabs_the_second_is_shown_both_and_writes_over_nothing(
    region: Path, page: Page, context: BrowserContext, address: str
) -> None:
    other = shown(context, address)
    opened(page)
    opened(other)
    say(page, "From the first tab.")
    say(other, "From the second tab.")
    save(page)
    page.locator("article").get_by_text("From the first tab.").wait_for()
    save(other)
    other.get_by_role("alert").filter(has_text="was changed since").wait_for()

    assert "From the second tab." in other.get_by_label("Words of this section").input_value()
    assert "From the first tab." in other.get_by_role("group", name="What it says now").inner_text()
    assert "From the first tab." in (region / WORDS).read_text(encoding="utf-8")

    save(other)
    other.locator("article").get_by_text("From the second tab.").wait_for()
    assert "From the second tab." in (region / WORDS).read_text(encoding="utf-8")


def test_a_file_that_changes_underneath_is_shown_too_and_mine_stays(region: Path, page: Page) -> None:
    opened(page)
    say(page, "Mine.")
    (region / WORDS).parent.mkdir(parents=True)
    (region / WORDS).write_text("## Why it matters\n\nTheirs, by hand.\n", encoding="utf-8")
    save(page)
    page.get_by_role("alert").filter(has_text="was changed since").wait_for()
    page.get_by_role("button", name="Use these words").click()

    assert "Theirs, by hand." in page.get_by_label("Words of this section").input_value()
    assert "Mine." in page.get_by_role("group", name="What you wrote").inner_text()
    assert "Theirs, by hand." in (region / WORDS).read_text(encoding="utf-8")


def test_words_stay_in_the_tab_when_the_preview_ends_and_are_saved_when_it_is_back(
    region: Path, context: BrowserContext, tmp_path: Path
) -> None:
    with serving(region, tmp_path / "one.txt") as (address, _):
        page = shown(context, address)
        opened(page)
        say(page, "Written for long.")
    save(page)
    page.get_by_role("alert").filter(has_text="does not answer").wait_for()
    assert "Written for long." in page.get_by_label("Words of this section").input_value()

    port = address.rstrip("/").rpartition(":")[2]
    with serving(region, tmp_path / "two.txt", port) as (again, _):
        assert again == address
        save(page)
        page.locator("article").get_by_text("Written for long.").wait_for()


def test_a_page_with_unsaved_words_asks_before_it_is_left(page: Page) -> None:
    opened(page)
    say(page, "Unsaved.")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("button", name="Cancel").click()
    assert asked == ["confirm"]
    assert "Unsaved." in page.get_by_label("Words of this section").input_value()

    page.close(run_before_unload=True)
    until(page, "true")
    assert asked == ["confirm", "beforeunload"]


def test_it_works_by_keyboard_alone(region: Path, page: Page) -> None:
    button = page.get_by_role("button", name="Change this section: Why it matters")
    for keys in ("Escape", "Control+Enter"):
        button.focus()
        page.keyboard.press("Enter")
        page.get_by_label("Words of this section").wait_for()
        until(page, "document.activeElement.shadowRoot?.activeElement?.localName === 'textarea'")
        if keys != "Escape":
            page.keyboard.press("Control+End")
            page.keyboard.type("\n\nBy keyboard.")
        page.keyboard.press(keys)
        page.get_by_label("Words of this section").wait_for(state="detached")
        until(page, "document.activeElement.shadowRoot?.activeElement?.textContent.startsWith('Change this')")
    page.locator("article").get_by_text("By keyboard.").wait_for()

    assert "By keyboard." in (region / WORDS).read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_meets_the_rules_of_accessibility_and_fits_a_narrow_window(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page).fill("## Why it matters\n\n[Nowhere](nowhere.md)")
    save(page)
    page.get_by_role("alert").filter(has_text="Nothing was saved").wait_for()

    assert violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
