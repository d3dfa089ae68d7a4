"""The last slide: when the group meets next, and the codes to scan."""

from __future__ import annotations

import dataclasses
import datetime
import io
from typing import Any

import openxml_audit
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR

from kit.model.edition import Edition, Round
from kit.render.deck.design.open_design import planned_stage
from kit.render.deck.fit.fit import fit
from kit.render.deck.slides.meeting import closing, next_round
from kit.render.deck.slides.model import Kind, Slide
from kit.render.deck.writer import write_decks
from tests.render.deck.conftest import Made, draw
from tests.render.deck.seen import overlapping, words_on

FORM = "https://forms.example.org/r1"


def _with(made: Made, meeting: dict[str, Any], **changes: Any) -> Edition:
    (one,) = made.edition.rounds
    return dataclasses.replace(made.edition, rounds=(dataclasses.replace(one, **meeting),), **changes)


def _deck(made: Made, edition: Edition) -> Any:
    return Presentation(io.BytesIO(write_decks(edition, made.document, [], draw=draw)["round-1.pptx"]))


def _codes(slide: Any) -> list[str]:
    return [shape._element._nvXxPr.cNvPr.get("descr") for shape in slide.shapes if hasattr(shape, "image")]


def _texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]


def test_a_form_for_feedback_has_a_second_code_with_its_words(made: Made, tmp_path: Any) -> None:
    edition = _with(made, {"feedback": FORM})
    data = write_decks(edition, made.document, [], draw=draw)["round-1.pptx"]
    (tmp_path / "deck.pptx").write_bytes(data)
    assert openxml_audit.validate_pptx(tmp_path / "deck.pptx").errors == []
    first, *_, last = Presentation(io.BytesIO(data)).slides
    pages = "QR code: opens https://midlands.example.org/round-1/"
    assert _codes(first) == [pages]
    assert _codes(last) == [pages, f"QR code: opens {FORM}"]
    assert {"Today's pages\nmidlands.example.org/round-1", "Tell us how it went\nforms.example.org/r1"} <= set(
        _texts(last)
    )
    assert overlapping(last) == []
    assert min(seen.size for seen in words_on(last)) >= 14


def test_a_form_for_feedback_has_its_code_even_without_a_public_address(made: Made) -> None:
    first, *_, last = _deck(made, _with(made, {"feedback": FORM}, url="")).slides
    assert (_codes(first), _codes(last)) == ([], [f"QR code: opens {FORM}"])


def test_codes_are_square_alike_and_large(made: Made) -> None:
    *_, last = _deck(made, _with(made, {"feedback": FORM})).slides
    codes = [shape for shape in last.shapes if hasattr(shape, "image")]
    assert {code.width for code in codes} == {code.height for code in codes}
    assert codes[0].width > 2.5 * 914400
    assert codes[0].top == codes[1].top


def test_a_long_address_stays_on_one_line_and_its_link_is_whole(made: Made) -> None:
    form = "https://forms.example.org/" + "a-long-name/" * 8
    *_, last = _deck(made, _with(made, {"feedback": form})).slides
    (shape,) = [one for one in last.placeholders if one.name == "Second link"]
    assert shape.text_frame.text.endswith("…")
    assert form in {rel.target_ref for rel in last.part.rels.values() if rel.is_external}


@pytest.mark.parametrize(
    ("dates", "of", "expected"),
    [
        (("2027-01-20", "2027-03-17", "2027-02-10"), 0, "round-3"),
        (("2027-01-20", None, "2026-12-01"), 0, "round-2"),
        (("2027-01-20", "2026-10-01"), 0, None),
        ((None, None), 0, "round-2"),
        ((None, "2027-03-17"), 0, "round-2"),
        ((None, "2027-03-17"), 1, None),
        (("2027-01-20",), 0, None),
    ],
)
def test_next_is_the_first_later_date_else_the_next_without_one(
    made: Made, dates: tuple[str | None, ...], of: int, expected: str | None
) -> None:
    (one,) = made.edition.rounds
    rounds: tuple[Round, ...] = tuple(
        dataclasses.replace(one, name=f"round-{n}", date=datetime.date.fromisoformat(date) if date else None)
        for n, date in enumerate(dates, 1)
    )
    found = next_round(dataclasses.replace(made.edition, rounds=rounds), rounds[of])
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("date", "said"),
    [(datetime.date(2027, 3, 17), "Wednesday 17 March 2027"), (None, "Date to be announced")],
)
def test_the_last_slide_says_when_the_group_meets_next(made: Made, date: datetime.date | None, said: str) -> None:
    (one,) = made.edition.rounds
    other = dataclasses.replace(one, name="round-2", title="Lean coffee", date=date)
    whole = dataclasses.replace(made.edition, rounds=(one, other))
    assert closing(whole, whole.rounds[0], "").then == f"Next: Lean coffee\v{said}"


def test_the_last_slide_shows_when_the_group_meets_next(made: Made) -> None:
    slide = Slide(Kind.CLOSING, "Thank you", line="Group", then="Next: Lean coffee\vDate to be announced")
    (face,) = fit([slide], planned_stage(panel=True), lambda _: None)
    assert [part.text for part in face.texts["Next"].paragraphs] == ["Next: Lean coffee", "Date to be announced"]


def _bands(slide: Any) -> list[str]:
    return [shape.name for shape in slide.shapes if shape.name == "Band"]


def test_a_cover_has_a_band_only_where_something_stands_on_it(made: Made) -> None:
    """A session on no agenda has no day to show, and the last round none after it."""
    (one,) = made.edition.rounds
    first, *_, last = made.deck().slides
    assert (_bands(first), _bands(last)) == (["Band"], [])
    other = dataclasses.replace(one, name="round-2", title="Lean coffee", date=None)
    whole = dataclasses.replace(made.edition, rounds=(one, other))
    decks = write_decks(whole, lambda name: made.document(name.replace("round-2", "round-1")), [], draw=draw)
    *_, last = Presentation(io.BytesIO(decks["round-1.pptx"])).slides
    assert _bands(last) == ["Band"]
    first, *_ = made.deck("round-1/voices.pptx").slides
    assert _bands(first) == []
    assert {shape.fill.fore_color.theme_color for shape in first.slide_layout.shapes if not shape.is_placeholder} == {
        MSO_THEME_COLOR.BACKGROUND_1
    }
