"""Updating what ``page.toml`` says of whole pages: drop, rename, order and front matter fields. Pure."""

from __future__ import annotations

from typing import Any

import tomlkit

from kit.franchise.composing.overrides import Overrides, PageOverride
from kit.franchise.digest import file_digest
from kit.franchise.lock import PageLock
from kit.franchise.update.draft import Draft, News, Question
from kit.franchise.update.record import page_base, page_keys
from kit.franchise.update.state import State, canonical, judge_value


def update_page_files(draft: Draft, overrides: Overrides) -> None:
    """Bring every ``page.toml`` to upstream's present state."""
    names = [name for name in sorted(overrides.pages) if name in draft.before.pages]
    known = {name: _PageFile(draft, overrides.pages[name], draft.before.pages[name]) for name in names}
    for name, one in known.items():  # all are lifted before any is placed: upstream may have given one another's name
        one.run(page_keys(overrides, name))


class _PageFile:
    """One ``page.toml``, edited in place so that remarks and order of its lines stay."""

    def __init__(self, draft: Draft, override: PageOverride, lock: PageLock) -> None:
        self.draft, self.override, self.lock = draft, override, lock
        self.new = draft.follower.new
        place = draft.follower.page(override.page, lock)
        self.page = place.page if place else None
        self.data = draft.files.pop(override.file)
        self.text = self.data.decode("utf-8-sig")
        self.toml = tomlkit.parse(self.text)

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
            self.take_out("drop")
        else:
            self.draft.record(self.override.page, key, self.lock.bases[key])

    def drop(self, page: str) -> None:
        if file_digest(f"{page}.md", self.new.tree.files[f"{page}.md"]) != self.lock.bases["drop"]:
            self.draft.tell(News.TOLD, f"{page} changed upstream; you dropped it, and it stays out.")
        self.draft.record(page, "drop", page_base("drop", self.new, page))

    def rename(self, page: str) -> None:
        wanted = (self.override.content.rename or "").removesuffix(".md").rpartition("/")[2]
        if page != self.override.page and page.rpartition("/")[2] == wanted:
            self.draft.adopted(self.override.page, f"{self.override.page}: upstream gave it your name, {page}.")
            self.take_out("rename")
        else:
            self.draft.record(page, "rename", page)

    def order(self, page: str) -> None:
        before, now = self.lock.bases["order"], self.new.anchors(page)
        listed = self.override.content.order or []
        kept = [anchor for anchor in (self.followed(one) for one in listed) if anchor in now]
        if kept != listed:
            self.toml["order"] = kept
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
        base, ours = self.lock.bases[key], self.override.content.set[name]
        theirs = self.new.fields(page).get(name)
        state = judge_value(base, ours, theirs)
        self.state(key, state)
        if state is State.REDUNDANT:
            self.draft.adopted(f"{page}:{name}", f"{name} of {page}: upstream now has what you set.")
            self.take_out("set", name)
            return
        if state is State.CONFLICT:
            self.draft.ask(
                Question(
                    f"{page}:{name}",
                    "field",
                    f"{name} of “{self.new.title(page)}”",
                    shown(ours),
                    shown(theirs),
                    shown(base),
                    page,
                )
            )
        self.draft.record(page, key, base if state is State.CONFLICT else theirs)

    def take_out(self, key: str, inner: str = "") -> None:
        if inner:
            del self.toml[key][inner]
        if not inner or not self.toml[key]:
            del self.toml[key]

    def write(self) -> None:
        """Put the file where its page is now; one that says nothing any more goes."""
        text = self.toml.as_string()
        if set(self.toml) - {"why"}:
            folder = self.page or self.override.page
            self.draft.files[f"overrides/{folder}/page.toml"] = self.data if text == self.text else text.encode()


def shown(value: Any) -> str | None:
    """Return a value in words for a review page."""
    plain = canonical(value)
    if plain is None:
        return None
    return "; ".join(str(one) for one in plain) if isinstance(plain, list) else str(plain)
