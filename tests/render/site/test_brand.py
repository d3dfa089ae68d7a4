"""Brand colours as CSS: what is read and pressed passes on its ground, light and dark, whatever a group picks."""

from __future__ import annotations

import re

import pytest

from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.render.site.brand import brand_css


def _sides(css: str) -> list[dict[str, str]]:
    blocks = re.findall(r"body[^{]*\{\n(.*?)\}", css, re.S)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


@pytest.mark.parametrize("colour", ["#1b4965", "#ffcc00", "#000000", "#ffffff", "#00594f", "#7a1f5c"])
def test_text_and_buttons_reach_the_ratio_on_every_ground(colour: str) -> None:
    for side in _sides(brand_css(Brand(primary=colour, accent=colour))):
        for ground in ("color-background-primary", "color-background-secondary", "kit-soft"):
            assert contrast(side["color-brand-content"], side[ground]) >= 4.5
        assert contrast(side["kit-accent"], side["color-background-primary"]) >= 4.5
        assert contrast(side["kit-button-text"], side["kit-button"]) >= 4.5


def test_a_colour_that_passes_on_light_pages_is_used_as_it_is() -> None:
    assert _sides(brand_css(Brand(primary="#1b4965")))[0]["color-brand-primary"] == "#1b4965"


def test_there_is_a_side_for_light_for_dark_and_for_the_machine_s_choice() -> None:
    light, dark, automatic = _sides(brand_css(Brand()))

    assert dark == automatic
    assert light["color-background-primary"] != dark["color-background-primary"]
