"""Following sessions that upstream renamed, moved or gave up, where region.toml says who leads them and where. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kit.franchise.update.draft import Draft, News
from kit.franchise.update.elsewhere import homes_of
from kit.model.schema import RegionFile
from kit.source.settings.agenda import page_name
from kit.source.settings.toml_edit import TomlEditor


@dataclass(frozen=True)
class _Table:
    """A table of ``[round.X]`` with a line for each session: Sam ``leads`` it, or Room 2 ``holds`` it."""

    key: str
    does: str
    what: str

    @property
    def to_do(self) -> str:
        """What Sam or Room 2 was to do."""
        return self.does.removesuffix("s")


_TABLES = _Table("leads", "leads", "lead"), _Table("rooms", "holds", "room")


def update_leads_and_rooms(draft: Draft, region: RegionFile, toml: TomlEditor, renamed: Mapping[str, str]) -> None:
    """Call sessions that have leads or rooms by their new names; of those that upstream gave up a remark stays."""
    for table in _TABLES:
        for name, settings in region.round.items():
            new_round = renamed.get(name, name)
            lines = _Lines(draft, toml, new_round, table)
            left = [one for one in getattr(settings, table.key) if not lines.to_its_round(one, name)]
            names = {session: _new_name(draft, session, name, new_round) for session in left}
            lines.rename({old: new for old, new in names.items() if old != new})


@dataclass(frozen=True)
class _Lines:
    """The lines of one round in a table; values are first names of people, or rooms."""

    draft: Draft
    toml: TomlEditor
    round: str
    table: _Table

    def to_its_round(self, session: str, before: str) -> bool:
        """Whether a session is on another round's agenda now and no more on its own; its line goes with it then.

        The round was called ``before``.
        """
        follower, place = self.draft.follower, self.draft.follower.page(page_name(session, before))
        picked = {name: one.get("format") for name, one in self.toml.get(("round",), {}).items()}
        if place is None or any(own == self.round for own, _ in homes_of(follower, picked, {place.page}, "")):
            return False
        homes = [name for name, _ in homes_of(follower, picked, {place.page}, self.round)]
        there = place.page.removeprefix(f"{homes[0]}/") if homes else ""
        path = ("round", homes[0] if homes else "", self.table.key)
        if len(homes) != 1 or there in self.toml.get(path, {}):
            return False
        value = self.toml.get(self.path(session))
        self.toml.set(path, {**self.toml.get(path, {}), there: value})
        self.toml.remove(self.path(session))
        message = f"{value} {self.table.does} {there} in {homes[0]}, on whose agenda it is now."
        self.draft.tell(News.FOLLOWED, message)
        return True

    def rename(self, renamed: Mapping[str, str | None]) -> None:
        """Call sessions by their new names in ``renamed``, None for one that was given up."""
        table, values = self.table, self.toml.get(("round", self.round, self.table.key), {})
        for old in renamed:  # first out of the way: upstream may have given one session another's name
            self.toml.rename(self.path(old), self.aside(old))
        for old, new in renamed.items():
            value = values[old]
            was = f"{value} was to {table.to_do} {old} in {self.round}, which"
            if new is None:
                self.leave_out(old, f'{old} = "{value}": upstream gave this session up')
                self.draft.tell(News.TOLD, f"{was} upstream gave up.")
            elif new in self.toml.get(("round", self.round, table.key)):
                self.leave_out(old, f'{old} = "{value}": upstream calls this session {new} now')
                self.draft.tell(News.TOLD, f"{was} is {new} now and has a {table.what} already.")
            else:
                self.toml.rename(self.path(self.aside(old)), new)
                message = f"{value} {table.does} {new} in {self.round}, which was {old} before."
                self.draft.tell(News.FOLLOWED, message)

    def leave_out(self, old: str, words: str) -> None:
        self.toml.comment_out(self.path(self.aside(old)), words)

    def path(self, session: str) -> tuple[str, ...]:
        return ("round", self.round, self.table.key, session)

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
        return None if draft.given_up(page) else session
    return session if place.page == page_name(session, new_round) else place.page.removeprefix(f"{new_round}/")
