"""Badges and signs are read from where people stand: letters are as high as their distance asks (``READ_FROM``)."""

from __future__ import annotations

import re

import pytest

from kit.render.handout.signs import READ_FROM
from tests.render.handout.conftest import Printed
from tests.render.handout.test_papers import MM, changed, papers, runs

CAPITALS = 0.727  # of the size of Inter
LONG = "Tyneside, Gateshead, Durham and Northumberland Peer Group for Digital Services A"


def height(metres: float) -> float:
    """The height in points of capitals that are read from so many metres."""
    return metres * 1000 * MM / READ_FROM


@pytest.mark.parametrize("title", ["Meet the standard", "Point by point", "Starters"])
def test_the_title_of_a_round_on_every_sign_is_read_from_10_metres(printed: Printed, title: str) -> None:
    made = papers(*changed(printed, {"title": title}, url="https://peers.example.org/"), {"signs.pdf"})["signs.pdf"]

    for page in made.pages[:4]:  # those of rooms are one set with a title of three lines
        assert max(size for *_, size in runs(page)) * CAPITALS >= height(10)


def test_what_a_sign_says_below_its_title_is_read_from_3_metres(printed: Printed) -> None:
    made = papers(*changed(printed, url="https://peers.example.org/"), {"signs.pdf"})["signs.pdf"]
    below = re.compile("1:20pm|This way|20 January")
    said = [one.size for page in made.pages for one in runs(page) if below.search(one.text)]

    assert len(said) >= 8
    assert min(said) * CAPITALS >= height(3)


def test_a_sign_uses_its_whole_sheet(printed: Printed) -> None:
    """No words, arrow or code end more than a fifth of the sheet above its lower margin."""
    made = papers(*changed(printed, url=""), {"signs.pdf"})["signs.pdf"]

    assert all(min(up for _, _, up, _ in runs(page)) < (14 + 42) * MM for page in made.pages)


@pytest.mark.parametrize("name", ["Paper & Ink", LONG])
def test_a_first_name_has_room_to_be_read_from_3_metres_and_all_of_its_badge(printed: Printed, name: str) -> None:
    """Between the foot of the group's name and the line to write on."""
    found = runs(papers(*changed(printed, name=name), {"badges.pdf"})["badges.pdf"].pages[1])
    label = next(up for text, _, up, _ in found if text.startswith("First name"))
    line = label + 1.2 * MM + 10 * CAPITALS
    group = [up for text, across, up, _ in found if up > line and across < 300]

    assert min(group) - line >= height(3)
    assert {round(size, 1) for text, *_, size in found} == {10}


def test_signs_of_one_set_have_titles_of_one_size_at_one_height(printed: Printed) -> None:
    made = papers(*changed(printed, url=""), {"signs.pdf"})["signs.pdf"]
    first = [max(runs(page), key=lambda run: (run.size, run.y)) for page in made.pages]

    for those in (first[1:4], first[4:]):
        assert len({(round(one.y), round(one.size)) for one in those}) == 1
