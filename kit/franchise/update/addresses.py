"""Remembering what upstream moved or gave up, because the region's own text may link to it. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator

from kit.franchise.record import PageLock
from kit.franchise.update.draft import Draft
from kit.franchise.update.record_bases import outline

_LINK = re.compile(rb"([A-Za-z0-9_./-]+\.md)?#([A-Za-z0-9_-]+)")


def update_addresses(draft: Draft) -> None:
    """Record where the pages are that old upstream had and new upstream does not have any more.

    Of sections, only those that the region's own text links to. Pages in other languages (``talk.cy``) have no address
    that anybody could link to.
    """
    before = draft.before.settings
    moved = {old: _later(draft, new) for old, new in before.moved.items() if "." not in old + new}
    gone = {one for name in before.gone if "." not in name for one in (name, _home(draft, name))}
    pages = sorted(name for name in draft.follower.old.names - draft.follower.new.names if "." not in name)
    for address in [*pages, *_sections(draft)]:
        place = _now(draft, address)
        if place is None:
            gone |= {address, _home(draft, address)}
        else:
            moved[address] = place
    draft.settings["moved"] = {name: _last(name, moved) for name in moved if not _there(draft, name)}
    draft.settings["gone"] = sorted(name for name in gone - moved.keys() if not _there(draft, name))


def _home(draft: Draft, address: str) -> str:
    """Return where the region's own text on a page would stand that upstream has no more; of sections, ``address``."""
    return address if "#" in address else draft.follower.home(address)


def _later(draft: Draft, address: str) -> str:
    """Return where a page is now to which an earlier move led: another one may have its name."""
    page, mark, anchor = address.partition("#")
    place = draft.follower.page(page) if page in draft.follower.old.names else None
    return f"{place.page}{mark}{anchor}" if place and page in draft.follower.new.names else address


def _sections(draft: Draft) -> list[str]:
    """Return the sections that the region links to and old upstream had, where their page is there and they are not."""
    follower = draft.follower
    linked = {one for path, data in draft.files.items() for one in _linked(path, data)}
    pages = {page for page, _ in linked if page in follower.old.names & follower.new.names}
    return sorted(
        f"{page}#{anchor}"
        for page, anchor in linked
        if page in pages and anchor in _anchors(draft, page) and not _there(draft, f"{page}#{anchor}")
    )


def _anchors(draft: Draft, page: str) -> Collection[str]:
    return draft.follower.old.anchors(page)


def _linked(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Give the pages and anchors that a file of the region's own seems to link to."""
    folder, _, rest = path.partition("/")
    if folder not in ("overrides", "pages") or not path.endswith(".md"):
        return
    page = rest.rpartition("/")[0] if folder == "overrides" else rest.removesuffix(".md")
    for file, anchor in _LINK.findall(data):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), file.decode())) if file else page
        yield target.removesuffix(".md"), anchor.decode()


def _now(draft: Draft, address: str) -> str | None:
    page, _, anchor = address.partition("#")
    follower = draft.follower
    if not anchor:
        place = follower.page(page)
        return place.page if place else None
    lock = PageLock(follower.old.id_of(page), "", outline(follower.old, page))
    found = follower.section(page, anchor, follower.old.section(page, anchor) or "", lock)
    return f"{found.page}#{found.anchor}" if found else None


def _there(draft: Draft, address: str) -> bool:
    page, _, anchor = address.partition("#")
    new = draft.follower.new
    return page in new.names and (not anchor or anchor in new.anchors(page))


def _last(name: str, moved: dict[str, str]) -> str:
    """Return where a chain of moves ends."""
    seen = {name}
    while (name := moved[name]) in moved and name not in seen:
        seen.add(name)
    return name
