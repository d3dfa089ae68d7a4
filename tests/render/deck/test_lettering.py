"""The hub's own drawings on slides: a slide has room for them, and their letters are read from the back of a room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.render.deck.fit.fit import fit
from kit.render.deck.fit.measure import FLOOR
from kit.render.deck.pptx.pictures import drawn_size
from kit.render.deck.slides.model import Picture, Slide, SlideKind
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
