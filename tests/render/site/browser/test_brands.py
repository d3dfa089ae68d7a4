"""Whatever colours, logo and name a group has, every word can be read and the masthead holds together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.render.palette import brand_css
from kit.source.pictures.pictures import size
from tests.brands import BRANDS
from tests.logos import LOGOS
from tests.render.site.browser.axe import violations
from tests.render.site.browser.conftest import Visit
from tests.render.site.browser.looking import listed
from tests.render.site.browser.sites import Built
from tests.render.site.groups import region, site_of

PAGES = (
    *("brand.html", "index.html", "standards.html"),
    *("round-1/index.html", "round-1/everything.html", "round-1/run-sheet.html", "round-1/checklist.html"),
)
WEAR = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
# Each pair of a text's colour and what lies below it, with some of its words. What has colours of its own is left out.
# A number in a picture stands on the cell before it.
PAIRS = """() => {
  const found = {}, canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const solid = (layers) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
    return "#" + [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map((one) => one.toString(16).padStart(2, "0")).join("");
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const holder = text.parentElement;
    if (!text.data.trim() || holder.closest("script, style, noscript, title, desc, [style]")) continue;
    if (!holder.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(holder), grounds = [];
    for (let one = holder; one; one = one.parentElement) grounds.unshift(getComputedStyle(one).backgroundColor);
    const cell = holder.parentElement.matches("g") && holder.previousElementSibling;
    const under = cell && cell.matches("rect") ? getComputedStyle(cell).fill : "none";
    const ground = solid(["#ffffff", ...grounds, ...(under === "none" ? [] : [under])]);
    const letters = solid([ground, holder.closest("svg") ? style.fill : style.color]);
    found[letters + " " + ground] = text.data.trim().slice(0, 40);
  }
  return found;
}"""


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_word_on_a_page_can_be_read_in_any_group_s_colours(
    name: str, scheme: Any, hub: Built, visitor: Visit
) -> None:
    page = visitor(color_scheme=scheme)
    page.goto(hub.address(name))
    found = []
    for primary, accent in BRANDS:
        page.evaluate(WEAR, str(brand_css(Brand(primary, accent))))
        pairs: dict[str, str] = page.evaluate(PAIRS)
        assert scheme == "dark" or any(pair.endswith(primary) for pair in pairs), primary
        found += [
            f"{primary} and {accent}: {pair}, {words}" for pair, words in pairs.items() if contrast(*pair.split()) < 4.5
        ]

    assert found == [], listed(found)


COLOUR_RULES = ("color-contrast", "link-in-text-block")  # of axe: those that a group's colours could break


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_group_s_colours_on_the_narrowest_phone(
    scheme: Any, hub: Built, visitor: Visit
) -> None:
    page = visitor(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    found = []
    for name in ("brand.html", "round-1/run-sheet.html"):
        page.goto(hub.address(name))
        for primary, accent in BRANDS:
            page.evaluate(WEAR, str(brand_css(Brand(primary, accent))))
            found += [f"{name} in {primary} and {accent}: {one}" for one in violations(page, *COLOUR_RULES)]

    assert found == [], listed(found)


NAME = "Tyneside, Gateshead, Durham and Northumberland Peer Group for Digital Services A"
BOXES = """() => {
  const box = (one) => one && one.checkVisibility() ? one.getBoundingClientRect().toJSON() : null;
  const [logo, name] = [".kit-masthead .kit-logo img", ".kit-brand-name"].map((one) => document.querySelector(one));
  return {
    logo: box(logo), plate: box(logo.parentElement), name: box(name),
    ground: getComputedStyle(logo.parentElement).backgroundColor,
    others: [...document.querySelectorAll(".kit-masthead .kit-search, .kit-theme")].map(box).filter((one) => one),
    menu: [...document.querySelectorAll(".kit-bar summary")].map(box).filter((one) => one),
    title: box(document.querySelector("h1")),
    masthead: box(document.querySelector(".kit-masthead")), cut: name.scrollWidth > name.clientWidth + 1,
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}"""


@pytest.fixture(scope="module", params=LOGOS)
def dressed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The name of a logo, and the address of a page with it and a name of eighty letters."""
    path, data = LOGOS[request.param]
    brand = Brand(
        "#005eb8", logo=path, logo_alt="A logo", logo_ground="#005eb8" if request.param == "white" else "#ffffff"
    )
    made = region(brand=brand, name=NAME, files={path: data})
    return request.param, Path(site_of(made, tmp_path_factory.mktemp("logo")) / "index.html").as_uri()


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 375, 320])
def test_a_logo_of_any_shape_and_a_name_of_eighty_letters_stand_side_by_side(
    dressed: tuple[str, str], width: int, visitor: Visit
) -> None:
    which, address = dressed
    page = visitor(viewport={"width": width, "height": 700})
    page.goto(address)
    seen = page.evaluate(BOXES)
    wide, tall = size(LOGOS[which][1])

    assert len(NAME) == 80
    assert max(seen["logo"]["width"], seen["logo"]["height"]) >= 96
    assert seen["logo"]["width"] / seen["logo"]["height"] == pytest.approx(wide / tall, rel=0.03)
    assert seen["ground"] == ("rgb(0, 94, 184)" if which == "white" else "rgb(255, 255, 255)")
    assert seen["plate"]["width"] <= seen["logo"]["width"] + 16  # which leaves the rest to the name
    assert not seen["cut"]
    assert not seen["sideways"]
    assert width != 375 or seen["masthead"]["height"] <= 128
    parts = [seen["plate"], seen["name"], *seen["others"], *seen["menu"], seen["title"]]
    held = [seen["name"], *seen["others"]] if width == 375 else [seen["plate"], seen["name"], *seen["others"]]
    assert [one for one in held if not _holds(seen["masthead"], one)] == []
    assert [(one, other) for at, one in enumerate(parts) for other in parts[at + 1 :] if _cross(one, other)] == []


@pytest.mark.slow
@pytest.mark.parametrize("which", LOGOS)
def test_on_a_phone_little_stands_above_a_page_whatever_the_logo(
    which: str, visitor: Visit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, data = LOGOS[which]
    made = region(brand=Brand("#005eb8", logo=path, logo_alt="A logo"), files={path: data})
    page = visitor(viewport={"width": 375, "height": 700})
    page.goto(Path(site_of(made, tmp_path_factory.mktemp("phone")) / "index.html").as_uri())
    seen = page.evaluate(BOXES)

    assert max(one["bottom"] for one in [seen["masthead"], seen["plate"], *seen["menu"]]) <= 136
    page.get_by_text("Menu", exact=True).click()
    first = page.locator(".kit-menu-1 a").first.bounding_box()
    assert first
    assert first["x"] <= 40  # below the logo, not beside it


def _holds(outer: dict[str, float], inner: dict[str, float]) -> bool:
    across = outer["left"] <= inner["left"] and inner["right"] <= outer["right"] + 0.5
    return across and outer["top"] <= inner["top"] and inner["bottom"] <= outer["bottom"] + 0.5


def _cross(one: dict[str, float], other: dict[str, float]) -> bool:
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return across > 0.5 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.5
