"""Random rounds of a hub, with what a region makes of them, and their times by walking through the day by the minute.

The walk is an answer of its own to the question when everything begins: it knows lists of minutes and fixed points and
waits and lives through them minute by minute, and shares nothing with the kit.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tests.regions import HUB_TOML, region_files

WORDS = (
    *("Amber", "Birch", "Cedar", "Dahlia", "Ember", "Falcon", "Garnet", "Heron", "Indigo", "Juniper", "Kestrel"),
    *("Lilac", "Maple", "Nutmeg", "Olive", "Poppy", "Quartz", "Robin", "Saffron", "Thistle", "Umber", "Violet"),
)
FORMAT = "online"


@dataclass(frozen=True)
class Part:
    """One item of a day: what people call it (several for sessions side by side), its minutes, its fixed point."""

    id: str
    kind: str
    titles: tuple[str, ...]
    minutes: int
    at: int | None = None


@dataclass(frozen=True)
class Lived:
    """An item as somebody with a watch would see it begin and end, in minutes after midnight."""

    part: Part
    start: int
    end: int


@dataclass
class Day:
    """A round: its folder, what the hub and region.toml say of it, and what is to come of that."""

    name: str
    date: datetime.date
    start: int
    format: str | None
    parts: list[Part]
    files: dict[str, str] = field(default_factory=dict)
    settings: str = ""

    def walk(self) -> list[Lived]:
        """Live through the day, minute by minute."""
        watch, lived = self.start, []
        for part in self.parts:
            while part.at is not None and watch < part.at:
                watch += 1
            begun = watch
            for _ in range(part.minutes):
                watch += 1
            lived.append(Lived(part, begun, watch))
        return lived


def quoted(minutes: int) -> str:
    """Return a time as plans and settings write it, such as 13:05."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def spoken(minutes: int) -> str:
    """Return a time as people read it, such as 1:05pm."""
    hours, rest = minutes // 60, minutes % 60
    tail = f":{rest:02}" if rest else ""
    return f"{hours - 12 if hours > 12 else hours or 12}{tail}{'am' if hours < 12 else 'pm'}"


def random_region(seed: int, rounds: int) -> tuple[dict[str, str], list[Day]]:
    """Return the files of a region with ``rounds`` random rounds, and those rounds as days."""
    dice = Random(seed)  # noqa: S311 - for tests, which must be the same each time
    days = [_day(dice, f"round-{number}") for number in range(1, rounds + 1)]
    hub = {"hub.toml": HUB_TOML, "index.md": "# Digital peer groups\n\nHello.\n"}
    for day in days:
        hub |= day.files
    variables = '\n[variables]\nvenue = "The Hall"\ncontact = "us@example.org"\n'
    return region_files({}, variables + "".join(day.settings for day in days), hub), days


def random_meeting(seed: int) -> tuple[dict[str, str], list[Day]]:
    """Return the files of a region with one round that is held on two or three days, and those days."""
    dice = Random(seed)  # noqa: S311 - for tests, which must be the same each time
    words = dice.sample(WORDS, len(WORDS))
    pages: dict[str, str] = {}
    entries, days, settings = [], list[Day](), ""
    for number in range(1, dice.randrange(2, 4) + 1):
        start, date = dice.randrange(8 * 60, 13 * 60), datetime.date(2027, 1, 1) + datetime.timedelta(days=7 * number)
        made = [_entry(dice, words, "round-1", pages, start) for _ in range(dice.randrange(1, 4)) if len(words) > 3]
        entries += [f"{{id: part-{number}, sitting: Part {number}, minutes: 480}}"] * (number > 1)
        entries += [entry for entry, _ in made]
        settings += f"\n[{'[round.round-1.sitting]' if days else 'round.round-1'}]\n"
        settings += f'date = {date}\nstart = "{quoted(start)}"\n'
        days.append(Day("round-1", date, start, None, [part for _, part in made]))
    hub = {"hub.toml": HUB_TOML, "index.md": "# Digital peer groups\n\nHello.\n", **pages}
    variables = '\n[variables]\nvenue = "The Hall"\ncontact = "us@example.org"\n'
    return region_files({}, variables + settings, {**hub, "round-1/index.md": _plan(entries, None)}), days


def _day(dice: Random, name: str) -> Day:
    words = dice.sample(WORDS, len(WORDS))
    start = dice.randrange(8 * 60, 13 * 60)
    pages: dict[str, str] = {}
    entries, parts = [], []
    for _ in range(dice.randrange(3, 8)):
        entry, part = _entry(dice, words, name, pages, start)
        entries.append(entry)
        parts.append(part)
    picked = dice.choice([None, FORMAT])
    date = datetime.date(2027, 1, 1) + datetime.timedelta(days=dice.randrange(365))
    day = Day(name, date, start, picked, parts)
    head = f'\n[round.{name}]\ndate = {date}\nstart = "{quoted(start)}"\n' + (
        f'format = "{FORMAT}"\n' if picked else ""
    )
    day.settings = head + _changes(dice, day, words)
    plan = _plan(entries, picked)
    day.files = {f"{name}/index.md": plan, **pages}
    return day


def _plan(entries: Sequence[str], picked: str | None) -> str:
    listed = "".join(f"{'  ' if picked else ''}  - {entry}\n" for entry in entries)
    decoy = "  - {title: Nobody comes to this, minutes: 7}\n"
    agendas = f"agenda:\n{decoy}agendas:\n  {FORMAT}:\n{listed}" if picked else f"agenda:\n{listed}"
    return (
        f"---\nminutes: 480\n{agendas}---\n\n# A day\n\nFrom {{{{ start }}}} until {{{{ end }}}}, on {{{{ date }}}}.\n"
    )


def _entry(dice: Random, words: list[str], name: str, pages: dict[str, str], start: int) -> tuple[str, Part]:
    kind = dice.choice(["session", "session", "session", "parallel", "break", "title"])
    at = start + dice.randrange(-30, 500) if dice.random() < 0.25 else None
    fixed = f', at: "{quoted(at)}"' if at is not None else ""
    if kind in ("break", "title"):
        word, minutes = words.pop(), dice.randrange(1, 61)
        entry = f"{{id: {word.lower()}, {kind}: {word}, minutes: {minutes}{fixed}}}"
        return entry, Part(word.lower(), kind, (word,), minutes, at)
    titles = [words.pop() for _ in range(1 if kind == "session" else dice.randrange(2, 4))]
    lengths = [_session(dice, name, title, pages) for title in titles]
    own = dice.randrange(5, 91) if dice.random() < 0.4 else None
    given = f", minutes: {own}" if own else ""
    minutes = own or sorted(lengths)[-1]
    ids = [title.lower() for title in titles]
    which = f"session: {ids[0]}" if kind == "session" else f"id: side-{ids[0]}, parallel: [{', '.join(ids)}]"
    part = Part(ids[0] if kind == "session" else f"side-{ids[0]}", kind, tuple(titles), minutes, at)
    return f"{{{which}{given}{fixed}}}", part


def _session(dice: Random, name: str, title: str, pages: dict[str, str]) -> int:
    minutes = dice.randrange(5, 91)
    pages[f"{name}/{title.lower()}.md"] = (
        f"---\nminutes: {minutes}\n---\n\n# {title}\n\nWhat we do.\n\n## Doing\n\n"
        f":::{{activity}} Try {title.lower()}\n:minutes: {minutes}\n\n1. Do it.\n\n:::\n"
    )
    return minutes


def _changes(dice: Random, day: Day, words: list[str]) -> str:
    """Let the region change some of the day, in its settings and in the day itself."""
    said = []
    for change in dice.sample(["retime", "fix", "free", "drop", "move", "add"], dice.randrange(4)):
        place = dice.randrange(len(day.parts))
        part, lines = day.parts[place], list[str]()
        if change == "retime":
            minutes = dice.randrange(5, 91)
            day.parts[place] = replace(part, minutes=minutes)
            lines = [f'item = "{part.id}"', f"minutes = {minutes}"]
        elif change == "fix":
            at = day.start + dice.randrange(-30, 500)
            day.parts[place] = replace(part, at=at)
            lines = [f'item = "{part.id}"', f'at = "{quoted(at)}"']
        elif change == "free":
            day.parts[place] = replace(part, at=None)
            lines = [f'item = "{part.id}"', 'at = ""']
        elif change == "drop" and len(day.parts) > 2:
            del day.parts[place]
            lines = [f'drop = "{part.id}"']
        elif change == "add":
            word, minutes = words.pop(), dice.randrange(1, 40)
            day.parts.insert(place + 1, Part(word.lower(), "break", (word,), minutes))
            lines = [f'add = "{word.lower()}"', f'break = "{word}"', f"minutes = {minutes}", f'after = "{part.id}"']
        elif change == "move" and (others := [one for one in day.parts if one != part]):
            beside = dice.choice(others)
            day.parts.remove(part)
            day.parts.insert(day.parts.index(beside), part)
            lines = [f'move = "{part.id}"', f'before = "{beside.id}"']
        said += [f"\n[[round.{day.name}.agenda]]\n" + "\n".join(lines) + "\n"] * bool(lines)
    return "".join(said)
