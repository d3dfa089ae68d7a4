"""Text may grow and spread, and windows may be narrow: nothing is cut off, covered or out of reach."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.render.site.browser.conftest import LAPTOP, PHONE, Visit
from tests.render.site.browser.looking import ask, listed
from tests.render.site.browser.sites import Built

# WCAG 2.2, 1.4.12
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
TWICE = "html { font-size: 200% !important; }"
ZOOMED = {"width": 640, "height": 450}  # a laptop's window at 200 %
TABLET = {"width": 768, "height": 1024}


@pytest.mark.parametrize(
    ("size", "style"),
    [
        pytest.param(PHONE, "", id="320 px"),
        pytest.param(ZOOMED, "", id="zoomed to 200 %", marks=pytest.mark.slow),
        pytest.param(TABLET, "", id="a tablet", marks=pytest.mark.slow),
        pytest.param(LAPTOP, TWICE, id="letters twice as large", marks=pytest.mark.slow),
        pytest.param(PHONE, TWICE, id="large letters on a phone"),
        pytest.param(LAPTOP, SPACED, id="spread", marks=pytest.mark.slow),
        pytest.param(PHONE, SPACED, id="spread on a phone"),
    ],
)
def test_nothing_is_cut_off_or_covered_or_needs_scrolling_sideways(
    size: dict[str, int], style: str, site: Built, visitor: Visit
) -> None:
    page = visitor(viewport=size, bypass_csp=True)
    found = []
    for name in site.pages:
        page.goto(site.address(name))
        if style:
            page.add_style_tag(content=style)
        for question in ("clipped()", "overlapping()", "sideways()"):
            found += [f"{name}: {one}" for one in ask(page, question)]

    assert found == [], listed(found)


# Times whose boxes touch, or nearly: "3pm" that runs into "4:25pm" reads as one number.
TOUCHING = """() => [...document.querySelectorAll("svg.kit-strip")].flatMap((strip) => {
  const times = [...strip.querySelectorAll("text")].filter((one) => one.checkVisibility())
    .map((one) => [one.textContent, one.getBoundingClientRect()]).sort((one, other) => one[1].left - other[1].left);
  return times.slice(1).filter(([, box], at) => times[at][1].right + 3 > box.left).map(([text]) => text);
})"""


@pytest.mark.parametrize("style", ["", TWICE], ids=["usual letters", "large letters"])
@pytest.mark.parametrize("width", [320, 375, 641, 768, 1280])
def test_the_times_below_the_picture_of_a_day_stand_clear_of_one_another(
    width: int, style: str, site: Built, visitor: Visit
) -> None:
    page = visitor(viewport={"width": width, "height": 640}, bypass_csp=True)
    found = []
    shown = 0
    for name in (one for one in site.pages if one.endswith(("/index.html", "/run-sheet.html"))):
        page.goto(site.address(name))
        if style:
            page.add_style_tag(content=style)
        shown += page.locator("svg.kit-strip text:visible").count()
        found += [f"{name}: {one} touches the time before it" for one in page.evaluate(TOUCHING)]

    assert found == [], listed(found)
    assert shown >= 2  # the start and the end, always


HEADS = """() => [...document.querySelectorAll('thead th')].filter((one) => {
  const style = getComputedStyle(one), word = document.createElement('span');
  const words = one.textContent.trim().split(/\\s+/);
  const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  Object.assign(word.style, { position: 'absolute', whiteSpace: 'nowrap' });
  one.append(word);
  const widths = words.map((text) => { word.textContent = text; return word.getBoundingClientRect().width; });
  word.remove();
  return Math.max(...widths) > room + 1;
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("name", ["round-1/index.html", "round-1/day.html", "round-1/run-sheet.html"])
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_no_head_of_an_agenda_breaks_within_a_word(width: int, name: str, hub: Built, visitor: Visit) -> None:
    page = visitor(viewport={"width": width, "height": 640})
    page.goto(hub.address(name))

    assert page.evaluate(HEADS) == []


TOO_WIDE = """() => [...document.querySelectorAll('.table-wrapper:has(.kit-agenda), article:has(.kit-coverage)')]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.ariaLabel ?? one.id)"""


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [320, 768, 1100])
def test_no_table_of_the_kit_needs_scrolling_sideways(width: int, script: bool, site: Built, visitor: Visit) -> None:
    """The standard's points with their rounds, and the agendas: however many rounds, and however long a title."""
    page = visitor(viewport={"width": width, "height": 640}, java_script_enabled=script)
    found = []
    for name in site.pages:
        if re.search('class="kit-(coverage|agenda)"', (site.root / name).read_text(encoding="utf-8")):
            page.goto(site.address(name))
            found += [f"{name}: {one}" for one in page.evaluate(TOO_WIDE)]

    assert found == [], listed(found)


@pytest.mark.slow
def test_a_point_in_blocks_says_the_round_of_its_sessions_and_stays_a_table(
    sites: Callable[[str], Built], visitor: Visit
) -> None:
    page = visitor(viewport=PHONE)
    page.goto(sites("sessions").address("standards.html"))
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="5 Choose tools"))
    cells = row.get_by_role("cell")

    assert cells.count() == 1
    assert "Ten questions Buy well, reuse first" in " ".join(cells.first.inner_text().split())
    below, point = cells.first.bounding_box(), row.get_by_role("rowheader").bounding_box()
    assert below
    assert point
    assert below["y"] >= point["y"] + point["height"]


def test_controls_are_large_enough_to_hit(site: Built, visitor: Visit) -> None:
    """WCAG 2.2, 2.5.8: 24 by 24 pixels."""
    page = visitor(viewport=PHONE)
    found = []
    for name in site.pages:
        page.goto(site.address(name))
        found += [f"{name}: {one}" for one in ask(page, "small()")]

    assert found == [], listed(found)
