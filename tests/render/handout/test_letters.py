"""How wide words are on paper, against what Typst makes of them."""

from __future__ import annotations

import json

import pytest
import typst

from kit.render.handout.fonts import FONT, POINT, width

WORDS = (
    "What will we do together?",
    "A service in progress",
    "AVATAR, Tomorrow: Yes",
    "Gwasanaethau â'r ŵyn",
    "0 to 5",
    "Organisationsentwicklungsgesellschaft",
    "1",
)
MEASURED = """
#set text(font: "Inter", size: 12pt, features: (calt: 0))
#context [#metadata(json("words.json").map(words => {
  (measure(words).width.pt(), measure(text(weight: 700, words)).width.pt())
}))<widths>]
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> list[list[float]]:
    """What Typst says of each of the words, regular and bold, in points."""
    root = tmp_path_factory.mktemp("letters")
    (root / "words.json").write_text(json.dumps(WORDS), encoding="utf-8")
    (root / "main.typ").write_text(MEASURED, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONT.parent])
    compiler = typst.Compiler(str(root / "main.typ"), root=str(root), font_paths=fonts, ignore_system_fonts=True)
    (widths,) = json.loads(compiler.query("<widths>", field="value"))
    return [list(pair) for pair in widths]


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_words_are_as_wide_as_typst_sets_them_and_never_wider(measured: list[list[float]], bold: bool) -> None:
    """Kerning makes some pairs narrower, AV above all, so the kit may say up to a twelfth more."""
    for words, widths in zip(WORDS, measured, strict=True):
        set_by_typst, said = widths[bold] * POINT, width(words, bold)

        assert said is not None
        assert set_by_typst - 0.1 <= said <= set_by_typst * 1.085 + 0.1, words


def test_a_letter_of_another_font_has_no_width_here() -> None:
    assert width("Tree \N{DECIDUOUS TREE}") is None
