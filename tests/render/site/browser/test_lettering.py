"""The letters of drawings can be read on a phone, as the browser draws them, and no page scrolls for it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kit.app.build import Order, build
from tests.helpers import build_file_tree
from tests.regions import HUB
from tests.render.site.browser.conftest import Visit
from tests.render.site.browser.looking import ask, listed
from tests.render.site.browser.sites import Built
from tests.waiting import until

LEAST = 12 - 0.02  # CSS pixels; a width in rem is rounded
PHONE = {"width": 375, "height": 700}

# The letters that an element of SVG draws, and how large.
DRAWN = """(root) => [...root.querySelectorAll('text, tspan, textPath')]
  .filter((one) => one.checkVisibility() && [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim()))
  .map((one) => {
    const grown = one.getScreenCTM(), size = parseFloat(getComputedStyle(one).fontSize);
    return [size * Math.sqrt(Math.abs(grown.a * grown.d - grown.b * grown.c)), one.textContent.trim()];
  })"""
IN_PAGE = f"() => [...document.querySelectorAll('svg')].flatMap({DRAWN}).filter(([size]) => size > 0)"
PICTURES = """() => [...document.querySelectorAll('article img[src$=".svg"]')].filter((one) => one.checkVisibility())
  .map((one) => {
    const style = getComputedStyle(one);
    return [one.src, one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)];
  })"""
ACROSS = 1000  # CSS pixels
WIDE = """() => [...document.querySelectorAll('.kit-drawing')]
  .filter((one) => one.scrollWidth > one.clientWidth).length"""


class Drawings:
    """The smallest letters of each drawing, as the browser draws it when it stands in a page."""

    def __init__(self, visitor: Visit) -> None:
        self.page = visitor()
        self.known: dict[str, float] = {}

    def share(self, address: str) -> float:
        """Return the size of the smallest letters of the drawing at ``address`` as a share of its width."""
        if address not in self.known:
            svg = Path(unquote(urlsplit(address).path)).read_text(encoding="utf-8")
            self.page.set_content(f'<div style="width: {ACROSS}px">{svg[svg.index("<svg") :]}</div>')
            resize = "(one) => { one.removeAttribute('width'); one.removeAttribute('height'); }"
            self.page.locator("svg").first.evaluate(resize)
            sizes = [size for size, _ in self.page.evaluate(f"() => ({DRAWN})(document)") if size > 0]
            self.known[address] = min(sizes, default=ACROSS) / ACROSS
        return self.known[address]


def test_no_letters_of_a_drawing_are_smaller_than_12_pixels_on_a_phone(site: Built, visitor: Visit) -> None:
    drawings = Drawings(visitor)
    page = visitor(viewport=PHONE)
    found = []
    shown = 0
    for name in site.pages:
        page.goto(site.address(name))
        found += [f"{name}: “{text}” has {size:.1f}" for size, text in page.evaluate(IN_PAGE) if size < LEAST]
        pictures = page.evaluate(PICTURES)
        shown += len(pictures)
        sizes = [(source, width * drawings.share(source)) for source, width in pictures]
        found += [f"{name}: {source} has {size:.1f}" for source, size in sizes if size < LEAST]

    assert found == [], listed(found)
    assert shown >= 1


TEXT = '<text x="9" y="60" font-size="19">Know the users</text>'
WALL = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400">{TEXT}</svg>'
SCALED = WALL.replace("<text", '<g transform="scale(.6)"><text').replace("</text>", "</text></g>")
IN_CM = WALL.replace("viewBox", 'width="20cm" height="10cm" viewBox')
PLAIN = WALL.replace(TEXT, '<path d="M0 0h800v400z"/>')
LARGE = WALL.replace('"19"', '"60"')
PAGE = """\
# Groups

Hello.

![A wall](wall.svg)

![A wall, scaled](scaled.svg)

| Picture | Words |
| --- | --- |
| ![A wall in centimetres](in-cm.svg) | Some words |

:::{figure} wall.svg
:alt: A wall with words below it
:width: 50%

Words below it
:::

::::{grid} 2
:::{grid-item}
![A wall in a grid](wall.svg)
:::
::::

![A shape](plain.svg)

![Large letters](large.svg)

[![A wall that leads on](wall.svg)](https://example.org/)
"""


@pytest.fixture(scope="module")
def page_of_drawings(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("drawings")
    pictures = {"wall": WALL, "scaled": SCALED, "in-cm": IN_CM, "plain": PLAIN, "large": LARGE}
    files = {f"{name}.svg": text for name, text in pictures.items()}
    build_file_tree(root / "hub", HUB | {"index.md": PAGE, **files})
    build(root / "hub", root / "out", Order(("site",)), lambda _: None)
    return Built("drawings", root / "out" / "site")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_wherever_a_drawing_stands_its_letters_can_be_read(
    page_of_drawings: Built, visitor: Visit, scheme: str
) -> None:
    drawings = Drawings(visitor)
    page = visitor(viewport=PHONE, color_scheme=scheme)
    page.goto(page_of_drawings.address("index.html"))
    sizes = [width * drawings.share(source) for source, width in page.evaluate(PICTURES)]

    assert len(sizes) == 8
    assert min(sizes[:-1]) >= LEAST  # the last is a link, which leads to where it is larger
    assert ask(page, "sideways()") == []


def test_a_drawing_that_scrolls_is_a_stop_for_the_keyboard_and_one_that_fits_is_none(
    page_of_drawings: Built, visitor: Visit
) -> None:
    page = visitor(viewport=PHONE)
    page.goto(page_of_drawings.address("index.html"))
    assert page.locator(".kit-drawing").count() == 5
    assert page.locator(".kit-drawing[tabindex]").count() == page.evaluate(WIDE) == 4  # in a table, the table scrolls

    said = "one => getComputedStyle(one, '::after').content"
    assert "sideways" in page.locator(".kit-drawing[tabindex]").first.evaluate(said)
    assert page.locator(".kit-drawing:not([tabindex])").first.evaluate(said) == "none"

    wall = page.locator(".kit-drawing").first
    wall.focus()
    page.keyboard.press("ArrowRight")
    until(page, "() => document.querySelector('.kit-drawing').scrollLeft > 0")

    page.set_viewport_size({"width": 1280, "height": 900})
    until(page, "() => !document.querySelector('.kit-drawing').hasAttribute('tabindex')")


def test_paper_shows_the_whole_drawing(page_of_drawings: Built, visitor: Visit) -> None:
    page = visitor(viewport=PHONE)
    page.goto(page_of_drawings.address("index.html"))
    assert page.evaluate(WIDE) > 0

    page.emulate_media(media="print")
    assert page.evaluate(WIDE) == 0
