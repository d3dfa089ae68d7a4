"""Following the formats of a round's agenda: which one a region has, where upstream renamed or gave up its own. Pure.

Upstream's plan has an ``agenda`` and, under ``agendas``, other formats of it such as ``online``; a region picks one of
these with ``format = "online"``, and without that line has the usual one.

=============================================  ======================================================================
``online`` is called ``remote`` now            the region has ``remote``: most items of ``online`` are there
``online`` is gone                             the region has the usual agenda, and region.toml a remark of its choice
both are gone, ``room`` and ``hybrid`` remain  the region has the one that is most like its own, and is told of both
the usual agenda is called ``room`` now        the region has ``room``
=============================================  ======================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kit.franchise.agenda.formats import entries_of
from kit.franchise.compose.front_matter import Entry, identity, session_names
from kit.franchise.update.draft import Draft, News
from kit.franchise.update.follow_rounds import PLAN
from kit.source.settings.agenda import page_name
from kit.source.settings.toml_edit import TomlEditor

Items = frozenset[frozenset[str]]  # each item as the pages of its sessions, or as its id


def _by_format(plan: Mapping[str, Any], pages: Callable[[Entry], set[str]]) -> dict[str | None, Items]:
    """Return the items of each format of a plan, of the usual agenda under None."""
    formats = given if isinstance(given := plan.get("agendas"), Mapping) else {}
    names = [*([None] if "agenda" in plan else []), *map(str, formats)]
    lists = {name: entries_of(plan, name) or [] for name in names}
    return {name: frozenset(frozenset(pages(one) or {identity(one)}) for one in lists[name]) for name in lists}


def format_now(draft: Draft, toml: TomlEditor, names: tuple[str, str], picked: str | None) -> str | None:
    """Return the format that the region has now, None for the usual agenda, and say so in region.toml and the report.

    ``names`` are the round's old and new one. A format that upstream never had stays: a check tells it already.
    """
    return _Formats(draft, toml, *names).now(picked)


class _Formats:
    """The formats of one round, ``before`` and ``there`` now, each by its items."""

    def __init__(self, draft: Draft, toml: TomlEditor, old: str, name: str) -> None:
        self.draft, self.toml, self.name = draft, toml, name
        follower = draft.follower
        self.has_plan = f"{name}/{PLAN}" in follower.new.names
        self.title = follower.new.title(f"{name}/{PLAN}")

        def moved(session: str) -> str:
            place = follower.page(page_name(session, old))
            return place.page if place else page_name(session, old)

        self.before = _by_format(
            follower.old.fields(f"{old}/{PLAN}"), lambda entry: {moved(one) for one in session_names(entry)}
        )
        self.there = _by_format(
            follower.new.fields(f"{name}/{PLAN}"), lambda entry: {page_name(one, name) for one in session_names(entry)}
        )

    def now(self, picked: str | None) -> str | None:
        if picked in self.there or picked not in self.before or not self.has_plan:
            return picked
        if picked is None and not (self.before[picked] and self.others):
            return picked
        new = self.renamed(picked)
        if new is None:
            return self.fallen_back(picked)
        self.toml.set(("round", self.name, "format"), new)
        was = f"The format “{picked}”" if picked else "The usual agenda"
        self.draft.tell(News.FOLLOWED, f"{was} of “{self.title}” is called “{new}” now.")
        return new

    @property
    def others(self) -> list[str]:
        """Return the formats beside the usual agenda."""
        return [name for name in self.there if name is not None]

    def renamed(self, picked: str | None) -> str | None:
        """Return the one new format that has most items of the old one, None where none has over half of them."""
        shared = {name: self.shared(picked, name) for name in self.others if name not in self.before}
        most = max(shared.values(), default=0)
        best = [name for name, count in shared.items() if count == most and 2 * count > len(self.before[picked])]
        return best[0] if len(best) == 1 else None

    def shared(self, before: str | None, now: str) -> int:
        """Return how many items two formats have in common."""
        return len(self.before[before] & self.there[now])

    def fallen_back(self, picked: str | None) -> str | None:
        what = f"“{picked}”, the format that you picked for" if picked else "the usual agenda of"
        if None in self.there or not self.others:
            self.toml.comment_out(("round", self.name, "format"), f'format = "{picked}": upstream gave it up')
            new, has = None, "its usual agenda"
        else:
            new = max(self.others, key=lambda name: self.shared(picked, name))
            self.toml.set(("round", self.name, "format"), new)
            has = f"“{new}”, of {', '.join(self.others)}"
        words = f"Upstream gave up {what} “{self.title}”. The round has {has} now, with your changes where they fit"
        self.draft.tell(News.TOLD, f"{words}; look at it with: peerkit agenda {self.name}")
        return new
