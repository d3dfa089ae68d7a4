"""On paper nothing stays closed, nothing is only for screens, and every word of a page is there."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence

import pytest
from pypdf import PageObject, PdfReader

from tests.render.site.browser.conftest import Visit
from tests.render.site.browser.looking import listed
from tests.render.site.browser.sites import Built

# Nobody prints a form; the day's page has tests of its own.
NO_PAPER = ("day.html", "search.html", "404.html", "start.html")
ONLY_ON_SCREEN = "nav, .skip-to-content, form, button, .headerlink, .kit-pencil, .kit-change"
# Buttons that only lead on are left off on purpose; so is the hidden address of a card that is a link as a whole, and
# what the screen does not show today either.
NO_TEXT = "script, style, noscript, template, svg"
NO_WORDS = f"{ONLY_ON_SCREEN}, {NO_TEXT}, [hidden], .kit-actions, .kit-back, .sd-hide-link-text"
WORDS = f"""() => {{
  const copy = document.querySelector('article').cloneNode(true);
  copy.querySelectorAll('{NO_WORDS}').forEach((one) => one.remove());
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT), words = [];
  while (walker.nextNode()) words.push(...walker.currentNode.textContent.split(/\\s+/));
  return words;
}}"""
SEEN = f"""() => [...document.querySelectorAll('{ONLY_ON_SCREEN}')]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"""
HIDDEN = """() => [...document.querySelectorAll('article details > *, article .sd-tab-content > *')]
  .filter((one) => !one.checkVisibility() && one.textContent.trim()).map((one) => one.outerHTML.slice(0, 80))"""

ON_WORDS = """() => [...document.querySelectorAll('.admonition-title')].filter((one) => {
  const sign = getComputedStyle(one, '::before');
  return sign.display !== 'none' && parseFloat(getComputedStyle(one).paddingLeft) < parseFloat(sign.width);
}).map((one) => one.textContent)"""


def letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text.replace("\u00ad", ""))


@pytest.mark.parametrize(
    "name", ["index", "round-1/index", "round-1/everything", "round-1/run-sheet", "round-1/checklist", "accessibility"]
)
def test_every_word_of_the_article_is_on_the_paper(name: str, hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address(f"{name}.html"))
    words = {letters(word) for word in page.evaluate(WORDS)} - {""}
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    paper = letters("".join(sheet.extract_text() for sheet in pdf.pages))

    assert len(words) > 10
    assert sorted(word for word in words if word not in paper) == []


@pytest.mark.parametrize("taller", range(0, 1000, 50))
def test_who_wrote_a_page_never_takes_a_sheet_of_its_own(taller: int, hub: Built, visitor: Visit) -> None:
    """It stands beside the head, wherever a page ends on its last sheet."""
    page = visitor(bypass_csp=True)
    page.goto(hub.address("round-1/checklist.html"))
    page.add_style_tag(content=f".kit-main {{ padding-top: {taller}px !important; }}")
    first, *others = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages

    assert "Written by" in first.extract_text()
    assert [sheet for sheet in others if "Written by" in sheet.extract_text()] == []


def test_dropdowns_and_tabs_are_open_and_controls_are_gone(site: Built, visitor: Visit) -> None:
    page = visitor()
    found = []
    for name in site.pages:
        if name.endswith(NO_PAPER):
            continue
        page.goto(site.address(name))
        page.emulate_media(media="print")
        found += [f"{name}: is of no use on paper: {one}" for one in page.evaluate(SEEN)]
        found += [f"{name}: is missing: {one}" for one in page.evaluate(HIDDEN)]

    assert found == [], listed(found)


def ends(sheet: PageObject) -> float:
    """Return where the last word of a sheet stands, as a share of its height from the top."""
    lows: list[float] = []

    def see(text: str, outer: Sequence[float], inner: Sequence[float], *_: object) -> None:
        if text.strip():
            lows.append(outer[1] * inner[4] + outer[3] * inner[5] + outer[5])

    sheet.extract_text(visitor_text=see)
    return 1 - min(lows, default=1.0) / float(sheet.mediabox.height)


@pytest.mark.parametrize("name", ["sessions"])
def test_what_moves_overleaf_leaves_no_sheet_of_a_session_half_empty(
    name: str, sites: Callable[[str], Built], visitor: Visit
) -> None:
    site, page = sites(name), visitor()
    full: dict[str, list[float]] = {}
    for one in (one for one in site.pages if re.match(r"round-\d/(?!index|run-sheet|checklist|day)", one)):
        page.goto(site.address(one))
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        full[one] = [ends(sheet) for sheet in sheets[:-1]]

    ended = [share for shares in full.values() for share in shares]
    assert sum(ended) / len(ended) > 0.75  # the lower edge of a sheet takes 0.05
    assert sorted((share, one) for one, shares in full.items() for share in shares if share < 0.4) == []


def test_the_sign_of_a_note_does_not_lie_on_its_first_letter(hub: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(hub.address("round-1/everything.html"))
    signs = page.locator(".admonition-title").count()

    assert signs > 3
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        assert page.evaluate(ON_WORDS) == [], media
