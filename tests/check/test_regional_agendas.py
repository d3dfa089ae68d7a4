"""What a region's own changes of an agenda cause is told in region.toml, which it can mend, not in upstream's plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.check import examine
from tests.helpers import build_file_tree
from tests.regions import HUB, PLAN, SESSION, region_files

AFTER = len(region_files({})["region.toml"].splitlines())  # lines of region.toml before what a test adds
DAY = '[round.round-1]\nstart = "10:00"\n'
MOVES = '[[move]]\nfrom = "round-1/old-name"\nto = "round-1/new-name"\nin = "2026.1"\n'
CHANGE = "[[round.round-1.agenda]]\n"


def findings(root: Path, changes: str, **hub: str) -> list[tuple[str, str]]:
    """Return code and place of each finding; places in region.toml count from the line before ``changes``."""
    upstream = HUB | {f"round-1/{name.replace('_', '-')}.md": text for name, text in hub.items()}
    build_file_tree(root, region_files({}, changes, upstream))
    found = [one for one in examine(root).findings if one.code.value not in ("gap", "upstream-edited")]
    places = [one.place if one.file != "region.toml" else f"region.toml+{(one.line or 0) - AFTER}" for one in found]
    return [(one.code.value, place) for one, place in zip(found, places, strict=True)]


@pytest.mark.parametrize(
    "change",
    [
        'add = "dance"\ntitle = "Dance"\nminutes = 100\n',
        'item = "how-ready"\nminutes = 100\n',
        'item = "arrive"\nminutes = 100\n',
    ],
)
def test_a_day_that_the_region_made_too_long_is_told_at_its_change(tmp_path: Path, change: str) -> None:
    """The slot has 120 minutes, and without the change 45 of them are used."""
    assert findings(tmp_path, f"{CHANGE}{change}") == [("over-slot", "region.toml+1")]


def test_the_message_says_that_region_toml_had_a_part_in_it(tmp_path: Path) -> None:
    findings(tmp_path, f'{CHANGE}add = "dance"\ntitle = "Dance"\nminutes = 100\n')
    (finding,) = [one for one in examine(tmp_path).findings if one.code.value == "over-slot"]

    assert finding.message.startswith(
        'The agenda of "Meet the standard", as region.toml changes it, lasts 2 hours 25 minutes:'
    )


def test_of_several_changes_the_longest_is_named(tmp_path: Path) -> None:
    short = f'{CHANGE}add = "tea"\nbreak = "Tea"\nminutes = 30\n'
    long = f'{CHANGE}add = "dance"\ntitle = "Dance"\nminutes = 60\n'

    assert findings(tmp_path, short + long) == [("over-slot", "region.toml+5")]


def test_waiting_for_a_time_that_the_region_fixed_counts(tmp_path: Path) -> None:
    assert findings(tmp_path, f'{DAY}{CHANGE}item = "next-steps"\nat = "12:00"\n') == [("over-slot", "region.toml+3")]


@pytest.mark.parametrize("change", ["", f'{CHANGE}item = "how-ready"\nminutes = 19\n', f'{CHANGE}drop = "arrive"\n'])
def test_a_day_that_was_too_long_before_is_told_at_the_plan(tmp_path: Path, change: str) -> None:
    assert findings(tmp_path, change, index=PLAN.replace("120", "25")) == [("over-slot", "upstream/round-1/index.md:2")]


def test_a_small_change_is_no_cause_of_a_large_overrun(tmp_path: Path) -> None:
    change = f'{CHANGE}item = "how-ready"\nminutes = 21\n'

    assert findings(tmp_path, change, index=PLAN.replace("120", "25")) == [("over-slot", "upstream/round-1/index.md:2")]


def test_a_fixed_point_of_upstream_that_an_addition_delays_is_told_at_the_addition(tmp_path: Path) -> None:
    fixed = PLAN.replace("next-steps, minutes: 10}", 'next-steps, minutes: 10, at: "10:35"}')
    change = f'{DAY}{CHANGE}add = "game"\ntitle = "Game"\nminutes = 5\nafter = "arrive"\n'

    assert findings(tmp_path, change, index=fixed) == [("late-for-fixed", "region.toml+3")]


def test_a_fixed_point_that_is_late_without_the_region_is_told_at_its_line(tmp_path: Path) -> None:
    fixed = PLAN.replace("next-steps, minutes: 10}", 'next-steps, minutes: 10, at: "10:30"}')

    assert findings(tmp_path, DAY, index=fixed) == [("late-for-fixed", "upstream/round-1/index.md:6")]


def test_a_change_that_makes_it_less_late_is_no_cause(tmp_path: Path) -> None:
    fixed = PLAN.replace("next-steps, minutes: 10}", 'next-steps, minutes: 10, at: "10:30"}')
    change = f'{DAY}{CHANGE}item = "how-ready"\nminutes = 18\n'

    assert findings(tmp_path, change, index=fixed) == [("late-for-fixed", "upstream/round-1/index.md:3")]


def test_a_time_that_the_region_fixed_too_early_is_told_there(tmp_path: Path) -> None:
    change = f'{DAY}{CHANGE}item = "next-steps"\nat = "10:30"\n'

    assert findings(tmp_path, change) == [("late-for-fixed", "region.toml+3")]


def test_an_item_that_the_region_made_too_short_is_told_at_its_change(tmp_path: Path) -> None:
    session = SESSION.replace("minutes: 20\ncut", "minutes: 20\nshortest: 12\ncut")
    change = f'{CHANGE}item = "how-ready"\nminutes = 5\n'

    assert findings(tmp_path, change, how_ready=session) == [("below-shortest", "region.toml+1")]


def test_a_page_that_an_addition_lacks_is_told_once(tmp_path: Path) -> None:
    assert findings(tmp_path, f'{CHANGE}add = "nosuch"\nminutes = 5\n') == [("unknown-session", "region.toml+1")]


def test_a_page_that_is_no_session_is_told_where_it_is_added(tmp_path: Path) -> None:
    assert findings(tmp_path, f'{CHANGE}add = "index"\nminutes = 5\n') == [("unknown-session", "region.toml+1")]


def test_an_old_name_whose_page_is_gone_is_told_where_it_is_added(tmp_path: Path) -> None:
    """Composing takes the name for one that a page had, and its new page is not there."""
    change = f'{CHANGE}add = "old-name"\nminutes = 5\n'
    build_file_tree(tmp_path, {"upstream/moves.toml": MOVES})

    assert ("unknown-session", "region.toml+1") in findings(tmp_path, change)


def test_pages_that_parallel_additions_lack_are_told_there(tmp_path: Path) -> None:
    change = f'{CHANGE}add = "two"\nparallel = ["how-ready", "nosuch"]\nminutes = 5\n'

    assert findings(tmp_path, change) == [("unknown-session", "region.toml+1")]
