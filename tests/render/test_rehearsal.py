"""What only the writers of slides and PDFs can see is told by ``check`` too, and nothing is written for it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from kit.app.build import Order, build
from kit.app.check import check
from kit.model.errors import FindingsError
from kit.model.findings import Code, Finding
from tests.helpers import build_file_tree, places
from tests.render.deck.variety import only, usual

HUB = 'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n'
PLAN = "---\nminutes: 45\nagenda:\n  - {session: talk}\n---\n\n# A round\n\nHello.\n"
HEAD = "---\nminutes: 45\n---\n\n# A talk\n\nHello.\n\n"
DECK = HUB + '\n[brand]\nprimary = "#1b4965"\ndeck = "brand/council.pptx"\n'
WORDS = " ".join(["accountability"] * 40)
WIDE = "| " + " | ".join(f"Column {n}" for n in range(20)) + " |\n|" + " --- |" * 20 + "\n|" + " words |" * 20 + "\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="10"/>'


def findings(folder: Path, text: str, others: Mapping[str, str | bytes] | None = None) -> list[Finding]:
    tree = {"hub.toml": HUB, "index.md": "# Home\n\nHello.\n", "round-1/index.md": PLAN, "round-1/talk.md": HEAD + text}
    build_file_tree(folder, {**tree, **(others or {})})
    return list(check(folder).findings)


def test_a_plain_hub_has_nothing_to_tell(tmp_path: Path) -> None:
    assert findings(tmp_path, ":::{slide} One\n\n- Word\n\n:::\n") == []


CASES = {
    "a title of 40 words": (f":::{{slide}} {WORDS}\n\n- Word\n\n:::\n", Code.LONG_TITLE, "round-1/talk.md:9"),
    "a table of 20 columns": (f":::{{slide}} Wide\n\n{WIDE}\n:::\n", Code.WIDE_TABLE, "round-1/talk.md:9"),
    "a letter that no font has": ("A word: \U00012000\n", Code.UNDRAWN_CHARACTER, "round-1/talk.md:9"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_slide_or_a_pdf_cannot_hold_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    text, code, place = CASES[name]
    found = findings(tmp_path, text)

    assert places(found) == [(code, place)]
    assert found[0].hint


@pytest.mark.parametrize("name", CASES)
def test_a_build_says_just_what_the_check_said(tmp_path: Path, name: str) -> None:
    said = findings(tmp_path / "hub", CASES[name][0])

    built = build(tmp_path / "hub", tmp_path / "out", Order(parts=("handouts", "decks")), lambda _: None)

    assert list(built) == said
    assert (tmp_path / "out/decks/round-1.pptx").is_file()
    assert (tmp_path / "out/handouts/round-1/attendee.pdf").is_file()


def test_the_title_of_a_round_that_is_too_long_is_told_where_it_stands(tmp_path: Path) -> None:
    found = findings(tmp_path, "", {"round-1/index.md": PLAN.replace("# A round", f"# {WORDS} {WORDS}")})

    assert {(one.code, one.place) for one in found} == {(Code.LONG_TITLE, "round-1/index.md:7")}


def test_a_drawing_that_cannot_be_drawn_is_told_with_the_page_that_shows_it(tmp_path: Path) -> None:
    page = {"round-1/flat.svg": SVG}
    (found,) = findings(tmp_path, "![A flat line](flat.svg)\n", page)

    assert (found.code, found.file) == (Code.BROKEN_PICTURE, "round-1/flat.svg")
    assert "It stands in round-1/talk.md, line 9." in found.message


def test_a_png_that_is_broken_in_the_middle_stops_a_build_with_the_page_that_shows_it(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.effect_noise((90, 90), 50).save(stream, "PNG")
    data = bytearray(stream.getvalue())
    data[len(data) // 2 : len(data) // 2 + 30] = bytes(30)
    (found,) = findings(tmp_path, "![A photo](photo.png)\n", {"round-1/photo.png": bytes(data)})

    assert (found.code, found.file) == (Code.BROKEN_PICTURE, "round-1/photo.png")
    assert "It stands in round-1/talk.md, line 9." in found.message
    with pytest.raises(FindingsError):
        build(tmp_path, tmp_path / "out", Order(parts=("site",)), lambda _: None)


def test_a_deck_without_layouts_for_everything_gives_one_piece_of_advice(tmp_path: Path) -> None:
    quote = ":::{slide} Said\n\n> We learned more in one hour than in a year of reading.\n>\n> — A member\n\n:::\n"
    (found,) = findings(tmp_path, quote, {"hub.toml": DECK, "brand/council.pptx": usual()})

    assert (found.code, found.place) == (Code.DECK_FALLBACK, "hub.toml:8")
    wanted = "Your deck has no layout for a quote, so quotes use its layout “Title and Content”."
    assert wanted in found.message
    assert "add a layout called" in found.hint
    assert "Quote" in found.hint
    assert "(View, Slide Master)" in found.hint


def test_a_deck_with_all_layouts_that_the_slides_need_gives_no_advice(tmp_path: Path) -> None:
    def change(deck: object) -> None:
        names = {"Comparison": "Agenda", "Content with Caption": "Closing", "Blank": "Statement"}
        for layout in deck.slide_layouts:  # type: ignore[attr-defined] # python-pptx says no types
            layout.name = names.get(layout.name, layout.name)

    text = ":::{slide} Lists\n\n- One\n- Two\n\n:::\n"
    assert findings(tmp_path, text, {"hub.toml": DECK, "brand/council.pptx": usual(change)}) == []


def test_a_deck_that_has_only_a_blank_layout_is_an_error_that_says_what_to_add(tmp_path: Path) -> None:
    deck = usual(lambda deck: only(deck, {"Blank"}))
    (found,) = findings(tmp_path, "", {"hub.toml": DECK, "brand/council.pptx": deck})

    assert (found.code, found.place) == (Code.UNUSABLE_DECK, "hub.toml:8")
    assert "Insert Layout" in found.hint
    with pytest.raises(FindingsError):
        build(tmp_path, tmp_path / "out", Order(parts=("decks",)), lambda _: None)


def test_a_gif_that_only_pdfs_refuse_is_told_by_check(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (9, 7), "#7a1f5c").save(stream, "GIF")
    whole = stream.getvalue()
    text = "![A square](a.gif)\n"

    assert findings(tmp_path / "whole", text, {"round-1/a.gif": whole}) == []
    (one,) = findings(tmp_path / "damaged", text, {"round-1/a.gif": whole[:-3] + b"\xfd" + whole[-2:]})
    assert (one.code, one.file) == (Code.BROKEN_PICTURE, "round-1/a.gif")
    assert "round-1/talk.md" in one.message


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("नमस्ते", ["The letters त, न, म and 3 more (Devanagari) are"]),
        ("বাংলা", ["The letters ং, ব, ল, া (Bengali) are"]),
        ("中文 கா", ["The letters க, ா (Tamil) are", "The letters 中, 文 (Chinese) are"]),
        ("中", ["The character 中 (U+4E2D) is"]),
        ("𒀀 ⸻🫨", ["The character 𒀀 (U+12000) is"]),
    ],
)
def test_letters_that_no_font_has_are_told_by_their_script(tmp_path: Path, words: str, told: list[str]) -> None:
    """A greeting in a language of the town is one finding, not one for each of its letters."""
    found = findings(tmp_path, f":::{{handout}} Welcome\n\nFirst: {words}\n\n:::\n")

    assert {one.code for one in found} == {Code.UNDRAWN_CHARACTER}
    assert all(any(one.message.startswith(start) for one in found) for start in told)
    assert len(found) <= len(told) + 1
