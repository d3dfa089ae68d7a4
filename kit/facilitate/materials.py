"""What to bring: lines of materials read, and totalled for a round. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from kit.model.agenda import TimedItem
from kit.model.edition import Round
from kit.model.formats import Kind
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
    """``count`` of the thing called ``name`` for each person, table or group, or for everybody together.

    ``kept`` says that it is used again within the round, and ``kinds`` in which kinds of format it is needed: none
    named means in all.
    """

    name: str
    count: int
    per: Per = Per.ROUND
    kept: bool = False
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Need:
    """The materials of one session and ``group``, the most people in one of its groups, None where it says none.

    ``among`` sessions share the people while it runs, itself included: those of the agenda item called ``item``.
    """

    materials: tuple[Material, ...]
    group: int | None = None
    among: int = 1
    item: str = ""


@dataclass(frozen=True)
class Total:
    """What a round needs of one thing: ``count``, for each of ``per`` where the number of those is not known.

    ``size`` is the most people in one of its groups, of the smallest where sessions differ; None where nobody has said.
    """

    name: str
    count: int
    per: Per = Per.ROUND
    size: int | None = None

    @property
    def text(self) -> str:
        """The total for people, such as "dot stickers: 140" or "card: 1 per group of up to 5". Plurals are not guessed.

        A group is not a table, and each session has groups of its own: whoever packs has to know how large they are.
        """
        each = f" per {self.per.value}" if self.per is not Per.ROUND else ""
        return f"{self.name}: {self.count}{each}" + (f" of up to {self.size}" if self.size else "")


KEPT = "kept"
ENDINGS = (KEPT, *Kind)  # what may follow the number, each after a comma
_Thing = tuple[str, Per]  # by its name, and what its number is for where that is not known
_PER = "|".join(per.value for per in Per if per.value)
_LINE = re.compile(
    rf"(?P<name>.*\S)\s*:\s*(?P<count>[1-9][0-9]{{0,3}})(?:\s+per\s+(?P<per>{_PER}))?"
    rf"(?P<endings>(?:\s*,\s*(?:{'|'.join(ENDINGS)}))*)",
    re.IGNORECASE,
)


def parse(text: str) -> Material | None:
    """Return a line such as "pens: 8 per table, kept" as a material, or None where it is none."""
    match = _LINE.fullmatch(text.strip())
    if match is None:
        return None
    endings = {ending.strip().casefold() for ending in match["endings"].split(",")} - {""}
    name, per = " ".join(match["name"].split()), Per((match["per"] or "").lower())
    return Material(name, int(match["count"]), per, KEPT in endings, frozenset(endings - {KEPT}))


def materials_of(page: Page, kind: str = "") -> tuple[Material, ...]:
    """Return the materials of a session, of one ``kind`` of format alone where it is given.

    Lines that cannot be understood are left out: checks report those.
    """
    lines = page.meta.materials if isinstance(page.meta, SessionMeta) else []
    parsed = filter(None, map(parse, lines))
    return tuple(one for one in parsed if not kind or not one.kinds or kind in one.kinds)


def largest_group(group_size: str | None) -> int | None:
    """Return the most people in a group: the largest number in "5-8" or "pairs, then 4"; None without a number."""
    return max((int(number) for number in re.findall(r"[0-9]{1,4}", group_size or "")), default=None) or None


def totals(needs: Sequence[Need], heads: int | None, table_size: int | None) -> tuple[Total, ...]:
    """Return what all sessions together need, in the order in which things are first named.

    What is counted per person is used up, so it adds up over sessions, unless it is kept. Of what is kept, or counted
    per table, per group or for everybody, the largest count serves the others too, but sessions at the same time each
    need their own. Tables are heads / ``table_size`` and groups heads / a session's largest group, rounded up, where
    heads are a session's share of ``heads``; where one of those is not known, the total stays "per table".
    Names are the same whatever their capitals and spaces.
    """
    counts: dict[tuple[_Thing, bool], dict[object, int]] = {}  # by moment of the day; whether it is used up
    names: dict[str, str] = {}
    sizes: dict[_Thing, int] = {}
    for place, need in enumerate(needs):
        for material in need.materials:
            name = names.setdefault(material.name.casefold(), material.name)
            many = _how_many(material.per, heads, table_size, need)
            spent = material.per is Per.PERSON and not material.kept
            thing = name, material.per if many is None else Per.ROUND
            if thing[1] is Per.GROUP and need.group:
                sizes[thing] = min(need.group, sizes.get(thing, need.group))
            at_once = counts.setdefault((thing, spent), {})
            there, more = at_once.get(moment := need.item or place, 0), material.count * (many or 1)
            at_once[moment] = max(there, more) if many is None else there + more
    most: Counter[_Thing] = Counter()
    for (thing, spent), at_once in counts.items():
        most[thing] += sum(at_once.values()) if spent else max(at_once.values())
    order = list(names.values())
    things = sorted(most, key=lambda thing: (order.index(thing[0]), list(Per).index(thing[1])))
    return tuple(Total(name, most[name, per], per, sizes.get((name, per))) for name, per in things)


def round_totals(meeting: Round, pages: Mapping[str, Page]) -> tuple[Total, ...]:
    """Return what a round needs in the kind of format that it has. Only sessions on its agenda count."""
    return totals(needs(meeting.timetable.items, pages, meeting.kind), meeting.heads, meeting.table_size)


def needs(items: Sequence[TimedItem], pages: Mapping[str, Page], kind: str = "") -> list[Need]:
    """Return the needs of the sessions of ``items``, each until everybody has been to it.

    Sessions at the same time share the people evenly: of two, each has half, and all where they run a second time.
    """
    been: defaultdict[str, Fraction] = defaultdict(Fraction)
    found = []
    for timed in items:
        among = len(timed.item.sessions)
        for name in timed.item.sessions:
            if name in pages and isinstance(meta := pages[name].meta, SessionMeta) and been[name] < 1:
                group = largest_group(meta.group_size)
                found.append(Need(materials_of(pages[name], kind), group, among, timed.item.id))
                been[name] += Fraction(1, among)
    return found


def _how_many(per: Per, heads: int | None, table_size: int | None, need: Need) -> int | None:
    """Return how many persons, tables or groups a session has, None where nobody has said."""
    if per is Per.ROUND:
        return 1
    size = {Per.PERSON: 1, Per.TABLE: table_size, Per.GROUP: need.group}[per]
    return None if heads is None or size is None else -(-_share(heads, need.among) // size)


def _share(heads: int, among: int) -> int:
    return -(-heads // among)


# What the room needs: tables and chairs, from who comes. Pure.


def room_totals(meeting: Round) -> tuple[Total, ...]:
    """Return the tables, as many as seat everybody, and a chair each; nothing online, or without a number of people."""
    if meeting.heads is None or meeting.kind is Kind.ONLINE:
        return ()
    chairs = Total("chairs", meeting.heads)
    if meeting.table_size is None:
        return (chairs,)
    return Total(f"tables of {meeting.table_size}", -(-meeting.heads // meeting.table_size)), chairs


def to_bring(meeting: Round, pages: Mapping[str, Page]) -> tuple[Total, ...]:
    """Return what the room and all sessions of a round need; what sessions say of tables or chairs themselves wins.

    In a room sheets are called by their names alone where these differ: the room kit prints what stands over columns.
    Online people make their boards, so they need to know that.
    """
    said = round_totals(meeting, pages)
    names = {one.name.casefold() for one in said}
    packed = said if meeting.kind is Kind.ONLINE else _called_shortly(said)
    return (*(one for one in room_totals(meeting) if one.name.partition(" ")[0] not in names), *packed)


def _called_shortly(things: Sequence[Total]) -> tuple[Total, ...]:
    short = [without_columns(one.name) for one in things]
    return tuple(
        replace(one, name=name) if short.count(name) == 1 else one for one, name in zip(things, short, strict=True)
    )


COLUMNS = re.compile(r"\(([^()|]+(?:\|[^()|]+)+)\)")  # the headings of a sheet's columns, in its name


def without_columns(name: str) -> str:
    """Return what a material is called, without the headings of its columns: "board (To do | Done)" is a board."""
    return " ".join(COLUMNS.sub("", name).split())


def session_totals(page: Page, meeting: Round) -> tuple[Total, ...]:
    """Return what one session needs by itself, rounded up as for the round."""
    need = session_need(page, meeting, materials_of(page, meeting.kind))
    return totals([need], meeting.heads, meeting.table_size)


def session_need(page: Page | None, meeting: Round, materials: tuple[Material, ...]) -> Need:
    """Return ``materials`` as the need of the session ``page``, without one as that of everybody."""
    if page is None:
        return Need(materials)
    group = page.meta.group_size if isinstance(page.meta, SessionMeta) else None
    items = (one.item.sessions for one in meeting.timetable.items if page.name in one.item.sessions)
    return Need(materials, largest_group(group), len(next(items, (page.name,))))
