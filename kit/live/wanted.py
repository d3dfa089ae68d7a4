"""What a site is made from, as the preview compares it with what it was made from before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from kit.model.edition import Edition
from kit.model.tree import Tree
from kit.render.reading import guide_tree
from kit.render.site.settings import own_files, site_settings
from kit.render.sphinx_conf import settings
from kit.render.staging import PICTURES, source_files

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
        known = settings(self.edition) | site_settings(self.edition, Path("own"))
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
