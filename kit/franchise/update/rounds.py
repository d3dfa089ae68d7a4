"""Following rounds that upstream renamed, and sessions that somebody is to lead, in region.toml. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kit.franchise.record import PageLock
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.record_bases import outline
from kit.model.schema import RegionFile
from kit.source.settings.agenda import page_name
from kit.source.settings.logs import LOGS, kept_for
from kit.source.settings.toml_edit import TomlEditor


def moved_rounds(draft: Draft) -> dict[str, str]:
    """Return the rounds that are called otherwise now, their new names by the old ones.

    A round is where its plan is. Upstream may put a new round-1 before the old one, which becomes round-2: so a round
    may be another one now although there is a round of its name.
    """
    old = draft.follower.old.names
    places = {name: draft.follower.page(f"{name}/index") for name in rounds_of(old)}
    return {name: new for name, place in places.items() if place and (new := place.page.split("/")[0]) != name}


def rounds_of(pages: Collection[str]) -> list[str]:
    """Return the rounds among the names of pages."""
    return sorted(name.removesuffix("/index") for name in pages if name.count("/") == 1 and name.endswith("/index"))


def renamed_rounds(draft: Draft, region: RegionFile) -> dict[str, str]:
    """Return the new names of the rounds in region.toml that upstream renamed, by their old ones, and tell of them."""
    moved = {name: draft.rounds[name] for name in region.round if name in draft.rounds}
    found: dict[str, str] = {}
    for name in region.round:
        new = moved.get(name, "")
        if new in found.values() or (new in region.round and new not in moved):
            message = (
                f"The round {name} is {new} now. What region.toml says of {new} stays, and so does what it says of"
            )
            draft.tell(News.TOLD, f"{message} {name}, which has no effect there: put together what you need.")
        elif new:
            found[name] = new
            draft.tell(News.FOLLOWED, f"The round {name} is {new} now, with your date, start and agenda.")
        elif f"{name}/index" in draft.follower.old.names - draft.follower.new.names:
            draft.tell(News.TOLD, f"Upstream gave up the round {name}; what region.toml says of it has no effect now.")
    return found


def rename_rounds(toml: TomlEditor, renamed: Mapping[str, str]) -> None:
    """Call the rounds in region.toml by their new names."""
    for old in renamed:  # first out of the way: upstream may have given one round another's name
        toml.rename(("round", old), f"{old}--before")
    for old, new in renamed.items():
        toml.rename(("round", f"{old}--before"), new)


def update_logs(draft: Draft) -> None:
    """Put the logs of meetings, ``log/ROUND-DATE.toml``, under the names that their rounds have now."""
    logs = {path: data for path, data in draft.files.items() if path.startswith(f"{LOGS}/")}
    for path in logs:  # all are lifted before any is placed
        del draft.files[path]
    for path, data in logs.items():
        old, new = next(((old, new) for old, new in draft.rounds.items() if _is_of(path, old)), ("", ""))
        place = f"{LOGS}/{new}{path.removeprefix(f'{LOGS}/{old}')}" if old else path
        if old and place not in draft.files:
            toml = TomlEditor(path, data)
            toml.set(("round",), new)
            draft.files[place] = toml.data
        else:
            draft.files[path] = data


def _is_of(path: str, round_name: str) -> bool:
    return kept_for(round_name, path.removeprefix(f"{LOGS}/")) is not None


def update_leads(draft: Draft, region: RegionFile, toml: TomlEditor, renamed: Mapping[str, str]) -> None:
    """Call sessions that have leads by their new names; of those that upstream gave up a remark stays."""
    for name, settings in region.round.items():
        new_round = renamed.get(name, name)
        names = {session: _new_name(draft, session, name, new_round) for session in settings.leads}
        _Leads(draft, toml, new_round, {old: new for old, new in names.items() if old != new}).run()


@dataclass(frozen=True)
class _Leads:
    """The leads of one round, of whose sessions those in ``renamed`` have new names, None for one given up."""

    draft: Draft
    toml: TomlEditor
    round: str
    renamed: Mapping[str, str | None]

    def run(self) -> None:
        people = self.toml.get(("round", self.round, "leads"), {})
        for old in self.renamed:  # first out of the way: upstream may have given one session another's name
            self.toml.rename(self.path(old), self.aside(old))
        for old, new in self.renamed.items():
            person = people[old]
            if new is None:
                self.leave_out(old, f'{old} = "{person}": upstream gave this session up')
                self.draft.tell(News.TOLD, f"{person} was to lead {old} in {self.round}, which upstream gave up.")
            elif new in self.toml.get(("round", self.round, "leads")):
                self.leave_out(old, f'{old} = "{person}": upstream calls this session {new} now')
                message = f"{person} was to lead {old} in {self.round}, which is {new} now and has a lead already."
                self.draft.tell(News.TOLD, message)
            else:
                self.toml.rename(self.path(self.aside(old)), new)
                message = f"{person} leads {new} in {self.round}, which was {old} before."
                self.draft.tell(News.FOLLOWED, message)

    def leave_out(self, old: str, words: str) -> None:
        self.toml.comment_out(self.path(self.aside(old)), words)

    def path(self, session: str) -> tuple[str, ...]:
        return ("round", self.round, "leads", session)

    def aside(self, session: str) -> str:
        return f"{session}--before"


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


# Remembering what upstream moved or gave up, because the region's own text may link to it. Pure.

_LINK = re.compile(rb"([A-Za-z0-9_./-]+\.md)?#([A-Za-z0-9_-]+)")


def update_addresses(draft: Draft) -> None:
    """Record where the pages are that old upstream had and new upstream does not have any more.

    Of sections, only those that the region's own text links to. Pages in other languages (``talk.cy``) have no address
    that anybody could link to.
    """
    before = draft.before.settings
    moved = {old: new for old, new in before.moved.items() if "." not in old + new}
    gone = {name for name in before.gone if "." not in name}
    pages = sorted(name for name in draft.follower.old.names - draft.follower.new.names if "." not in name)
    for address in [*pages, *_sections(draft)]:
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
