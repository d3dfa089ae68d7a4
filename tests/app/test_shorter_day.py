"""A day that was made to fit can be kept: the region then has that day, and undo brings back every byte."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from kit.app.assemble import assemble
from kit.app.check import load
from kit.app.region import take_back
from kit.app.shorter_day import keep_day, lines_to_keep, shorter
from kit.facilitate.fit import STEP, FittedDay, plan_day
from kit.franchise.capture.capture import look
from kit.franchise.capture.shorter_day import with_day
from kit.franchise.compose.compose import compose
from kit.model.edition import Edition
from kit.model.errors import KitError
from kit.model.tree import Tree
from tests.helpers import build_file_tree, examples
from tests.random_days import random_region
from tests.regions import region_files, tree
from tests.stories import contents


def edition_of(region: Tree) -> Edition:
    composed = compose(region, [])
    edition = assemble(composed, []) if composed else None
    assert edition
    return edition


def lengths(day: FittedDay) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.item.id, one.minutes, one.item.sessions) for one in day.timetable.items]


def that_give(files: dict[str, str], seed: int) -> dict[str, str]:
    """Let sessions say how short they can be, and whether they may go."""
    dice = Random(seed)  # noqa: S311 - for tests, which must be the same each time

    def limits(found: re.Match[str]) -> str:
        minutes = int(found[1])
        shortest = f"\nshortest: {dice.randrange(1, minutes + 1)}" if dice.random() < 0.7 else ""
        return f"---\nminutes: {minutes}{shortest}" + (f"\ncut: {dice.randrange(1, 4)}" if dice.random() < 0.5 else "")

    pages = {path for path in files if path.endswith(".md") and not path.endswith("index.md")}
    return {
        path: re.sub(r"\A---\nminutes: (\d+)", limits, text) if path in pages else text for path, text in files.items()
    }


@settings(max_examples=examples(50))
@given(st.integers(0, 10**6), st.integers(1, 110), st.none() | st.integers(420, 800))
def test_the_kept_day_fits_is_what_was_shown_and_is_kept_only_once(seed: int, percent: int, start: int | None) -> None:
    files, days = random_region(seed, 1)
    region = tree(that_give(files, seed))
    meeting = edition_of(region).rounds[0]
    minutes = max(1, plan_day(meeting, start).timetable.length * percent // 100)
    day = plan_day(meeting, start, minutes)
    event("fits" if day.fits else "does not fit", "cut" if day.cut else "nothing cut")
    if not day.fits:
        assert day.least is not None
        assert day.least > minutes
        assert not day.differs
        return

    kept = Tree({**region.files, "region.toml": with_day(look(region, []), shorter(day, start))})
    again = plan_day(edition_of(kept).rounds[0], None, minutes)

    assert again.planned.length <= minutes
    assert lengths(again) == lengths(day)
    assert again.planned.start == day.timetable.start
    assert not again.differs
    assert with_day(look(kept, []), shorter(again, None)) == kept.files["region.toml"]
    lines = "\n".join(lines_to_keep(edition_of(region), day, None))
    copied = Tree({**region.files, "region.toml": region.files["region.toml"] + f"\n{lines}\n".encode()})
    assert lengths(plan_day(edition_of(copied).rounds[0], start)) == lengths(day), days[0].settings


@settings(max_examples=examples(50))
@given(st.integers(0, 10**6), st.integers(1, 99))
def test_what_is_shortened_lasts_fives_of_minutes_or_as_few_as_it_can_do_with(seed: int, percent: int) -> None:
    files, _ = random_region(seed, 1)
    meeting = edition_of(tree(that_give(files, seed))).rounds[0]
    day = plan_day(meeting, None, max(1, plan_day(meeting).timetable.length * percent // 100))

    for one in day.timetable.items:
        known = [meeting.times[name] for name in one.item.sessions]
        fewest = max((time.shortest or time.minutes or 0 for time in known), default=one.minutes)
        assert one.minutes % STEP == 0 or one.minutes in (day.was(one), min(fewest, day.was(one))) or day.cut


PLAN = """---
minutes: 60
agenda:
  - {session: talk}
  - {id: sides, parallel: [clinic, walk]}
---

# A round

Come.
"""


def session(minutes: int, shortest: int, cut: int | None = None) -> str:
    order = f"cut: {cut}\n" if cut else ""
    return f"---\nminutes: {minutes}\nshortest: {shortest}\n{order}---\n\n# A session\n\nWhat we do.\n"


HUB_FILES = {
    "round-1/index.md": PLAN,
    "round-1/talk.md": session(20, 10),
    "round-1/clinic.md": session(40, 40, 1),
    "round-1/walk.md": session(25, 15),
}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    talk = '[[round.round-1.agenda]]\nitem = "talk"\nminutes = 30\n'
    more = f'\n[round.round-1]\nstart = "10:00"  # after the train\n\n{talk}'
    files = region_files({}, more)
    return build_file_tree(tmp_path / "region", files | {f"upstream/{path}": text for path, text in HUB_FILES.items()})


def day_of(region: Path, minutes: int, start: int | None = None) -> FittedDay:
    edition = load(region).edition
    assert edition
    return plan_day(edition.rounds[0], start, minutes)


def test_a_change_that_is_there_is_changed_and_every_other_line_stays(region: Path) -> None:
    before = contents(region)
    day = day_of(region, 60)

    keep_day(region, day, None, dry_run=False)

    now = (region / "region.toml").read_text(encoding="utf-8")
    assert now == before["region.toml"].decode().replace("minutes = 30", "minutes = 20")
    take_back(region)
    assert {path: data for path, data in contents(region).items() if not path.startswith(".kit/")} == before


def test_of_sessions_at_the_same_time_one_can_go_and_the_minutes_that_this_saves_are_told(region: Path) -> None:
    day = day_of(region, 40)

    keep_day(region, day, 9 * 60, dry_run=False)

    assert (day.cut, day.saved) == (("round-1/clinic",), (15,))
    kept = day_of(region, 40)
    assert not kept.differs
    assert (kept.timetable.start, kept.timetable.length) == (9 * 60, 40)
    assert kept.timetable.items[1].item.sessions == ("round-1/walk",)


def test_each_sitting_is_made_shorter_and_what_divides_them_stays(region: Path) -> None:
    second = "  - {sitting: The second day, minutes: 60}\n  - {session: end}\n"
    plan = PLAN.replace("  - {id: sides", f"{second}  - {{id: sides")
    build_file_tree(region / "upstream", {"round-1/index.md": plan, "round-1/end.md": session(20, 10)})
    day = day_of(region, 40)

    keep_day(region, day, None, dry_run=False)

    kept = day_of(region, 40)
    assert not kept.differs
    assert [(one.item.id, one.minutes, one.sitting) for one in kept.timetable.items] == [
        ("talk", 30, 1),
        ("end", 20, 2),
        ("sides", 20, 2),
    ]


def test_trying_writes_nothing(region: Path) -> None:
    before = contents(region)

    keep_day(region, day_of(region, 60), 9 * 60, dry_run=True)

    assert contents(region) == before


def test_a_plan_of_the_regions_own_is_named_because_no_line_of_settings_changes_it(region: Path) -> None:
    build_file_tree(
        region / "pages", {"round-2/index.md": PLAN.replace("parallel: [clinic, walk]", "title: Talk, minutes: 20")}
    )
    build_file_tree(region / "pages", {"round-2/talk.md": session(20, 10)})
    edition = load(region).edition
    assert edition
    day = plan_day(next(one for one in edition.rounds if one.name == "round-2"), None, 30)
    before = contents(region)

    with pytest.raises(KitError, match="do not change the agenda of round-2, so nothing was written"):
        keep_day(region, day, None, dry_run=False)

    assert contents(region) == before
