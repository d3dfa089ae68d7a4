"""Drawings leave their colours to the brand: swatches are filled, light and dark, and nothing else of them changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.check.pictures import check_drawings
from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.model.findings import Finding
from kit.render.palette import drawing_colours
from kit.source.pictures.svg import rebuild
from kit.source.pictures.swatches import NAMES, has_swatches, in_colours, misnamed
from tests.brands import BRANDS
from tests.render.editions import edition

HUB = Path(__file__).parents[3] / "sessions"
DRAWINGS = sorted(path for path in HUB.rglob("*.svg") if path.parent.name != "brand")
LIGHT, DARK = (dict.fromkeys(NAMES, colour) for colour in ("#111111", "#eeeeee"))


def drawing(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


def swatch(name: str, colour: str = "#1b4965") -> str:
    return f'<linearGradient id="{name}"><stop stop-color="{colour}"/></linearGradient>'


ACCENT = drawing(f'<defs>{swatch("brand-accent")}</defs><path d="M0 4H9" stroke="url(#brand-accent)"/>')


def test_a_swatch_has_the_group_s_colour() -> None:
    made = in_colours(ACCENT, LIGHT)
    assert b'<stop stop-color="#111111"/>' in made
    assert b"#1b4965" not in made


def test_a_straight_line_keeps_its_colour() -> None:
    """The box of a flat line has no height, and a gradient that is counted in such boxes is not drawn."""
    assert b'gradientUnits="userSpaceOnUse"' in in_colours(ACCENT, LIGHT)


def test_browsers_get_dark_shades_for_dark_pages_and_paper_gets_none() -> None:
    rule = b"@media(prefers-color-scheme:dark){#brand-accent stop{stop-color:#eeeeee}}"
    assert rule in in_colours(ACCENT, LIGHT, DARK)
    assert b"<style" not in in_colours(ACCENT, LIGHT)


def test_filling_twice_is_filling_once() -> None:
    assert in_colours(in_colours(ACCENT, DARK), LIGHT, DARK) == in_colours(ACCENT, LIGHT, DARK)


@pytest.mark.parametrize(
    "inside",
    [
        swatch("logo"),
        swatch("brand-of-ours"),
        swatch("accent"),
        '<rect id="brand-accent" width="9" height="9"/>',
        "<title>brand-accent</title>",
    ],
)
def test_what_is_no_swatch_of_the_brand_stays_as_drawn(inside: str) -> None:
    assert b"#111111" not in in_colours(drawing(inside), LIGHT, DARK)
    assert b"<style" not in in_colours(drawing(inside), LIGHT, DARK)
    assert not has_swatches(drawing(inside))


def test_inkscape_s_way_of_writing_a_swatch_is_understood() -> None:
    """Its swatches have styles, marks of its own, and sometimes another gradient between them and what they fill."""
    inkscape = drawing(
        '<defs><linearGradient id="brand-primary" xmlns:i="http://www.inkscape.org/namespaces/inkscape" '
        'i:swatch="solid"><stop style="stop-color:#1b4965;stop-opacity:1" offset="0" id="stop1"/></linearGradient>'
        '<linearGradient id="g2" href="#brand-primary"/></defs><path style="fill:url(#g2)" d="M0 0h9v9z"/>'
    )
    found: list[Finding] = []
    rebuilt = rebuild("a.svg", inkscape, found)

    assert found == []
    assert rebuilt is not None
    assert b'<stop stop-color="#111111"/>' in in_colours(rebuilt, LIGHT)
    assert b"#1b4965" not in in_colours(rebuilt, LIGHT)


@pytest.mark.parametrize(
    ("inside", "says", "hint"),
    [
        (swatch("brand-primry"), '"brand-primry", and the brand has none', "Did you mean brand-primary?"),
        (swatch("brand-tint-5"), '"brand-tint-5", and the brand has none', "Did you mean brand-tint-"),
        (swatch("brand-Accent"), '"brand-Accent", and the brand has none', "Did you mean brand-accent?"),
        (swatch("brand-zebra"), '"brand-zebra", and the brand has none', "call yours otherwise to keep it."),
        ('<path fill="url(#brand-ink)" d="M0 0h9v9z"/>', '"brand-ink" and does not make it', 'id="brand-ink"'),
        ('<path style="fill:url(\'#brand-lnie\')" d="M0 0h9v9z"/>', '"brand-lnie", and', "Did you mean brand-line?"),
    ],
)
def test_check_names_a_colour_that_is_misspelt_or_not_made(inside: str, says: str, hint: str) -> None:
    (found,) = check_drawings(edition({"index.md": "# Home", "a.svg": drawing(inside)}))
    assert (found.file, says in found.message, hint in found.hint) == ("a.svg", True, True), found


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_the_hub_s_drawings_hold_the_brand_s_colours_and_no_others(path: Path) -> None:
    """Each swatch shows what the hub's own brand makes of it, so that it looks the same before a build."""
    data = path.read_bytes()
    light, _ = drawing_colours(Brand())
    swatches = dict(re.findall(rb'id="brand-([\w-]+)".*?stop-color="([^"]+)"', data))

    assert misnamed(data) == ([], [])
    assert swatches == {name: light[name.decode()].encode() for name in swatches}
    assert len(re.findall(rb"#[0-9a-fA-F]{6}", data)) == len(swatches)


@pytest.mark.parametrize(("colour", "accent"), BRANDS)
def test_letters_can_be_read_on_every_ground_that_the_guide_names(colour: str, accent: str) -> None:
    for drawn in drawing_colours(Brand(colour, accent)):
        assert drawn.keys() == set(NAMES)
        for ground in ("paper", "note", "tint-1", "tint-2", "tint-3", "tint-4"):
            assert contrast(drawn["ink"], drawn[ground]) >= 4.5, ground
        assert contrast(drawn["on-fill"], drawn["fill"]) >= 4.5
        for ground in ("paper", "tint-1"):
            assert contrast(drawn["primary"], drawn[ground]) >= 4.5, ground
        assert contrast(drawn["accent"], drawn["paper"]) >= 4.5
        assert min(contrast(drawn["accent"], drawn[ground]) for ground in ("note", "tint-1")) >= 3
