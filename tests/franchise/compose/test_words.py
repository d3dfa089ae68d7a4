"""Overrides of a section's words: the region's prose, upstream's blocks; and what whole replacements leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from kit.franchise.capture.capture import capture
from kit.franchise.compose.compose import compose
from kit.model.findings import Code, Finding, Level
from kit.model.tree import Tree
from tests.helpers import build_file_tree
from tests.regions import HUB, region_files, tree

READY = "overrides/round-1/how-ready"
SECTION = """## Score yourselves

Read the point.

:::{activity} Score yourselves
:minutes: 20

1. Read the [point][p].

:::

Then talk.

:::{facilitator}

- **Quiet?** Wait.

:::

:::{slide} Score 0 to 5

- 0 nothing yet

:::

[p]: https://www.example.org/point
[q]: https://www.example.org/other
"""
PAGE = f"---\nminutes: 20\n---\n\n# How ready are we?\n\nLead.\n\n{SECTION}\n## Why it matters\n\nBecause.\n"
HERE = {**HUB, "round-1/how-ready.md": PAGE}


def composed(local: dict[str, str], page: str = PAGE) -> tuple[str, list[Finding]]:
    found: list[Finding] = []
    hub = {**HERE, "round-1/how-ready.md": page}
    result = compose(tree(region_files(local, "", hub)), found)
    assert result is not None
    return result.tree.files["round-1/how-ready.md"].decode(), found


def test_words_stand_above_upstreams_blocks_in_their_order_with_one_empty_line_between() -> None:
    text, found = composed({f"{READY}/score-yourselves.words.md": "## Score each other\n\nIn pairs.\n"})

    assert found == []
    assert text == PAGE.replace(
        SECTION,
        "## Score each other\n\nIn pairs.\n\n"
        ":::{activity} Score yourselves\n:minutes: 20\n\n1. Read the [point][p].\n\n:::\n\n"
        ":::{facilitator}\n\n- **Quiet?** Wait.\n\n:::\n\n"
        ":::{slide} Score 0 to 5\n\n- 0 nothing yet\n\n:::\n\n"
        "[p]: https://www.example.org/point\n",
    )


def test_a_definition_that_the_words_bring_is_not_kept_a_second_time() -> None:
    own = "## Score yourselves\n\nSee [it][p].\n\n[p]: https://www.example.org/ours\n"
    text, _ = composed({f"{READY}/score-yourselves.words.md": own})

    assert text.count("[p]: ") == 1
    assert "https://www.example.org/ours" in text


def test_upstreams_target_stays_straight_above_the_heading() -> None:
    page = PAGE.replace("## Score yourselves", "(scoring)=\n## Score yourselves")
    text, found = composed({f"{READY}/scoring.words.md": "## Score each other\n\nIn pairs.\n"}, page)

    assert found == []
    assert "\n\n(scoring)=\n## Score each other\n\nIn pairs.\n\n:::{activity}" in text


@pytest.mark.parametrize("other", ["replace", "remove"])
def test_only_one_file_may_say_what_becomes_of_a_section(other: str) -> None:
    own = "## Score yourselves\n\nIn pairs.\n"
    files = {f"{READY}/score-yourselves.words.md": own, f"{READY}/score-yourselves.{other}.md": own}
    _, found = composed(files)

    assert Code.BAD_OVERRIDE in {one.code for one in found}
    assert any(f"score-yourselves.{other}.md" in one.hint for one in found)


def test_a_block_among_the_words_is_refused_with_its_line() -> None:
    own = "## Score yourselves\n\nIn pairs.\n\n:::{slide} Ours\n\n- One\n\n:::\n"
    _, found = composed({f"{READY}/score-yourselves.words.md": own})

    assert [(one.code, one.line) for one in found] == [(Code.BAD_OVERRIDE, 5)]
    assert ".replace.md" in found[0].hint


@pytest.mark.parametrize("front", ["", "---\nwhy: Ours.\n---\n"])
@pytest.mark.parametrize("other", ["## More", "### More", "# More", "(more)=\n## More", "More\n----"])
def test_a_second_heading_among_the_words_is_refused_since_blocks_would_come_below_it(front: str, other: str) -> None:
    own = f"## Score yourselves\n\nIn pairs.\n\n{other}\n\nText.\n"
    text, found = composed({f"{READY}/score-yourselves.words.md": front + own})
    level = "###" if other.startswith("###") else "#" if other.startswith("# ") else "##"

    assert [(one.code, one.line) for one in found] == [
        (Code.BAD_OVERRIDE, 5 + front.count("\n") + other.startswith("(")),
    ]
    assert found[0].hint == f"Put all from {level} More on into score-yourselves.after.md, beside this file."
    assert text == PAGE
    after = f"{other}\n\nText.\n"
    files = {f"{READY}/score-yourselves.words.md": own.partition(other)[0], f"{READY}/score-yourselves.after.md": after}
    text, found = composed(files)
    assert found == []
    assert text.index("In pairs.") < text.index(":::{slide}") < text.index(other) < text.index("## Why it matters")


@pytest.mark.parametrize("same", ["**More**", "##### More", "```text\n## More\n```", "> ## More", "- ## More"])
def test_what_begins_no_section_may_stand_among_the_words(same: str) -> None:
    own = f"## Score yourselves\n\nIn pairs.\n\n{same}\n\nText.\n"

    assert composed({f"{READY}/score-yourselves.words.md": own})[1] == []


@pytest.mark.parametrize(
    "block",
    [
        ":::{activity} Ours\n:minutes: 7\n\nTalk.\n\n:::",
        ":::{activity} Ours\n:minutes: soon\n\nTalk.\n\n:::",
        ":::{activity} Ours\n:minuts: 7\n\nTalk.\n\n:::",
        ":::{handout} Ours\n\nSee [there](nowhere.md).\n\n:::",
        "- :::{activity} Ours\n  :minutes: 7\n\n  Talk.\n\n  :::",
    ],
)
def test_a_block_among_the_words_is_told_once(tmp_path: Path, block: str) -> None:
    """It is refused as a block; what else would be wrong with it does not matter."""
    own = f"## Score yourselves\n\nIn pairs.\n\n{block}\n"
    files = region_files({f"{READY}/score-yourselves.words.md": own}, "", HERE)
    told = examine(build_file_tree(tmp_path, files)).findings

    assert [one.code for one in told if one.file.startswith("overrides/")] == [Code.BAD_OVERRIDE]
    assert [one.level for one in told if one.level is Level.ERROR] == [Level.ERROR]


@pytest.mark.parametrize(
    "around",
    [
        "- Do this:\n\n  :::{activity} Deep\n  :minutes: 5\n\n  Talk.\n\n  :::\n",
        "> :::{slide} Deep\n> \n> - One\n> \n> :::\n",
    ],
)
def test_where_a_block_stands_inside_something_else_words_are_refused_and_replacing_is_named(around: str) -> None:
    page = PAGE.replace("Then talk.\n", around)
    _, found = composed({f"{READY}/score-yourselves.words.md": "## Score yourselves\n\nIn pairs.\n"}, page)

    line = page[: page.index(around)].count("\n") + (3 if around.startswith("-") else 1)
    assert [one.code for one in found] == [Code.BAD_OVERRIDE]
    assert f"line {line} of upstream/round-1/how-ready.md" in found[0].message
    assert ".replace.md" in found[0].hint


def test_a_replacement_that_leaves_blocks_out_is_told_at_the_override() -> None:
    own = "## Score yourselves\n\nIn pairs.\n"
    _, found = composed({f"{READY}/score-yourselves.replace.md": own})

    assert [(one.code, one.file, one.line) for one in found] == [
        (Code.LEFT_OUT, f"{READY}/score-yourselves.replace.md", 1)
    ]
    for words in (
        "slide “Score 0 to 5”",
        "1 activity",
        "1 note for facilitators",
        "20 minutes are missing",
    ):
        assert words in found[0].message
    assert ".words.md" in found[0].hint


@pytest.mark.parametrize("minutes", ["9" * 5000, "²", "٣", "12345", "-5", "1e9", "soon", "", "1_0"])
def test_an_activity_without_minutes_that_can_be_counted_is_left_out_with_none_missing(minutes: str) -> None:
    """Upstream's mistake is told at its own line; here it counts for nothing."""
    page = PAGE.replace(":minutes: 20", f":minutes: {minutes}")
    _, found = composed({f"{READY}/score-yourselves.replace.md": "## Score yourselves\n\nIn pairs.\n"}, page)

    assert [one.code for one in found] == [Code.LEFT_OUT]
    assert "1 activity" in found[0].message
    assert "missing" not in found[0].message


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("---\nwhy: We talk instead.\n---\n\n## Score yourselves\n\nIn pairs.\n", Code.MEANT_LEFT_OUT),
        (SECTION.replace("Score yourselves\n:min", "Score each other\n:min"), None),
        (SECTION.replace(":::{facilitator}\n\n- **Quiet?** Wait.\n\n:::\n", ""), Code.LEFT_OUT),
    ],
    ids=["with a reason", "with another title", "without the note"],
)
def test_a_reason_makes_it_advice_and_another_title_leaves_nothing_out(own: str, code: Code | None) -> None:
    _, found = composed({f"{READY}/score-yourselves.replace.md": own})

    assert [one.code for one in found] == ([code] if code else [])


def test_a_block_that_moved_to_another_section_is_not_left_out() -> None:
    slide = ":::{slide} Score 0 to 5\n\n- 0 nothing yet\n\n:::\n"
    own = {
        f"{READY}/score-yourselves.replace.md": SECTION.replace(slide, ""),
        f"{READY}/why-it-matters.replace.md": f"## Why it matters\n\nBecause.\n\n{slide}",
    }

    assert composed(own)[1] == []


def captured_files(old: str, new: str, local: dict[str, str], before: str) -> dict[str, str]:
    """Return what capture stores of the page where ``old`` became ``new``; ``before`` is upstream's page."""
    region = tree(region_files(local, "", {**HERE, "round-1/how-ready.md": before}))
    shown = compose(region, [])
    assert shown is not None
    text = shown.tree.files["round-1/how-ready.md"].decode()
    assert old in text
    edited = {**shown.tree.files, "round-1/how-ready.md": text.replace(old, new).encode()}
    stored = capture(region, Tree(edited), [])
    return {path: data.decode() for path, data in stored.changes.items() if data is not None}


PLAIN = PAGE.replace("Then talk.\n\n", "").replace(
    "\n[p]: https://www.example.org/point\n[q]: https://www.example.org/other\n", ""
)


def test_capture_stores_words_alone_where_only_they_changed() -> None:
    stored = captured_files("Read the point.", "Read it aloud.", {}, PLAIN)

    assert stored == {f"{READY}/score-yourselves.words.md": "## Score yourselves\n\nRead it aloud.\n"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("**Quiet?** Wait.", "**Quiet?** Go first."), ("- 0 nothing yet\n", "- 0 nothing\n")],
    ids=["a note", "a slide"],
)
def test_capture_stores_the_whole_section_where_a_block_changed(old: str, new: str) -> None:
    assert list(captured_files(old, new, {}, PLAIN)) == [f"{READY}/score-yourselves.replace.md"]


def test_capture_stores_the_whole_section_where_words_alone_would_move_a_paragraph() -> None:
    assert list(captured_files("Read the point.", "Read it aloud.", {}, PAGE)) == [
        f"{READY}/score-yourselves.replace.md"
    ]


def test_capture_leaves_a_replaced_section_replaced() -> None:
    own = {f"{READY}/score-yourselves.replace.md": PLAIN[PLAIN.index("## Score") : PLAIN.index("\n## Why")]}
    stored = captured_files("Read the point.", "Read it aloud.", own, PLAIN)

    assert list(stored) == [f"{READY}/score-yourselves.replace.md"]


def test_captured_words_stay_words_when_they_change_again() -> None:
    own = {f"{READY}/score-yourselves.words.md": "## Score yourselves\n\nRead it aloud.\n"}
    stored = captured_files("Read it aloud.", "Read it twice.", own, PLAIN)

    assert stored == {f"{READY}/score-yourselves.words.md": "## Score yourselves\n\nRead it twice.\n"}
