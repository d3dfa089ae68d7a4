"""What is to do and to bring can be ticked, and stays so on that device; without scripts there are boxes for paper."""

from __future__ import annotations

import pytest

from tests.render.site.browser.axe import violations
from tests.render.site.browser.conftest import PHONE, Visit
from tests.render.site.browser.sites import Built

LISTS = ["round-1/checklist.html", "round-1/run-sheet.html"]


@pytest.mark.parametrize("name", LISTS)
def test_ticks_stay_on_the_device_and_belong_to_their_round(name: str, hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address(name))
    boxes = page.locator(".kit-ticks input")
    first, last = boxes.first, boxes.last
    first.check()
    last.check()
    first.uncheck()
    page.reload()

    assert not first.is_checked()
    assert last.is_checked()
    assert page.evaluate("Object.keys(localStorage)") == [f"peerkit-ticks {hub_id(page.content())} round-1"]
    stranger = visitor()
    stranger.goto(hub.address(name))
    assert stranger.locator(".kit-ticks :checked").count() == 0


def hub_id(text: str) -> str:
    return text.partition('data-ticks="')[2].partition(" ")[0]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_box_has_a_name_and_a_keyboard_ticks_it(name: str, scheme: str, hub: Built, visitor: Visit) -> None:
    page = visitor(color_scheme=scheme, viewport=PHONE)
    page.goto(hub.address(name))
    box = page.locator(".kit-ticks input").first
    words = page.locator(".kit-ticks label").first.inner_text()
    box.focus()
    page.keyboard.press("Space")

    assert page.get_by_role("checkbox", name=words, exact=True, checked=True).count() == 1
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_browser_that_keeps_nothing_or_holds_something_else_ticks_all_the_same(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.add_init_script(
        "for (const one of ['getItem', 'setItem']) Storage.prototype[one] = () => { throw new Error(); }"
    )
    page.goto(hub.address(LISTS[0]))
    page.locator(".kit-ticks input").first.check()
    other = visitor()
    other.add_init_script("Storage.prototype.getItem = () => '{\"a\": 1}'")
    other.goto(hub.address(LISTS[0]))

    assert page.locator(".kit-ticks :checked").count() == 1
    assert other.locator(".kit-ticks :checked").count() == 0


def test_without_scripts_there_are_boxes_to_tick_on_paper(hub: Built, visitor: Visit) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(hub.address(LISTS[0]))

    assert page.locator("input[type=checkbox]").count() == 0
    assert page.locator(".kit-ticks > li").first.evaluate("(one) => getComputedStyle(one, '::before').width") != "auto"
