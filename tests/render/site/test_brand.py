"""Brand colours as CSS: what is read and pressed passes on its ground, light and dark, whatever a group picks."""

from __future__ import annotations

import re

import pytest

from kit.check.settings import check_settings
from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.model.findings import Code
from kit.render.site.brand import brand_css
from tests.render.site.groups import region


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


def test_a_panel_keeps_its_tint_where_the_brand_passes_on_it() -> None:
    assert _sides(brand_css(Brand(primary="#1b4965", accent="#00594f")))[0]["color-background-secondary"] == "#f6f7f9"


def test_there_is_a_side_for_light_for_dark_and_for_the_machine_s_choice() -> None:
    light, dark, automatic = _sides(brand_css(Brand()))

    assert dark == automatic
    assert light["color-background-primary"] != dark["color-background-primary"]
