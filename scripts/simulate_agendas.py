"""Rounds and their agendas, and what facilitators do to them, for ``simulate.py``: front matter, item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from simulate_pages import Dice, session
from simulate_tree import Files, change, rounds

_ITEM = re.compile(r"(?m)^( *)- (?:\{.*\}|[a-z]+:.*(?:\n\1  .*)*)\n")


def add_round(dice: Dice, files: Files, name: str) -> None:
    """Write a round of two or three sessions."""
    names = [f"p{dice.number()}" for _ in range(dice.randint(2, 3))]
    for one in names:
        files[f"{name}/{one}.md"] = session(dice).encode()
    items = [f"{{session: {one}}}" for one in names]
    items.insert(dice.randint(0, len(items)), break_item(dice))
    lines = "".join(f"  - {one}\n" for one in items)
    if dice.random() < 0.4:
        lines += "agendas:\n  online:\n" + "".join(f"    - {one}\n" for one in items[:2])
    if dice.random() < 0.3:
        lines = _ITEM.sub(_as_block, lines)
    title = f"# {dice.words(1, 3).capitalize()}\n\n{dice.sentence()}\n"
    files[f"{name}/index.md"] = f"---\nminutes: 120\nagenda:\n{lines}---\n\n{title}".encode()


def _as_block(item: re.Match[str]) -> str:
    inside = re.match(r" *- \{(.*)\}", item[0])
    parts = re.split(r", (?=\w+:)", inside[1]) if inside else []
    return f"{item[1]}- " + f"\n{item[1]}  ".join(parts) + "\n" if parts else item[0]


def break_item(dice: Dice) -> str:
    mark = dice.mark()
    return f"{{id: i{mark}, break: Tea {mark}, minutes: {dice.randrange(5, 30, 5)}}}"


def _items(text: str) -> list[re.Match[str]]:
    front = re.match(r"---\n.*?^---\n", text, re.DOTALL | re.MULTILINE)
    return [one for one in _ITEM.finditer(text) if front and one.end() <= front.end()]


def plan(dice: Dice, files: Files) -> str:
    return f"{dice.choice(rounds(files))}/index.md"


def retime_item(dice: Dice, files: Files) -> None:
    """Give an item of an agenda other minutes."""

    def make(text: str) -> str:
        if not (every := _items(text)):
            return text
        one, minutes = dice.choice(every), dice.randrange(5, 60, 5)
        new = re.sub(r"minutes: \d+", f"minutes: {minutes}", one[0])
        if "minutes" not in new and "{" in new:
            new = new.replace("}", f", minutes: {minutes}}}")
        return text[: one.start()] + new + text[one.end() :]

    change(files, plan(dice, files), make)


def swap_items(dice: Dice, files: Files) -> None:
    """Let two items of an agenda change places."""

    def make(text: str) -> str:
        pairs = [(one, two) for one, two in pairwise(_items(text)) if one.end() == two.start()]
        if not pairs:
            return text
        one, two = dice.choice(pairs)
        return text[: one.start()] + two[0] + one[0] + text[two.end() :]

    change(files, plan(dice, files), make)


def add_item(dice: Dice, files: Files) -> None:
    """Put a break on an agenda."""

    def make(text: str) -> str:
        if not (every := _items(text)):
            return text
        one = dice.choice(every)
        new = f"{one[1]}- {break_item(dice)}\n"
        at = dice.choice((one.start(), one.end()))
        return text[:at] + (new if "{" in one[0] else _ITEM.sub(_as_block, new)) + text[at:]

    change(files, plan(dice, files), make)


def drop_item(dice: Dice, files: Files) -> None:
    """Take a break off an agenda, in every format."""

    def make(text: str) -> str:
        every = [one for one in _items(text) if "break:" in one[0]]
        gone = dice.choice(every)[0].strip() if every else ""
        kept = _ITEM.sub(lambda one: "" if one[0].strip() == gone else one[0], text)
        return kept if every and len(_items(kept)) > 1 and _lists_hold(kept) else text

    change(files, plan(dice, files), make)


def _lists_hold(text: str) -> bool:
    """Whether no agenda has lost its last item."""
    return not re.search(r"(?m)^( *)(?:agenda|agendas|online|short|items):\n(?!\1 )", text)


def formats(dice: Dice, files: Files) -> None:
    """Give a format of a round up, or write one."""

    def make(text: str) -> str:
        if "agendas:" in text:
            return re.sub(r"(?m)^agendas:\n(?: .*\n)*", "", text)
        items = "".join(f"  {line}\n" for one in _items(text)[:2] for line in one[0].rstrip("\n").split("\n"))
        return text.replace("\n---\n", f"\nagendas:\n  online:\n{items}---\n", 1) if items else text

    change(files, plan(dice, files), make)


def styles(dice: Dice, files: Files) -> None:
    """Write an agenda in the other style of YAML."""
    change(files, plan(dice, files), lambda text: "".join(_styled(text)))


def _styled(text: str) -> Iterator[str]:
    last = 0
    for one in _items(text):
        yield text[last : one.start()] + _as_block(one)
        last = one.end()
    yield text[last:]


def whole_plan(here: list[str], text: str) -> str:
    """Return a plan whose agenda holds each session of ``here``, its round, once, and no other."""

    def gone(item: re.Match[str]) -> str:
        named = re.search(r"session: ([\w-]+)", item[0])
        return "" if named and named[1] not in here else item[0]

    front = re.match(r"---\n.*?^---\n", text, re.DOTALL | re.MULTILINE)
    if front is None:
        return text
    head = _ITEM.sub(gone, front[0])
    head = re.sub(r"(?m)^  online:\n(?!    )", "", head)
    head = re.sub(r"(?m)^agendas:\n(?!  )", "", head)
    missing = [name for name in here if not re.search(rf"session: {name}\b", head.split("agendas:")[0])]
    first = re.search(r"(?m)^agenda:\n(?:(?:  \w+: .*\n)*(  )items:\n)?", head)
    if first is not None:
        items = "".join(f"  {first[1] or ''}- {{session: {name}}}\n" for name in missing)
        head = head[: first.end()] + items + head[first.end() :]
    return head + text[front.end() :]
