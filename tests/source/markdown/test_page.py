"""A page read whole; its mistakes are in tests/cases/pages and tests/check/test_page.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.model.findings import Code, Finding
from kit.model.page import Activity, Page, PageKind
from kit.model.schema import PageMeta, PlanMeta, SessionMeta
from kit.source.markdown.page import kind_of, read_page

SOUND = Path(__file__).parents[2] / "cases" / "pages" / "sound.md"


def read(text: str | bytes, kind: PageKind = PageKind.SESSION) -> tuple[Page | None, list[Finding]]:
    found: list[Finding] = []
    data = text if isinstance(text, bytes) else text.encode()
    return read_page("round-1/page.md", data, kind, found), found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.md", PageKind.HOME),
        ("round-1/index.md", PageKind.PLAN),
        ("round-1/how-ready.md", PageKind.SESSION),
        ("round-1/more/how-ready.md", PageKind.PAGE),
        ("about.md", PageKind.PAGE),
        ("other/index.md", PageKind.PAGE),
        ("round-1/how-ready.cy.md", PageKind.LANGUAGE),
        ("index.cy.md", PageKind.LANGUAGE),
    ],
)
def test_a_page_is_what_its_place_says(path: str, kind: PageKind) -> None:
    assert kind_of(path, frozenset({"round-1"})) is kind


def test_a_sound_session_is_read_whole() -> None:
    page, found = read(SOUND.read_bytes())

    assert found == []
    assert page is not None
    assert page.text.encode() == SOUND.read_bytes()
    assert isinstance(page.meta, SessionMeta)
    assert (page.meta.minutes, page.meta.cut, page.meta_last, page.meta_lines["minutes",]) == (20, 2, 9, 2)
    assert (page.title, page.handouts_for()) == ("How ready are we?", frozenset({"person"}))
    assert page.activities == (Activity("Score yourselves", 20, 12, "pairs, then tables", 40),)
    assert [one.target for one in page.variables] == ["venue", "group"]


def test_what_cannot_be_decoded_is_no_page() -> None:
    page, found = read(b"\xff\xfe#\x00")

    assert page is None
    assert [one.code for one in found] == [Code.UNREADABLE]


@pytest.mark.parametrize(
    ("kind", "model"), [(PageKind.PLAN, PlanMeta), (PageKind.HOME, PageMeta), (PageKind.PAGE, PageMeta)]
)
def test_only_a_session_needs_front_matter(kind: PageKind, model: type[PageMeta]) -> None:
    page, found = read("# A\n", kind)

    assert found == []
    assert page is not None
    assert type(page.meta) is model


def test_front_matter_with_mistakes_leaves_the_rest_to_be_read() -> None:
    page, found = read("---\nminutes: 5\nminutes: [\n---\n\n# A\n\n# B\n")

    assert page is not None
    assert [one.title for one in page.sections] == ["A", "B"]
    assert found[-1].code is Code.NO_TITLE
    assert len(found) > 1


def test_a_page_in_another_language_is_kept_as_it_stands() -> None:
    page, found = read("---\nminutes: 5\n---\n\nGeiriau.\n", PageKind.LANGUAGE)

    assert found == []
    assert page is not None


def test_empty_files_are_told_what_to_begin_with() -> None:
    page, found = read("")

    assert page is not None
    assert [(one.code, one.line) for one in found] == [(Code.NO_FRONT_MATTER, 1), (Code.NO_TITLE, 1)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Words.\n\n# Title\n\nLead.\n", [4]),
        ("## Part\n\nWords.\n\n# Title\n", [4]),
        (":::{facilitator}\n\nNote.\n\n:::\n\n# Title\n", [4]),
        ("#\n\nLead.\n", [4]),
        ("# Title\n\n##\n\nWords.\n", [6]),
        ("# ![A plan](plan.svg)\n", [4]),
        ("<!-- A remark. -->\n\n(top)=\n# Title\n", []),
        ("\n\n# Title\n", []),
    ],
)
def test_a_title_has_words_and_nothing_above_it(text: str, lines: list[int]) -> None:
    """What stands above the title belongs to no section, and PDFs leave it out or cannot be made."""
    found: list[Finding] = []
    read_page("round-1/a.md", f"---\nminutes: 20\n---\n{text}".encode(), PageKind.SESSION, found)
    assert [(one.code, one.line) for one in found] == [(Code.NO_TITLE, line) for line in lines]


# An activity's minutes: what is no whole number is told with what to write instead.


def activity_findings(option: str, title: str = " Score") -> list[Finding]:
    text = f"---\nminutes: 20\n---\n\n# Ready\n\n:::{{activity}}{title}\n{option}\n\n1. Read.\n\n:::\n"
    found: list[Finding] = []
    page = read_page("round-1/ready.md", text.encode(), PageKind.SESSION, found)
    assert page is not None
    assert (page.activities[0].minutes, page.activities[0].shortest) == (None, None)
    return found


@pytest.mark.parametrize("key", ["minutes", "shortest"])
@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        (
            "0",
            '"Score" says ":{}: 0", and an activity that is timed takes 1 minute at least.',
            "such as :{}: 5, or delete",
        ),
        ("-5", 'says ":{}: -5", and an activity that is timed takes 1 minute', "such as :{}: 5, or delete"),
        ("+5", 'says ":{}:" and a number with a sign', "Write :{}: 5"),
        (
            "",
            '"Score" has ":{}:" without a number.',
            "Write the minutes behind it, such as :{}: 20, or delete the line.",
        ),
        ("1441", "1440 is the most", "Write 1440, or a smaller number."),
        ("10 mins", 'says ":{}: 10 mins", and times are counted in whole minutes', "Write :{}: 10"),
        ("15m", "15m", "Write :{}: 15"),
        ("2 hours", "2 hours", "Write :{}: 120"),
        ("0 minutes", "0 minutes", "Write :{}: 20 or whatever it takes"),
        ("99 hours", "99 hours", "Write :{}: 20 or whatever it takes"),
        ("ten", "ten", "Write :{}: 20 or whatever it takes"),
        ("2.5", "2.5", "Write :{}: 20 or whatever it takes"),
        ("\u0663", "\u0663", "Write :{}: 20 or whatever it takes"),
    ],
)
def test_what_is_no_number_of_minutes_is_told_with_what_to_write(key: str, value: str, message: str, hint: str) -> None:
    (finding,) = activity_findings(f":{key}: {value}".rstrip())

    assert (finding.code, finding.place) == (Code.BAD_VALUE, "round-1/ready.md:8")
    assert message.format(key) in finding.message
    assert hint.format(key) in finding.hint


@pytest.mark.parametrize("value", ["5-10", "5 to 10 minutes", "10\u20135 min"])
def test_a_range_is_what_minutes_and_shortest_are_for(value: str) -> None:
    (finding,) = activity_findings(f":minutes: {value}")

    assert finding.hint == "Write :minutes: 10 and, on a line of its own below it, :shortest: 5"


def test_a_range_from_nothing_is_no_range() -> None:
    assert activity_findings(":minutes: 0-10")[0].hint == "Write :minutes: 20 or whatever it takes"


def test_an_activity_without_a_title_is_told_as_one() -> None:
    assert activity_findings(":minutes: ten", title="")[0].message.startswith('The activity says ":minutes: ten"')


def test_a_very_long_value_is_cut() -> None:
    assert len(activity_findings(f":minutes: {'x' * 500}", title=f" {'y' * 500}")[0].message) < 250


def test_a_title_has_no_marks_inside_words_that_nobody_sees() -> None:
    """It names bookmarks, slides and search results; what the page itself says stays as it was written."""
    page = read_page("round-1/a.md", "# Pro\u00adcure&shy;ment\u200b\n".encode(), PageKind.PAGE, [])

    assert page is not None
    assert page.title == "Procurement"
    assert page.sections[0].anchor == "procurement"
    assert "\u00ad" in page.text
