"""With the keyboard alone one gets everywhere, sees where one is, and gets away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.render.site.browser.conftest import PHONE, Visit
from tests.render.site.browser.looking import ask, listed, walk
from tests.render.site.browser.sites import Built

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def test_tab_reaches_every_control_with_a_mark_that_shows_and_leaves_again(site: Built, visitor: Visit) -> None:
    page = visitor()
    found = []
    for name in site.pages:
        page.goto(site.address(name))
        found += [f"{name}: {one}" for one in walk(page)]

    assert found == [], listed(found)


def test_so_it_does_on_a_phone_with_the_menu_closed(hub: Built, visitor: Visit) -> None:
    page = visitor(viewport=PHONE)
    found = []
    for name in hub.pages:
        page.goto(hub.address(name))
        found += [f"{name}: {one}" for one in walk(page)]

    assert found == [], listed(found)


def test_the_skip_link_comes_first_shows_itself_and_leads_past_the_menu(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address("round-1/everything.html"))
    page.keyboard.press("Tab")
    first = page.evaluate("() => document.activeElement.getBoundingClientRect().toJSON()")

    assert page.evaluate("() => document.activeElement.textContent").strip().startswith("Skip")
    assert first["top"] >= 0
    assert first["left"] >= 0
    assert first["height"] >= 24

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def _folds(page: Page) -> list[str]:
    return [fold.inner_text() for fold in page.locator("nav details > summary").all() if fold.is_visible()]


def _links(fold: Locator) -> list[str]:
    return [link.inner_text() for link in fold.locator("a").all() if link.is_visible()]


def test_menu_and_contents_of_a_phone_open_and_close_with_the_keyboard(hub: Built, visitor: Visit) -> None:
    page = visitor(viewport=PHONE)
    page.goto(hub.address("round-1/everything.html"))
    folds = _folds(page)

    assert folds == ["Menu", "On this page"]
    for words in folds:
        fold = page.locator("nav details", has=page.locator(f"summary:text-is('{words}')"))
        assert not _links(fold)

        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        assert _links(fold)
        page.keyboard.press("Tab")
        assert fold.evaluate("one => one.contains(document.activeElement)")

        fold.locator("summary").focus()
        page.keyboard.press("Space")
        assert not _links(fold)


def test_nothing_lies_on_the_page_when_menu_and_contents_are_open(hub: Built, visitor: Visit) -> None:
    page = visitor(viewport=PHONE)
    page.goto(hub.address("round-1/everything.html"))
    for fold in page.locator("nav details > summary").all():
        fold.press("Enter")

    assert walk(page) == []
    assert ask(page, "sideways()") == []


def test_tabs_switch_with_arrows_and_dropdowns_open_with_enter(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address("round-1/everything.html"))
    second = page.get_by_text("Words for those at home.")
    assert not second.is_visible()

    page.locator(".sd-tab-set input").first.focus()
    page.keyboard.press("ArrowRight")
    assert second.is_visible()

    inside = page.get_by_text("Sing alone, and read")
    assert not inside.is_visible()
    page.locator("article details summary").first.press("Enter")
    assert inside.is_visible()
