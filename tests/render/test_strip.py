"""The picture of a day as SVG: well formed, named, described, and safe with any title."""

from __future__ import annotations

from lxml import etree

from kit.facilitate.strip import strip
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.render.strip import strip_svg


def svg(*titles: str, at: int | None = None) -> etree._Element:
    items = [Item(f"i{n}", ItemKind.TITLE if n else ItemKind.BREAK, title, (), 30) for n, title in enumerate(titles)]
    items.append(Item("last", ItemKind.BREAK, "Lunch", (), 30, at))
    drawn = strip(timetable(items, {}, 600, None))
    assert drawn is not None
    return etree.fromstring(strip_svg(drawn, "day--strip"))


def test_it_is_a_picture_with_a_name_and_a_description_of_every_item() -> None:
    drawn = svg("Coffee", "Talk")
    texts = {one.get("id"): one.text for one in drawn}

    assert drawn.get("role") == "img"
    assert texts[drawn.get("aria-labelledby")] == "The day from 10am to 11:30am"
    described = texts[drawn.get("aria-describedby")] or ""
    assert described == "10am Coffee, 30 minutes; 10:30am Talk, 30 minutes; 11am Lunch, 30 minutes."


def test_there_is_a_bar_for_each_item_with_breaks_in_their_own_tone() -> None:
    bars = svg("Coffee", "Talk").findall("rect")

    assert [bar.get("class") for bar in bars] == ["kit-strip-pause", "kit-strip-session", "kit-strip-pause"]
    assert [bar.get("x") for bar in bars] == ["0%", "33.333%", "66.667%"]


def test_a_fixed_point_is_marked_where_it_is() -> None:
    marks = svg("Coffee", at=12 * 60).findall("svg")

    assert [mark.get("x") for mark in marks] == ["80%"]


def test_titles_are_text_whatever_is_in_them() -> None:
    drawn = svg('</desc><script>alert("x")</script> & more')

    assert drawn.find(".//script") is None
    assert "& more" in "".join(str(one) for one in drawn.itertext())
