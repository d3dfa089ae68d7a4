"""Characters that the fonts can draw."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typst

from kit.render.handout.fonts import ADDED, FONTS, POINT, drawable, fitted, width
from kit.render.handout.sheet import Sheet
from kit.render.handout.typesetter import Typesetter
from tests.render.handout.conftest import Printed

HOUSE = Path("kit/render/handout/typst/house.typ").resolve()


@pytest.mark.parametrize(
    "text",
    ["Ŵ ŵ Ŷ ŷ â ê î ô û", "“quoted” – £5 … ½", "☐ ☑ ✓ ✗", "🎉 👍🏽 👩‍💻 ❤️ 1️⃣ 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "soft\u00adhyphen no\u00a0break"],
)
def test_what_people_write_is_kept_whole(text: str) -> None:
    assert fitted(text) == (text, frozenset())


@pytest.mark.parametrize("text", ["שלום עליכם", "السلام عليكم، كيف الحال؟", "سلام، چطوری؟"])
def test_hebrew_arabic_and_farsi_are_kept_whole(text: str) -> None:
    assert fitted(text) == (text, frozenset())


def test_letters_with_loose_accents_are_composed() -> None:
    assert fitted("w\u0302yl") == ("ŵyl", frozenset())


@pytest.mark.parametrize(
    ("text", "composed"),
    [
        ("Gwasanaethau â'r ŵyn: £5 – “½” ☐ → €", True),
        ("w\u0302yl", True),
        ("n\u0308 has no letter of its own", False),
        ("👩‍💻", False),
        ("1️⃣", False),
        ("שלום", False),
    ],
)
def test_the_font_joins_characters_only_where_some_are_to_be_joined(
    printed: Printed, text: str, composed: bool
) -> None:
    sheet = Sheet(printed.edition, [])
    sheet.text(text, "round-1/everything")

    assert sheet.composed is composed


def test_what_no_font_has_is_left_out_and_named() -> None:
    assert fitted("a漢b字漢") == ("ab", frozenset("漢字"))


def test_every_character_that_is_said_to_be_drawn_by_the_carried_font_is() -> None:
    """PDF/UA-1 refuses a character without a glyph, so a document of them all is the proof."""
    text = " ".join(chr(code) for codes in ADDED for code in codes)
    source = (
        '#import "house.typ": fonts\n#set document(title: "All")\n#set text(font: fonts, fallback: false)\n'
        '= All\n#json("text.json")\n#text(weight: 700, json("text.json"))'
    )
    files = {one.name: one.read_bytes() for one in (HOUSE, HOUSE.with_name("size.typ"))}
    files |= {"main.typ": source.encode(), "text.json": json.dumps(text).encode()}
    typesetter = Typesetter()
    try:
        assert typesetter.pdf(files, "main.typ", 0).startswith(b"%PDF-")
    finally:
        typesetter.close()


def test_every_font_has_the_printable_signs_of_ascii() -> None:
    assert set(range(0x20, 0x7F)) <= drawable()


# How wide words are on paper, against what Typst makes of them.

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
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
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
