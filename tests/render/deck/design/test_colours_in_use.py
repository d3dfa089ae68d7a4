"""In every group's colours each text of our own design can be read on what lies below it, and each shape is seen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from kit.model.colour import contrast
from kit.model.edition import Brand
from kit.render.deck.design.branded import our_design
from kit.render.deck.layouts import HiddenName
from kit.render.deck.pptx.ooxml import A, P
from tests.brands import BRANDS

BANDS = 1.15  # what one sees beside each other without reading it


@pytest.fixture(scope="module", params=BRANDS, ids=str)
def design(request: pytest.FixtureRequest) -> Any:
    return Presentation(io.BytesIO(our_design(Brand(*request.param), "en-GB")))


def _theme(master: Any) -> dict[str, str]:
    """The colours of the theme by the names that slides give them, as ``#rrggbb``."""
    (part,) = (rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    scheme = etree.fromstring(part.blob).find(f".//{A}clrScheme")
    slots = {slot.tag.removeprefix(A): f"#{slot[0].get('val').lower()}" for slot in scheme}
    return slots | {name: slots[slot] for name, slot in master._element.find(f"{P}clrMap").attrib.items()}


def _first(element: Any, path: str) -> str:
    found = element.find(path)
    return "" if found is None else str(found.get("val"))


def _fill(shape: Any) -> str:
    return _first(shape._element, f"{P}spPr/{A}solidFill/{A}schemeClr")


def _texts(layout: Any, theme: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each placeholder of ``layout`` with its colour and that of what lies below its middle."""
    ground = _first(layout._element, f"{P}cSld/{P}bg//{A}schemeClr") or "bg1"
    panels = [one for one in layout.shapes if not one.is_placeholder and _fill(one) and not _hidden(one)]
    bands = [one for one in layout.shapes if _hidden(one) and one.name == HiddenName.BAND]
    for shape in layout.placeholders:
        colour = _first(shape._element, f".//{A}lstStyle//{A}schemeClr")
        for shown in (panels, [*panels, *bands]):
            below = [_fill(one) for one in shown if _holds(one, shape)]
            yield shape.name, theme[colour], theme[(below or [ground])[-1]]


def _hidden(shape: Any) -> bool:
    return bool(shape._element.find(f"*/{P}cNvPr").get("hidden") == "1")


def _holds(panel: Any, shape: Any) -> bool:
    x, y = shape.left + shape.width / 2, shape.top + shape.height / 2
    return bool(panel.left <= x <= panel.left + panel.width and panel.top <= y <= panel.top + panel.height)


def test_each_text_can_be_read_on_what_lies_below_it(design: Any) -> None:
    theme = _theme(design.slide_masters[0])
    found = [(layout.name, *text) for layout in design.slide_layouts for text in _texts(layout, theme)]

    assert len(found) > 100
    assert [one for one in found if contrast(one[2], one[3]) < 4.5] == []


def test_the_day_and_its_bands_are_seen(design: Any) -> None:
    """The bars of a day stand on its band or panel, whose colour the lines between them have."""
    theme = _theme(design.slide_masters[0])
    for layout in design.slide_layouts:
        ground = _first(layout._element, f"{P}cSld/{P}bg//{A}schemeClr") or "bg1"
        for shape in (one for one in layout.shapes if _hidden(one)):
            fill, text = _fill(shape), _first(shape._element, f".//{A}rPr//{A}schemeClr")
            if shape.name == HiddenName.DAY:
                assert contrast(theme[text], theme[fill]) >= 4.5, layout.name
            elif shape.name == HiddenName.BAND:
                assert contrast(theme[fill], theme[ground]) >= BANDS, layout.name
            elif shape.name == HiddenName.EDGE:
                assert contrast(theme[fill], theme[ground]) >= 3, layout.name


def test_callouts_have_a_bar_that_is_seen_and_words_that_can_be_read(design: Any) -> None:
    """On their own ground, and on each ground that a slide of content has."""
    master = design.slide_masters[0]
    theme, (sample,) = _theme(master), [one for one in master.shapes if one.name == HiddenName.CALLOUT]
    ground, bar = theme[_fill(sample)], theme[_first(sample._element, f".//{A}rPr//{A}schemeClr")]

    assert contrast(bar, ground) >= 3
    assert contrast(bar, theme["bg1"]) >= 3
    assert [one for one in ("tx1", "tx2", "hlink") if contrast(theme[one], ground) < 4.5] == []


@pytest.mark.parametrize("primary", ["#ffd100", "#00a3ad", "#1b4965", "#f2a900", "#e4002b", "#ffffff", "#000000"])
def test_a_primary_colour_on_which_letters_can_be_read_is_the_ground_as_it_is(primary: str) -> None:
    design: Any = Presentation(io.BytesIO(our_design(Brand(primary), "en-GB")))
    cover = next(layout for layout in design.slide_layouts if layout.name == "Title")
    ground = _first(cover._element, f"{P}cSld/{P}bg//{A}schemeClr")

    assert _theme(design.slide_masters[0])[ground] == primary
