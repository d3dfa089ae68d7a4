"""How small the letters of a drawing are, whatever says so; the browser's own measure is in test_lettering there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.source.pictures.lettering import in_typeface, smallest_letters

ROOT = Path(__file__).parents[3]


def drawn(inner: str, about: str = 'viewBox="0 0 800 400"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {about}>{inner}</svg>'.encode()


@pytest.mark.parametrize(
    ("inner", "letters"),
    [
        ('<text font-size="19">a</text>', 19),
        ("<text>a</text>", 16),
        ('<g font-size="20"><text>a</text><text font-size="30">b</text></g>', 20),
        ('<text font-size="30">a<tspan font-size="50%">b</tspan></text>', 15),
        ('<text font-size="30"><tspan font-size="2em">b</tspan></text>', 60),
        ('<text style="fill:#000000; font-size:12pt">a</text>', 16),
        ('<text style="font: italic 700 14px/1.5 Arial" font-size="90">a</text>', 14),
        ('<text font-size="large">a</text>', 16),
        ('<g transform="translate(9 9) scale(.5)"><text font-size="40">a</text></g>', 20),
        ('<g transform="scale(2, 8)"><text font-size="5">a</text></g>', 20),
        ('<text font-size="10" transform="matrix(0 -2 2 0 5 5)">a</text>', 20),
        ('<text font-size="10" transform="rotate(90) scale(oh)">a</text>', 10),
        ('<defs><text id="a" font-size="10">a</text></defs><use href="#a" transform="scale(3)"/>', 30),
        ('<text font-size="9"> <tspan font-size="21">a</tspan> </text>', 21),
        ('<text font-size="8" display="none">a</text><text font-size="22">b</text>', 22),
        ('<text font-size="0">a</text><text font-size="22">b</text>', 22),
        ('<title>No letters</title><text font-size="18">a</text>', 18),
    ],
)
def test_the_smallest_letters_that_are_seen_count(inner: str, letters: float) -> None:
    assert smallest_letters(drawn(inner)) == pytest.approx(letters / 800)


@pytest.mark.parametrize(
    ("about", "across"),
    [
        ('width="600" height="300"', 600),
        ('width="8cm" height="4cm" viewBox="0 0 400 200"', 400),
        ('width="800" height="200" viewBox="0 0 200 100"', 400),
        ("", 300),
    ],
)
def test_they_are_a_share_of_the_whole_picture_s_width(about: str, across: float) -> None:
    assert smallest_letters(drawn('<text font-size="30">a</text>', about)) == pytest.approx(30 / across)


@pytest.mark.parametrize(
    "data",
    [drawn("<title>A dot</title>"), drawn("<defs><text>a</text></defs>"), b"\x89PNG\r\n\x1a\n", b"<svg", b"", b"<a/>"],
)
def test_what_shows_no_letters_has_none(data: bytes) -> None:
    assert smallest_letters(data) is None


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ('font-family="Arial, Helvetica, sans-serif"', 'font-family="Deck"'),
        ("font-family=\"'Helvetica', serif\"", 'font-family="Deck"'),
        ('style="fill:#000000; font-family: sans-serif"', 'style="fill:#000000; font-family: Deck"'),
        ('font-family="Courier New, monospace"', 'font-family="Courier New, monospace"'),
        ('style="font-family: Georgia, serif"', 'style="font-family: Georgia, serif"'),
    ],
)
def test_plain_letters_take_the_typeface_around_them_and_others_keep_theirs(said: str, seen: str) -> None:
    shown = in_typeface(drawn(f"<text {said}>a</text>"), "Deck").decode()
    assert f"<text {seen}>" in shown


def test_letters_of_which_a_drawing_says_nothing_take_the_typeface_around_it() -> None:
    assert b'font-family="Deck"' in in_typeface(drawn("<text>a</text>"), "Deck")
