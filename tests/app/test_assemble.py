"""Numbers that nobody can count to, where a tree becomes an edition, and the day that its files carry."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kit.app.assemble import epoch
from kit.app.build import Order, build
from kit.app.check import examine
from kit.model.findings import Code, has_errors
from kit.publish.archive import zipped
from tests.helpers import build_file_tree
from tests.regions import HUB, HUB_TOML, region_files

ENDLESS = "9" * 5000  # more digits than Python turns into a number
NEW_YEAR_2026 = 1767225600


@pytest.mark.parametrize("version", ["2026.1", "2026", "2026-01-05", "2026 (draft)"])
def test_files_carry_the_first_day_of_the_year_of_their_version(version: str) -> None:
    assert epoch(version, None) == NEW_YEAR_2026


@pytest.mark.parametrize("version", ["2026.1", "0000.1", "1900", "2206.1", "9999", ENDLESS, "20261", "²²²²", "v1", ""])
@pytest.mark.parametrize("given", [None, "", "0", "1767225600", "9" * 12, ENDLESS, "²", "٣", "-1", "1_0", "soon"])
def test_no_version_and_no_setting_gives_a_day_that_a_zip_file_cannot_hold(version: str, given: str | None) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"a.txt": b""}, epoch(version, given)))) as archive:
        (one,) = archive.infolist()

    assert 1980 <= one.date_time[0] <= 2107


def test_the_day_of_reproducible_builds_is_taken_where_it_is_one() -> None:
    assert epoch("2026.1", "1800000000") == 1800000000
    assert epoch("2026.1", "²") == epoch("2026.1", ENDLESS) == epoch("2026.1", None)


def test_a_mistyped_year_in_the_version_builds(tmp_path: Path) -> None:
    hub = HUB | {"hub.toml": HUB_TOML.replace('"2026.1"', '"2206.1"')}

    assert not has_errors(build(build_file_tree(tmp_path / "hub", hub), tmp_path / "out", Order(("decks",)), print))


@pytest.mark.parametrize("words", ["on line {}", "before line {}", "of line {} and line {}"])
def test_a_line_that_an_author_writes_of_may_be_endless(tmp_path: Path, words: str) -> None:
    """Messages name other lines of a page, which are told as they are numbered where they were written."""
    text = f"\n[{words.replace('{}', ENDLESS)}](nowhere.md#{ENDLESS})\n"
    files = region_files({"overrides/round-1/how-ready/why-it-matters.after.md": text})

    assert Code.BROKEN_LINK in {one.code for one in examine(build_file_tree(tmp_path, files)).findings}
