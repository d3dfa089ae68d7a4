"""What a change of an edition reaches: pure, and in doubt it says everything.

A page shows its own text, and of other pages only what ``shape`` holds: titles, headings, front matter, activities,
names. The exceptions, pages that show words of other pages, are named in ``near``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from kit.model.edition import Edition
from kit.model.page import Page, PageKind, Reference
from kit.model.tree import Origins, Tree
from kit.render.reading.reading import guide_tree
from kit.render.reading.settings import own_files, settings
from kit.render.reading.source_folder import PICTURES, source_files
from kit.source.tree.paths import DECK_SUFFIXES


def reaches_everything(before: Edition, after: Edition) -> bool:
    """Whether pages may look different that were not changed themselves."""
    return (
        _settings(before) != _settings(after)
        or _files(before) != _files(after)
        or before.pages.keys() != after.pages.keys()
        or not all(_alike(before.pages[name], page) for name, page in after.pages.items())
        or _places(before.origins) != _places(after.origins)
    )


def near(edition: Edition, names: Iterable[str]) -> frozenset[str]:
    """Return the pages that may show words of the pages called ``names``, themselves included.

    Those are the home page, pages beside the rounds, and the plans of rounds that hold or borrow one of them.
    """
    changed = frozenset(names)
    plans = {one.plan for one in edition.rounds if changed & {*one.sessions, *_on_agenda(edition, one.name)}}
    summaries = {name for name, page in edition.pages.items() if page.kind in (PageKind.HOME, PageKind.PAGE)}
    return changed | plans | summaries


def _on_agenda(edition: Edition, round_: str) -> Iterable[str]:
    items = (timed.item for one in edition.rounds if one.name == round_ for timed in one.timetable.items)
    return (name for item in items for name in item.sessions)


def _settings(edition: Edition) -> Edition:
    """Return ``edition`` without its pages and files, and without the lines of its settings, which no page shows."""
    return replace(edition, pages={}, tree=Tree({}), origins=Origins(), settings_lines={})


def _files(edition: Edition) -> dict[str, bytes]:
    """Return the files that may show on any page: all but pages of the site, and decks."""
    shown = {page.path for page in edition.pages.values() if page.kind.published}
    files = edition.tree.files
    return {path: data for path, data in files.items() if path not in shown and not path.endswith((*DECK_SUFFIXES,))}


def _alike(before: Page, after: Page) -> bool:
    """Whether other pages show the same of both, or cannot show either: what is not published counts as a file."""
    return before is after or not after.kind.published or shape(before) == shape(after)


def shape(page: Page) -> object:
    """Return what other pages may show of ``page``: all that is known of it but its words and its lines."""
    return (
        (page.path, page.kind, page.meta, page.meta_read),
        [(one.anchor, one.slug, one.level, one.title) for one in page.sections],
        [(one.name, one.argument, one.section, one.parents) for one in page.fences],
        [(one.title, one.minutes, one.shortest, one.grouping) for one in page.activities],
        [(name, one.target) for name, one in page.roles],
        *(_named(ones) for ones in (page.links, page.pictures, page.variables, page.targets, page.footnotes)),
    )


def _named(references: Iterable[Reference]) -> list[str]:
    return [one.target for one in references]


def _places(origins: Origins) -> dict[str, list[str]]:
    return {path: [one.file for one in spans] for path, spans in origins.by_file.items()}


# What a site is made from, as the preview compares it with what it was made from before.

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Wanted:
    """An edition without mistakes, with the files of the guides that go with it, None where none do."""

    edition: Edition
    guides: Tree | None

    @cached_property
    def source(self) -> Files:
        """The files that Sphinx reads."""
        return source_files(self.edition, self.guides)

    @cached_property
    def own(self) -> Files:
        """The static files of the group: its colours and its logo."""
        return own_files(self.edition)

    @cached_property
    def settings(self) -> dict[str, Any]:
        """How Sphinx is set up, which cannot change while it runs."""
        known = settings(self.edition, Path("own"))
        return {name: value for name, value in known.items() if name != "kit_edition"}


def wanted(edition: Edition, guides: Path | None) -> Wanted:
    """Return what the site of ``edition`` is made from, with the guides in the folder ``guides``."""
    return Wanted(edition, guide_tree(guides) if guides else None)


def differing(before: Files, after: Files) -> frozenset[str]:
    """Return the paths of files that are new, different or gone."""
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def pages_in(paths: frozenset[str]) -> frozenset[str]:
    """Return the names of the pages among ``paths``."""
    return frozenset(path.removesuffix(".md") for path in paths if path.endswith(".md"))


def holds_pictures(paths: frozenset[str]) -> bool:
    """Whether there is a picture among ``paths``."""
    return any(PurePath(path).suffix.lower() in PICTURES for path in paths)
