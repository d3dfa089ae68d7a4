"""Regions of one hub with changes of every kind, to be built together and each by itself."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from tests.live.edits import Edit, replacing, several, writing
from tests.live.trees import svg, write_region

WHY = "overrides/round-1/score/why-it-matters.replace.md"
DROPPED = '[[round.round-1.agenda]]\ndrop = "next-steps"\n\n[[round.round-1.agenda]]\nadd'

CHANGES: dict[str, Edit] = {
    "a name": replacing("region.toml", 'name = "Midlands"', 'name = "Midlands & friends"'),
    "a colour": replacing("region.toml", '# primary = "#1b4965"', 'primary = "#0b5a3c"'),
    "an address": replacing("region.toml", 'url = ""', 'url = "https://example.org/peers"'),
    "where it is kept": replacing("region.toml", "schema = 1", 'schema = 1\nrepository = "https://github.com/a/b"'),
    "no run sheets": replacing("region.toml", "schema = 1", "schema = 1\npublish_run_sheet = false"),
    "areas": replacing("region.toml", "schema = 1", 'schema = 1\nareas = ["west-midlands"]'),
    "a variable": replacing("region.toml", "Library", "Museum {{ venue }}"),
    "a web address": replacing("region.toml", '"me@example.org"', '"https://example.org/join"'),
    "a gap": replacing("region.toml", '"Library"', '""'),
    "a date": replacing("region.toml", "2027-01-20", "2027-02-10"),
    "a start": replacing("region.toml", '"10:30"', '"09:45"'),
    "who leads": replacing("region.toml", "[round.round-1]", '[round.round-1]\nleads = {score = "Sam"}'),
    "a section": writing(WHY, "## Why it matters\n\nOur own case, with [a link](../about.md) and {{ venue }}.\n"),
    "a section without its picture": writing(WHY, "## Why it matters\n\nZebras.\n"),
    "a heading": writing(WHY, "## Why *zebras* matter\n\nOur case.\n"),
    "a section put in": writing("overrides/round-1/score/score-yourselves.after.md", "## And then\n\nTalk.\n"),
    "a section taken out": writing("overrides/round-1/score/why-it-matters.remove.md", ""),
    "an activity taken out": writing("overrides/round-1/score/score-yourselves.remove.md", ""),
    "a lead": writing("overrides/round-2/talks/talks.replace.md", "# Talks\n\nPeople talk, at {{ venue }}.\n"),
    "minutes": writing("overrides/round-1/next-steps/page.toml", "[set]\nminutes = 12\n"),
    "a title": writing("overrides/round-1/next-steps/next-steps.replace.md", "# What *now*?\n\nGo.\n"),
    "a picture of upstream's": writing("files/round-1/wall.svg", svg("#abcdef")),
    "a picture of the same name": several(
        writing("files/round-2/wall.svg", svg("#00ff00")),
        writing("overrides/round-2/talks/talks.replace.md", "# Talks\n\n![A green square](wall.svg)\n"),
    ),
    "a page of its own": writing("pages/round-1/spare.md", "---\nminutes: 5\n---\n\n# A spare one\n\nPlay.\n"),
    "a page beside the rounds": writing("pages/zoo.md", "# The zoo\n\nSee [scoring](round-1/score.md).\n"),
    "a home page": writing("overrides/index/peer-groups.replace.md", "# Peer groups\n\nHello from {{ group }}.\n"),
    "a round hidden": replacing("region.toml", "[round.round-2]", "[round.round-2]\nshow = false"),
    "a round dropped": replacing("region.toml", "[round.round-2]", "[round.round-2]\ndrop = true"),
    "an item dropped": replacing("region.toml", "[[round.round-1.agenda]]\nadd", DROPPED),
    "another language": replacing("region.toml", 'languages = ["en"]', 'languages = ["cy"]'),
}


def write_regions(folder: Path, chosen: Sequence[Collection[str]]) -> list[Path]:
    """Write a region for each list of names of changes, and return their folders."""
    plain = write_region(folder)
    made = []
    for number, names in enumerate(chosen):
        root = folder / f"region-{number}"
        shutil.copytree(plain, root)
        replacing("region.toml", 'id = "midlands"', f'id = "region-{number}"')(root)
        for name in names:
            with suppress(AssertionError):  # another change has taken away what this one begins from
                CHANGES[name](root)
        made.append(root)
    return made
