"""Brand colours as CSS: what is read and pressed passes on its ground, light and dark, whatever a group picks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kit.check.settings import check_settings
from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.model.findings import Code
from kit.render.palette import brand_css
from tests.render.site.groups import region, site_of
from tests.render.site.markup import one, parsed, words


def _sides(css: str) -> list[dict[str, str]]:
    blocks = re.findall(r"body[^{]*\{\n(.*?)\}", css, re.S)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


@pytest.mark.parametrize(
    "colour", ["#1b4965", "#ffcc00", "#000000", "#ffffff", "#00594f", "#7a1f5c", "#ffff00", "#00ffff", "#777777"]
)
def test_text_and_buttons_reach_the_ratio_on_every_ground(colour: str) -> None:
    for side in _sides(brand_css(Brand(primary=colour, accent=colour))):
        for ground in ("color-background-primary", "color-background-secondary", "color-code-background", "kit-soft"):
            assert contrast(side["color-brand-content"], side[ground]) >= 4.5
        for ground in ("color-background-primary", "color-background-secondary", "color-code-background"):
            assert contrast(side["kit-accent"], side[ground]) >= 4.5
        assert contrast(side["kit-button-text"], side["kit-button"]) >= 4.5
        assert contrast(side["kit-band-text"], side["kit-band"]) >= 4.5
        assert contrast(side["sd-color-secondary-text"], side["sd-color-secondary"]) >= 4.5


def test_a_colour_that_passes_on_light_pages_is_used_as_it_is() -> None:
    assert _sides(brand_css(Brand(primary="#1b4965")))[0]["color-brand-primary"] == "#1b4965"


@pytest.mark.parametrize(
    ("primary", "accent"), [("#ffff00", "#00ffff"), ("#ffcc00", "#8fd14f"), ("#808080", "#ff0000")]
)
def test_the_shades_on_light_pages_are_those_that_check_names(primary: str, accent: str) -> None:
    brand = Brand(primary=primary, accent=accent)
    light = _sides(brand_css(brand))[0]
    hints = [one.hint for one in check_settings(region(brand=brand)) if one.code is Code.LOW_CONTRAST]

    assert len(hints) == 2
    for hint, name in zip(hints, ("color-brand-content", "kit-accent"), strict=True):
        assert f"Text and buttons will use {light[name]}," in hint


def test_a_light_brand_stays_itself_in_the_masthead_of_dark_pages_and_a_strong_one_is_dimmed() -> None:
    light, strong = (_sides(brand_css(Brand(primary=colour)))[1]["kit-band"] for colour in ("#ffd100", "#0b6e4f"))

    assert contrast(light, "#ffd100") < 1.3
    assert contrast(strong, "#0b6e4f") > 1.3


def test_a_panel_keeps_its_tint_where_the_brand_passes_on_it() -> None:
    assert _sides(brand_css(Brand(primary="#1b4965", accent="#00594f")))[0]["color-background-secondary"] == "#f6f7f9"


def test_there_is_a_side_for_light_for_dark_and_for_the_machine_s_choice() -> None:
    light, dark, automatic = _sides(brand_css(Brand()))

    assert dark == automatic
    assert light["color-background-primary"] != dark["color-background-primary"]


# The page that shows a brand on everything: for organisers, and in nobody's way.


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(region(brand=Brand(primary="#ffcc00", accent="#00594f")), tmp_path_factory.mktemp("brand"))


@pytest.fixture(scope="module")
def page(built: Path) -> Any:
    return parsed(built / "brand.html")


def test_it_says_in_words_what_is_used_of_each_colour(page: Any) -> None:
    primary, accent = (words(item) for item in page.xpath("//ul[@class='kit-swatches']/li"))

    assert "#ffcc00 has a contrast of 1.5 to 1 on white, and text needs 4.5 to 1, so text uses #" in primary
    assert "#00594f has a contrast of 8.2 to 1 on white, so text may use it as it is. On dark pages" in accent


def test_each_field_of_colour_says_whose_it_is_in_words_that_read_on_it(page: Any) -> None:
    fields = page.xpath("//p[@class='kit-swatch-row']/span")

    assert [words(field) for field in fields] == ["Yours", "On light", "On dark"] * 2
    for field in fields:
        ground, text = (part.split(":")[1] for part in field.get("style").split(";"))
        assert contrast(text, ground) >= 4.5


def test_it_shows_the_colours_of_drawings_and_slides_with_letters_that_read_on_them(page: Any) -> None:
    fields = page.xpath("//p[contains(@class, 'kit-swatch-names')]/span")
    shown = {words(field) for field in fields}

    assert {"brand-fill", "brand-tint-4", "brand-accent", "Covers and panels", "Bands"} <= shown
    for field in fields:
        ground, text = (part.split(":")[1] for part in field.get("style").split(";"))
        assert contrast(text, ground) >= 4.5, words(field)


def test_every_pair_of_colours_is_named_with_a_ratio_that_passes_light_and_dark(page: Any) -> None:
    rows = page.xpath("//table[caption]/tbody/tr")

    assert len(rows) == 14
    assert all(words(row).endswith("enough for all text") for row in rows)


@pytest.mark.parametrize(
    "path",
    [
        "//a[@class='kit-button']",
        "//li[contains(@class, 'kit-card')]",
        "//div[contains(@class, 'kit-activity')]",
        "//div[contains(@class, 'kit-handout')]",
        "//div[contains(@class, 'admonition')]",
        "//table",
        "//div[contains(@class, 'sd-tab-set')]",
        "//svg[@class='kit-strip']",
        "//span[@class='kit-gap']",
    ],
)
def test_it_shows_what_the_brand_dresses(page: Any, path: str) -> None:
    assert page.xpath(f"//main{path}")


def test_it_is_in_no_menu_no_search_and_no_search_engine(built: Path, page: Any) -> None:
    linking = [one_.name for one_ in built.rglob("*.html") if "brand.html" in one_.read_text(encoding="utf-8")]

    assert one(page, "//meta[@name='robots']").get("content") == "noindex"
    assert linking == []
    assert '"brand"' not in (built / "searchindex.js").read_text(encoding="utf-8")


def test_a_page_of_the_group_s_own_takes_its_place(tmp_path: Path) -> None:
    site = site_of(region({"brand.md": "# Our brand\n\nOurs.\n"}), tmp_path)
    page = parsed(site / "brand.html")

    assert words(one(page, "//h1")).startswith("Our brand")
    assert page.xpath("//meta[@name='robots']") == []


def test_without_a_logo_it_says_that_there_is_none(page: Any) -> None:
    assert "There is no logo" in words(page)
