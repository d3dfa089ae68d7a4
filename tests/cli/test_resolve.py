"""``peerkit resolve``: what people wrote on a question's page, used or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.stories import contents, tell

PAGE = "review/round-1--how-ready.why-it-matters.md"
OVERRIDE = "overrides/round-1/how-ready/why-it-matters.replace.md"
USE = "- [ ] Use what I wrote below"


@pytest.fixture
def region(tmp_path: Path, peerkit: Peerkit) -> Path:
    region, _ = tell(tmp_path)
    peerkit("-C", region, "update")
    return region


def write(region: Path, text: str, *ticks: str) -> int:
    """Tick boxes on the question's page and write ``text`` below them; return the line at which it begins."""
    page = (region / PAGE).read_text(encoding="utf-8")
    for tick in ticks:
        page = page.replace(f"- [ ] {tick}", f"- [x] {tick}")
    (region / PAGE).write_text(page + text, encoding="utf-8")
    return page.count("\n") + 1


def test_a_text_below_the_boxes_is_used_and_undo_brings_the_page_back(peerkit: Peerkit, region: Path) -> None:
    write(region, "## Why it matters\n\nBoth of us say so.\n", "Use what I wrote below")
    before = contents(region)

    ended = peerkit("-C", region, "resolve")

    assert (ended.code, ended.err.splitlines()[0]) == (0, "Settled round-1/how-ready#why-it-matters: your new text.")
    said = (region / OVERRIDE).read_text(encoding="utf-8")
    assert said == "---\nwhy: our own case\n---\n\n## Why it matters\n\nBoth of us say so.\n"
    peerkit("-C", region, "undo")
    assert contents(region) == before


WRONG = [
    ("## Why it matters\n\n:::{note}\nOpen.\n", 2, "is never closed"),
    ("No heading.\n", 0, "has no heading"),
    ("# Title\n\nWords.\n", 0, "a second heading with a single #"),
    ("## Why it matters\n\n<script>alert(1)</script>\n", 2, "HTML"),
]


@pytest.mark.parametrize(("text", "below", "words"), WRONG)
def test_a_text_that_would_not_do_stays_on_its_page_and_its_line_is_told(
    peerkit: Peerkit, region: Path, text: str, below: int, words: str
) -> None:
    line = write(region, text, "Use what I wrote below") + below
    before = contents(region)

    ended = peerkit("-C", region, "resolve")

    assert ended.code == 1
    assert f"{PAGE}:{line}: " in ended.err
    assert words in ended.err
    assert contents(region) == before


OPEN = [
    ("", ("Use what I wrote below",), "nothing is written below it"),
    ("## Why it matters\n\nBoth.\n", (), "a text stands below them"),
    ("## Why it matters\n\nBoth.\n", ("Keep ours",), "“Keep ours” is ticked, and a text stands below"),
    ("## Why it matters\n\nBoth.\n", ("Take theirs", "Use what I wrote below"), "2 boxes are ticked"),
    ("## Why it matters\n\nIn [was: pairs | now: threes].\n", ("Use what I wrote below",), "a mark of what changed"),
]


@pytest.mark.parametrize(("text", "ticks", "words"), OPEN)
def test_what_says_two_things_or_nothing_stays_open_and_is_told(
    peerkit: Peerkit, region: Path, text: str, ticks: tuple[str, ...], words: str
) -> None:
    write(region, text, *ticks)
    before = contents(region)

    ended = peerkit("-C", region, "resolve")

    assert (ended.code, words in ended.err, PAGE in ended.err) == (1, True, True)
    assert contents(region) == before


def test_words_written_elsewhere_on_the_page_are_kept_and_told(peerkit: Peerkit, region: Path) -> None:
    page = (region / PAGE).read_text(encoding="utf-8")
    page = page.replace("> Because of that.", "> Because of that and more.").replace("- [ ] Keep", "- [x] Keep")
    (region / PAGE).write_text(page, encoding="utf-8")

    ended = peerkit("-C", region, "resolve")

    kept = PAGE.replace("review/", "review/kept/")
    assert (ended.code, kept in ended.err) == (0, True)
    assert "Because of that and more." in (region / kept).read_text(encoding="utf-8")
    assert peerkit("-C", region, "check").err.count("asks something") == 0
    assert "no open question" in peerkit("-C", region, "resolve").err


def test_taking_back_minutes_that_upstream_has_no_more_is_refused_where_a_round_of_ones_own_needs_them(
    peerkit: Peerkit, hub: Path, tmp_path: Path
) -> None:
    region = tmp_path / "midlands"
    assert peerkit("fork", region, "--from", hub, "--name", "Midlands", "--no-kit", "--no-input").code == 0
    ours = "---\nminutes: 60\nagenda:\n  - {session: round-1/how-ready}\n---\n\n# Ours\n\nWhat it is for.\n"
    build_file_tree(
        region,
        {"overrides/round-1/how-ready/page.toml": "[set]\nminutes = 25\n", "pages/round-9/index.md": ours},
    )
    for name, old, new in (
        ("how-ready", "minutes: 20\ncut", "cut"),
        ("index", "{session: how-ready}", "{session: how-ready, minutes: 20}"),
    ):
        page = hub / "round-1" / f"{name}.md"
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert peerkit("-C", region, "update").code == 1

    taking = ("-C", region, "resolve", "round-1/how-ready:minutes", "--take")
    ended = peerkit(*taking)
    assert ended.code == 1
    assert "so the question stays open" in ended.err
    assert "under [set] in overrides/round-1/how-ready/page.toml" in ended.err

    page = region / "pages/round-9/index.md"
    page.write_text(ours.replace("how-ready}", "how-ready, minutes: 25}"), encoding="utf-8")
    assert peerkit(*taking).code == 0
    assert not (region / "overrides/round-1/how-ready").exists()
    assert peerkit("-C", region, "update").code == 0
