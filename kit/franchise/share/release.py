"""What a hub's release needs: addresses that vanished unsaid, and notes on what changed since the last one. Pure.

Regions change sections by their addresses. A hub that renames "Score yourselves" to "Give yourselves points" has moved
``round-1/how-ready#score-yourselves`` to ``#give-yourselves-points``; unless moves.toml says so, regions only guess.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.franchise.home import NOTES_TITLE
from kit.franchise.hub_pages import HubPages
from kit.franchise.moved import latest, moves_of
from kit.franchise.record import Lock, PageLock
from kit.franchise.update.brought import Brought, PageNews, brought
from kit.franchise.update.draft import Draft
from kit.franchise.update.follow import Follower
from kit.franchise.update.record_bases import outline
from kit.model.amounts import amount
from kit.model.schema import SCHEMA, RegionFile, UpstreamFile
from kit.source.settings.files import read_moves
from kit.source.settings.toml_text import table_lines


@dataclass(frozen=True)
class Vanished:
    """An address of the last release that is not there now; ``likely`` is where it seems to be, "" for nowhere."""

    address: str
    likely: str

    def lines(self, version: str) -> str:
        """Return what moves.toml would say of it."""
        if self.likely:
            return table_lines("[[move]]", {"from": self.address, "to": self.likely, "in": version})
        return table_lines("[[retired]]", {"address": self.address, "in": version})


def vanished(old: HubPages, new: HubPages) -> list[Vanished]:
    """Return the addresses of pages and sections of ``old`` that ``new`` neither has nor speaks of in moves.toml."""
    return list(_Search(old, new).run())


class _Search:
    def __init__(self, old: HubPages, new: HubPages) -> None:
        self.old, self.new = old, new
        moves = read_moves(new.tree, [])
        self.follower = Follower(old, new, read_moves(old.tree, []), moves)
        self.moved = moves_of([new])
        self.retired = {one.address.replace(".md", "") for one in moves.retired}

    def run(self) -> Iterator[Vanished]:
        for name in sorted(self.old.names):
            page = name if name in self.new.names else latest(name, self.moved).partition("#")[0]
            if page in self.new.names:
                yield from self.sections(name, page)
            elif name not in self.retired:
                found = self.follower.page(name)
                yield Vanished(name, found.page if found else "")

    def sections(self, name: str, page: str) -> Iterator[Vanished]:
        here = set(self.new.anchors(page))
        for anchor in self.old.anchors(name):
            address = f"{name}#{anchor}"
            if anchor in here or address in self.retired or self.leads_on(address, f"{page}#{anchor}"):
                continue
            lock = PageLock(self.old.id_of(name), outline=outline(self.old, name))
            found = self.follower.section(name, anchor, self.old.section(name, anchor) or "", lock)
            yield Vanished(address, f"{found.page}#{found.anchor}" if found else "")

    def leads_on(self, *addresses: str) -> bool:
        """Whether moves.toml says where one of ``addresses`` is now, and it is there."""
        for address in addresses:
            page, mark, anchor = latest(address, self.moved).partition("#")
            if address in self.moved and page in self.new.names and (not mark or anchor in self.new.anchors(page)):
                return True
        return False


def what_changed(old: HubPages, new: HubPages) -> Brought:
    """Return what a region that changed nothing would receive between the two trees."""
    pin = UpstreamFile(source="-", version="-", tree="-")
    region = RegionFile.model_validate({"schema": SCHEMA, "id": "any", "name": "Any", "upstream": pin}, by_name=False)
    follower = Follower(old, new, read_moves(old.tree, []), read_moves(new.tree, []))
    return brought(Draft({}, follower, Lock()), region)


def notes(before: str, changed: Brought, pages: HubPages, version: str, on: datetime.date) -> str:
    """Return the page ``before`` with what changed in ``version`` put in above what it said of earlier ones.

    What changed stands round by round, so that whoever ran round 2 finds what is new in it. ``pages`` are the hub's.
    """
    rest = before.removeprefix(NOTES_TITLE).strip("\n")
    told = "\n\n".join(_rounds(changed, pages)) or "Nothing that visitors or facilitators read changed."
    parts = [NOTES_TITLE.strip(), f"## Version {version}, {on.day} {on.strftime('%B %Y')}", told, rest]
    return "\n\n".join(filter(None, parts)) + "\n"


def _rounds(changed: Brought, pages: HubPages) -> Iterator[str]:
    folders: dict[str, list[PageNews]] = {}
    for one in changed.pages:
        folders.setdefault(one.name.partition("/")[0] if "/" in one.name else "", []).append(one)
    for folder in sorted(folders):
        plan = f"{folder}/index"
        title = pages.title(plan) if plan in pages.names else _OTHER.get(folder, "Other pages")
        new = " (new)" if folder in changed.rounds else ""
        yield f"### {title}{new}"
        yield "\n".join(f"- {_sentence(one)}" for one in folders[folder])
    if changed.files:
        yield "### Pictures and other files"
        yield "\n".join(f"- `{path}`" for path in changed.files)


_OTHER = {"common": "Sessions that rounds share", "activities": "Activities", "messages": "Messages"}


def _sentence(page: PageNews) -> str:
    if page.kind == "new":
        return f"“{page.title}” is new."
    if page.kind == "gone":
        return f"“{page.title}” is not there any more."
    where = _listed([f"“{part.title}”" for part in page.parts if part.title])
    told = [f"{amount(page.sentences, 'sentence')} in {where}"] if where and page.sentences else []
    told += [f"another order of {where}"] if where and not page.sentences else []
    told += ["the lines at its top"] if any(not part.title for part in page.parts) else []
    return f"“{page.title}”: {_listed(told)}."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
