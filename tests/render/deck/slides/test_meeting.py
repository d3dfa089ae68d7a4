"""The slides of a round whose group has not said when it meets, as in the hub."""

from __future__ import annotations

import dataclasses
import datetime
import io
from typing import Any

import openxml_audit
import pytest
from docutils import nodes
from docutils.utils import new_document
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR

from kit.model.edition import Edition, Round
from kit.model.findings import Finding
from kit.render.content.translate import contents
from kit.render.deck.fit.fit import fit
from kit.render.deck.slides.closing import closing, next_round
from kit.render.deck.slides.meeting import session_deck, slides
from kit.render.deck.slides.model import Slide, SlideKind, Table, Tone
from kit.render.deck.writer import write_decks
from tests.render.deck.conftest import Made, draw, ours
from tests.render.deck.seen import hidden, overlapping, words_on
from tests.render.editions import edition

FILES = {
    "round-1/index.md": "# Meet & greet\n",
    "round-1/how-ready.md": "# How ready?\n",
    "round-1/spare.md": "# Spare\n",
}


def _document(name: str) -> nodes.document:
    document = new_document(name)
    document += nodes.section("", nodes.title("", f"Title\x0c of {name}"), ids=["x"])
    return document


def _edition(url: str = "") -> Edition:
    return edition(FILES, {"coffee": 15, "round-1/how-ready": 40, "lunch": 45}, url=url)


def _slides(whole: Edition) -> list[Slide]:
    return slides(whole, whole.rounds[0], contents(_document))


def test_without_a_start_times_count_from_the_beginning_and_breaks_say_how_long() -> None:
    found = _slides(_edition())
    assert [(slide.kind, slide.line) for slide in found] == [
        (SlideKind.TITLE, "Digital peer groups"),
        (SlideKind.AGENDA, "1 hour 40 minutes"),
        (SlideKind.BREAK, "15 minutes"),
        (SlideKind.SECTION, "40 minutes"),
        (SlideKind.BREAK, "45 minutes"),
        (SlideKind.CLOSING, "Digital peer groups"),
    ]
    (table,) = found[1].blocks
    assert isinstance(table, Table)
    assert [row[0].paragraphs[0].text for row in table.rows] == ["Time", "0:00", "0:15", "0:55"]


@pytest.mark.parametrize(
    ("date", "said"), [(datetime.date(2027, 3, 17), "New date"), (None, "Postponed")], ids=["to a day", "for now"]
)
def test_a_meeting_that_was_put_off_to_another_day_is_not_postponed_to_those_who_came(
    date: datetime.date | None, said: str
) -> None:
    whole = _edition()
    facts = dataclasses.replace(whole.rounds[0].facts, status="postponed", was=datetime.date(2027, 3, 10))
    meeting = dataclasses.replace(whole.rounds[0], date=date, facts=facts)

    assert slides(whole, meeting, contents(_document))[0].line.split("\v")[0] == said


def test_a_page_on_no_agenda_has_a_deck_without_times() -> None:
    whole, found = _edition(), list[Finding]()
    deck = session_deck(whole, whole.rounds[0], "round-1/spare", contents(_document), found)
    assert [(slide.kind, slide.title, slide.line) for slide in deck] == [
        (SlideKind.TITLE, "Title  of round-1/spare", "Meet & greet"),
        (SlideKind.CLOSING, "Thank you", "Digital peer groups"),
    ]
    assert found == []


# The agenda at the start, and again after each break with the place marked.


def _document_of_agenda(name: str) -> nodes.document:
    document = new_document(name)
    document += nodes.section("", nodes.title("", f"Title of {name}"), ids=["x"])
    return document


def _made(agenda: dict[str, int], start: int | None = 600) -> list[Slide]:
    files = {"round-1/index.md": "# Meet\n", "round-1/one.md": "# One\n", "round-1/two.md": "# Two\n"}
    whole = edition(files, agenda, start=start)
    return slides(whole, whole.rounds[0], contents(_document_of_agenda))


def _agendas(made: list[Slide]) -> list[tuple[str, list[Tone]]]:
    found = []
    for slide in made:
        if slide.kind is SlideKind.AGENDA:
            (table,) = slide.blocks
            assert isinstance(table, Table)
            found.append((slide.title, [row[1].tone for row in table.rows[1:]]))
    return found


def test_a_break_in_the_day_is_followed_by_the_agenda_with_what_is_done_and_what_is_next() -> None:
    made = _made({"coffee": 15, "round-1/one": 30, "lunch": 45, "round-1/two": 30})
    done, now, later = Tone.DONE, Tone.NEXT, Tone.PLAIN
    assert _agendas(made) == [
        ("Today", [later] * 4),
        ("Next: Two", [done, done, done, now]),
    ]
    kinds = [slide.kind for slide in made]
    assert kinds[:4] == [SlideKind.TITLE, SlideKind.AGENDA, SlideKind.BREAK, SlideKind.SECTION], "not after arrivals"
    assert kinds[kinds.index(SlideKind.BREAK, 4) + 1] is SlideKind.AGENDA


def test_a_break_that_ends_the_day_or_leads_to_another_has_no_agenda_after_it() -> None:
    day = {"round-1/one": 30, "lunch": 45, "walk": 10, "round-1/two": 30, "cake": 10}
    titles = [title for title, _ in _agendas(_made(day))]
    assert titles == ["Today", "Next: Two"]


def test_breaks_in_which_people_arrive_have_no_agenda_after_them() -> None:
    titles = [title for title, _ in _agendas(_made({"doors": 45, "coffee": 10, "round-1/one": 30}))]
    assert titles == ["Today"]


def test_breaks_of_one_name_are_told_apart_by_their_times() -> None:
    made = _made({"tea": 10, "round-1/one": 30, "TEA": 10, "round-1/two": 30})
    assert [slide.title.casefold() for slide in made if slide.kind is SlideKind.BREAK] == [
        "tea at 10am",
        "tea at 10:40am",
    ]
    titles = [title for title, _ in _agendas(made)]
    assert titles == ["Today", "Next: Two"]


def test_what_is_next_is_told_by_words_and_weight_and_not_by_colour_alone(made: Made) -> None:
    slide = made.slide("Next: Everything at once")
    rows = _rows(slide)
    assert rows[0] == ["Time", "What", "Minutes", "Status"]
    assert [row[3] for row in rows[1:]] == ["done", "done", "done", "next", "", ""]
    bold = [cell._tc.xpath("boolean(.//a:rPr[@b='1'])") for cell in _column(slide)]
    assert bold == [True, False, False, False, True, False, False]


def test_what_is_done_is_muted_and_can_be_read(made: Made) -> None:
    seen = words_on(made.slide("Next: Everything at once"))
    assert {one.colour for one in seen if one.text in ("Arrivals", "done")} == {"accent6"}


def _table(slide: Any) -> Any:
    return next(shape.table for shape in slide.shapes if shape.has_table)


def _rows(slide: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in _table(slide).rows]


def _column(slide: Any) -> list[Any]:
    return [row.cells[1] for row in _table(slide).rows]


# The last slide: when the group meets next, and the codes to scan.

FORM = "https://forms.example.org/r1"


def _with(made: Made, meeting: dict[str, Any], **changes: Any) -> Edition:
    (one,) = made.edition.rounds
    return dataclasses.replace(made.edition, rounds=(dataclasses.replace(one, **meeting),), **changes)


def _deck(made: Made, edition: Edition) -> Any:
    return Presentation(io.BytesIO(write_decks(edition, made.contents, [], draw=draw)["round-1.pptx"]))


def _codes(slide: Any) -> list[str]:
    return [shape._element._nvXxPr.cNvPr.get("descr") for shape in slide.shapes if hasattr(shape, "image")]


def _texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]


def test_a_form_for_feedback_has_a_second_code_with_its_words(made: Made, tmp_path: Any) -> None:
    edition = _with(made, {"feedback": FORM})
    data = write_decks(edition, made.contents, [], draw=draw)["round-1.pptx"]
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


@pytest.mark.parametrize(
    ("form", "below"),
    [
        ("https://forms.example.org/r1", ["Tell us how it went", "forms.example.org/r1"]),
        (
            "https://forms.office.example.com/pages/response.aspx",
            ["Tell us how it went", "forms.office.example.com/pages/", "response.aspx"],
        ),
        ("https://forms.example.org/" + "a-long-name/" * 8, ["Scan to tell us how it went"]),
        ("https://a-council-with-a-very-long-name-indeed.example.gov.uk/r1", ["Scan to tell us how it went"]),
    ],
)
def test_an_address_below_a_code_is_whole_or_not_there_and_always_opens(
    form: str, below: list[str], made: Made
) -> None:
    *_, last = _deck(made, _with(made, {"feedback": form})).slides
    (shape,) = [one for one in last.placeholders if one.name == "Second link"]
    runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    assert shape.text_frame.text.replace("\v", "\n").split("\n") == below
    assert {run.hyperlink.address for run in runs if run.hyperlink.address} == {form}


@pytest.mark.parametrize("form", ["https://forms.example.org/r1", "https://forms.office.example.com/pages/answer.aspx"])
def test_addresses_below_the_codes_of_a_slide_have_one_size(form: str, made: Made) -> None:
    *_, last = _deck(made, _with(made, {"feedback": form})).slides
    links = [one for one in words_on(last) if one.shape in ("Link", "Second link")]
    labels, addresses = ({one.size for one in links if ("." in one.text) is dotted} for dotted in (False, True))
    assert (len(labels), len(addresses)) == (1, 1)
    assert min(labels | addresses) >= 14


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


def test_after_the_last_round_that_is_planned_the_last_slide_says_whom_to_write_to(made: Made) -> None:
    assert closing(made.edition, made.edition.rounds[0], "").then == "Questions and ideas\vhello@example.org"


def test_the_last_slide_shows_when_the_group_meets_next(made: Made) -> None:
    slide = Slide(SlideKind.CLOSING, "Thank you", line="Group", then="Next: Lean coffee\vDate to be announced")
    (placed,) = fit([slide], ours(), lambda _: None)
    assert [part.text for part in placed.texts["Next"].paragraphs] == ["Next: Lean coffee", "Date to be announced"]


def _bands(slide: Any) -> list[str]:
    return [shape.name for shape in slide.shapes if shape.name == "Band"]


def test_a_cover_has_a_band_only_where_something_stands_on_it(made: Made) -> None:
    """A session on no agenda has no day to show, and the last round of a group without a contact nothing after it."""
    (one,) = made.edition.rounds
    first, *_, last = made.deck().slides
    assert (_bands(first), _bands(last)) == (["Band"], ["Band"])
    silent = dataclasses.replace(made.edition, variables={})
    decks = write_decks(silent, made.contents, [], draw=draw)
    *_, last = Presentation(io.BytesIO(decks["round-1.pptx"])).slides
    assert _bands(last) == []
    other = dataclasses.replace(one, name="round-2", title="Lean coffee", date=None)
    whole = dataclasses.replace(made.edition, rounds=(one, other))
    decks = write_decks(whole, lambda name: made.contents(name.replace("round-2", "round-1")), [], draw=draw)
    *_, last = Presentation(io.BytesIO(decks["round-1.pptx"])).slides
    assert _bands(last) == ["Band"]
    first, *_ = made.deck("round-1/voices.pptx").slides
    assert _bands(first) == []
    drawn = [shape for shape in first.slide_layout.shapes if not shape.is_placeholder and not hidden(shape)]
    assert {shape.fill.fore_color.theme_color for shape in drawn} == {MSO_THEME_COLOR.BACKGROUND_1}
