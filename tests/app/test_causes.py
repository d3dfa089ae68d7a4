"""What a region's own change causes is told at that change, and no hint sends a region into ``upstream/``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.app.check import examine
from kit.model.findings import Code, Finding
from tests.helpers import build_file_tree
from tests.regions import HUB, SESSION, region_files

TWO = SESSION.replace("minutes: 20\ncut", "minutes: 30\ncut") + (
    "\n## Compare\n\n:::{activity} Compare\n:minutes: 10\n\n1. Look.\n\n:::\n"
)
FOLDER = "overrides/round-1/how-ready"
WORDS = "## Compare\n\nLook at each other's.\n"


def found(root: Path, local: Mapping[str, str], hub: Mapping[str, str] | None = None, toml: str = "") -> list[Finding]:
    upstream = HUB | {"round-1/how-ready.md": TWO} | dict(hub or {})
    return list(examine(build_file_tree(root, region_files(local, toml, upstream))).findings)


def only(code: Code, findings: list[Finding]) -> Finding:
    (one,) = [one for one in findings if one.code is code]
    return one


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("compare.replace.md", WORDS, 1),
        ("compare.replace.md", f"---\nwhy: No time.\n---\n\n{WORDS}", 5),
        ("compare.remove.md", "We have no time.\n", 1),
        ("compare.after.md", ":::{activity} More\n:minutes: 5\n\n1. Look again.\n\n:::\n", 1),
        ("why-it-matters.before.md", ":::{activity} More\n:minutes: 5\n\n1. Look again.\n\n:::\n", 1),
    ],
)
def test_minutes_that_a_change_of_activities_spoils_are_told_at_it(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    one = only(Code.MINUTES_MISMATCH, found(tmp_path, {f"{FOLDER}/{name}": text}))

    assert one.place == f"{FOLDER}/{name}:{line}"
    assert '"How ready are we?" says 30 minutes, but its activities add up to' in one.message
    assert f"under [set] in {FOLDER}/page.toml, such as minutes = " in one.hint
    assert "upstream" not in one.hint


def test_another_order_of_sections_is_no_cause_of_minutes(tmp_path: Path) -> None:
    local = {f"{FOLDER}/compare.replace.md": WORDS, f"{FOLDER}/page.toml": 'order = ["compare", "why-it-matters"]\n'}

    assert only(Code.MINUTES_MISMATCH, found(tmp_path, local)).file == f"{FOLDER}/compare.replace.md"


def test_a_page_toml_of_order_alone_is_looked_at_where_nothing_else_is_a_cause(tmp_path: Path) -> None:
    hub = {"round-1/how-ready.md": TWO.replace("minutes: 30", "minutes: 55")}
    local = {f"{FOLDER}/page.toml": 'order = ["compare", "why-it-matters"]\n'}

    assert only(Code.MINUTES_MISMATCH, found(tmp_path, local, hub)).file == "upstream/round-1/how-ready.md"


def test_the_change_among_several_that_spoils_minutes_is_named(tmp_path: Path) -> None:
    local = {
        f"{FOLDER}/compare.replace.md": WORDS,
        f"{FOLDER}/why-it-matters.replace.md": "## Why it matters\n\nBecause of us.\n",
        "overrides/index/digital-peer-groups.replace.md": "# Our group\n\nHello.\n",
    }

    assert only(Code.MINUTES_MISMATCH, found(tmp_path, local)).file == f"{FOLDER}/compare.replace.md"


def test_two_changes_that_both_spoil_minutes_are_told_at_the_first(tmp_path: Path) -> None:
    local = {f"{FOLDER}/compare.replace.md": WORDS, f"{FOLDER}/score-yourselves.remove.md": ""}
    three = TWO.replace("minutes: 30", "minutes: 35") + (
        "\n## Vote\n\n:::{activity} Vote\n:minutes: 5\n\n1. Vote.\n\n:::\n"
    )

    assert (
        only(Code.MINUTES_MISMATCH, found(tmp_path, local, {"round-1/how-ready.md": three})).file
        == f"{FOLDER}/compare.replace.md"
    )


def test_minutes_that_were_wrong_before_are_told_where_they_are_and_mended_in_the_region(tmp_path: Path) -> None:
    wrong = {"round-1/how-ready.md": TWO.replace("minutes: 30", "minutes: 45")}
    one = only(Code.MINUTES_MISMATCH, found(tmp_path, {}, wrong))

    assert one.place == "upstream/round-1/how-ready.md:2"
    assert f"under [set] in {FOLDER}/page.toml" in one.hint


def test_a_day_that_minutes_of_page_toml_make_too_long_is_told_there(tmp_path: Path) -> None:
    local = {f"{FOLDER}/page.toml": 'why = "We need longer."\n\n[set]\nminutes = 100\n'}

    assert only(Code.OVER_SLOT, found(tmp_path, local)).place == f"{FOLDER}/page.toml:4"


def test_a_link_to_a_target_that_a_change_took_away_is_told_at_the_change(tmp_path: Path) -> None:
    hub = {
        "round-1/how-ready.md": TWO.replace("## Why it", "(reasons)=\n## Why it"),
        "round-1/next-steps.md": HUB["round-1/next-steps.md"] + "\nSee {ref}`reasons`.\n",
    }
    name = f"{FOLDER}/reasons.replace.md"
    one = only(Code.BROKEN_LINK, found(tmp_path, {name: "## Why it matters\n\nBecause.\n"}, hub))

    assert one.place == f"{name}:1"
    assert "it shows in upstream/round-1/next-steps.md:9" in one.message


def test_a_level_that_a_removed_section_leaves_out_is_told_at_its_removal(tmp_path: Path) -> None:
    one = only(Code.SKIPPED_HEADING, found(tmp_path, {f"{FOLDER}/score-yourselves.remove.md": ""}))

    assert one.file == f"{FOLDER}/score-yourselves.remove.md"


def test_a_link_to_a_page_that_the_region_dropped_is_told_where_it_was_dropped(tmp_path: Path) -> None:
    one = only(Code.DROPPED_LINK, found(tmp_path, {f"{FOLDER}/page.toml": 'why = "Not us."\ndrop = true\n'}))

    assert one.place == f"{FOLDER}/page.toml:2"
    assert "it shows in upstream/round-1/next-steps.md:7" in one.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[here](gone.md)", Code.BROKEN_LINK),
        ("{{ nobody }}", Code.UNKNOWN_VARIABLE),
        ("<hr>", Code.UNSAFE_HTML),
        ("[click here](https://example.org/)", Code.VAGUE_LINK),
    ],
)
def test_what_upstream_has_by_itself_is_told_there_with_what_a_region_can_do(
    tmp_path: Path, text: str, code: Code
) -> None:
    hub = {"round-1/next-steps.md": HUB["round-1/next-steps.md"] + f"\n{text}\n"}
    one = only(code, found(tmp_path, {f"{FOLDER}/compare.remove.md": ""}, hub))

    assert one.place == "upstream/round-1/next-steps.md:9"
    assert "do it in a change of your own: peerkit edit round-1/next-steps" in one.hint


def test_the_regions_own_mistakes_are_told_as_before(tmp_path: Path) -> None:
    local = {f"{FOLDER}/why-it-matters.replace.md": "## Why it matters\n\n[here](gone.md)\n"}
    one = only(Code.BROKEN_LINK, found(tmp_path, local))

    assert one.place == f"{FOLDER}/why-it-matters.replace.md:3"
    assert "peerkit edit" not in one.hint
