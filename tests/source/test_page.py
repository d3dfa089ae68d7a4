"""A page read whole; its mistakes are in tests/cases/pages and tests/check/test_page.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.model.findings import Code, Finding
from kit.model.page import Activity, Page, PageKind
from kit.model.schema import PageMeta, PlanMeta, SessionMeta
from kit.source.markdown.page import kind_of, read_page

SOUND = Path(__file__).parent.parent / "cases" / "pages" / "sound.md"


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
    assert (page.title, page.has_handout) == ("How ready are we?", True)
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
