"""How a page is taken apart for whoever leads, and which pieces lie side by side."""

from __future__ import annotations

from kit.render.content import model as content
from kit.render.content.pieces import Piece, led_parts, pieces
from kit.render.content.traverse import text_of


def _words(text: str) -> content.Paragraph:
    return content.Paragraph((content.Text(text),))


def _own(name: str, *inside: content.Block | str) -> content.OwnBlock:
    blocks = tuple(_words(one) if isinstance(one, str) else one for one in inside)
    return content.OwnBlock(name, {"title": ""}, blocks)


def _section(title: str, *inside: content.Block) -> content.Section:
    return content.Section((content.Heading((content.Text(title),)), *inside))


def _told(*found: content.Block) -> list[tuple[str, str]]:
    return [(one.kind, text_of(one.blocks)) for one in pieces(found)]


def _rows(*found: content.Block) -> list[list[str]]:
    """Each row as its says, prose, what the room sees and the notes, the words of each joined."""
    rows = [row for part in led_parts(pieces(found)) for row in part.rows]
    return [[_all(row.say), _all(row.prose), _all(row.room), _all(row.notes)] for row in rows]


def _all(found: list[Piece]) -> str:
    return " ".join(text_of(one.blocks) for one in found)


def test_the_pieces_come_in_the_order_of_the_page() -> None:
    page = _section("Title", _words("Lead."), _section("Part", _own("say", "Hello."), _own("activity", "Do it.")))
    assert _told(page) == [
        ("heading", "Title"),
        ("prose", "Lead."),
        ("heading", "Part"),
        ("say", "Hello."),
        ("activity", "Do it."),
    ]


def test_prose_that_stands_together_is_one_piece() -> None:
    assert _told(_words("One."), _words("Two."), _own("slide", "S")) == [("prose", "One.\n\nTwo."), ("slide", "S")]


def test_notes_inside_an_activity_are_a_piece_of_their_own_and_no_step() -> None:
    assert _told(_own("activity", "Do it.", _own("facilitator", "Wait."))) == [
        ("activity", "Do it."),
        ("facilitator", "Wait."),
    ]


def test_a_block_inside_a_quotation_leaves_the_quotation_and_follows_it() -> None:
    quote = content.Quote((_words("They said."), _own("facilitator", "Pause.")))
    assert _told(quote) == [("prose", "They said."), ("facilitator", "Pause.")]


def test_what_stands_inside_notes_stays_with_them() -> None:
    assert _told(_own("facilitator", "Notes.", _own("say", "Within."))) == [("facilitator", "Notes.\n\nWithin.")]


def test_the_words_to_say_come_first_wherever_they_stand_before_the_activity() -> None:
    part = (_words("Prose."), _own("say", "Say."), _own("activity", "Do."), _own("facilitator", "Note."))
    assert _rows(_section("Title", _section("Part", *part))) == [["Say.", "Prose.", "Do.", "Note."]]


def test_what_a_session_without_sections_is_for_comes_before_the_words_to_say() -> None:
    page = (_words("Aim."), _own("say", "Say."), _own("say", "And."), _words("Prose."), _own("activity", "Do."))
    assert _rows(_section("Title", *page)) == [["", "Aim.", "", ""], ["Say. And.", "Prose.", "Do.", ""]]


def test_what_follows_notes_begins_a_row_and_so_does_a_second_activity() -> None:
    found = _rows(
        *(_own("activity", "One."), _own("activity", "Two."), _own("facilitator", "On two.")),
        *(_own("facilitator", "And more."), _own("slide", "Three."), _own("say", "Four.")),
    )
    assert found == [["", "", "One.", ""], ["", "", "Two. Three.", "On two. And more."], ["Four.", "", "", ""]]


def test_a_handout_joins_the_activity_before_it_although_it_has_a_heading_of_its_own() -> None:
    page = (
        _section("Do", _own("activity", "One."), _own("facilitator", "On one.")),
        _section("The card", _own("handout")),
    )
    parts = led_parts(pieces(page))
    assert [_all([part.heading]) for part in parts if part.heading] == ["Do"]
    assert [[one.kind for one in row.room] for part in parts for row in part.rows] == [["activity", "handout"]]


def test_a_handout_below_a_heading_with_words_keeps_that_heading() -> None:
    page = (_section("Do", _own("activity", "One.")), _section("The card", _words("Cut it."), _own("handout")))
    assert [_all([part.heading]) for part in led_parts(pieces(page)) if part.heading] == ["Do", "The card"]


def test_words_after_an_activity_are_not_put_before_it() -> None:
    assert _rows(_own("activity", "Do."), _own("say", "Thank you."), _words("Read on.")) == [
        ["", "", "Do.", ""],
        ["Thank you.", "Read on.", "", ""],
    ]


def test_a_heading_with_nothing_below_is_left_out() -> None:
    page = _section("Title", _section("Empty"), _section("Full", _words("Words.")))
    parts = led_parts(pieces([page]))
    assert [text_of(part.heading.blocks) for part in parts if part.heading] == ["Full"]


def test_a_block_without_a_title_knows_the_heading_that_it_stands_under() -> None:
    (slide,) = (one for one in pieces([_section("Part", _own("slide", "S"))]) if one.kind == "slide")
    assert slide.under == "Part"
