"""The page that shows a brand on everything: for organisers, and in nobody's way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.model.colour import contrast
from kit.model.edition import Brand
from tests.render.site.groups import region, site_of
from tests.render.site.markup import one, parsed, words


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
