"""All handouts of a hub that holds everything: which there are, what is in each, and for whom."""

from __future__ import annotations

import pytest
from docutils import nodes

from kit.model.findings import Code, Finding
from kit.render.content.translate import contents
from kit.render.handout.typesetter import Typesetter
from kit.render.handout.writer import write_handouts
from tests.render.handout.conftest import Printed

EVERY = (
    "round-1/attendee.pdf",
    "round-1/badges.pdf",
    "round-1/everything.pdf",
    "round-1/forms.pdf",
    "round-1/marks.pdf",
    "round-1/room-kit.pdf",
    "round-1/run-sheet.pdf",
    "round-1/sign-in.pdf",
    "round-1/signs.pdf",
)


def test_a_round_has_its_agenda_run_sheet_and_printables_and_a_session_with_a_handout_has_a_pdf(
    printed: Printed,
) -> None:
    assert tuple(sorted(printed.files)) == EVERY


def test_the_same_input_gives_the_same_bytes(printed: Printed) -> None:
    again = write_handouts(printed.edition, printed.reading.contents, [])

    assert again == printed.files


def test_facilitator_notes_are_in_the_run_sheet_wherever_they_were_written(printed: Printed) -> None:
    run_sheet = printed.text("round-1/run-sheet.pdf")

    assert run_sheet.count("KESTREL") == 5
    for words in ("before the day", "under the lead", "inside an activity", "in a footnote", "at the end"):
        assert words in run_sheet


@pytest.mark.parametrize("name", [one for one in EVERY if "run-sheet" not in one])
def test_facilitator_notes_are_in_no_other_pdf(printed: Printed, name: str) -> None:
    assert "KESTREL" not in printed.text(name)


def test_slides_are_in_no_pdf(printed: Printed) -> None:
    assert not [name for name in EVERY if "GOSHAWK" in printed.text(name)]


def test_signs_that_mean_something_to_typst_come_through_as_they_were_written(printed: Printed) -> None:
    handout, attendee = printed.text("round-1/marks.pdf"), printed.text("round-1/attendee.pdf")

    for words in (
        'Signs & "quotes" #1: $x$ @you not \\back',
        'Signs: #1 $2 @3 \\4 *5* "6"',
        '#read("/etc/passwd") $sum$ @ref \\n *b* _i_ `code` // comment /* more */ = heading - dash',
        '#literal $x$ "q" \\n @y',
    ):
        assert words in handout
    assert "#let x = 1, $money$, @handle, \\slash, *star*, _line_, ~tilde, \"straight\" and 'single' quotes" in attendee


def test_welsh_is_printed_letter_for_letter(printed: Printed) -> None:
    handout = printed.text("round-1/everything.pdf")

    for words in ("Ŵyl y Tŷ Ŷd", "Dewch â beiro. Ŵ ŵ Ŷ ŷ.", "Y Llyfrgell, Tŷ Newydd"):
        assert words in handout


def test_a_session_handout_holds_its_handout_parts_and_no_more(printed: Printed) -> None:
    handout = printed.text("round-1/everything.pdf")

    assert "Words in a line" in handout
    assert "Blocks" in handout
    assert "The lead" not in handout
    assert "Draw, then talk" not in handout


@pytest.mark.parametrize(
    "words",
    [
        "An alert with KITE in it.",
        "• Bullet",
        "2. Second",
        "Open task",
        "Term What it means",
        "A quotation of two lines",
        "— Someone invented",
        'x = "#not $typst"',
        "Titled table",
        "Card title Card body",
        "Grid item",
        "Tab one Inside tab one",
        "Dropdown title Inside the dropdown",
        "A rubric",
        "Own title Inside the admonition",
        "The caption",
    ],
)
def test_every_kind_of_block_is_printed_with_its_words(printed: Printed, words: str) -> None:
    assert words in printed.text("round-1/everything.pdf")


def test_what_cannot_be_pointed_at_on_paper_is_spelt_out(printed: Printed) -> None:
    """An abbreviation is explained once; a link shows its address unless it is its own text or inside the site."""
    handout = printed.text("round-1/everything.pdf")

    assert "GDS (Government Digital Service) and GDS again" in handout
    assert handout.count("https://example.org/long") == 1
    assert handout.count("https://example.org/shown") == 1
    assert "quiet.html" not in handout


def test_a_footnote_used_twice_is_printed_once(printed: Printed) -> None:
    assert printed.text("round-1/everything.pdf").count("The note itself.") == 1


def test_a_blank_that_nobody_has_filled_shows_as_to_be_confirmed(printed: Printed) -> None:
    assert "Contact to be confirmed" in printed.text("round-1/attendee.pdf")


def test_without_a_start_times_count_from_the_beginning_and_fixed_points_are_shown(printed: Printed) -> None:
    attendee = printed.text("round-1/attendee.pdf")

    assert "0:10 Everything at once 40" in attendee
    assert "0:50 Lunch Fixed at 12:30pm 30" in attendee


def test_the_run_sheet_has_the_minutes_that_activities_get_on_the_agenda(printed: Printed) -> None:
    """The session is written for 80 minutes and gets 40, so an hour of drawing becomes half of one."""
    run_sheet = printed.text("round-1/run-sheet.pdf")

    assert "Draw, then talk 10 minutes in: 30 minutes, pairs" in run_sheet
    assert "Stop 40 minutes in: 10 minutes" in run_sheet


def test_the_run_sheet_says_what_to_cut_and_counts_sessions_at_the_same_time_together(printed: Printed) -> None:
    """Of two sessions side by side, one can be 15 minutes and one 10; together they cannot be shorter than 15."""
    run_sheet = printed.text("round-1/run-sheet.pdf")

    assert "At the same time: choose one 20 15 1st" in run_sheet
    assert 'shorten items to "if late", then drop the one marked 1st' in run_sheet


def test_the_run_sheet_says_what_to_bring(printed: Printed) -> None:
    assert "pen: 1 per person" in printed.text("round-1/run-sheet.pdf")


def test_a_character_without_a_glyph_is_left_out_and_told_once_with_its_line(printed: Printed) -> None:
    told = [one for one in printed.found if one.code is Code.UNDRAWN_CHARACTER]

    assert [(one.file, one.line) for one in told] == [("round-1/everything.md", 21)]
    assert "漢 (U+6F22)" in told[0].message
    assert "漢" not in printed.text("round-1/everything.pdf")
    assert "🎉" in printed.text("round-1/everything.pdf")


def test_nothing_else_is_found_wrong(printed: Printed) -> None:
    assert {one.code for one in printed.found} == {Code.UNDRAWN_CHARACTER}


def test_a_picture_without_alt_text_stops_before_it_is_printed(printed: Printed) -> None:
    def document(name: str) -> nodes.document:
        made = printed.reading.document(name)
        for image in made.findall(nodes.image):
            image["alt"] = ""
        return made

    found: list[Finding] = []
    write_handouts(printed.edition, contents(document), found)

    messages = [one.message for one in found if one.code is Code.NO_ALT_TEXT]
    assert messages
    assert "round-1/square.svg" in messages[0]


def test_a_kind_of_text_that_nobody_has_heard_of_is_told_and_not_lost_in_silence(printed: Printed) -> None:
    def document(name: str) -> nodes.document:
        made = printed.reading.document(name)
        next(made.findall(nodes.section)).insert(1, nodes.math_block("", "a formula"))
        return made

    found: list[Finding] = []
    write_handouts(printed.edition, contents(document), found)

    told = [one for one in found if one.code is Code.PAGE_SYNTAX]
    assert told
    assert "a formula" in told[0].message
    assert told[0].file.startswith("round-1/")


def test_a_pdf_that_takes_too_long_is_left_out_with_a_sentence_that_names_the_page(printed: Printed) -> None:
    hasty = Typesetter(seconds=0.001)
    found: list[Finding] = []

    files = write_handouts(printed.edition, printed.reading.contents, found, hasty)
    hasty.close()

    assert files == {}
    late = [one for one in found if "longer than 0.001 seconds" in one.message]
    assert {one.file for one in late} >= {"round-1/everything.md", "round-1/index.md"}
