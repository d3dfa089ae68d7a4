"""What the hub and the handbook say of the world has a source, with its address and the day on which it was checked."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.app.check import load
from kit.model.sources import Subject

ROOT = Path(__file__).parent.parent
HUB = ROOT / "sessions"
WRITTEN = sorted((*HUB.rglob("*.md"), *(ROOT / "docs" / "handbook").glob("*.md")))
LINK = re.compile(r"\]\((https?://[^)\s]+)\)")
# What a reader may want to look up: a year of the past or an act. Years of copyright and of reviews are no prose.
CLAIM = re.compile(r"\b20[012]\d\b|\b[A-Z]\w+ Act\b")


@functools.cache
def subjects() -> tuple[Subject, ...]:
    """Return the hub's facts, read once for all pages."""
    edition = load(HUB).edition
    assert edition is not None
    return edition.facts


def plain(address: str) -> str:
    return address.partition("#")[0].partition("//")[2].rstrip("/")


def prose(path: Path) -> Iterator[str]:
    """Yield the lines of a page below its front matter."""
    yield from re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()


def test_every_fact_was_held_against_its_source_on_a_day() -> None:
    unchecked = [
        fact.claim for one in subjects() for source in one.sources for fact in source.facts if not fact.checked
    ]

    assert unchecked == []


def test_every_source_says_something() -> None:
    assert [source.address for one in subjects() for source in one.sources if not source.facts] == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_links_to_sources_only_that_are_in_a_file_of_facts(path: Path) -> None:
    known = {plain(source.address) for one in subjects() for source in one.sources}
    used = {plain(found) for line in prose(path) for found in LINK.findall(line)}

    assert used <= known


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_that_names_a_year_or_an_act_names_a_source(path: Path) -> None:
    """What is said to the room or shown on a slide carries no link: its page does."""
    lines = list(prose(path))

    if any(CLAIM.search(LINK.sub("]", line)) for line in lines):
        assert any(LINK.search(line) for line in lines)
