"""A region with what it composes to, as capture needs it: which upstream page each composed page is made of. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kit.franchise.capture.fragments import Slot
from kit.franchise.capture.overriding import Base
from kit.franchise.compose.compose import Composed, compose
from kit.franchise.compose.overrides import Overrides, PageOverride
from kit.franchise.compose.page import lost_page
from kit.franchise.home import source_file, upstream_seen, without_copy
from kit.franchise.hub_pages import HubPages
from kit.franchise.record import Lock
from kit.model.schema import PageFile, RegionFile
from kit.model.tree import Tree

LOCAL = ("region.toml", "overrides/", "pages/", "files/")  # what capture may write


@dataclass(frozen=True)
class ComposedRegion:
    """A region, read: its tree, settings and overrides, and what they compose to."""

    tree: Tree
    region: RegionFile
    overrides: Overrides
    lock: Lock
    composed: Composed

    @cached_property
    def upstream(self) -> HubPages:
        """Upstream's pages."""
        return HubPages(upstream_seen(self.tree, self.region))

    @cached_property
    def pages(self) -> HubPages:
        """The composed pages."""
        return HubPages(self.composed.tree)

    @cached_property
    def local(self) -> dict[str, bytes]:
        """The region's own files that capture may change, by path."""
        return {path: data for path, data in self.tree.files.items() if path.startswith(LOCAL)}

    @cached_property
    def upstream_of(self) -> Mapping[str, str]:
        """The name of the upstream page that each composed page was made from; own pages are left out."""
        found = {}
        for name in self.pages.names:
            first = self.composed.origins.by_file.get(f"{name}.md", ())
            source = first[0].file if first else ""
            if source == source_file(f"{name}.md", self.region, self.tree.under("upstream")):
                found[name] = name
            elif source.startswith("upstream/"):
                found[name] = source.removeprefix("upstream/").removesuffix(".md")
            elif not source.startswith(("pages/", "files/")):
                found[name] = name  # a page that upstream gave up, on which the region's words stand
        return found

    def file(self, name: str) -> PageOverride | None:
        """What ``page.toml`` of an upstream page says."""
        return self.overrides.pages.get(name)

    def content(self, name: str) -> PageFile:
        """What ``page.toml`` of an upstream page says, or nothing."""
        own = self.file(name)
        return own.content if own else PageFile()

    def fields(self, name: str) -> dict[str, Any]:
        """The front matter of an upstream page."""
        return self.upstream.fields(name)

    def base(self, name: str) -> Base | None:
        """Return the upstream page ``name`` with its overrides; None where there is no such text."""
        ones = self.overrides.sections.get(name, ())
        lock = self.lock.pages.get(name)
        text = self.upstream.text(name)
        if text is None and lock is not None:
            text = lost_page(name, lock, ones)
        if text is None:
            return None
        slots = {Slot(one.anchor, one.op): one for one in ones}
        return Base(name, text, slots, {one.file: self.tree.files[one.file] for one in ones}, lock)

    def composed_with(self, files: Mapping[str, bytes]) -> Composed | None:
        """Return what the region composes to with ``files`` as its own; None where it would not."""
        rest = {path: data for path, data in self.tree.files.items() if not path.startswith(LOCAL)}
        composed = compose(Tree({**rest, **files}), [])
        return replace(composed, tree=self.seen(composed.tree)) if composed else None

    def seen(self, tree: Tree) -> Tree:
        """Return a composed or edited ``tree`` without what it holds only for regions of this region."""
        return without_copy(tree, self.tree, self.region)
