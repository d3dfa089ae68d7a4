"""axe-core finds nothing on any kind of page, in light and dark colours and on a narrow phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import pytest

from tests.render.site.browser.axe import violations
from tests.render.site.browser.conftest import LAPTOP, PHONE, Visit
from tests.render.site.browser.looking import listed
from tests.render.site.browser.sites import Built
from tests.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

# Scripts that watch sizes hear of a new one with the next frame, and on a busy machine a page hears of it late itself.
RESIZED = "(width) => innerWidth === width"
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# A box that scrolls can be reached by keys; scripts see to it when they hear that it scrolls.
REACHED = """() => [...document.querySelectorAll(".table-wrapper[aria-label], .kit-drawing")]
  .every((box) => box.hasAttribute("tabindex") === box.scrollWidth > box.clientWidth)"""
MODES: tuple[tuple[str, Literal["light", "dark"], ViewportSize], ...] = (
    ("light", "light", LAPTOP),
    ("dark", "dark", LAPTOP),
    ("on a phone", "light", PHONE),
)


def test_every_page_passes_in_light_and_dark_and_on_a_phone(site: Built, visitor: Visit) -> None:
    page = visitor()
    found = []
    for name in site.pages:
        page.goto(site.address(name))
        for mode, scheme, size in MODES:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            until(page, RESIZED, size["width"])
            page.evaluate(NEXT_FRAME)
            until(page, REACHED)
            found += [f"{name} ({mode}): {one}" for one in violations(page)]
        page.set_viewport_size(LAPTOP)

    assert site.pages
    assert found == [], listed(found)


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_a_region_in_yellow_and_green_passes(scheme: str, sites: Callable[[str], Built], visitor: Visit) -> None:
    site = sites("region")
    page = visitor(color_scheme=scheme)
    found = []
    for name in site.pages:
        page.goto(site.address(name))
        found += [f"{name}: {one}" for one in violations(page)]

    assert found == [], listed(found)


@pytest.mark.slow
@pytest.mark.parametrize("brand", ["black and white", "grey"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_any_brand(brand: str, scheme: str, sites: Callable[[str], Built], visitor: Visit) -> None:
    site = sites(brand)
    page = visitor(color_scheme=scheme)
    found = []
    for name in site.pages:
        page.goto(site.address(name))
        found += [f"{name}: {one}" for one in violations(page, "color-contrast")]

    assert found == [], listed(found)


def test_what_axe_would_find_is_found(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address("index.html"))
    page.evaluate("() => document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=x><a href=x></a>')")

    assert {line.split()[0] for line in violations(page)} >= {"image-alt", "link-name"}
