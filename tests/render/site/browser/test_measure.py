"""The home page is set in one measure: what its headings head begins and ends on the same lines."""

from __future__ import annotations

from tests.render.site.browser.conftest import PHONE, Visit
from tests.render.site.browser.sites import Built

EDGES = """() => [...document.querySelectorAll('article > section > section')].flatMap((part) =>
  [...part.children].filter((one) => one.checkVisibility()).map((one) => {
    const box = one.getBoundingClientRect();
    return [one.tagName === 'H2', Math.round(box.left), Math.round(box.right)];
  }))"""
ENDS = "() => Math.round(document.querySelector('.kit-hero').getBoundingClientRect().right)"


def test_on_a_wide_screen_all_parts_begin_and_end_on_the_same_lines(site: Built, visitor: Visit) -> None:
    page = visitor()
    page.goto(site.address("index.html"))
    found = page.evaluate(EDGES)
    heads = {left for is_head, left, _ in found if is_head}
    lefts = {left for is_head, left, _ in found if not is_head}

    assert len(heads) == len(lefts) == 1
    assert max(right for is_head, _, right in found if is_head) < min(lefts)
    assert {right for is_head, _, right in found if not is_head} == {page.evaluate(ENDS)}


def test_on_a_phone_headings_stand_above_what_they_head(hub: Built, visitor: Visit) -> None:
    page = visitor(viewport=PHONE)
    page.goto(hub.address("index.html"))

    assert len({left for _, left, _ in page.evaluate(EDGES)}) == 1
