"""A page as a document: what people put, move, join or take out comes back in its place, or is left for a person."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.franchise.word.read import Paragraph
from kit.franchise.word.rewrite import Run
from tests.franchise.word.paragraphs import (
    PROGRAMS,
    Given,
    back,
    paragraphs,
    says,
)

PAGE = """\
---
minutes: 20
---

# How ready are we?

First words.

Second words, which are [longer](a.md) and go on.

:::{activity} Score yourselves
:minutes: 10

1. Read the point.
2. Score it.
3. Compare.

:::

:::{facilitator}

- **Late?** Skip it.

:::

| Point | Score |
| ----- | ----: |
| One   | 5     |
| Two   |       |

## The end

Last words.
"""
GIVEN = paragraphs(PAGE)


def at(words: str) -> int:
    return next(at for at, one in enumerate(GIVEN) if words in one.text)


def put(place: int, *new: Paragraph) -> list[Paragraph]:
    return [*GIVEN[:place], *new, *GIVEN[place:]]


def without(*places: int) -> list[Paragraph]:
    return [one for place, one in enumerate(GIVEN) if place not in places]


def moved(words: str, below: str) -> list[Paragraph]:
    left = without(at(words))
    place = next(n for n, one in enumerate(left) if below in one.text) + 1
    return [*left[:place], GIVEN[at(words)], *left[place:]]


def split(words: str, first: str, second: str) -> list[Paragraph]:
    one = GIVEN[at(words)]
    new = [replace(one, runs=(Run(first),)), replace(one, runs=(Run(second),), places=())]
    return [*GIVEN[: at(words)], *new, *GIVEN[at(words) + 1 :]]


def joined(words: str) -> list[Paragraph]:
    one, other = GIVEN[at(words)], GIVEN[at(words) + 1]
    whole = replace(one, runs=(*one.runs, Run(" "), *other.runs), places=one.places + other.places)
    return [*GIVEN[: at(words)], whole, *GIVEN[at(words) + 2 :]]


STEPS = "1. Read the point.\n2. Score it.\n3. Compare.\n"
EDITS: dict[str, tuple[Given, tuple[str, str]]] = {
    "a paragraph put in": (
        put(at("First") + 1, says("New – words.")),
        ("First words.\n", "First words.\n\nNew - words.\n"),
    ),
    "a paragraph at the end": (put(len(GIVEN), says("New.")), ("Last words.\n", "Last words.\n\nNew.\n")),
    "a heading put in": (
        put(at("First"), says("Begin", "heading 2")),
        ("First words.\n", "## Begin\n\nFirst words.\n"),
    ),
    "a paragraph taken out": (without(at("First")), ("First words.\n\n", "")),
    "a step put in": (
        put(at("Score it") + 1, says("Breathe.", "list number", "number")),
        (STEPS, "1. Read the point.\n2. Score it.\n3. Breathe.\n4. Compare.\n"),
    ),
    "a last step put in": (
        put(at("Compare") + 1, says("Breathe.", "list number", "number")),
        (STEPS, f"{STEPS}4. Breathe.\n"),
    ),
    "a first step put in": (
        put(at("Read the"), says("Breathe.", "list number", "number")),
        (STEPS, "1. Breathe.\n2. Read the point.\n3. Score it.\n4. Compare.\n"),
    ),
    "a step taken out": (without(at("Score it")), (STEPS, "1. Read the point.\n2. Compare.\n")),
    "a step moved": (
        moved("Read the", "Score it"),
        (STEPS, "1. Score it.\n2. Read the point.\n3. Compare.\n"),
    ),
    "a paragraph moved between steps": (
        moved("First words", "Read the"),
        (
            PAGE[PAGE.index("First") : PAGE.index("2. Score")],
            PAGE[PAGE.index("Second") : PAGE.index("2. Score")] + "\n   First words.\n\n",
        ),
    ),
    "a paragraph put in between steps": (
        put(at("Read the") + 1, says("Wait.")),
        ("1. Read the point.\n", "1. Read the point.\n\n   Wait.\n\n"),
    ),
    "a note put in": (
        put(at("Late?") + 1, says("Wait.", "list bullet", "bullet")),
        ("- **Late?** Skip it.\n", "- **Late?** Skip it.\n- Wait.\n"),
    ),
    "a paragraph moved": (
        moved("First words", "The end"),
        (PAGE[PAGE.index("First") :], PAGE[PAGE.index("Second") :].replace("end\n", "end\n\nFirst words.\n")),
    ),
    "a paragraph split": (
        split("Second", "Second words.", "Which are longer and go on."),
        ("Second words, which are [longer](a.md) and go on.\n", "Second words.\n\nWhich are longer and go on.\n"),
    ),
    "paragraphs joined": (joined("First"), ("First words.\n\nSecond", "First words. Second")),
    "a block taken out whole": (
        without(*range(at("Note for facilitators"), at("End of: note for facilitators") + 1)),
        (":::{facilitator}\n\n- **Late?** Skip it.\n\n:::\n\n", ""),
    ),
    "a row taken out": (without(at("One"), at("One") + 1), ("| One   | 5     |\n", "")),
    "a row put in": (
        put(at("Two"), says("Half"), says("3")),
        ("| Two ", "| Half | 3 |\n| Two "),
    ),
    "the title of a block": (
        [replace(one, runs=(Run("Score each other"),)) if one.text == "Score yourselves" else one for one in GIVEN],
        ("Score yourselves", "Score each other"),
    ),
}  # fmt: skip


def _as_table(given: Given) -> list[Paragraph]:
    """The paragraphs with the cells of the table counted again, as a program does."""
    cells = [n for n, one in enumerate(given) if one.cell or one.text in ("Half", "3")]
    return [
        replace(one, cell=(1, cells.index(n) // 2, cells.index(n) % 2)) if n in cells else one
        for n, one in enumerate(given)
    ]


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("name", EDITS)
def test_paragraphs_steps_and_rows_come_and_go_where_people_put_them(name: str, program: str) -> None:
    given, (before, after) = EDITS[name]
    assert PAGE.count(before) == 1
    if program == "Google Docs" and "heading" in name:
        given = [replace(one, places=()) for one in given]

    kept = given if "heading" in name else PROGRAMS[program](given)
    made = back(PAGE, _as_table(given) if "row" in name else kept)

    assert made.text == PAGE.replace(before, after)
    assert made.left == []


LABEL, HEADS, NOTE = at("Activity · 10"), at("Point"), at("Note for facilitators")
COPY = [replace(one, places=()) for one in GIVEN[NOTE : NOTE + 3]]
LEFT = {
    "a new table": (put(at("Second"), *(replace(says(w), cell=(9, 0, n)) for n, w in enumerate("AB"))), "A\nB"),
    "a grey line written over": (
        [*GIVEN[:LABEL], replace(GIVEN[LABEL], runs=(Run("Activity, 90 minutes"),)), *GIVEN[LABEL + 1 :]],
        "Activity, 90 minutes",
    ),
    "a table that lost a column": (without(HEADS + 1, at("One") + 1, at("Two") + 1), "Point\nOne\nTwo"),
    "a table that lost its heads": (without(HEADS, HEADS + 1), "One\n5\nTwo\n"),
    "a paragraph that became a heading": (
        [replace(one, style="heading 2") if one.text == "First words." else one for one in GIVEN],
        "First words.",
    ),
    "a step that became plain": (
        [replace(one, style="normal", list="") if one.text == "Score it." else one for one in GIVEN],
        "Score it.",
    ),
    "words above the front matter": (put(0, says("Hello.")), "Hello."),
    "a copied note": (put(at("Second"), *COPY), "Late? Skip it."),
    "a copied note with other words": (
        put(at("Second"), COPY[0], says("For us."), COPY[2]),
        "For us.",
    ),
    "a typed mark of a block": (put(at("Second"), says(":::{say} Hello.")), ":::{say} Hello."),
    "a paragraph taken out of a note": (moved("Late?", "First words."), "Late? Skip it."),
    "a picture put into words": (
        [replace(one, drawn=True) if one.text == "First words." else one for one in GIVEN],
        "(it is in the document)",
    ),
    "the line above a note taken out": (without(NOTE), "Note for facilitators"),
    "the line below a note taken out": (without(NOTE + 2), "End of: note for facilitators"),
}  # fmt: skip


def _as_rows(given: Given) -> list[Paragraph]:
    """The paragraphs with rows and columns of the page's table counted again, as a program does."""
    old = [one.cell for one in given if one.cell and one.cell[0] == 1]
    rows, columns = sorted({row for _, row, _ in old}), sorted({column for _, _, column in old})
    return [
        replace(one, cell=(1, rows.index(one.cell[1]), columns.index(one.cell[2])))
        if one.cell and one.cell[0] == 1
        else one
        for one in given
    ]


@pytest.mark.parametrize("name", LEFT)
def test_what_has_no_place_is_left_for_a_person_with_its_words(name: str) -> None:
    given, words = LEFT[name]

    made = back(PAGE, _as_rows(given))

    assert made.text == PAGE
    assert [one.words for one in made.left] == [words], made.left
    assert made.left[0].why


def test_a_note_that_somebody_typed_as_markdown_is_shown_to_nobody() -> None:
    typed = (":::{facilitator}", "SECRET", ":::")
    made = back(PAGE, put(at("Second"), *map(says, ("Before.", *typed, "After."))))

    assert made.text == PAGE.replace("First words.\n", "First words.\n\nBefore.\n\nAfter.\n")
    assert [one.words for one in made.left] == list(typed)


def test_an_empty_paragraph_that_kept_a_bookmark_takes_nothing_away() -> None:
    """Somebody pressed Enter at the beginning of a paragraph: the bookmark stays in the empty one."""
    one = GIVEN[at("First")]
    given = [*GIVEN[: at("First")], replace(one, runs=()), replace(one, places=()), *GIVEN[at("First") + 1 :]]

    assert back(PAGE, given).text == PAGE


def test_windows_line_ends_stay() -> None:
    text = PAGE.replace("\n", "\r\n")
    given = [
        replace(one, runs=(Run("Other words."),)) if one.text == "Last words." else one for one in paragraphs(text)
    ]

    assert back(text, given).text == text.replace("Last", "Other")


WORDS = [
    at for at, one in enumerate(GIVEN) if one.cell is None and one.style in ("normal", "list bullet", "list number")
]
STEPS_OF_PEOPLE = st.lists(
    st.tuples(st.sampled_from(("put in", "take out", "move", "write")), st.integers(0, 40), st.integers(0, 40)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(STEPS_OF_PEOPLE, st.sampled_from(sorted(PROGRAMS)))
def test_no_word_that_somebody_wrote_is_ever_lost(steps: list[tuple[str, int, int]], program: str) -> None:
    """Whatever people do, each new word is on the page or told to a person, once."""
    there = list(GIVEN)
    for number, (what, one, other) in enumerate(steps):
        free = [n for n, each in enumerate(there) if each in GIVEN and n and GIVEN.index(each) in WORDS]
        if not free:
            break
        place, target = free[one % len(free)], free[other % len(free)]
        if what == "put in":
            there.insert(place + 1, replace(there[place], places=(), runs=(Run(f"Zebra{number}."),)))
        elif what == "take out":
            del there[place]
        elif what == "move":
            there.insert(target, there.pop(place))
        else:
            there[place] = replace(there[place], runs=(*there[place].runs, Run(f" Zebra{number}.")))
    wanted = sorted(re.findall(r"Zebra\d", " ".join(one.text for one in there)))

    made = back(PAGE, PROGRAMS[program](there))

    assert sorted(re.findall(r"Zebra\d", " ".join([made.text, *(one.words for one in made.left)]))) == wanted
