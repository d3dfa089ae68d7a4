"""A logo of any shape and colour is seen whole and large enough, on a ground that it is not lost on."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from kit.model.edition import Brand, Edition
from kit.render.handout.pictures import draw_png
from kit.render.handout.typesetter import TypesettingError
from kit.render.logo import logo_ground, logo_room, logo_size
from kit.source.tree.damage import DamagedError
from tests.logos import LOGOS, svg
from tests.render.editions import edition


def with_logo(path: str, data: bytes, primary: str = "#1b4965") -> Edition:
    made = edition({"index.md": "# Home", path: data})
    return dataclasses.replace(made, brand=Brand(primary, logo=path, logo_alt="A logo"))


def ground(path: str, data: bytes, primary: str = "#1b4965") -> str:
    return logo_ground(with_logo(path, data, primary), drawn_png)


def drawn_png(path: str, data: bytes, width: int) -> bytes:
    try:
        return draw_png(path, data, width)
    except TypesettingError as error:
        raise DamagedError(str(error)) from error


@pytest.mark.parametrize("name", LOGOS)
def test_only_a_white_logo_needs_a_dark_ground(name: str) -> None:
    assert ground(*LOGOS[name]) == ("#1b4965" if name == "white" else "#ffffff")


@pytest.mark.parametrize(
    ("primary", "found"),
    [("#7a1f5c", "#7a1f5c"), ("#ffd100", "#14171c"), ("#ffffff", "#14171c"), ("#00a3ad", "#14171c")],
)
def test_a_dark_ground_is_the_primary_colour_if_that_is_dark_enough(primary: str, found: str) -> None:
    assert ground(*LOGOS["white"], primary) == found


def shapes(*parts: tuple[str, str]) -> bytes:
    drawn = "".join(f'<path d="{path}" fill="{colour}"/>' for path, colour in parts)
    return svg(100, 100, drawn)


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (shapes(("M0 0h60v60H0z", "#ffffff"), ("M65 0h30v30h-30z", "#ff6a70")), "#1b4965"),  # white words, a red mark
        (shapes(("M0 0h90v90H0z", "#1d1d1b"), ("M10 10h70v70H10z", "#ffffff")), "#ffffff"),  # white inside an outline
        (shapes(("M0 0h60v60H0z", "#ffd100")), "#1b4965"),  # yellow alone
        (shapes(("M0 0h100v100H0z", "#ffffff"), ("M10 10h30v30H10z", "#ffeeaa")), "#ffffff"),  # a ground of its own
        (shapes(("M0 0h60v60H0z", "#ffffff"), ("M65 0h30v30h-30z", "#1b4965")), "#14171c"),  # its mark is the primary
        (b"no picture", "#ffffff"),
        (b"", "#ffffff"),
    ],
)
def test_the_ground_is_the_one_on_which_most_of_it_is_seen(drawn: bytes, found: str) -> None:
    assert ground("brand/logo.svg", drawn) == found


@pytest.mark.parametrize(
    ("shape", "room"),
    [
        ((500, 100), (240, 48)),
        ((1000, 100), (240, 24)),
        ((300, 200), (96, 64)),
        ((1, 1), (96, 96)),
        ((100, 300), (32, 96)),
        ((20, 4), (240, 48)),
        ((1, 5000), (1, 96)),
    ],
)
def test_on_pages_its_longer_side_has_96_pixels_at_least_and_it_is_never_squeezed(shape: Any, room: Any) -> None:
    assert logo_room(*shape) == room


def test_a_logo_that_cannot_be_read_counts_as_a_square() -> None:
    assert logo_size(with_logo("brand/logo.svg", b"no picture")) == (1, 1)
    assert logo_size(with_logo(*LOGOS["tall"])) == (100, 300)
