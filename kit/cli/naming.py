"""Overrides in the words of people: the titles of pages and headings instead of their addresses."""

from __future__ import annotations

from collections.abc import Mapping

from kit.franchise.hubpages import HubPages
from kit.franchise.lock import PageLock
from kit.franchise.update.draft import Stated
from kit.franchise.update.state import State

_DID = {
    "replace": "{what}: you replaced it",
    "before": "{what}: you put text before it",
    "after": "{what}: you put text after it",
    "remove": "{what}: you left it out",
    "set": "{what}: you set it",
    "drop": "{what}: you left the page out",
    "rename": "{what}: you renamed the page",
    "order": "{what}: you changed the order of its sections",
    "page": "{what}: a page of your own",
    "file": "{what}: a file of your own",
    "agenda": "{what}: you changed the agenda",
}

MEANINGS = {
    State.CONFLICT: "you and upstream changed the same words; update keeps yours and asks you",
    State.BASE_MOVED: "upstream changed it too, in other words; update puts both together",
    State.REDUNDANT: "upstream now says what you say; update takes your change away and keeps the credit",
    State.ORPHANED: "upstream gave up what you changed; yours stays, and update asks you",
    State.FRESH: "upstream is as it was when you made the change",
}


def named(one: Stated, upstream: HubPages, locks: Mapping[str, PageLock]) -> str:
    """Return what an override is about and what the region did there, as a phrase."""
    phrase = _DID.get(one.op, "{what}: changed").format(what=_what(one.address, one.op, upstream, locks))
    why = " ".join(one.why.split())
    return f"{phrase} ({why})" if why else phrase


def _what(address: str, op: str, upstream: HubPages, locks: Mapping[str, PageLock]) -> str:
    if "#" in address:
        page, _, anchor = address.partition("#")
        lock = locks.get(page, PageLock())
        heading = next((one.title for one in lock.outline if one.anchor == anchor), anchor)
        title = upstream.title(page)
        return f"“{heading}”" if heading == title else f"“{heading}” in “{title}”"
    if "@" in address:
        round_name, _, item = address.partition("@")
        page = f"{round_name}/{item}"
        name = f"“{upstream.title(page)}”" if page in upstream.names else item
        return f"{name} in “{upstream.title(f'{round_name}/index')}”"
    if ":" in address:
        page, _, field = address.rpartition(":")
        return f"{field} of “{upstream.title(page)}”"
    return address if op in ("page", "file") else f"“{upstream.title(address)}”"
