"""People who force their own colours, or want no motion, lose nothing."""

from __future__ import annotations

import pytest

from tests.render.site.browser.conftest import Visit
from tests.render.site.browser.looking import ask, listed, walk
from tests.render.site.browser.sites import Built

CONTROLS = "button, input:not([type=radio], [type=checkbox]), article .sd-btn, article summary, .kit-pill"
CURRENT = """() => [...document.querySelectorAll('nav [aria-current=page]')].filter((one) => one.checkVisibility())
  .filter((one) => {
    const style = getComputedStyle(one), parent = getComputedStyle(one.parentElement);
    const line = [style, parent].some((s) => ['Top', 'Right', 'Bottom', 'Left'].some((side) =>
      s[`border${side}Style`] !== 'none' && parseFloat(s[`border${side}Width`]) >= 2));
    return !line && !(parseInt(style.fontWeight) >= 600 && style.textDecorationLine.includes('underline'));
  }).length"""


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_in_forced_colours_controls_have_edges_and_the_focus_an_outline(
    scheme: str, hub: Built, visitor: Visit
) -> None:
    page = visitor(forced_colors="active", color_scheme=scheme)
    found = []
    for name in hub.pages:
        page.goto(hub.address(name))
        found += [f"{name} has no edge: {one}" for one in ask(page, f"borderless({CONTROLS!r})")]
        found += [f"{name}: {one}" for one in walk(page, paint=False)]

    assert found == [], listed(found)


def test_in_forced_colours_the_strip_and_the_map_have_lines_and_the_menu_says_where_one_is(
    site: Built, visitor: Visit
) -> None:
    page = visitor(forced_colors="active")
    found = []
    for name in site.pages:
        page.goto(site.address(name))
        found += [f"{name} cannot be seen: {one}" for one in ask(page, "faint('svg[role=img] rect')")]
        found += [f"{name}: the menu does not mark this page"] * page.evaluate(CURRENT)

    assert found == [], listed(found)


def test_nothing_moves_for_those_who_want_no_motion(site: Built, visitor: Visit) -> None:
    page = visitor(reduced_motion="reduce")
    found = []
    for name in site.pages:
        page.goto(site.address(name))
        found += [f"{name}: {one}" for one in ask(page, "moving()")]

    assert found == [], listed(found)
