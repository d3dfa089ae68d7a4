"""Our own design: a .pptx like anybody's, in a group's colours."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from pptx import Presentation

from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.render.deck.design.branded import our_design
from kit.render.deck.design.theme_colours import colours, is_light
from kit.render.deck.layouts import ROLES, HiddenName
from kit.render.deck.pptx.package import unpack
from kit.render.deck.writer import write_decks
from tests.render.deck.conftest import Made, draw, ours
from tests.render.deck.seen import hidden

BRANDS = [Brand(), Brand("#ffcc00", "#00ff00"), Brand("#000000", "#ffffff"), Brand("#7a1f5c", "#f2a900")]


def _layouts() -> Any:
    return Presentation(io.BytesIO(our_design(Brand(), "en-GB"))).slide_layouts


def test_it_is_16_to_9_and_valid(tmp_path: Path) -> None:
    path = tmp_path / "ours.pptx"
    path.write_bytes(our_design(Brand(), "en-GB"))
    assert openxml_audit.validate_pptx(path).errors == []
    deck: Any = Presentation(str(path))
    assert deck.slide_width * 9 == deck.slide_height * 16
    assert all(layout.placeholders[0].placeholder_format.idx == 0 for layout in deck.slide_layouts)


def test_it_has_a_layout_of_its_own_for_each_role_with_a_placeholder_for_each_slot() -> None:
    """It is read by the code that reads a group's own, which finds each layout and each placeholder by its name."""
    design = ours()

    assert {name: layout.name for name, layout in design.layouts.items()} == {name: name for name in ROLES}
    for name, role in ROLES.items():
        places = design.layouts[name].places
        assert set(places) == {"Title", *(slot.name for slot in role.slots)}, name
        assert all(place.idx is not None for place in places.values()), name
        assert all(place.frame is None and place.default for place in places.values()), name


def _with_file(made: Made, deck: bytes) -> dict[str, bytes]:
    """The decks of the cases in ``deck``, a group's own file."""
    tree = dataclasses.replace(made.edition.tree, files={**made.edition.tree.files, "brand/deck.pptx": deck})
    whole = dataclasses.replace(made.edition, tree=tree, brand=Brand(deck="brand/deck.pptx"))
    return write_decks(whole, made.contents, [], sessions=True, draw=draw)


def test_as_a_groups_own_file_it_gives_the_same_decks(made: Made) -> None:
    assert _with_file(made, our_design(made.edition.brand, "en-GB")) == made.decks


def test_so_does_a_deck_that_was_made_with_it(made: Made) -> None:
    assert _with_file(made, made.decks["round-1/voices.pptx"]) == made.decks


def test_what_the_kit_draws_has_its_place_and_colours_in_hidden_shapes() -> None:
    drawn = [shape for layout in _layouts() for shape in layout.shapes if hidden(shape)]
    master = [shape for shape in _layouts()[0].slide_master.shapes if hidden(shape)]

    assert {shape.name for shape in (*drawn, *master)} == {*HiddenName}
    assert not any(shape.is_placeholder for shape in (*drawn, *master))


@pytest.mark.parametrize("brand", BRANDS)
def test_every_text_can_be_read_on_every_ground_it_stands_on(brand: Brand) -> None:
    scheme = colours(brand)
    letters, band = ("dk1", "accent4") if is_light(brand.primary) else ("lt1", "dk2")
    pairs = [("dk1", "lt1"), ("dk2", "lt1"), ("dk2", "lt2"), (letters, "accent1"), (letters, band), ("hlink", "lt1")]
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
    theme = unpack(our_design(Brand("#7a1f5c", "#a1003c"), "en-GB"))["ppt/theme/theme1.xml"].decode()
    assert '<a:accent1><a:srgbClr val="7A1F5C"/>' in theme
    assert '<a:accent2><a:srgbClr val="A1003C"/>' in theme
    assert set(re.findall(r'<a:latin typeface="([^"]+)"', theme)) == {"Arial"}


def test_body_text_is_never_below_18_points_in_any_layout() -> None:
    for layout in _layouts():
        for shape in layout.placeholders:
            small = shape._element.xpath("string(.//p:ph/@type)") in ("ftr", "sldNum")
            sizes = [int(size) for size in shape._element.xpath(".//a:lstStyle//a:defRPr/@sz")]
            assert small or min(sizes) >= 1800, (layout.name, shape.name)


def test_a_brand_changes_nothing_but_the_colours_of_the_themes() -> None:
    usual, other = (unpack(our_design(brand, "en-GB")) for brand in (Brand(), Brand("#7a1f5c", "#f2a900")))
    assert {name for name in usual if usual[name] != other[name]} == {
        f"ppt/theme/theme{number}.xml" for number in (1, 2)
    }
    plain = [re.sub(rb'srgbClr val="[0-9A-F]{6}"', b"", parts["ppt/theme/theme1.xml"]) for parts in (usual, other)]
    assert plain[0] == plain[1]


def test_the_language_of_a_deck_is_that_of_its_master() -> None:
    parts = unpack(our_design(Brand(), "cy-GB"))
    assert b'lang="cy-GB"' in parts["ppt/slideMasters/slideMaster1.xml"]
    assert set(re.findall(rb' lang="([^"]+)"', b"".join(parts.values()))) == {b"cy-GB"}
