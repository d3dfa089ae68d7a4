"""Meetings that moved since an earlier build without a new ``revision``: the .ics files that it left tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kit.check.revision import check_revisions
from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.publish import files
from kit.publish.manifest import listed

_MAX_BYTES = 1_000_000  # a calendar file of one event takes some thousands


def default_folder(name: str, partial: bool = False) -> Path:
    """Return where the builds of the tree with the id ``name`` go unless people say otherwise."""
    return Path("_build") / f"{name}{'-part' if partial else ''}"


def revisions_due(edition: Edition, out: Path) -> Iterator[Finding]:
    """Yield a warning for each meeting that moved since the build in ``out``, if there is one, without a new revision.

    Nothing that a build writes depends on it.
    """
    paths = {one.name: f"calendar/{one.name}.ics" for one in edition.rounds}
    try:
        ours = listed(out) or frozenset()
        there = {name: files.read(out / path, _MAX_BYTES) for name, path in paths.items() if path in ours}
    except OSError:  # a folder that nobody may read tells nothing, and a build says why it cannot use it
        return
    yield from check_revisions(edition, {name: data for name, data in there.items() if data is not None})
