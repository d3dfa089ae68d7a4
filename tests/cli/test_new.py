"""``peerkit new``: a session or a round to begin with, on its agenda, with nothing written over."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.app.check import examine
from kit.franchise.scaffold.pages import on_plan, session_page
from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree

HUB = Path(__file__).parents[2] / "sessions"


def files(folder: Path) -> Mapping[str, bytes]:
    """What lies in a hub or region, without the kit's own notes."""
    paths = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    return {path.as_posix(): (folder / path).read_bytes() for path in paths if path.parts[0] != ".kit"}


@pytest.fixture
def region(peerkit: Peerkit, hub: Path) -> Path:
    """A region that was just started, in ``midlands``."""
    peerkit("-C", hub, "fork", "midlands", "--name", "Midlands", "--set", "venue=Hall", "--set", "contact=a@b.org")
    return Path("midlands")


def items(peerkit: Peerkit, root: Path, round_name: str = "round-1") -> list[str]:
    """The titles on an agenda, in order."""
    lines = peerkit("-C", root, "agenda", round_name).out.splitlines()
    return [match[1] for line in lines if (match := re.match(r"\s+\S+\s+\d+m\s+(.+)", line))]


def test_a_session_of_the_hub_stands_beside_the_others_and_on_the_agenda(peerkit: Peerkit, hub: Path) -> None:
    before = files(hub)
    ended = peerkit("-C", hub, "new", "session", "round-1/one-page-less", "--after", "how-ready")

    after = files(hub)
    assert ended.code == 0
    assert after.keys() - before.keys() == {"round-1/one-page-less.md"}
    assert [path for path in before if before[path] != after[path]] == ["round-1/index.md"]
    assert after["round-1/index.md"].decode() == before["round-1/index.md"].decode().replace(
        "# the heart of it\n", "# the heart of it\n  - {session: one-page-less}\n"
    )
    assert ended.following == f"peerkit -C {hub} agenda round-1"


def test_a_session_of_a_region_is_its_own_page_and_one_change_of_the_agenda(peerkit: Peerkit, region: Path) -> None:
    before = files(region)
    ended = peerkit("-C", region, "new", "session", "round-1/our-story.md", "--title", "What happened here")

    after = files(region)
    added = after["region.toml"].decode().replace(before["region.toml"].decode().rstrip("\n"), "")
    assert ended.code == 0
    assert after.keys() - before.keys() == {"pages/round-1/our-story.md"}
    assert '[[round.round-1.agenda]]\nadd = "our-story"\nafter = "next-steps"\n' in added
    assert b"\n# What happened here\n" in after["pages/round-1/our-story.md"]
    assert items(peerkit, region) == ["Arrivals", "How ready are we?", "Next steps", "What happened here"]


def test_a_session_goes_before_the_shared_ones_that_end_the_meeting(peerkit: Peerkit, hub: Path) -> None:
    plan = (hub / "round-1" / "index.md").read_text(encoding="utf-8")
    shared = plan.replace("agendas:", "  - {session: common/feedback}\nagendas:", 1)
    build_file_tree(hub, {"round-1/index.md": shared, "common/feedback.md": "---\nminutes: 5\n---\n\n# Feedback\n"})
    peerkit("-C", hub, "new", "session", "round-1/ours")

    assert items(peerkit, hub)[-2:] == ["Ours", "Feedback"]


def test_a_round_of_a_region_is_its_own_and_takes_its_sessions(peerkit: Peerkit, region: Path) -> None:
    ended = peerkit("-C", region, "new", "round", "round-6", "--title", "Reach everyone", "--minutes", "210")
    session = peerkit("-C", region, "new", "session", "round-6/testing", "--after", "main-part")
    settings = (region / "region.toml").read_text(encoding="utf-8")

    assert (ended.code, session.code) == (0, 0)
    assert "Put sessions of yours in place of its item main-part" in ended.err
    assert settings.endswith("[round.round-6]\n" + settings.split("[round.round-6]\n")[1])
    assert "# date = 2027-01-20" in settings.split("[round.round-6]")[1]
    assert (region / "pages" / "round-6" / "index.md").is_file()
    assert "Testing" in items(peerkit, region, "round-6")


@pytest.mark.parametrize("place", ["hub", "region"])
@pytest.mark.parametrize("words", [["session", "round-1/ours"], ["round", "round-6"]])
def test_undo_takes_it_back_to_the_last_byte(
    peerkit: Peerkit, hub: Path, region: Path, place: str, words: list[str]
) -> None:
    root = {"hub": hub, "region": region}[place]
    before = files(root)
    assert peerkit("-C", root, "new", *words).code == 0
    ended = peerkit("-C", root, "undo")

    assert ended.code == 0
    changed = 1 if (place, words[0]) == ("hub", "round") else 2
    assert f"Took back: new, {changed} {'file' if changed == 1 else 'files'}." in ended.err
    assert files(root) == before


def test_a_trial_writes_nothing(peerkit: Peerkit, hub: Path) -> None:
    before = files(hub)

    assert "Nothing was written." in peerkit("-C", hub, "new", "session", "round-1/ours", "-n").err
    assert files(hub) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["session", "round-1/how-ready"], "There is a page round-1/how-ready already."),
        (["session", "ours"], "ours names no round."),
        (["session", "round-11/ours"], "Did you mean round-1/ours?"),
        (["session", "round-1/Our story"], "needs small letters, digits and hyphens only"),
        (["session", "../ours"], "needs small letters"),
        (["session", "round-1/con"], "Windows keeps that name for a device"),
        (["session", "round-1/ours", "--after", "arive"], "Did you mean arrive?"),
        (["session", "round-1/ours", "--minutes", "5"], "10 minutes or more"),
        (["session", "round-1/ours", "--title", "Dear {{ venue }}"], "cannot stand in a heading"),
        (["round", "round-1"], "round-1 is there already"),
        (["round", "round-6", "--after", "x"], "--after is for sessions"),
        (["workshop", "round-6"], "'session', 'round'"),
    ],
)
def test_what_cannot_be_begun_is_wrong_usage_and_leaves_everything(
    peerkit: Peerkit, hub: Path, region: Path, words: list[str], message: str
) -> None:
    for root in (hub, region):
        before = files(root)
        ended = peerkit("-C", root, "new", *words)

        assert ended.code == 2
        assert message in ended.err
        assert files(root) == before


def test_a_name_that_the_build_needs_is_refused(peerkit: Peerkit, hub: Path) -> None:
    before = files(hub)
    ended = peerkit("-C", hub, "new", "session", "round-1/run-sheet")

    assert ended.code == 1
    assert "[reserved-name]" in ended.err
    assert files(hub) == before


@pytest.mark.slow
def test_pages_to_begin_with_keep_the_house_style_of_the_hub(peerkit: Peerkit, tmp_path: Path) -> None:
    root = shutil.copytree(HUB, tmp_path / "copy")
    peerkit("-C", root, "new", "round", "round-6", "--title", "Reach everyone")
    alone = [one for one in examine(root).findings if one.file.startswith("round-6/")]
    peerkit("-C", root, "new", "session", "round-6/testing")
    plan = root / "round-6" / "index.md"
    plan.write_text(re.sub(r"  - .*main-part.*\n", "", plan.read_text(encoding="utf-8")), encoding="utf-8")

    assert alone == []
    assert [one for one in examine(root).findings if one.file.startswith("round-6/testing")] == []


@given(st.integers(10, 1440))
def test_the_minutes_of_a_sessions_activities_are_its_own(minutes: int) -> None:
    page = session_page("Ours", minutes, datetime.date(2026, 11, 29))
    shortest, *of_parts = (int(one) for one in re.findall(r"shortest:? (\d+)$", page, re.MULTILINE))
    whole, *parts = (int(one) for one in re.findall(r"minutes:? (\d+)$", page, re.MULTILINE))
    assert whole == minutes == sum(parts)
    assert shortest == sum(of_parts) <= minutes


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_plan_keeps_its_line_ends_and_one_without_an_agenda_gets_one(end: str) -> None:
    plan = end.join(["---", "minutes: 120   # two hours", "---", "", "# Round", ""])

    assert on_plan(plan, "index.md", "ours", None) == end.join(
        ["---", "minutes: 120   # two hours", "agenda:", "  - {session: ours}", "---", "", "# Round", ""]
    )
