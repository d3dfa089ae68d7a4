"""What to bring: lines of materials read, and totalled for a round. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kit.model.agenda import TimedItem
from kit.model.edition import Round
from kit.model.page import Page
from kit.model.schema import SessionMeta


class Per(Enum):
    """What a number of things is counted for."""

    PERSON = "person"
    TABLE = "table"
    GROUP = "group"
    ROUND = ""


@dataclass(frozen=True)
class Material:
    """``count`` of the thing called ``name`` for each person, table or group, or for everybody together."""

    name: str
    count: int
    per: Per = Per.ROUND


@dataclass(frozen=True)
class Need:
    """The materials of one session and ``group``, the most people in one of its groups, None where it says none."""

    materials: tuple[Material, ...]
    group: int | None = None


@dataclass(frozen=True)
class Total:
    """What a round needs of one thing: ``count``, for each of ``per`` where the number of those is not known."""

    name: str
    count: int
    per: Per = Per.ROUND

    @property
    def text(self) -> str:
        """The total for people, such as "dot stickers: 140". Plurals are not guessed."""
        return f"{self.name}: {self.count}" + (f" per {self.per.value}" if self.per is not Per.ROUND else "")


_LINE = re.compile(r"(?P<name>.*\S)\s*:\s*(?P<count>[1-9][0-9]{0,3})(?:\s+per\s+(?P<per>person|table|group))?", re.I)


def parse(text: str) -> Material | None:
    """Return a line such as "flipchart: 1 per table" as a material, or None where it is none."""
    match = _LINE.fullmatch(text.strip())
    return match and Material(" ".join(match["name"].split()), int(match["count"]), Per((match["per"] or "").lower()))


def materials_of(page: Page) -> tuple[Material, ...]:
    """Return the materials of a session, without lines that cannot be understood: checks report those."""
    lines = page.meta.materials if isinstance(page.meta, SessionMeta) else []
    parsed = [parse(line) for line in lines]
    return tuple(material for material in parsed if material is not None)


def largest_group(group_size: str | None) -> int | None:
    """Return the most people in a group: the largest number in "5-8" or "pairs, then 4"; None without a number."""
    return max((int(number) for number in re.findall(r"[0-9]{1,4}", group_size or "")), default=None) or None


def totals(needs: Sequence[Need], heads: int | None, table_size: int | None) -> tuple[Total, ...]:
    """Return what all sessions together need, in the order in which things are first named.

    What is counted per person is used up, so it adds up over sessions; of what is counted per table, per group or for
    everybody the largest session's count serves the others too. Tables are ``heads`` / ``table_size`` and groups
    ``heads`` / a session's largest group, rounded up; where one of those is not known, the total stays "per table".
    Names are the same whatever their capitals and spaces.
    """
    added: dict[tuple[str, Per], int] = {}
    most: dict[tuple[str, Per], int] = {}
    names: dict[str, str] = {}
    for need in needs:
        for material in need.materials:
            name = names.setdefault(material.name.casefold(), material.name)
            many = _how_many(material.per, heads, table_size, need.group)
            key = (name, material.per if many is None else Per.ROUND)
            if material.per is Per.PERSON:
                added[key] = added.get(key, 0) + material.count * (many or 1)
            else:
                most[key] = max(most.get(key, 0), material.count * (many or 1))
    keys = sorted({*added, *most}, key=lambda key: (list(names.values()).index(key[0]), list(Per).index(key[1])))
    return tuple(Total(name, added.get((name, per), 0) + most.get((name, per), 0), per) for name, per in keys)


def round_totals(meeting: Round, pages: Mapping[str, Page]) -> tuple[Total, ...]:
    """Return what a round needs. Only sessions on its agenda count, each once."""
    return totals(needs(meeting.timetable.items, pages), meeting.heads, meeting.table_size)


def needs(items: Sequence[TimedItem], pages: Mapping[str, Page]) -> list[Need]:
    """Return the needs of the sessions of ``items``, each session once."""
    names = dict.fromkeys(name for one in items for name in one.item.sessions if name in pages)
    metas = [(pages[name], pages[name].meta) for name in names]
    return [
        Need(materials_of(page), largest_group(meta.group_size))
        for page, meta in metas
        if isinstance(meta, SessionMeta)
    ]


def _how_many(per: Per, heads: int | None, table_size: int | None, group: int | None) -> int | None:
    """Return how many persons, tables or groups there are, None where nobody has said."""
    if per is Per.ROUND:
        return 1
    size = {Per.PERSON: 1, Per.TABLE: table_size, Per.GROUP: group}[per]
    return None if heads is None or size is None else -(-heads // size)


# What the room needs: tables and chairs, from who comes. Pure.


def room_totals(meeting: Round) -> tuple[Total, ...]:
    """Return the tables, as many as seat everybody, and a chair each; nothing where nobody has said how many come."""
    if meeting.heads is None:
        return ()
    chairs = Total("chairs", meeting.heads)
    if meeting.table_size is None:
        return (chairs,)
    return Total(f"tables of {meeting.table_size}", -(-meeting.heads // meeting.table_size)), chairs


def to_bring(meeting: Round, pages: Mapping[str, Page]) -> tuple[Total, ...]:
    """Return what the room and all sessions of a round need; what sessions say of tables or chairs themselves wins."""
    said = round_totals(meeting, pages)
    names = {one.name.casefold() for one in said}
    return (*(one for one in room_totals(meeting) if one.name.partition(" ")[0] not in names), *said)


def session_totals(page: Page, meeting: Round) -> tuple[Total, ...]:
    """Return what one session needs by itself, rounded up as for the round."""
    group = page.meta.group_size if isinstance(page.meta, SessionMeta) else None
    return totals([Need(materials_of(page), largest_group(group))], meeting.heads, meeting.table_size)
