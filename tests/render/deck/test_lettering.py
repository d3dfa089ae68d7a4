"""Drawings on slides: a slide has room for the hub's, and their letters have the typeface and size of its text."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.measure import FLOOR, width
from kit.render.deck.pptx.pictures import drawn_size
from kit.render.deck.slides.model import Picture, Slide, SlideKind
from kit.render.deck.writer import draw_picture
from kit.source.pictures.lettering import smallest_letters
from tests.render.deck.conftest import ours

ROOT = Path(__file__).parents[3] / "sessions"
_SLIDE = re.compile(r"^:::\{slide\}.*?^:::$", re.MULTILINE | re.DOTALL)
_DRAWING = re.compile(r"\]\((\S+\.svg)\)")
DRAWINGS = sorted(
    {
        (page.parent / name).relative_to(ROOT).as_posix()
        for page in ROOT.rglob("*.md")
        for slide in _SLIDE.findall(page.read_text(encoding="utf-8"))
        for name in _DRAWING.findall(slide)
    }
)


@pytest.mark.parametrize("name", DRAWINGS)
def test_letters_of_a_drawing_are_as_large_on_a_slide_as_its_text(name: str) -> None:
    assert len(DRAWINGS) > 5
    data = (ROOT / name).read_bytes()
    letters = smallest_letters(data)
    slide = Slide(SlideKind.BULLETS, "A title", (Picture(name, "A drawing"),))
    (placed,) = fit([slide], ours(), lambda _: drawn_size(data))
    assert placed.picture is not None
    assert letters is None or letters * placed.picture.box.w >= FLOOR


def _ink(words: str, weight: str) -> int:
    """How many points wide the letters of ``words`` of 60 points are drawn, from the first stroke to the last."""
    said = f'<text y="70" x="20" font-size="60" font-weight="{weight}">{words}</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 100" font-family="Arial">{said}</svg>'
    png = Image.open(io.BytesIO(draw_picture("a.svg", drawing.encode(), 800)))
    left, _, right, _ = png.getchannel("A").getbbox() or (0, 0, 0, 0)
    return right - left


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_letters_of_a_drawing_are_as_wide_on_a_slide_as_those_of_its_text(weight: str) -> None:
    """Beside the first and last stroke of a line is the same free space whatever stands between."""
    between = _ink("How many gmH", weight) - _ink("H", weight)
    assert between == pytest.approx(width("How many gm", 60, weight == "bold"), abs=2)
