"""Handouts are filled in where they stand, stay on the device, and print as filled; without script they have lines."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest

from kit.app.build import Order, build
from tests.render.site.browser.axe import violations
from tests.render.site.browser.conftest import PHONE, Visit
from tests.render.site.browser.looking import listed
from tests.render.site.browser.sites import ROOT, Built

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

SHEET = "Every place to write on"
NAMES = [
    "Your name",
    "Role",
    "Council",
    "We help … with … on Mondays",
    "We help … with … on Mondays, 2",
    *(f"{head}: {row}" for row in ("1 Ask people first", "2 Work in the open", "3 Test with people")
      for head in ("Yes", "Partly", "New")),
    "Score: Users",
    "What would move it up: Users",
    "What would move it up: Teams 4",
    *(f"{head}: row {number}" for number in (1, 2) for head in ("Name", "Council")),
    "What did you learn?",
    "Ask your manager",
]  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a hub whose session has every place to write on that there is."""
    out = tmp_path_factory.mktemp("sheets") / "out"
    build(ROOT / "tests" / "cases" / "sheets", out, Order(parts=("site",)), lambda _: None)
    return Built("sheets", out / "site")


def opened(sheets: Built, page: Page) -> Page:
    """The page of the session, in the browser of ``page``, with its sheets ready to be filled in."""
    page.goto(sheets.address("round-1/writing.html"))
    return ready(page)


def ready(page: Page) -> Page:
    """The page when the script of its sheets has come, which is asked for when one of them is near."""
    page.locator(".kit-handout").first.scroll_into_view_if_needed()
    page.locator(".kit-sheet-foot").first.wait_for()
    return page


def fields(page: Page) -> list[str | None]:
    """The names of the fields of the first sheet, in order."""
    return [
        one.get_attribute("aria-label")
        for one in page.get_by_label(f"Handout: {SHEET}").locator("textarea, input").all()
    ]


def test_every_place_to_write_on_is_a_field_with_the_name_of_what_stands_beside_it(
    sheets: Built, visitor: Visit
) -> None:
    page = opened(sheets, visitor())

    assert fields(page) == NAMES
    assert page.get_by_label("Handout: A sheet to read").locator("textarea, input, button").count() == 0
    assert page.get_by_text("____ stays as it is").count() == 1
    assert page.locator("code", has_text="____").count() == 1


def test_what_is_written_is_there_again_until_it_is_cleared_and_each_sheet_has_its_own(
    sheets: Built, visitor: Visit
) -> None:
    page = opened(sheets, visitor())
    page.get_by_label("Score: Users").fill("3")
    page.get_by_label("Yes: 1 Ask people first").check()
    page.get_by_label("Your name", exact=True).first.fill("Sam")
    page.reload()
    ready(page)

    assert page.get_by_label("Score: Users").input_value() == "3"
    assert page.get_by_label("Yes: 1 Ask people first").is_checked()
    assert [one.input_value() for one in page.get_by_label("Your name", exact=True).all()] == ["Sam", ""]

    page.get_by_label("Your name", exact=True).last.fill("Alex")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name=f"Clear: {SHEET}").click()
    page.reload()
    ready(page)
    assert [one.input_value() for one in page.get_by_label("Your name", exact=True).all()] == ["", "Alex"]
    assert not page.get_by_label("Yes: 1 Ask people first").is_checked()


def test_a_browser_that_keeps_nothing_is_told_so_and_can_still_be_written_in(sheets: Built, visitor: Visit) -> None:
    page = visitor()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    opened(sheets, page).get_by_label("Score: Users").fill("3")

    assert page.get_by_text("your browser keeps nothing").count() == 2
    assert page.get_by_text("stays in this browser").count() == 0


def test_the_words_print_as_they_were_filled_in_however_long(sheets: Built, visitor: Visit) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    page = opened(sheets, visitor())
    page.get_by_label("What would move it up: Users").fill(words)
    page.get_by_label("Your name", exact=True).first.fill("Sam")
    printed = " ".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(page.pdf())).pages)

    assert set(words.split()) <= set(printed.split())
    assert "Sam" in printed
    assert "Nothing is sent" not in printed


def test_a_filled_sheet_passes_axe_and_fits_a_phone(sheets: Built, visitor: Visit) -> None:
    found = []
    for options in ({}, {"viewport": PHONE}, {"color_scheme": "dark"}):
        page = opened(sheets, visitor(**options))
        page.get_by_label("What would move it up: Users").fill("Long words " * 20)
        found += violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0

    assert found == [], listed(found)


def test_on_a_phone_every_field_stands_below_the_last_and_none_is_cut_off(sheets: Built, visitor: Visit) -> None:
    page = opened(sheets, visitor(viewport=PHONE))
    table = page.locator("table", has_text="What would move it up").first
    boxes = [one.bounding_box() for one in table.locator("textarea").all()]

    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len(set(tops)) == len(tops)
    shown = "(row) => getComputedStyle(row, '::before').content"
    empty = page.locator(".kit-fillable tr[data-number]")
    assert [one.evaluate(shown) for one in empty.all()] == ['"1"', '"2"']  # rows that have no words of their own


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}])
def test_the_two_buttons_do_not_touch(sheets: Built, visitor: Visit, viewport: ViewportSize) -> None:
    """With the gap between them nobody presses "Clear" for "Print as filled in"."""
    page = opened(sheets, visitor(viewport=viewport))
    one, other = (button.bounding_box() for button in page.locator(".kit-sheet-foot").first.locator("button").all())

    assert one
    assert other
    assert other["x"] - one["x"] - one["width"] >= 8 or other["y"] - one["y"] - one["height"] >= 8


def test_on_a_phone_the_name_of_a_row_begins_where_its_fields_begin(sheets: Built, visitor: Visit) -> None:
    page = opened(sheets, visitor(viewport=PHONE))
    row = page.locator("table", has_text="What would move it up").first.locator("tbody tr").first
    before = "(cell) => getComputedStyle(cell, '::before').content"

    assert row.locator("td:not([data-head])").first.evaluate(before) in ("none", "normal")


def test_without_a_script_the_lines_are_as_they_were(sheets: Built, visitor: Visit) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(sheets.address("round-1/writing.html"))

    assert page.locator("article textarea, article input").count() == 0
    assert page.locator(".kit-handout hr").count() == 3


def test_a_page_without_a_handout_loads_no_script_for_it(sheets: Built) -> None:
    assert "sheets.js" in (sheets.root / "round-1/writing.html").read_text(encoding="utf-8")
    assert "sheets.js" not in (sheets.root / "round-1/index.html").read_text(encoding="utf-8")
