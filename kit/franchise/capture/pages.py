"""Capturing all pages of an edited tree: changed, renamed, dropped, new. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.capture.page import capture_page, dropped_page, kept, overridable, whole_page
from kit.franchise.hub_pages import HubPages
from kit.franchise.likeness import clearly_like
from kit.model.tree import Tree


@dataclass
class Pages:
    """The files under ``overrides/`` and ``pages/`` as they would be, and what became of the pages, by name.

    ``retired`` are upstream pages that the region leaves out, ``renamed`` new names by old, ``whole`` edited names of
    upstream pages that are kept as own ones, ``new`` and ``gone`` the region's own pages, and ``left`` sentences on
    what it cannot say.
    """

    files: dict[str, bytes]
    changed: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    retired: set[str] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    whole: dict[str, str] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def capture_pages(view: ComposedRegion, edited: Tree, whole: frozenset[str]) -> Pages:
    """Return what the region must hold for the pages of ``edited``; those in ``whole`` are kept as they are."""
    work = _Work(view, HubPages(edited), whole)
    for name in sorted(view.upstream.names | set(view.upstream_of.values())):
        work.upstream_page(name)
    work.own_pages()
    return work.pages


class _Work:
    def __init__(self, view: ComposedRegion, edited: HubPages, whole: frozenset[str]) -> None:
        self.view, self.edited, self.whole = view, edited, whole
        self.shown = {own: name for name, own in view.upstream_of.items()}
        can_move = [name for name, own in view.upstream_of.items() if overridable(own)]
        self.moves = renamed_pages(view.pages, edited, can_move)
        self.taken: set[str] = set()  # edited pages that upstream pages became
        local = view.local
        self.pages = Pages({path: data for path, data in local.items() if path.startswith("overrides/")})
        self.pages.files |= {path: local[path] for path in local if _own_page(path)}

    def upstream_page(self, name: str) -> None:
        """Store what became of the upstream page ``name``."""
        shown = self.shown.get(name)
        if shown is None:
            self.hidden(name)
            return
        target = shown if shown in self.edited.names else self.moves.get(shown)
        if target is None:
            self.drop(name)
            return
        self.taken.add(target)
        if target != shown:
            self.pages.renamed[name] = target
        self.changed(name, shown, target)

    def changed(self, name: str, shown: str, target: str) -> None:
        data = self.edited.tree.files[f"{target}.md"]
        if target == shown and data == self.view.pages.tree.files[f"{shown}.md"] and target not in self.whole:
            return
        self.store(name, target, data)

    def store(self, name: str, target: str, data: bytes) -> None:
        made = (whole_page if target in self.whole else None) or capture_page
        result = made(self.view, name, target, data)
        self.replace(name, result.files)
        self.pages.changed[name] = target
        if result.dropped:
            self.pages.retired.add(name)
        if result.whole:
            self.pages.whole[name] = target

    def replace(self, name: str, files: Mapping[str, bytes]) -> None:
        for path in kept(self.view, name):
            self.pages.files.pop(path, None)
        self.pages.files |= files

    def hidden(self, name: str) -> None:
        """An upstream page that is not composed now: dropped, its round dropped, or an own page in its place."""
        own = f"pages/{name}.md" in self.view.local
        dropped = self.view.content(name).drop
        if self.dropped_round(name):
            self.pages.retired.add(name)
        elif name in self.edited.names and not own and dropped:
            self.taken.add(name)
            self.pages.back.append(name)
            self.store(name, name, self.edited.tree.files[f"{name}.md"])
        elif name in self.edited.names:
            if dropped:
                self.pages.retired.add(name)
        else:
            self.drop(name)

    def dropped_round(self, name: str) -> bool:
        settings = self.view.region.round.get(name.split("/")[0])
        return "/" in name and settings is not None and settings.drop

    def drop(self, name: str) -> None:
        if not overridable(name):
            self.pages.left.append(
                f"{name}.md: a region can replace upstream's page in another language, not take it out."
            )
            return
        self.pages.retired.add(name)
        if self.view.content(name).drop:
            return
        if name not in self.view.upstream.names:  # only the region's words stood there
            self.replace(name, {})
        else:
            self.replace(name, dropped_page(self.view, name))
        self.pages.dropped.append(name)

    def own_pages(self) -> None:
        """Store the region's own pages: those that no upstream page became.

        One that is not composed now, because its round is dropped, stays, and so does one that nobody edited.
        """
        files, composed = self.pages.files, self.view.pages.tree.files
        for path in [path for path in files if _own_page(path)]:
            name = path.removeprefix("pages/").removesuffix(".md")
            if f"{name}.md" in composed and name not in self.edited.names and name not in self.pages.whole.values():
                del files[path]
                self.pages.gone.append(name)
        for name in sorted(self.edited.names - self.taken):
            path, data = f"pages/{name}.md", self.edited.tree.files[f"{name}.md"]
            there = self.view.local.get(path)
            as_it_was = data == composed.get(f"{name}.md") and name not in self.whole
            if there == data or (there is not None and as_it_was):
                continue
            if (
                there is not None
                and self.view.upstream.tree.files.get(f"{name}.md") == data
                and not kept(self.view, name)
            ):
                del files[path]
                self.pages.gone.append(name)
                continue
            (self.pages.own if there is not None else self.pages.new).append(name)
            files[path] = data


def _own_page(path: str) -> bool:
    return path.startswith("pages/") and path.endswith(".md")


# Which page of an edited tree is which page of the composed one, where files were renamed. Pure.


def renamed_pages(before: HubPages, after: HubPages, candidates: Iterable[str]) -> dict[str, str]:
    """Return the new names of those pages among ``candidates`` that ``after`` has under another name, by the old.

    The front-matter id says so, else the same bytes, else clear likeness.
    """
    fresh = [name for name in sorted(after.names) if name not in before.names]
    found: dict[str, str] = {}
    for name in candidates:
        left = [new for new in fresh if new not in found.values()]
        if name not in after.names and (new := _new_name(before, after, name, left)):
            found[name] = new
    return found


def _new_name(before: HubPages, after: HubPages, name: str, fresh: Iterable[str]) -> str | None:
    own, data = before.id_of(name), before.tree.files[f"{name}.md"]
    by_id = [new for new in fresh if own and after.id_of(new) == own]
    same = [new for new in fresh if after.tree.files[f"{new}.md"] == data]
    if by_id or same:
        return (by_id or same)[0]
    texts = {new: after.text(new) or "" for new in fresh if not own or not after.id_of(new)}
    return clearly_like(before.text(name) or "", texts)
