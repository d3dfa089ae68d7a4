"""A session or a round to begin with, as text, and how it comes onto an agenda. Pure.

The pages are the templates beside this file, each a small example that ``check --strict`` passes.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from importlib import resources
from typing import Any

from kit.franchise.agenda.formats import entries_of, with_entries
from kit.franchise.compose.agenda_lines import agenda_lines
from kit.franchise.compose.front_matter import Edit, Entry, edited, identity, session_names, yaml_lines
from kit.franchise.compose.pieces import Piece, join
from kit.franchise.hidden import round_lines
from kit.source.settings.front_matter import read_front_matter
from kit.source.settings.toml_edit import TomlEditor
from kit.source.tree.text import line_end, split_lines

MAIN_PART = "main-part"  # the item of a new round in whose place sessions go
_SHARED = "common/"
_SPARE = 10  # minutes of a round that nothing fills: rooms run late


def title_of(name: str) -> str:
    """Return a name as a title: ``one-page-less`` is "One page less"."""
    return name.replace("-", " ").replace("_", " ").strip().capitalize()


def session_page(title: str, minutes: int, today: datetime.date) -> str:
    """Return a session of ``minutes``, 10 or more: two thirds of them for pairs, and the rest for everyone."""
    first = max(5, round(minutes * 2 / 3 / 5) * 5)
    parts = {"FIRST": first, "SECOND": minutes - first}
    shortest = {f"{name}_SHORTEST": max(1, part * 2 // 3) for name, part in parts.items()}
    numbers = {**shortest, **parts, "MINUTES": minutes, "SHORTEST": sum(shortest.values())}
    return _filled("session.md", {**{name: str(number) for name, number in numbers.items()}, **_facts(title, today)})


def round_page(title: str, minutes: int, today: datetime.date, pages: Collection[str]) -> str:
    """Return the plan of a meeting whose slot is ``minutes``, 90 or more, with those of the shared ``pages`` it needs.

    What it is about is one item of the agenda, to be replaced by sessions.
    """
    before: list[Entry] = [
        {"id": "arrive", "break": "Arrivals and coffee", "minutes": 15},
        _shared("welcome", "Welcome", 15, pages),
    ]
    after: list[Entry] = [
        {"id": "tea", "break": "Tea and coffee", "minutes": 15},
        _shared("next-step", "One next step", 15, pages),
        _shared("feedback", "Thanks and feedback", 5, pages),
    ]
    main = {"id": MAIN_PART, "title": "The main part", "minutes": minutes - 65 - _SPARE}
    lines = "\n".join(yaml_lines([*before, main, *after]))
    return _filled("round.md", {"AGENDA": lines, "MINUTES": str(minutes), **_facts(title, today)})


def _shared(name: str, title: str, minutes: int, pages: Collection[str]) -> Entry:
    """Return an entry with the page that rounds share, with these minutes; without such a page it is a plain item."""
    if f"{_SHARED}{name}" in pages:
        return {"session": f"{_SHARED}{name}", "minutes": minutes}
    return {"id": name, "title": title, "minutes": minutes}


def _facts(title: str, today: datetime.date) -> dict[str, str]:
    return {"TODAY": today.isoformat(), "TITLE": title}


def _filled(template: str, values: Mapping[str, str]) -> str:
    text = resources.files(__package__).joinpath(template).read_text(encoding="utf-8")
    for name, value in values.items():  # the title last, so that nothing in it is taken for a name
        text = text.replace(name, value)
    return text


# Onto the agenda.


def place_for(entries: Sequence[Entry]) -> str | None:
    """Return the id of the item after which a new session goes: the last before the shared ones that end a meeting.

    None where there is no such item.
    """
    at = len(entries)
    while at and any(name.startswith(_SHARED) for name in session_names(entries[at - 1])):
        at -= 1
    return identity(entries[at - 1]) if at else None


def on_plan(text: str, file: str, session: str, after: str | None) -> str:
    """Return the plan ``text`` with a session on its own agenda, after the item with this id or at the end."""
    front = read_front_matter(file, text, [])
    fields: Mapping[str, Any] = front.data if front else {}
    entries = entries_of(fields) or []
    place = next((at + 1 for at, one in enumerate(entries) if identity(one) == after), len(entries))
    agenda = with_entries([*entries[:place], {"session": session}, *entries[place:]], fields)
    lines = split_lines(text)
    last = front.last if front else 0
    edits = {"agenda": Edit(agenda_lines(text, front, agenda), file, None)}
    return join([*edited("".join(lines[:last]), front, edits, file), Piece("".join(lines[last:]), file, last + 1)])[0]


def on_region(data: bytes, round_name: str, session: str, after: str | None) -> bytes:
    """Return region.toml with a change of the round's agenda that adds a session. Raises CannotWrite."""
    toml = TomlEditor("region.toml", data)
    toml.append(("round", round_name, "agenda"), {"add": session, **({"after": after} if after else {})})
    return toml.data


def with_round(data: bytes, round_name: str) -> bytes:
    """Return region.toml with a table for a round and remarks that say what can stand there, where it has none."""
    toml = TomlEditor("region.toml", data)
    if toml.get(("round", round_name)) is not None or not isinstance(toml.get(("round",), {}), dict):
        return data
    end = line_end(toml.text)
    lines = round_lines(round_name, None, {}).replace("\n", end)
    more = (toml.mark + toml.text.rstrip() + end + end + lines).encode()
    return TomlEditor("region.toml", more).data  # read once more, so that nothing unreadable is written
