"""Updating what ``page.toml`` says of whole pages: drop, rename, order and front matter fields. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kit.franchise.compose.overrides import Overrides, PageOverride
from kit.franchise.record import PageLock, file_digest, normalised
from kit.franchise.update.draft import Draft, News, Question, State, canonical, judge_value
from kit.franchise.update.fields import merged_items
from kit.franchise.update.follow import Follower
from kit.franchise.update.record_bases import page_base, page_keys
from kit.source.settings.toml_edit import TomlEditor


def update_page_files(draft: Draft, overrides: Overrides) -> None:
    """Bring every ``page.toml`` to upstream's present state."""
    locks = {name: draft.before.pages.get(name, PageLock()) for name in sorted(overrides.pages)}
    known = {name: _PageFile(draft, overrides.pages[name], lock) for name, lock in locks.items()}
    for name, one in known.items():  # all are lifted before any is placed: upstream may have given one another's name
        one.run(page_keys(overrides, name))


class _PageFile:
    """One ``page.toml``, edited in place so that remarks and order of its lines stay."""

    def __init__(self, draft: Draft, override: PageOverride, lock: PageLock) -> None:
        self.draft, self.override, self.lock = draft, override, lock
        self.new = draft.follower.new
        place = draft.follower.page(override.page, lock)
        self.page = place.page if place else None
        if place is not None and place.page != override.page:
            draft.tell(News.FOLLOWED, place.guess or f"The page {override.page} is {place.page} now.")
        self.home = draft.follower.home(override.page)  # of what it says where upstream has the page no more
        self.toml = TomlEditor(override.file, draft.files.pop(override.file))

    def run(self, keys: list[str]) -> None:
        for key in keys:
            if key not in self.lock.bases:
                continue
            if not key.startswith("set."):
                self.state(key, self.simple(key))
            if self.page is None:
                self.gone(key)
            elif key.startswith("set."):
                self.field(key, self.page)
            else:
                {"drop": self.drop, "rename": self.rename, "order": self.order}[key](self.page)
        self.write()

    def state(self, key: str, state: State) -> None:
        op, _, name = key.partition(".")
        address = f"{self.override.page}:{name}" if name else self.override.page
        self.draft.state(address, op, state, self.override.content.why)

    def simple(self, key: str) -> State:
        """Return the state of drop, rename and order, about which nobody is ever asked."""
        if self.page is None:
            return State.REDUNDANT if key == "drop" else State.ORPHANED
        now = self.page if key == "rename" else page_base(key, self.new, self.page)
        return State.FRESH if now == self.lock.bases[key] else State.BASE_MOVED

    def gone(self, key: str) -> None:
        """A page that upstream gave up: dropping it has come true, the rest goes on with the region's own text."""
        if key == "drop":
            self.draft.adopted(self.override.page, f"{self.override.page}: upstream dropped it too.")
            self.toml.remove(("drop",))
        else:
            self.draft.record(self.home, key, self.lock.bases[key])

    def drop(self, page: str) -> None:
        if file_digest(f"{page}.md", self.new.tree.files[f"{page}.md"]) != self.lock.bases["drop"]:
            self.draft.tell(News.TOLD, f"{page} changed upstream; you dropped it, and it stays out.")
        self.draft.record(page, "drop", page_base("drop", self.new, page))

    def rename(self, page: str) -> None:
        wanted = (self.override.content.rename or "").removesuffix(".md").rpartition("/")[2]
        if page != self.override.page and page.rpartition("/")[2] == wanted:
            self.draft.adopted(self.override.page, f"{self.override.page}: upstream gave it your name, {page}.")
            self.toml.remove(("rename",))
        else:
            self.draft.record(page, "rename", page)

    def order(self, page: str) -> None:
        before, now = self.lock.bases["order"], self.new.anchors(page)
        listed = self.override.content.order or []
        kept = [anchor for anchor in (self.followed(one) for one in listed) if anchor in now]
        if kept != listed:
            self.toml.set(("order",), kept)
        if now != before:
            self.draft.tell(News.TOLD, f"Sections of {page} changed places upstream; your order of them stays.")
        self.draft.record(page, "order", now)

    def followed(self, anchor: str) -> str:
        if self.page is not None and anchor in self.new.anchors(self.page):
            return anchor
        place = self.draft.follower.section(self.override.page, anchor, "", self.lock)
        return place.anchor if place else anchor

    def field(self, key: str, page: str) -> None:
        name = key.removeprefix("set.")
        address = f"{page}:{name}"
        base, ours = self.lock.bases[key], self.override.content.set[name]
        theirs = self.new.fields(page).get(name)
        state = judge_value(base, ours, theirs)
        if state is State.CONFLICT and (both := merged_items(base, ours, theirs)) and self.draft.may_merge(address):
            state = State.REDUNDANT if canonical(both) == canonical(theirs) else State.BASE_MOVED
            ours = both
        self.state(key, state)
        if state is State.BASE_MOVED:
            self.toml.set(("set", name), ours)
            self.draft.tell(News.MERGED, f"{name} of {page}: upstream's changes, put into your list.")
        if state is State.REDUNDANT:
            self.tell_adopted(address, name, page, canonical(ours) == canonical(theirs))
            self.toml.remove(("set", name))
            return
        if state is State.CONFLICT:
            title = f"{name} of “{self.new.title(page)}”"
            self.draft.ask(Question(address, "field", title, shown(ours), shown(theirs), shown(base), page))
        self.draft.record(page, key, base if state is State.CONFLICT else theirs)

    def tell_adopted(self, address: str, name: str, page: str, same: bool) -> None:
        """Tell of a field that goes: upstream has the ``same`` value now, or changed it from the one that was set."""
        if same:
            self.draft.adopted(address, f"{name} of {page}: upstream now has what you set.")
        else:
            self.draft.tell(News.TOLD, f"Upstream changed {name} of {page}; yours was the same, and follows.")

    def write(self) -> None:
        """Put the file where its page is now; one that says nothing any more goes."""
        if set(self.toml.values) - {"why"}:
            self.draft.files[f"overrides/{self.page or self.home}/page.toml"] = self.toml.data


def shown(value: Any) -> str | None:
    """Return a value in words for a review page."""
    plain = canonical(value)
    if plain is None:
        return None
    return "; ".join(str(one) for one in plain) if isinstance(plain, list) else str(plain)


# Updating the region's own pages and files where upstream has something at the same path. Pure.


def update_whole_files(draft: Draft) -> None:
    """Compare each file under ``pages/`` and ``files/`` with upstream's of the same path."""
    for folder in ("pages", "files"):
        known = _followed(draft, folder, getattr(draft.before.settings, folder))
        recorded = {path: _one(draft, folder, path, base) for path, base in known.items()}
        draft.settings[folder] = {path: base for path, (there, base) in recorded.items() if there}


def _followed(draft: Draft, folder: str, known: Mapping[str, str | None]) -> dict[str, str | None]:
    """Put the region's own pages and files where upstream has what is theirs, and return ``known`` by the new paths."""
    places = own_places(draft.follower, folder, known)
    data = {path: draft.files.pop(f"{folder}/{path}", None) for path in known}  # all are lifted before any is placed
    for path, place in places.items():
        if (content := data[path]) is not None:
            draft.files[f"{folder}/{place}"] = content
            if place != path:
                what = folder.removesuffix("s")
                draft.tell(News.FOLLOWED, f"Your {what} {path} is {place} now, as upstream calls it.")
    return {places[path]: base for path, base in known.items()}


def own_places(follower: Follower, folder: str, known: Mapping[str, str | None]) -> dict[str, str]:
    """Return where each of the region's own files in ``folder`` belongs now; two never come to one place.

    ``known`` holds the digest of the file of upstream's that each stands for, None for what is wholly the region's.
    """
    places = {path: _place(follower, folder, path, base) for path, base in known.items()}
    while several := {place for place, count in Counter(places.values()).items() if count > 1}:
        places = {path: path if place in several else place for path, place in places.items()}
    return places


def _place(follower: Follower, folder: str, path: str, base: str | None) -> str:
    """Return where upstream has the page that ``path`` stands for, or the round that it belongs to.

    A page in another language, ``talk.cy.md``, stands for upstream's if there is one, and else beside ``talk.md``: if
    upstream calls that ``speech``, the region's Welsh page is ``speech.cy.md``.
    """
    name, dot, language = path.removesuffix(".md").partition(".")
    if folder == "pages" and (base is not None or dot) and name in follower.old.names:
        place = follower.page(name)
        return f"{place.page}{dot}{language}.md" if place else path
    here, slash, rest = path.partition("/")
    there = f"{follower.round(here) or here}{slash}{rest}"
    stays = base is not None and there not in follower.new.tree.files and path in follower.new.tree.files
    return path if stays else there


def _one(draft: Draft, folder: str, path: str, base: str | None) -> tuple[bool, str | None]:
    """Return whether the region keeps its file, and the digest to record for upstream's."""
    ours, theirs = draft.files.get(f"{folder}/{path}"), draft.follower.new.tree.files.get(path)
    if ours is None:
        return False, None
    draft.state(path, folder.removesuffix("s"), _state(path, ours, theirs, base))
    if theirs is None:
        if base is not None:
            draft.tell(News.TOLD, f"{path} is gone upstream; yours stays.")
        return True, None
    now = file_digest(path, theirs)
    if now == file_digest(path, ours):
        del draft.files[f"{folder}/{path}"]
        draft.adopted(path, f"{path}: upstream has the same file now.")
        return False, None
    if now == base:
        return True, base
    draft.ask(Question(path, folder.removesuffix("s"), path, _text(path, ours), _text(path, theirs), None, path))
    return True, base


def _state(path: str, ours: bytes, theirs: bytes | None, base: str | None) -> State:
    if theirs is None:
        return State.FRESH if base is None else State.ORPHANED
    now = file_digest(path, theirs)
    if now == file_digest(path, ours):
        return State.REDUNDANT
    return State.FRESH if now == base else State.CONFLICT


def _text(path: str, data: bytes) -> str:
    """Return a page's words; of a picture or other file only its size can be told."""
    return normalised(data).decode() if path.endswith((".md", ".toml")) else f"a file of {len(data)} bytes"
