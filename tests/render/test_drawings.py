"""The picture of a day as SVG: well formed, named, described, and safe with any title."""

from __future__ import annotations

from lxml import etree

from kit.facilitate.strip import strip
from kit.facilitate.timetable import timetable
from kit.model.agenda import Item, ItemKind
from kit.render.drawings import place_svg, strip_svg


def svg(*titles: str, at: int | None = None) -> etree._Element:
    items = [Item(f"i{n}", ItemKind.TITLE if n else ItemKind.BREAK, title, (), 30) for n, title in enumerate(titles)]
    items.append(Item("last", ItemKind.BREAK, "Lunch", (), 30, at))
    drawn = strip(timetable(items, {}, 600, None).sittings[0])
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
    """Breaks come last in the file, so that no session's edge covers their outline."""
    bars = svg("Coffee", "Talk").findall("rect")

    assert [(bar.get("x"), bar.get("class")) for bar in bars] == [
        ("33.333%", "kit-strip-session"),
        ("0%", "kit-strip-pause"),
        ("66.667%", "kit-strip-pause"),
    ]


def test_narrow_screens_leave_out_every_second_hour_and_what_is_near_an_end_but_keep_start_and_end() -> None:
    items = [Item(f"i{hour}", ItemKind.TITLE, "Talk", (), 60) for hour in range(5)]
    drawn = strip(timetable(items, {}, 600, None).sittings[0])
    assert drawn is not None
    texts = etree.fromstring(strip_svg(drawn, "day--strip")).findall("text")

    assert [(text.text, text.get("class")) for text in texts] == [
        ("10am", "kit-strip-start"),
        ("11am", "kit-strip-odd"),
        ("12pm", "kit-strip-hour"),
        ("1pm", "kit-strip-odd"),
        ("2pm", "kit-strip-odd"),
        ("3pm", "kit-strip-end"),
    ]


def test_the_thin_picture_marks_one_item_and_is_hidden_from_those_who_read_the_words() -> None:
    day = timetable([Item("a", ItemKind.TITLE, "A", (), 30), Item("b", ItemKind.BREAK, "B", (), 10)], {}, 0, None)
    drawn = strip(day.sittings[0])
    assert drawn is not None
    thin = etree.fromstring(place_svg(drawn, 0))

    assert thin.get("aria-hidden") == "true"
    assert [bar.get("class") for bar in thin.findall("rect")] == ["kit-strip-here", "kit-strip-pause"]


def test_a_fixed_point_is_marked_where_it_is() -> None:
    marks = svg("Coffee", at=12 * 60).findall("svg")

    assert [mark.get("x") for mark in marks] == ["80%"]


def test_titles_are_text_whatever_is_in_them() -> None:
    drawn = svg('</desc><script>alert("x")</script> & more')

    assert drawn.find(".//script") is None
    assert "& more" in "".join(str(one) for one in drawn.itertext())
