"""Which blocks of a page become slides, and whose notes facilitators' words go to."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from kit.model.findings import Code, Finding, Level
from kit.render.blocks.activity import activity as activity_node
from kit.render.blocks.facilitator import facilitator as facilitator_node
from kit.render.blocks.say import say as say_node
from kit.render.blocks.slide import slide as slide_node
from kit.render.content.translate import content_of
from kit.render.deck.slides.inline import Source
from kit.render.deck.slides.model import Slide, SlideKind
from kit.render.deck.slides.session import Pace, session_slides
from tests.render.editions import edition


def _say(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text)


def _activity(title: str, *inside: nodes.Node, minutes: int = 10, index: int = 0) -> nodes.Element:
    return activity_node("", _say(f"do {title}"), *inside, title=title, grouping="", minutes=minutes, index=index)


def _slide(title: str, *inside: nodes.Node, instead: bool = False) -> nodes.Element:
    return slide_node("", _say(f"see {title}"), *inside, title=title, instead=instead)


def _told(text: str, *inside: nodes.Node) -> nodes.Element:
    return facilitator_node("", _say(text), *inside, title="")


def _slides(document: nodes.document, found: list[Finding] | None = None, pace: Pace | None = None) -> list[Slide]:
    source = Source(edition({}), "round-1/page", [] if found is None else found)
    return session_slides(Slide(SlideKind.SECTION, "Head"), content_of(document), source, pace or Pace())


def _made(*parts: nodes.Node, pace: Pace | None = None) -> list[tuple[str, str, list[str]]]:
    document = new_document("page.md")
    document += nodes.section("", nodes.title("", "Part"), *parts, ids=["part"])
    found = _slides(document, pace=pace or Pace(600, True, (10, 20)))
    return [(slide.kind.value, slide.title, [line.text for line in slide.notes]) for slide in found]


def _aloud(text: str) -> nodes.Element:
    return say_node("", _say(text), title="")


def test_an_activity_always_has_its_slide_and_a_slide_adds_one() -> None:
    found = _made(_activity("A"), _told("quiet"), _slide("S"))
    assert [(kind, title) for kind, title, _ in found] == [
        ("Section", "Head"),
        ("Activity", "A"),
        ("Bullets", "S"),
    ]
    assert found[1][2] == ["10am · 10 minutes", "do A", "For facilitators", "quiet"]


def test_a_slide_instead_takes_the_place_of_an_activity_s_with_its_minutes_and_notes() -> None:
    document = new_document("page.md")
    document += nodes.section(
        "", nodes.title("", "Part"), _activity("A"), _told("quiet"), _slide("S", instead=True), ids=["part"]
    )
    (_, made) = _slides(document, pace=Pace(600, True, (10, 20)))
    assert (made.kind, made.title, made.minutes) == (SlideKind.ACTIVITY, "S", 10)
    assert [line.text for line in made.notes] == ["10am · 10 minutes", "do A", "For facilitators", "quiet"]


def test_each_part_of_a_slide_instead_shows_the_minutes() -> None:
    document = new_document("page.md")
    slide = _slide("S", nodes.transition(), _say("more"), instead=True)
    document += nodes.section("", nodes.title("", "Part"), _activity("A"), slide, ids=["part"])
    assert [(one.title, one.minutes) for one in _slides(document)[1:]] == [("S", 10), ("S", 10)]


def test_words_to_say_and_the_page_s_own_words_open_the_notes_of_the_slide_that_follows() -> None:
    found = _made(_say("On the page."), _aloud("Good morning."), _activity("A"), _told("quiet"))
    assert found[0][2] == []
    assert found[1][2] == [
        "10am · 10 minutes",
        "On the page.",
        "Say",
        "Good morning.",
        "do A",
        "For facilitators",
        "quiet",
    ]


def test_words_that_no_slide_follows_under_their_heading_stay_with_the_slide_before() -> None:
    found = _made(_activity("A"), _aloud("Well done."), _say("The end."))
    assert found[1][2] == ["10am · 10 minutes", "do A", "Say", "Well done.", "The end."]


def test_notes_go_to_the_block_before_them_and_the_first_to_the_session() -> None:
    found = _made(_told("before all"), _activity("A", _told("within")), _told("after A"))
    assert found[0][2] == ["For facilitators", "before all"]
    assert found[1][2] == ["10am · 10 minutes", "do A", "For facilitators", "within", "For facilitators", "after A"]


def test_a_slide_within_an_activity_may_stand_for_it_too() -> None:
    found = _made(_activity("A", _slide("S", instead=True)))
    assert [title for _, title, _ in found] == ["Head", "S"]
    assert found[1][2] == ["10am · 10 minutes", "do A"]


def test_whatever_stands_within_facilitator_notes_stays_there() -> None:
    found = _made(_activity("A"), _told("notes", _slide("Hidden"), _told("deeper"), _activity("Secret")))
    assert [title for _, title, _ in found] == ["Head", "A"]
    notes = found[1][2]
    for words in ("notes", "Hidden", "see Hidden", "deeper", "Secret", "do Secret"):
        assert notes.count(words) == 1


def test_the_clock_runs_on_by_the_minutes_of_the_agenda() -> None:
    found = _made(_activity("A"), _activity("B", index=1), _slide("S", instead=True))
    assert [notes[0] for _, _, notes in found[1:]] == [
        "10am · 10 minutes",
        "10:10am · 20 minutes",
    ]
    found = _made(_activity("A"), _activity("B", index=1), _activity("C", index=2, minutes=7))
    assert [notes[0] for _, _, notes in found[1:]] == [
        "10am · 10 minutes",
        "10:10am · 20 minutes",
        "10:30am · 7 minutes",
    ]


def test_on_no_agenda_there_are_minutes_and_no_times() -> None:
    found = _made(_activity("A"), _told("x"), pace=Pace())
    assert found[1][2][0] == "10 minutes"


def test_blocks_without_a_title_take_that_of_their_section() -> None:
    assert [title for _, title, _ in _made(_activity(""), _activity("", index=1))] == ["Head", "Part", "Part"]


def test_a_heading_that_opens_an_untitled_slide_is_its_title() -> None:
    heading = nodes.rubric("", "First", **{"heading-level": 2})
    second = nodes.rubric("", "Second", **{"heading-level": 3})
    slide = slide_node("", heading, _say("one"), second, _say("two"), title="")
    assert [title for _, title, _ in _made(slide)] == ["Head", "First", "Second"]


@pytest.mark.parametrize("level", ["next section", "section below"])
def test_a_slide_after_a_heading_does_not_stand_for_the_activity_before_it(level: str) -> None:
    """The next block is what comes before the next heading."""
    document = new_document("page.md")
    part = nodes.section("", nodes.title("", "Part"), _activity("A"), _told("quiet"), ids=["part"])
    other = nodes.section("", nodes.title("", "Other"), _slide("S", instead=True), ids=["other"])
    document += part
    (document if level == "next section" else part).append(other)
    found = session_slides(
        Slide(SlideKind.SECTION, "Head"), content_of(document), Source(edition({}), "round-1/page"), Pace()
    )
    assert [(slide.kind, slide.title) for slide in found[1:]] == [(SlideKind.ACTIVITY, "A"), (SlideKind.BULLETS, "S")]
    assert [line.text for line in found[1].notes][-1] == "quiet"


def test_words_between_an_activity_and_its_slide_do_not_part_them() -> None:
    found = _made(_activity("A"), _say("More on it."), _aloud("Now."), _slide("S", instead=True))
    assert [title for _, title, _ in found] == ["Head", "S"]
    assert found[1][2] == ["10am · 10 minutes", "do A", "More on it.", "Say", "Now."]


def test_a_slide_knows_where_it_was_written() -> None:
    document = new_document("page.md")
    activity = _activity("A")
    activity.line = 12
    document += nodes.section("", nodes.title("", "Part"), activity, ids=["part"])
    found = session_slides(
        Slide(SlideKind.SECTION, "Head"), content_of(document), Source(edition({}), "round-1/page"), Pace()
    )
    assert found[1].written == ("round-1/page.md", 12)


def test_a_line_across_a_slide_goes_on_under_its_title_and_a_heading_does_not() -> None:
    document = new_document("page.md")
    heading = nodes.rubric("", "Other", **{"heading-level": 2})
    document += slide_node("", _say("a"), nodes.transition(), _say("b"), heading, _say("c"), title="Same")
    document += _slide("Other")
    found = session_slides(
        Slide(SlideKind.SECTION, "Head"), content_of(document), Source(edition({}), "round-1/page"), Pace()
    )
    assert [(slide.title, slide.goes_on) for slide in found[1:]] == [
        ("Same", False),
        ("Same", True),
        ("Other", False),
        ("Other", False),
    ]


def test_a_block_without_a_title_is_told_only_where_a_slide_has_the_one_that_it_takes() -> None:
    document = new_document("page.md")
    own, again = _slide(""), _activity("")
    own.line, again.line = 5, 9
    document += nodes.section("", nodes.title("", "Part"), own, again, ids=["part"])
    found: list[Finding] = []
    made = session_slides(
        Slide(SlideKind.SECTION, "Head"), content_of(document), Source(edition({}), "round-1/page", found), Pace()
    )
    assert [slide.title for slide in made] == ["Head", "Part", "Part"]
    assert [(one.code, one.level, one.line) for one in found] == [(Code.UNTITLED_SLIDE, Level.ADVICE, 9)]
    assert "This activity has no title" in found[0].message
    assert "“Part”" in found[0].message
