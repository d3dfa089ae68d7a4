"""Decks that pass as zip files and are damaged inside: told in a sentence, never with a traceback."""

from __future__ import annotations

import re

import pytest

from kit.model.edition import Brand
from kit.model.findings import Code, Finding
from kit.render.deck.pptx.package import pack, unpack
from kit.render.deck.pptx.pictures import Pictures
from kit.render.deck.slides.model import Slide, SlideKind, words
from kit.render.deck.writer import write_deck
from kit.source.pictures.pictures import picture_problem
from tests.hostile.guard import time_limit
from tests.render.deck.variety import usual
from tests.render.editions import edition

GOOD = unpack(usual())
PARTS = [
    *("[Content_Types].xml", "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "ppt/theme/theme1.xml"),
    *("ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"),
    *("ppt/slideLayouts/slideLayout2.xml", "ppt/slideLayouts/_rels/slideLayout2.xml.rels", "docProps/core.xml"),
]
SLIDES = [Slide(SlideKind.TITLE, "A day"), Slide(SlideKind.BULLETS, "Words", (words("One"), words("Two")))]


def codes(parts: dict[str, bytes]) -> list[Code]:
    """What checking and then writing with a deck of these parts tells."""
    deck = pack(parts)
    problem = picture_problem("brand/deck.pptx", deck)
    if problem is not None:
        return [problem.code]
    found: list[Finding] = []
    made = edition({"index.md": "# Home\n", "brand/deck.pptx": deck}, brand=Brand(deck="brand/deck.pptx"))
    write_deck(made, "A day", SLIDES, Pictures({}, lambda *_: b"", []), found, set())
    assert all(one.message.endswith(".") and one.hint for one in found)
    return [one.code for one in found]


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_cut_off_is_told(name: str) -> None:
    assert codes({**GOOD, name: GOOD[name][: len(GOOD[name]) // 2]}) in ([Code.UNREADABLE], [Code.BROKEN_PICTURE], [])


@pytest.mark.parametrize("name", ["ppt/presentation.xml", "ppt/slideLayouts/slideLayout2.xml"])
def test_a_part_that_slides_need_is_told_when_it_is_no_xml(name: str) -> None:
    assert codes({**GOOD, name: b"<p:sldLayout"}) == [Code.UNREADABLE]


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_gone_or_something_else_gives_no_traceback(name: str) -> None:
    codes({key: data for key, data in GOOD.items() if key != name})
    codes({**GOOD, name: b"<x/>"})


@pytest.mark.parametrize("name", PARTS)
def test_numbers_that_are_none_give_no_traceback(name: str) -> None:
    codes({**GOOD, name: re.sub(rb'="\d+"', b'="abc"', GOOD[name])})


@pytest.mark.parametrize("value", [b"999999999999", b"1e300", b"nan", b"inf", b"-1", b"0"])
@pytest.mark.parametrize("name", PARTS[4:7:2])
def test_numbers_larger_than_any_slide_cost_no_time(name: str, value: bytes) -> None:
    """The largest type size is looked for step by step, from what the deck says down."""
    numbers = rb'( (?:sz|spc|val|[lrtb]Ins|c?[xy]))="-?\d+"'
    with time_limit(10):
        codes({**GOOD, name: re.sub(numbers, rb'\1="' + value + b'"', GOOD[name])})


@pytest.mark.parametrize("kind", ["slideshow.main", "template.nonsense"])
def test_a_deck_of_another_type_is_told_as_such(kind: str) -> None:
    types = GOOD["[Content_Types].xml"].replace(b"presentationml.presentation.main", f"presentationml.{kind}".encode())

    assert codes({**GOOD, "[Content_Types].xml": types}) == [Code.BROKEN_PICTURE]


def test_a_relation_that_leads_nowhere_is_told() -> None:
    name = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    assert codes({**GOOD, name: GOOD[name].replace(b"Target=", b"Tarket=")}) == [Code.UNREADABLE]


def test_a_good_deck_tells_nothing() -> None:
    assert codes(dict(GOOD)) == []
