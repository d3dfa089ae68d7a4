"""The last answer of status is repeated as long as nothing has changed, and never longer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kit.system.status_cache import cached, remember
from tests.stories import tell

STATUS = ["status"]


def aged(folder: Path) -> None:
    """Give every file a time well in the past, as files have that nobody is just writing."""
    past = time.time() - 60
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (past, past))


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place, hub = tell(tmp_path)
    aged(tmp_path)
    monkeypatch.chdir(place)
    remember(STATUS, str(place), str(hub), time.time_ns() + 10**9, "out\n", "err\n")
    return place


def test_an_answer_is_repeated_while_nothing_changes(region: Path) -> None:
    assert cached(STATUS) == ("out\n", "err\n")


@pytest.mark.parametrize(
    "place", ["region.toml", "overrides/round-1/how-ready/new.after.md", "review/x.md", "../hub/round-1/how-ready.md"]
)
def test_a_change_in_the_region_or_its_source_ends_it(region: Path, place: str) -> None:
    target = region / place
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("changed")

    assert cached(STATUS) is None


def test_a_file_that_goes_ends_it(region: Path) -> None:
    (region / "pages/round-1/ours.md").unlink()

    assert cached(STATUS) is None


def test_an_answer_is_not_kept_if_a_file_may_be_younger_than_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region, hub = tell(tmp_path)
    monkeypatch.chdir(region)

    remember(STATUS, str(region), str(hub), time.time_ns() - 10**12, "out\n", "err\n")

    assert cached(STATUS) is None


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["status", "--help"], ["-C", "x", "update"], ["-C", "nowhere", "status"]]
)
def test_nothing_else_is_ever_answered_from_memory(region: Path, arguments: list[str]) -> None:
    assert cached(arguments) is None


def test_a_damaged_answer_counts_as_none(region: Path) -> None:
    for path in (region / ".kit" / "cache").iterdir():
        path.write_bytes(b"\xff\xfe")

    assert cached(STATUS) is None


def test_people_see_the_same_the_second_time(tmp_path: Path) -> None:
    region, _ = tell(tmp_path)
    time.sleep(0.01)
    command = [sys.executable, "-m", "kit", "-C", str(region), "status"]

    first = subprocess.run(command, check=True, capture_output=True, text=True)
    kept = cached(command[3:])
    second = subprocess.run(command, check=True, capture_output=True, text=True)

    assert kept == (first.stdout, first.stderr)
    assert (second.stdout, second.stderr) == (first.stdout, first.stderr)
