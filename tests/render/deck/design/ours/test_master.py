"""Our own master."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from pptx import Presentation

from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.render.deck.design.ours.master import empty_deck
from kit.render.deck.design.ours.theme import colours
from kit.render.deck.pptx.package import unpack
from kit.render.deck.slides.model import Kind

BRANDS = [Brand(), Brand("#ffcc00", "#00ff00"), Brand("#000000", "#ffffff"), Brand("#7a1f5c", "#f2a900")]
KINDS = {kind.value for kind in Kind}


@pytest.mark.parametrize("linked", [True, False])
def test_an_empty_deck_is_16_to_9_and_valid(tmp_path: Path, linked: bool) -> None:
    path = tmp_path / "empty.pptx"
    path.write_bytes(empty_deck(Brand(), "en-GB", linked, None))
    assert openxml_audit.validate_pptx(path).errors == []
    deck: Any = Presentation(str(path))
    assert deck.slide_width * 9 == deck.slide_height * 16
    assert {layout.name for layout in deck.slide_layouts} >= KINDS
    assert all(layout.placeholders[0].placeholder_format.idx == 0 for layout in deck.slide_layouts)


@pytest.mark.parametrize("brand", BRANDS)
def test_every_text_can_be_read_on_every_ground_it_stands_on(brand: Brand) -> None:
    scheme = colours(brand)
    pairs = [("dk1", "lt1"), ("dk2", "lt1"), ("dk2", "lt2"), ("lt1", "accent1"), ("accent1", "lt2"), ("hlink", "lt1")]
    pairs += [("accent2", "lt2"), ("accent6", "lt2"), ("lt1", "dk2"), ("hlink", "lt2")]
    assert [pair for pair in pairs if contrast(scheme[pair[0]], scheme[pair[1]]) < 4.5] == []


@pytest.mark.parametrize(
    "primary", ["#000000", "#0b0c0c", "#1d1d1b", "#00264d", "#2b2b2b", "#003366", "#1b4965", "#ffff00"]
)
def test_a_band_stands_out_from_its_ground_however_dark_the_brand_is(primary: str) -> None:
    scheme = colours(Brand(primary, "#ff0000"))
    assert contrast(scheme["dk2"], scheme["accent1"]) >= 1.2
    assert min(contrast(scheme["dk2"], scheme[ground]) for ground in ("lt1", "lt2")) >= 7


def test_the_brand_colours_are_in_the_theme_when_they_can_be_read() -> None:
    theme = unpack(empty_deck(Brand("#7a1f5c", "#a1003c"), "en-GB", True, None))["ppt/theme/theme1.xml"].decode()
    assert '<a:accent1><a:srgbClr val="7A1F5C"/>' in theme
    assert '<a:accent2><a:srgbClr val="A1003C"/>' in theme
    assert set(re.findall(r'<a:latin typeface="([^"]+)"', theme)) == {"Arial"}


def test_body_text_is_never_below_18_points_in_any_layout() -> None:
    deck: Any = Presentation(io.BytesIO(empty_deck(Brand(), "en-GB", True, None)))
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            small = shape._element.xpath("string(.//p:ph/@type)") in ("ftr", "sldNum")
            sizes = [int(size) for size in shape._element.xpath(".//a:lstStyle//a:defRPr/@sz")]
            assert small or min(sizes) >= 1800, (layout.name, shape.name)


def test_the_language_of_a_deck_is_that_of_its_master() -> None:
    master = unpack(empty_deck(Brand(), "cy-GB", True, None))["ppt/slideMasters/slideMaster1.xml"]
    assert set(re.findall(rb' lang="([^"]+)"', master)) == {b"cy-GB"}
