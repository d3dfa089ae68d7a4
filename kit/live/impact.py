"""Which pages a change may show on; in doubt, all of them. Pure.

A page shows its own text, and of other pages only what ``shape`` returns: titles, headings, front matter, activities,
names. Home pages and plans also show leads of other pages; ``near`` names those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kit.model.blocks import IN
from kit.model.edition import Edition
from kit.model.page import Page, PageKind, Reference, kinds_at
from kit.model.tree import Origins, Tree
from kit.render.reading.settings import own_files, settings
from kit.render.reading.source_folder import GUIDES, source_files
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
    """Return what other pages may show of ``page``: everything but its prose and its line numbers.

    Whether they link to a target hangs on the kinds of format of the block that it is in.
    """
    return (
        (page.path, page.kind, page.meta, page.meta_read),
        [(one.anchor, one.slug, one.level, one.title) for one in page.sections],
        [(one.name, one.argument, one.options.get(IN, ("", 0))[0], one.section, one.parents) for one in page.fences],
        [(one.title, one.minutes, one.shortest, one.grouping, one.kinds) for one in page.activities],
        [(name, one.target) for name, one in page.roles],
        [sorted(kinds_at(page.fences, one.line)) for one in page.targets],
        *(_named(ones) for ones in (page.links, page.pictures, page.variables, page.targets, page.footnotes)),
    )


def _named(references: Iterable[Reference]) -> list[str]:
    return [one.target for one in references]


def _places(origins: Origins) -> dict[str, list[str]]:
    return {path: [one.file for one in spans] for path, spans in origins.by_file.items()}


Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Inputs:
    """What a site is made from: an edition without mistakes, and the files of the guides, None if it has none."""

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

    def reaches_everything(self, after: Inputs) -> bool:
        """Whether pages may look different in ``after`` that were not changed themselves."""
        guides = f"{GUIDES}/index.md"  # the menu shows the guides in the order in which this page names them
        return (
            self.source.keys() != after.source.keys()
            or self.source.get(guides) != after.source.get(guides)
            or self.own != after.own
            or reaches_everything(self.edition, after.edition)
        )
