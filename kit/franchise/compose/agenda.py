"""A region's changes to a round's agenda, by id. Pure.

They work on entries as front matter holds them, because the result is written back as front matter: a composed tree is
itself a valid hub.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from kit.franchise.compose.front_matter import Entry, identity, session_names, yaml_lines
from kit.model.findings import Code, Finding
from kit.model.schema import AgendaEntry, AgendaOperation
from kit.source.settings.agenda import Path, page_name

__all__ = ["apply", "drop_pages", "identity", "rename_pages", "yaml_lines"]

_TAKES = {
    "item": {"minutes", "at"},
    "drop": set[str](),
    "move": {"after", "before"},
    "add": {"minutes", "at", "after", "before", "break_", "title", "parallel"},
}


def apply(
    entries: Sequence[Entry],
    operations: Sequence[AgendaOperation],
    file: str,
    lines: Mapping[Path, int],
    at: Path,
    found: list[Finding],
    gone: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Return ``entries`` with ``operations`` applied in the order in which they are written.

    ``at`` is the path of the operations' list in ``file``, such as ``("round", "round-1", "agenda")``, and ``lines``
    the line of each value by its path. An operation that cannot be applied goes to ``found`` and is passed over.
    Each operation sees what those before it made, so what is put beside an item that the region adds comes after the
    operation that adds it; those that contradict each other are told. ``gone`` are ids that upstream gave up: what
    names one of them is passed over without a word, since the update has told it.
    """
    agenda = [dict(entry) for entry in entries]
    found += circles(operations, file, lines, at)
    for index, operation in enumerate(operations):
        _Step(agenda, operation, file, lines.get((*at, index), lines.get(at)), found, gone).run()
    return agenda


def drop_pages(entries: Sequence[Entry], round_name: str, dropped: Collection[str]) -> list[dict[str, Any]]:
    """Return ``entries`` without the pages called ``dropped``; of parallel sessions the others stay."""
    kept = []
    for entry in entries:
        names = session_names(entry)
        left = [name for name in names if page_name(name, round_name) not in dropped]
        if left or not names:
            kept.append(dict(entry) if left == names else {**entry, "parallel": left})
    return kept


def rename_pages(entries: Sequence[Entry], round_name: str, moved: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return ``entries`` with sessions called by their new page names, as ``moved`` (old name to new) gives them.

    An item keeps its old id, by writing it out, so that operations that name it go on finding it.
    """
    return [_renamed(entry, round_name, moved) for entry in entries]


def _renamed(entry: Entry, round_name: str, moved: Mapping[str, str]) -> dict[str, Any]:
    names = session_names(entry)
    new = [moved.get(page_name(name, round_name), name).removeprefix(f"{round_name}/") for name in names]
    if all(page_name(name, round_name) not in moved for name in names):
        return dict(entry)
    return {**entry, "parallel": new} if "parallel" in entry else {**entry, "id": identity(entry), "session": new[0]}


def _verb(operation: AgendaOperation) -> tuple[str, str]:
    named = [(verb, getattr(operation, verb)) for verb in _TAKES]
    return next((verb, str(name)) for verb, name in named if name is not None)


def _clock(at: int | str) -> str:
    return f"{int(at) // 60:02d}:{int(at) % 60:02d}"


@dataclass(frozen=True)
class _Step:
    """One operation on the agenda so far, which it changes in place."""

    agenda: list[dict[str, Any]]
    operation: AgendaOperation
    file: str
    line: int | None
    found: list[Finding]
    gone: Collection[str] = ()

    def run(self) -> None:
        verb, name = _verb(self.operation)
        if spare := self.operation.model_fields_set - {verb} - _TAKES[verb]:
            words = " and ".join(sorted(word.rstrip("_") for word in spare))
            self.refuse(f'The change that says {verb} = "{name}" cannot say {words} too.', "Make it two changes.")
        elif verb == "add":
            self.add(name)
        elif (index := self.find(name)) is not None:
            steps: dict[str, Callable[[int], object]]
            steps = {"item": self.change, "drop": self.agenda.pop, "move": self.move}
            steps[verb](index)

    def change(self, index: int) -> None:
        entry, at = self.agenda[index], self.operation.at
        if self.operation.minutes is not None:
            entry["minutes"] = self.operation.minutes
        if at == "":
            entry.pop("at", None)
        elif at is not None:
            entry["at"] = _clock(at)

    def move(self, index: int) -> None:
        place = self.place()
        if place is None:
            return
        if identity(self.agenda[index]) in (self.operation.after, self.operation.before):
            self.refuse("An item cannot be moved beside itself.", "Name another item, or take these lines out.")
            return
        entry = self.agenda.pop(index)
        self.agenda.insert(place - (index < place), entry)

    def add(self, name: str) -> None:
        entry = self.new(name)
        place = self.place()
        if entry is None or place is None:
            return
        if any(identity(one) == identity(entry) for one in self.agenda):
            message = f"The item {identity(entry)} cannot be added, because the agenda has one with that id already."
            self.refuse(message, "Give the new item another id, or change the one that is there with item = ...")
            return
        self.agenda.insert(place, entry)

    def new(self, name: str) -> dict[str, Any] | None:
        """Return the entry to be added, or None if it makes no sense."""
        given = self.operation.model_dump(by_alias=True, include={"break_", "title", "parallel"}, exclude_none=True)
        entry: dict[str, Any] = {"id": name, **given} if given else {"session": name}
        if self.operation.minutes is not None:
            entry["minutes"] = self.operation.minutes
        if self.operation.at not in (None, ""):
            entry["at"] = _clock(self.operation.at or 0)
        try:
            AgendaEntry.model_validate(entry)
        except ValidationError as error:
            why = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
            self.refuse(f'The item "{name}" cannot be added: it {why}', "Mend this change in region.toml.")
            return None
        return entry

    def place(self) -> int | None:
        """Return where the item goes: the end, where nothing is said; None where it names no item."""
        beside = self.operation.after or self.operation.before
        if beside is None:
            return len(self.agenda)
        index = self.find(beside)
        return None if index is None else index + (self.operation.after is not None)

    def find(self, name: str) -> int | None:
        ids = [identity(entry) for entry in self.agenda]
        if (wanted := name.rpartition("/")[2]) in ids:
            return ids.index(wanted)
        if wanted in self.gone:
            return None
        near = difflib.get_close_matches(wanted, ids, n=1, cutoff=0)
        hint = f"The nearest is {near[0]}. The agenda has {', '.join(ids)}." if near else "The agenda has no items."
        self.refuse(f'The agenda has no item with the id "{name}".', hint)
        return None

    def refuse(self, message: str, hint: str) -> None:
        self.found.append(Finding(Code.BAD_AGENDA, self.file, self.line, message, hint))


# Changes of an agenda that contradict each other: one item after another, and that one after the first. Pure.


def circles(operations: Sequence[AgendaOperation], file: str, lines: Mapping[Path, int], at: Path) -> Iterator[Finding]:
    """Yield each of ``operations`` that cannot hold together with those before it.

    Applied one after the other they would not wait for each other, but the last would quietly undo an earlier one.
    ``file``, ``lines`` and ``at`` are as for ``agenda.apply``.
    """
    later: dict[str, dict[str, int | None]] = {}  # item -> items that must come later, and the line that says so
    last = {operation.move or operation.add: index for index, operation in enumerate(operations)}
    for index, operation in enumerate(operations):
        pair = _order(operation)
        if last[operation.move or operation.add] != index:  # a later change of the same item takes its place
            continue
        if pair is None or pair[0] == pair[1]:  # one beside itself is told when it is applied
            continue
        first, second = pair
        line = lines.get((*at, index), lines.get(at))
        if (way := _way(later, second, first)) is not None:
            message = f"This change puts {first} before {second}, and {_lines(way)} puts {second} "
            message += f"before {first}, so they go round in a circle."
            yield Finding(Code.BAD_AGENDA, file, line, message, "Take one of them out.")
        else:
            later.setdefault(first, {})[second] = line


def _order(operation: AgendaOperation) -> tuple[str, str] | None:
    """Return the item that is to come first and the one that is to come later, or None."""
    item = operation.move or operation.add
    beside = operation.after or operation.before
    if item is None or beside is None:
        return None
    names = (item.rpartition("/")[2], beside.rpartition("/")[2])
    return names if operation.before else names[::-1]


def _way(later: Mapping[str, Mapping[str, int | None]], start: str, end: str) -> list[int] | None:
    """Return the lines that put ``start`` before ``end``, perhaps by way of others, or None."""
    ways: dict[str, list[int]] = {start: []}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for there, line in later.get(here, {}).items():
            if there not in ways:
                ways[there] = [*ways[here], *([line] if line else [])]
                waiting.append(there)
    return ways.get(end)


def _lines(numbers: Sequence[int]) -> str:
    shown = [str(number) for number in sorted(numbers)]
    if not shown:
        return "an earlier change"
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"what stands on line{'s' if len(shown) > 1 else ''} {listed}"
