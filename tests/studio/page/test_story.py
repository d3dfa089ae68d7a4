"""The story of a region in the studio: begun, changed, kept, and never lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.render.site.browser.axe import violations
from tests.studio.page.conftest import begun, change, shown
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page, words: str) -> None:
    """Wait for a view with this heading, which has the focus."""
    page.get_by_role("heading", name=words, level=1, exact=True).wait_for()
    until(page, "(words) => document.activeElement.textContent === words", words)


def test_what_is_to_be_loaded_is_said_before_anything_is(page: Page, hosting: tuple[str, list[str]]) -> None:
    said = page.get_by_role("main").inner_text()

    assert "This loads 32 MB, once" in said
    assert "the first pages take about 40 seconds" in said
    assert "Papers need 26 MB more" in said
    assert "Not made here: slides." in said
    assert "worker.js" not in hosting[1]


def test_a_region_is_made_changed_and_found_again_after_the_tab_was_ended(
    context: BrowserContext, address: str, page: Page
) -> None:
    begun(page)
    change(page, "A change")
    page.close()  # as the system ends a tab: nothing more is stored

    again = shown(context, address)
    press(again, "Go on with Westshire")
    again.frame_locator("iframe").get_by_role("heading", name="Westshire, A change").wait_for()
    assert "Westshire: saved in this browser today" in again.get_by_role("banner").inner_text()


def test_what_stands_against_an_answer_is_said_and_what_was_typed_stays(page: Page) -> None:
    press(page, "Start a group")
    press(page, "Make our pages")
    until(page, "document.activeElement.name === 'name'")
    assert page.get_by_text("so it cannot wait").is_visible()

    page.get_by_label("What is the group called?").fill("Westshire")
    page.get_by_label("Where do you meet?").fill("nowhere")
    press(page, "Make our pages")
    page.get_by_role("alert").filter(has_text="Nobody meets nowhere. Name a place.").wait_for()
    assert page.get_by_label("What is the group called?").input_value() == "Westshire"


def test_papers_are_made_listed_and_downloaded_and_called_old_after_a_change(page: Page) -> None:
    begun(page)
    press(page, "Papers and slides")
    heading(page, "Papers and slides")
    press(page, "Make them")
    page.get_by_role("row", name="Run sheet (for facilitators)").wait_for()
    assert page.get_by_role("heading", name="Meet the standard", level=2).is_visible()
    assert page.get_by_text("No venue.").is_visible()
    with page.expect_download() as got:
        press(page, "Download Attendee pack, Meet the standard")
    assert got.value.suggested_filename == "attendee.pdf"

    change(page, "A change")
    page.get_by_text("Your pages changed since these were made.").wait_for()


def test_everything_and_the_region_are_downloaded_and_a_saved_region_opened(page: Page, tmp_path: Path) -> None:
    begun(page)
    press(page, "Keep and share")
    with page.expect_download() as everything:
        press(page, "Download everything")
    with page.expect_download() as saved:
        press(page, "Save my region")
    assert everything.value.suggested_filename == "westshire-everything.zip"
    saved.value.save_as(tmp_path / "eastshire.zip")
    (tmp_path / "eastshire.zip").write_bytes(b"Eastshire")

    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("input[type=file]").first.set_input_files(tmp_path / "eastshire.zip")
    heading(page, "Eastshire")
    page.frame_locator("iframe").get_by_role("heading", name="Eastshire").wait_for()


def test_improvements_are_received_told_and_kept(context: BrowserContext, address: str, page: Page) -> None:
    begun(page)
    press(page, "Keep and share")
    press(page, "Receive improvements")
    page.get_by_text("Your pages are at version 2026.2 now.").wait_for()
    assert page.get_by_text("Round 1 was changed.").is_visible()
    assert page.get_by_text("One question is open").is_visible()


def test_a_full_browser_says_so_and_offers_the_region_as_a_file(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": address.rstrip("/"), "quotaSize": 900_000})
    page.goto(address)
    begun(page)
    change(page, "long " * 400_000)
    page.get_by_role("alert").filter(has_text="This browser has no room for your last change.").wait_for()
    press(page, "Keep and share")
    press(page, "Receive improvements")
    page.get_by_text("Your pages are at version 2026.2 now.").wait_for()
    assert page.get_by_role("alert").filter(has_text="This browser has no room for your last change.").is_visible()
    with page.expect_download() as saved:
        press(page, "Save my region now")
    assert Path(saved.value.path()).stat().st_size > 1_000_000


def test_a_change_that_is_not_stored_is_not_called_saved(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    begun(page)
    page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('Full', 'QuotaExceededError'); }; }"
    )
    reply = change(page, "A change")

    assert reply["told"].startswith("Changed, but not stored")


def test_what_is_asked_while_something_is_under_way_is_told_to_wait(page: Page) -> None:
    begun(page, "Endless")
    press(page, "Papers and slides")
    press(page, "Make them")
    press(page, "Keep and share")
    press(page, "Save my region")

    page.get_by_role("alert").filter(has_text="Choose this again when that is done.").wait_for()


def test_a_region_with_mistakes_is_opened_with_words_in_place_of_its_pages(page: Page, tmp_path: Path) -> None:
    (tmp_path / "ours.zip").write_bytes(b"mistaken")
    page.locator("input[type=file]").first.set_input_files(tmp_path / "ours.zip")
    heading(page, "mistaken")

    page.get_by_role("alert").filter(has_text="This link runs a script. Take it out. pages/ours.md:3").wait_for()
    assert page.locator("iframe").get_attribute("src") is None


@pytest.mark.parametrize(
    "lacking",
    [
        "IDBFactory.prototype.open = () => { throw new DOMException('Not here', 'SecurityError'); };",
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('Not here'); } });",
        "Object.defineProperty(navigator, 'locks', { value: undefined });",
    ],
)
def test_a_browser_that_can_keep_nothing_is_told_so_instead_of_an_empty_page(
    context: BrowserContext, address: str, lacking: str
) -> None:
    context.add_init_script(lacking)
    page = shown(context, address)

    said = page.get_by_role("main").inner_text()
    assert "The studio can't begin here" in said
    assert "in a window that is not private, at an address that begins with https" in said


def test_the_time_that_somebody_took_for_the_form_counts_as_no_loading(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(address)
    press(page, "Start a group")
    page.get_by_label("What is the group called?").fill("Westshire")
    page.clock.fast_forward("20:00")
    press(page, "Make our pages")
    until(page, "() => Object.keys(localStorage).some((one) => one.startsWith('peerkit-studio-took'))")

    took = page.evaluate("() => Number(Object.values(localStorage)[0])")
    assert took < 20 * 60


def test_whoever_comes_back_finds_the_studio_starting_only_where_nothing_is_to_be_loaded(
    context: BrowserContext, address: str, page: Page
) -> None:
    begun(page).close()
    dropped = shown(context, address)
    assert "This loads 32 MB, once" in dropped.get_by_role("main").inner_text()
    assert dropped.workers == []
    dropped.evaluate("async () => (await caches.open('all')).put('python/packages.zip', new Response('there'))")
    dropped.close()

    again = context.new_page()
    with again.expect_event("worker"):
        again.goto(address)
    assert "Everything that the pages take is in this browser already." in again.get_by_role("main").inner_text()
    until(again, "() => document.getElementById('doing').hidden")


def test_a_second_tab_waits_and_takes_over_what_the_first_has_stored(
    context: BrowserContext, address: str, page: Page
) -> None:
    begun(page)
    second = shown(context, address)
    heading(second, "The studio is open in another tab")
    change(page, "A change")
    press(second, "Work here instead")
    press(second, "Go on with Westshire")
    second.frame_locator("iframe").get_by_role("heading", name="Westshire, A change").wait_for()

    page.get_by_role("alert").filter(has_text="You work in another tab now").wait_for()
    press(page, "Work here again")
    heading(page, "The studio is open in another tab")


def test_a_tab_that_is_busy_is_passed_over_and_calls_nothing_lost(
    context: BrowserContext, address: str, page: Page
) -> None:
    begun(page, "Endless")
    press(page, "Papers and slides")
    press(page, "Make them")
    press(shown(context, address), "Work here instead")

    page.get_by_role("alert").filter(has_text="You work in another tab now").wait_for()
    assert not page.get_by_text("could not be stored").is_visible()


def test_an_engine_that_ends_is_told_and_loses_nothing(context: BrowserContext, address: str, page: Page) -> None:
    begun(page)
    change(page, "A change")
    change(page, "crash")
    page.get_by_role("alert").filter(has_text="The studio has stopped in this tab.").wait_for()
    page.reload()
    press(page, "Go on with Westshire")
    page.frame_locator("iframe").get_by_role("heading", name="Westshire, A change").wait_for()


def test_a_folder_follows_each_change_and_is_opened_again(context: BrowserContext, address: str) -> None:
    context.add_init_script("window.showDirectoryPicker = () => navigator.storage.getDirectory()")
    page = shown(context, address)
    begun(page)
    press(page, "Keep and share")
    press(page, "Choose a folder")
    page.get_by_role("status").filter(has_text="follows each change.").wait_for()
    change(page, "A change")

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    press(page, "Open a folder")
    page.frame_locator("iframe").get_by_role("heading", name="Westshire, A change").wait_for()


def test_nothing_is_asked_of_another_host_and_it_opens_without_a_network(
    context: BrowserContext, address: str, page: Page
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    begun(page)
    assert [one for one in asked if not one.startswith((address, "blob:"))] == []

    context.set_offline(True)
    page.reload()
    press(page, "Go on with Westshire")
    page.frame_locator("iframe").get_by_role("heading", name="Westshire").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 820])
def test_every_view_meets_the_rules_of_accessibility_and_fits(
    context: BrowserContext, address: str, page: Page, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.reload()
    page.get_by_role("heading", level=1).wait_for()

    def right(view: str) -> None:
        assert violations(page) == [], view
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, view

    right("welcome")
    press(page, "Start a group")
    press(page, "Make our pages")
    right("form")
    begun_ = page.get_by_label("What is the group called?")
    begun_.fill("Westshire")
    press(page, "Make our pages")
    page.frame_locator("iframe").get_by_role("heading", name="Westshire").wait_for()
    right("pages")
    press(page, "Papers and slides")
    press(page, "Make them")
    page.get_by_role("row", name="Run sheet").wait_for()
    right("papers")
    press(page, "Keep and share")
    press(page, "Receive improvements")
    page.get_by_text("One question is open").wait_for()
    right("keep")
    second = shown(context, address)
    assert violations(second) == []
    press(second, "Work here instead")
    second.get_by_role("button", name="Go on with Westshire").wait_for()
    assert violations(second) == []
    page.get_by_role("alert").filter(has_text="You work in another tab now").wait_for()
    right("stopped")


def test_the_whole_story_is_told_by_keyboard_alone(page: Page) -> None:
    def go(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent || document.activeElement.name") == name:
                return
        raise AssertionError(f"No Tab leads to {name}")

    go("Start a group")
    page.keyboard.press("Enter")
    heading(page, "Start a group")
    go("name")
    page.keyboard.type("Westshire")
    page.keyboard.press("Enter")
    heading(page, "Westshire")
    page.frame_locator("iframe").get_by_role("heading", name="Westshire").wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    heading(page, "Keep and share")
    go("Save my region")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename == "westshire.zip"
