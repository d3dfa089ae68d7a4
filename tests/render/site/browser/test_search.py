"""Search works from a folder, with no server, and never finds what only facilitators read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.render.site.browser.conftest import Visit
from tests.render.site.browser.sites import Built
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page


def search(page: Page, words: str) -> list[str]:
    """Type ``words`` into the search box of the open page, send it, and return the titles that are found."""
    page.get_by_role("searchbox").first.fill(words)
    page.keyboard.press("Enter")
    page.locator("#search-results p.search-summary, #search-results .search-summary").wait_for()
    until(page, "() => !document.querySelector('#search-progress')?.textContent.trim().endsWith('.')")
    until(page, "() => document.querySelector('.search-summary').textContent.length > 20")
    return [one.strip() for one in page.locator("#search-results ul.search li a").all_inner_texts()]


@pytest.mark.parametrize("start", ["index.html", "round-1/left.html"])
def test_words_of_a_page_lead_to_it_from_every_folder(start: str, hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address(start))
    found = search(page, "descant")

    assert any("Everything that a page may hold" in one for one in found)

    page.locator("#search-results ul.search li a").first.click()
    page.wait_for_url("**/everything.html*")


def test_words_of_a_title_find_that_page_first(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address("index.html"))

    assert "The left half" in search(page, "left half")[0]


def test_pages_that_speak_of_the_words_more_often_come_before_others(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address("index.html"))
    found = search(page, "sing")

    assert found.index("The left half") < found.index("Meet the choir")


def test_what_only_facilitators_read_is_never_found(hub: Built, visitor: Visit) -> None:
    """The word stands in the notes of three pages, and so on the run sheet, which is in no index."""
    assert "sandpiper" in (hub.root / "round-1" / "run-sheet.html").read_text(encoding="utf-8")
    page = visitor()
    page.goto(hub.address("index.html"))

    assert search(page, "sandpiper") == []


def test_each_result_shows_the_paragraph_that_has_the_words_and_nothing_of_menus(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address("index.html"))
    search(page, "emphasised")
    item = page.locator("#search-results ul.search li").first
    shown = item.locator("p").inner_text()

    assert "emphasised" in shown.lower()
    assert len(shown) < 240
    page.locator("#search-results ul.search li a").first.click()
    page.wait_for_url("**/everything.html*")
    assert shown.strip("… ") in " ".join(page.locator("article p").all_inner_texts())


def test_the_answer_is_in_words_of_our_own(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address("index.html"))
    search(page, "descant")
    answer = page.locator("#search-results .search-summary")

    assert answer.inner_text() in {"One page has these words.", "2 pages have these words."}
    assert answer.get_attribute("role") == "status"

    search(page, "zyzzyva")
    assert answer.inner_text() == "No page has all of these words. Check how they are spelled, or try fewer."
