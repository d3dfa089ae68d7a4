"""The day page with notes: in packs only, whole in one file, with what to say and do while an item is on."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.app.pack import pack, ready
from tests.render.site.browser.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[3]
MIDLANDS = ROOT / "docs" / "examples" / "midlands"
PLACE = "for-facilitators/site/round-1/"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The day page with notes of the example's first round, by itself in a folder."""
    place = tmp_path_factory.mktemp("lead")
    pack(ready(MIDLANDS, "round-1"), place / "pack.zip", lambda _: None)
    with zipfile.ZipFile(place / "pack.zip") as packed:
        (place / "day-lead.html").write_bytes(packed.read(f"{PLACE}day-lead.html"))
    return place / "day-lead.html"


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, timezone_id="Europe/London")
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"The script failed: {error}"))
    page.on("console", lambda said: pytest.fail(f"The browser refused: {said.text}") if said.type == "error" else None)
    page.clock.set_fixed_time("2027-01-20T14:50:00")
    page.goto(file.as_uri())
    yield page
    context.close()


def test_it_asks_for_no_other_file_and_leads_to_none(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert [one[:11] for one in re.findall(r'<img[^>]* src="([^"]*)"', text)] == ["data:image/"] * text.count("<img ")
    assert text.count("<img ") >= 1
    assert [
        one
        for one in re.findall(r'<a[^>]* href="([^"]*)"', text)
        if not one.startswith(("https:", "http:", "mailto:", "#"))
    ] == []
    assert '<meta name="robots" content="noindex">' in text


def test_whoever_opens_it_has_the_controls_and_the_notes_of_what_is_on(page: Page) -> None:
    page.get_by_role("button", name="Run the day from here").click()
    now = page.locator("#now-more")

    assert page.locator("#now-title").inner_text() == "How ready are we?"
    assert now.get_by_text("Sam", exact=True).is_visible()
    assert now.get_by_text("Nobody starts writing?").is_visible()
    assert now.get_by_text("Write the name of your service on the sheet.").is_visible()
    assert now.locator("img").evaluate_all("all => all.every((one) => one.complete && one.naturalWidth > 0)")


def test_drawings_keep_letters_that_can_be_read_and_scroll_in_their_frame(page: Page) -> None:
    page.get_by_role("button", name="Run the day from here").click()
    drawing = page.locator("#now-more .kit-drawing").first

    assert drawing.locator("img").evaluate("one => one.getBoundingClientRect().width") >= 18 * 16
    assert drawing.evaluate("one => getComputedStyle(one).overflowX") == "auto"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_for_everyone_who_leads_and_fits_a_small_phone(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.get_by_role("button", name="Run the day from here").click()
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
