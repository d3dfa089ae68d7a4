"""Updating a region's agenda operations, item by item and field by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kit.franchise.compose.front_matter import identity, session_names
from kit.franchise.compose.plans import agenda_key, picked_entries
from kit.franchise.operations import operations_in, write_operations
from kit.franchise.update.draft import Draft, News, Question, State, canonical, judge_value
from kit.model.schema import AgendaOperation, RegionFile
from kit.source.settings.agenda import page_name
from kit.source.settings.toml_edit import TomlEditor

Entry = Mapping[str, Any]


def update_agendas(draft: Draft, region: RegionFile, toml: TomlEditor, rounds: Mapping[str, str]) -> None:
    """Bring every operation to upstream's present agenda; ``toml`` is region.toml, edited in place.

    ``rounds`` are the new names of rounds that upstream renamed, which ``toml`` has already.
    """
    for old, settings in region.round.items():
        name = rounds.get(old, old)
        entries = draft.before.settings.agenda.get(agenda_key(old, settings.format))
        now = picked_entries(draft.follower.new, name, settings.format)
        key = agenda_key(name, settings.format)
        if settings.agenda and entries is not None and now is not None:
            agenda = _Agenda(draft, (old, name), entries, now, operations_in(toml, name))
            draft.settings.setdefault("agenda", {})[key] = agenda.run(settings.agenda, toml)
        elif entries is not None:
            draft.settings.setdefault("agenda", {})[key] = entries


class _Agenda:
    """The operations on one round's agenda. ``names`` are its old and new name, ``tables`` those in region.toml."""

    def __init__(
        self, draft: Draft, names: tuple[str, str], before: Sequence[Entry], now: Sequence[Entry], tables: Any
    ) -> None:
        self.draft, self.tables = draft, tables
        self.old_name, self.name = names
        self.title = draft.follower.new.title(f"{self.name}/index")
        self.before = {identity(entry): entry for entry in before}
        self.now = {identity(entry): entry for entry in now}
        self.renamed = {old: self.new_id(old, entry) for old, entry in self.before.items()}
        self.gone = [entry for old, entry in self.before.items() if self.renamed[old] is None]
        self.open: dict[str, Entry] = {}

    def new_id(self, old: str, entry: Entry) -> str | None:
        """Return the id of an old item now: the same, or that of its session's page where that moved."""
        if old in self.now:
            return old
        pages = [self.page(name) for name in session_names(entry)]
        moved = {self.draft.follower.page(page) for page in pages}
        names = {place.page for place in moved if place is not None}
        for new, one in self.now.items():
            if names and names == {page_name(name, self.name) for name in session_names(one)}:
                return new
        return None

    def page(self, session: str) -> str:
        return page_name(session, self.old_name)

    def run(self, operations: Sequence[AgendaOperation], toml: TomlEditor) -> list[Entry]:
        """Bring the operations up to date, and return the entries to record."""
        finished = [self.one(operation, table) for operation, table in zip(operations, self.tables, strict=True)]
        plan = [(place, table) for place, table in enumerate(self.tables) if not finished[place]]
        write_operations(toml, self.name, plan)
        entries = [self.open.get(new, entry) for new, entry in self.now.items()]
        return self.with_gone(entries)

    def with_gone(self, entries: list[Entry]) -> list[Entry]:
        """Keep items that upstream dropped and the region changed in the record, in their old order."""
        kept = [old for old, new in self.renamed.items() if new is None and old in self.open]
        order = list(self.before)
        for old in kept:
            ids = [identity(entry) for entry in entries]
            earlier = [self.renamed[one] or one for one in order[: order.index(old)][::-1]]
            after = next((ids.index(one) + 1 for one in earlier if one in ids), len(entries))
            entries.insert(after, self.before[old])
        return entries

    def one(self, operation: AgendaOperation, table: Any) -> bool:
        """Bring one operation up to date; True where it has nothing left to say and goes."""
        for key in ("after", "before"):
            self.follow(operation, table, key)
        asked = len(self.draft.questions)
        target = operation.item or operation.drop or operation.move or operation.add or ""
        gone = self.renamed.get(target, target) is None
        done = self.act(operation, table)
        state = State.REDUNDANT if done else State.CONFLICT if len(self.draft.questions) > asked else State.FRESH
        self.draft.state(f"{self.name}@{target}", "agenda", State.ORPHANED if gone and not done else state)
        return done

    def act(self, operation: AgendaOperation, table: Any) -> bool:
        for verb, act in (("item", self.item), ("drop", self.drop), ("move", self.move), ("add", self.add)):
            if (target := getattr(operation, verb)) is not None:
                return act(operation, table, target)
        return False

    def follow(self, operation: AgendaOperation, table: Any, key: str) -> None:
        target = getattr(operation, key)
        new = self.renamed.get(target) if target else None
        if target and new and new != target:
            table[key] = new
        elif target in self.renamed and new is None:
            order = list(self.before)
            earlier = [self.renamed[one] for one in order[: order.index(target)][::-1]]
            near = next((one for one in earlier if one), None)
            if near:
                del table[key]
                table["after"] = near
                self.draft.tell(
                    News.TOLD, f"{target} is gone from the agenda of {self.name}; what stood beside it stays."
                )

    def item(self, operation: AgendaOperation, table: Any, target: str) -> bool:
        new = self.renamed.get(target, target)
        if new is None and self.session_gone(target):
            self.draft.tell(News.TOLD, f"{target}, which you retimed in {self.name}, is gone upstream.")
            return True
        if new is None:
            self.ask_gone(operation, target)
            return False
        if new != target:
            table["item"] = new
            self.draft.tell(News.FOLLOWED, f"The agenda item {target} of {self.name} is {new} now.")
        for key in ("minutes", "at"):
            if key in table and self.field(key, table, target, new):
                del table[key]
        return not {"minutes", "at"} & set(table)

    def field(self, key: str, table: Any, old: str, new: str) -> bool:
        """Return whether upstream now has the same value, so that the region's can go."""
        base, theirs = self.before.get(old, {}).get(key), self.now.get(new, {}).get(key)
        ours = table[key]
        state = judge_value(base, ours, theirs)
        address = f"{self.name}@{new}:{key}"
        if state is State.REDUNDANT:
            self.draft.adopted(address, f"The {key} of {new} in {self.name}: upstream now has what you set.")
        elif state is State.CONFLICT:
            title = f"{key} of {new} on the agenda of “{self.title}”"
            self.draft.ask(Question(address, "agenda", title, _said(ours), _said(theirs), _said(base), self.name))
            rest = {name: value for name, value in self.open.get(new, self.now[new]).items() if name != key}
            self.open[new] = rest if base is None else {**rest, key: base}
        return state is State.REDUNDANT

    def session_gone(self, target: str) -> bool:
        """Whether an item that is no longer on the agenda had sessions, and upstream and region have none of them."""
        pages = [self.page(name) for name in session_names(self.before[target])]
        return bool(pages) and all(self.draft.follower.page(page) is None and not self.kept(page) for page in pages)

    def kept(self, page: str) -> bool:
        """Whether a page of upstream's lives on in the region."""
        return page in self.draft.lost or f"pages/{page}.md" in self.draft.files

    def ask_gone(self, operation: AgendaOperation, target: str) -> None:
        self.open[target] = self.before[target]
        ours = f"{operation.minutes} minutes" if operation.minutes else "a fixed time of your own"
        title = f"{target} on the agenda of “{self.title}”"
        self.draft.ask(Question(f"{self.name}@{target}", "agenda-gone", title, ours, None, None, self.name))

    def drop(self, operation: AgendaOperation, table: Any, target: str) -> bool:
        new = self.renamed.get(target, target)
        if new is None:
            self.draft.adopted(f"{self.name}@{target}", f"{target} of {self.name}: upstream dropped it too.")
            return True
        if new != target:
            table["drop"] = new
        if target in self.before and self.now.get(new) != self.before[target]:
            self.draft.tell(News.TOLD, f"{new} in the agenda of {self.name} changed upstream; you dropped it.")
        return False

    def move(self, operation: AgendaOperation, table: Any, target: str) -> bool:
        new = self.renamed.get(target, target)
        if new is None:
            self.draft.tell(News.TOLD, f"{target}, which you moved in {self.name}, is gone upstream.")
            return True
        table["move"] = new
        return False

    def add(self, operation: AgendaOperation, table: Any, target: str) -> bool:
        own = target.rpartition("/")[2]
        theirs = self.now.get(own)
        if self.given_up(operation, target):
            self.draft.tell(News.TOLD, f"You added {target} to {self.name}; upstream gave that session up.")
            return True
        if theirs is None or own in self.before:
            return False
        if not self.says_the_same(operation, target, theirs):
            self.apart(table, own)
            return False
        if operation.minutes is None or judge_value(None, operation.minutes, theirs.get("minutes")) is State.REDUNDANT:
            self.draft.adopted(f"{self.name}@{own}", f"{own} of {self.name}: upstream has it on its agenda too.")
            return True
        for key in list(table):
            if key not in ("add", "minutes", "at"):
                del table[key]
        del table["add"]
        kept = {key: table.pop(key) for key in list(table)}
        table["item"] = own
        for key, value in kept.items():
            table[key] = value
        self.draft.tell(News.TOLD, f"Upstream has {own} in {self.name} too; your minutes for it stay.")
        return False

    def given_up(self, operation: AgendaOperation, target: str) -> bool:
        """Whether the region added one of upstream's sessions, which is no more."""
        page = self.page(target)
        if operation.break_ or operation.title or operation.parallel or page not in self.draft.follower.old.names:
            return False
        return not self.kept(page) and self.draft.follower.page(page) is None

    def says_the_same(self, operation: AgendaOperation, target: str, theirs: Entry) -> bool:
        """Whether upstream's new item of the same id is what the region added, minutes and place apart."""
        if operation.parallel or operation.break_ or operation.title:
            ours: Any = (operation.break_, operation.title, operation.parallel)
            given = (theirs.get("break"), theirs.get("title"), theirs.get("parallel"))
            return bool(canonical(ours) == canonical(given))
        return self.page(target) in {page_name(name, self.name) for name in session_names(theirs)}

    def apart(self, table: Any, own: str) -> None:
        """Give the region's item another id, because upstream has another item of that id now: both stay."""
        if not any(key in table for key in ("break", "title", "parallel")):
            return  # a session's id is its page's name, and the check will say that it stands twice
        taken = {*self.now, *(str(one.get("add")) for one in self.tables)}
        new = next(name for number in range(2, 1000) if (name := f"{own}-{number}") not in taken)
        table["add"] = new
        for one in self.tables:
            for key in ("after", "before"):
                if one.get(key) == own:
                    one[key] = new
        self.draft.tell(News.TOLD, f"Upstream has another item {own} in {self.name} now; yours is called {new}.")


def _said(value: Any) -> str | None:
    if value is None or value == "":
        return None
    return str(value)
