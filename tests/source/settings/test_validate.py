"""Schemas: every mistake in what front matter says is found in one run, in the words of organisers."""

from __future__ import annotations

import tomllib

import pytest

from kit.model.findings import Finding
from kit.model.schema import PageMeta, PlanMeta, RegionFile, SessionMeta
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.validate import validate
from tests.source.cases import read_cases

MISTAKES = read_cases("page-meta.txt")


@pytest.mark.parametrize("title", MISTAKES)
def test_mistakes_give_these_findings(title: str) -> None:
    page, expected = MISTAKES[title]
    found: list[Finding] = []
    front = read_front_matter("round-1/page.md", page, found)
    model: type[PageMeta] = PlanMeta if title.startswith("Plan") else SessionMeta

    assert front is not None
    meta = validate(model, front.data, front.lines, "round-1/page.md", found, "The front matter")

    assert [f"{finding.code.value} {finding.line} {finding.message} {finding.hint}" for finding in found] == expected
    assert (meta is None) == bool(expected)


def test_text_becomes_numbers_and_dates() -> None:
    meta = validate(SessionMeta, {"minutes": "20", "standard": ["1", "3"], "cut": None}, {}, "page.md", [])

    assert meta is not None
    assert (meta.minutes, meta.standard, meta.cut) == (20, {"": [1, 3]}, None)


def test_true_is_not_the_number_one() -> None:
    found: list[Finding] = []

    assert validate(SessionMeta, {"minutes": True}, {(): 1}, "page.md", found) is None
    assert [finding.message for finding in found] == ['"minutes" needs a whole number, such as 20, not true.']


def test_a_very_long_value_is_cut_short_and_a_name_cannot_move_the_cursor() -> None:
    found: list[Finding] = []
    validate(SessionMeta, {"minutes": "x" * 5000, "\x1b[2J": "y"}, {}, "page.md", found)

    assert all(len(finding.message) < 200 and "\x1b" not in finding.message for finding in found)
    assert len(found) == 2


# Hints repeat what the author wrote, in the form that it should have; what they say to write is then taken.

REGION = 'schema = 1\nid = "a"\nname = "A"\n{}\n[upstream]\nsource = "x"\nversion = "1"\ntree = "x"\n'


def page_hints(front: str, model: type[SessionMeta | PlanMeta] = SessionMeta) -> list[str]:
    found: list[Finding] = []
    read = read_front_matter("round-1/page.md", f"---\n{front}\n---\n", found)
    assert read is not None
    if not found:
        validate(model, read.data, read.lines, "round-1/page.md", found, "The front matter")
    return [one.hint for one in found]


def region_hints(line: str) -> list[str]:
    found: list[Finding] = []
    validate(RegionFile, tomllib.loads(REGION.format(line)), {(): 1}, "region.toml", found)
    return [one.hint for one in found]


SESSIONS = {
    "materials: pens": 'Write materials: ["pens: 1 per person"], with your own numbers',
    "materials: pens, glue": 'Write materials: ["pens: 1 per person", "glue: 1 per person"], with your own numbers',
    'materials: "pens: 2 per table"': 'Write materials: ["pens: 2 per table"]',
    "materials: pens: 2 per table": 'Put the whole value in quotes: materials: ["pens: 2 per table"]',
    "materials:\n  pens: 2 per table\n  bell: 1": 'Write materials: ["pens: 2 per table", "bell: 1"]',
    "materials: [pens: 2 per table]": 'Put it in straight quotes: "pens: 2 per table"',
    "materials:\n  - pens: 2 per table": 'Put it in straight quotes: "pens: 2 per table"',
    "purpose: start and listen": 'Write purpose: ["start", "listen"]',
    "standard: 1, 3": "Write standard: [1, 3]",
    "standard: point 3": "Write standard: [3]",
    "group_size: tables: 5": 'Put the whole value in quotes: group_size: "tables: 5"',
}


@pytest.mark.parametrize("front", SESSIONS)
def test_a_hint_says_what_the_author_meant_in_the_right_form(front: str) -> None:
    assert page_hints(front) == [SESSIONS[front]]


@pytest.mark.parametrize("front", [front for front, hint in SESSIONS.items() if ": " in hint.partition("rite ")[2]])
def test_what_a_hint_says_to_write_is_taken(front: str) -> None:
    written = SESSIONS[front].partition("Write ")[2].removesuffix(", with your own numbers")

    assert page_hints(written) == []


@pytest.mark.parametrize(
    "front", [f"materials: {'x' * 300}", "materials: [[pens]]", "materials: [{a: 1, b: 2}]", "materials: [{a: [b]}]"]
)
def test_what_is_too_long_or_not_plain_is_not_repeated(front: str) -> None:
    (hint,) = page_hints(front)

    assert hint in ('Write it in square brackets, such as ["timer"] or [1, 3].', "Put the value in straight quotes.")


@pytest.mark.parametrize(
    "front", ["agenda: how-ready", "agendas:\n  agenda: how-ready", "agenda: {session: how-ready}"]
)
def test_an_agenda_of_one_word_is_told_as_a_list_of_items(front: str) -> None:
    hint = "Write each item on a line of its own below agenda, such as - {session: how-ready}"

    assert page_hints(front, PlanMeta) == [hint]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('languages = "en, cy"', 'Write languages = ["en", "cy"]'),
        ('accessibility.problems = "Maps, and old videos"', 'Write problems = ["Maps, and old videos"]'),
        ('round.round-1.agenda = "tea"', "Put each one below a line of its own that says [[round.round-1.agenda]]"),
    ],
)
def test_settings_are_told_as_their_files_write_them(line: str, hint: str) -> None:
    assert region_hints(line) == [hint]
