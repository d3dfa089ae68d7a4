"""Following rounds that upstream renamed, and sessions that somebody is to lead, in region.toml. Pure."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import tomlkit
from tomlkit.items import InlineTable, Table

from kit.franchise.record import PageLock
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.record import outline
from kit.model.schema import RegionFile
from kit.source.settings.agenda import page_name


def renamed_rounds(draft: Draft, region: RegionFile) -> dict[str, str]:
    """Return the new names of the rounds in region.toml that upstream renamed, by their old ones, and tell of them."""
    found: dict[str, str] = {}
    for name in region.round:
        if f"{name}/index" in draft.follower.new.names:
            continue
        place = draft.follower.page(f"{name}/index")
        new = place.page.split("/")[0] if place else ""
        if new and new not in region.round and new not in found.values():
            found[name] = new
            draft.tell(News.FOLLOWED, f"The round {name} is {new} now, with your date, start and agenda.")
        elif f"{name}/index" in draft.follower.old.names:
            draft.tell(News.TOLD, f"Upstream gave up the round {name}; what region.toml says of it has no effect now.")
    return found


def with_rounds(text: str, renamed: Mapping[str, str]) -> str:
    """Return region.toml with rounds called by their new names, no other line changed where that can be done."""
    for old, new in renamed.items():
        wanted = tomllib.loads(text)
        wanted["round"] = {new if name == old else name: value for name, value in wanted["round"].items()}
        head = re.compile(rf"""(?m)^([ \t]*\[\[?[ \t]*round[ \t]*\.[ \t]*)(["']?){re.escape(old)}\2(?=[ \t]*[.\]])""")
        changed = head.sub(rf"\g<1>\g<2>{new}\g<2>", text)
        text = changed if _same(changed, wanted) else _rewritten(text, old, new)
    return text


def _same(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _rewritten(text: str, old: str, new: str) -> str:
    document: Any = tomlkit.parse(text)
    document["round"][new] = document["round"].pop(old)
    return tomlkit.dumps(document)


def update_leads(draft: Draft, region: RegionFile, toml: Any, renamed: Mapping[str, str]) -> None:
    """Call sessions that have leads by their new names; of those that upstream gave up a remark stays."""
    for name, settings in region.round.items():
        new_round = renamed.get(name, name)
        for session, person in settings.leads.items():
            new = _new_name(draft, session, name, new_round)
            if new == session:
                continue
            table = toml["round"][new_round]["leads"]
            if new is not None:
                _rename_key(table, session, new)
                draft.tell(News.FOLLOWED, f"{person} leads {new} in {new_round}, which was {session} before.")
            else:
                _leave_out(table, session)
                _remark(table, f'{session} = "{person}": upstream gave this session up')
                draft.tell(News.TOLD, f"{person} was to lead {session} in {new_round}, which upstream gave up.")


def _new_name(draft: Draft, session: str, old_round: str, new_round: str) -> str | None:
    """Return what the session is called now, None where upstream gave it up and the region does not keep it."""
    page = page_name(session, old_round)
    follower = draft.follower
    if page not in follower.old.names or session in follower.new.by_id:
        return session
    place = follower.page(page)
    if place is None:
        return session if page in draft.lost or f"pages/{page}.md" in draft.files else None
    return session if place.page == page_name(session, new_round) else place.page.removeprefix(f"{new_round}/")


def _rename_key(table: Any, old: str, new: str) -> None:
    items = list(table.items())
    for key, _ in items:
        del table[key]
    for key, value in items:
        table[new if key == old else key] = value


def _leave_out(table: Any, gone: str) -> None:
    items = [(key, value) for key, value in table.items() if key != gone]
    for key in list(table):
        del table[key]
    for key, value in items:  # put in again, because taking out the first alone leaves a space
        table[key] = value


def _remark(table: Any, words: str) -> None:
    if isinstance(table, InlineTable):
        before = table.trivia.comment.removeprefix("#").strip()
        table.comment(f"{before}; {words}" if before else words)
    elif isinstance(table, Table):
        table.add(tomlkit.comment(words))


# Remembering what upstream moved or gave up, because the region's own text may link to it. Pure.

_LINK = re.compile(rb"([A-Za-z0-9_./-]+\.md)?#([A-Za-z0-9_-]+)")


def update_addresses(draft: Draft) -> None:
    """Record where the pages are that old upstream had and new upstream does not have any more.

    Of sections, only those that the region's own text links to.
    """
    before = draft.before.settings
    moved, gone = dict(before.moved), set(before.gone)
    for address in [*sorted(draft.follower.old.names - draft.follower.new.names), *_sections(draft)]:
        place = _now(draft, address)
        if place is None:
            gone.add(address)
        else:
            moved[address] = place
    draft.settings["moved"] = {name: _last(name, moved) for name in moved if not _there(draft, name)}
    draft.settings["gone"] = sorted(name for name in gone - moved.keys() if not _there(draft, name))


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
