"""Boxes of other kits as blocks of ours: which is which, with its title and its minutes. Pure."""

from __future__ import annotations

import re
from typing import Any

from kit.franchise.importing import escape
from kit.franchise.importing.inline import Context
from kit.franchise.importing.joining import as_one
from kit.franchise.importing.leaders import is_for_leaders, names_of
from kit.franchise.importing.lines import OURS
from kit.franchise.importing.model import Item
from kit.franchise.importing.notes import with_notes
from kit.franchise.importing.reading import line_of
from kit.model.foreign_blocks import PLAIN, ours_for

ADMONITIONS = frozenset({"note", "tip", "warning", "important", "caution", "attention", "hint", "seealso"})
_ONCE = frozenset({"activity", "slide", "handout"})  # what may stand in no other block
_APART = frozenset({"tab-set", "tab-item", "grid", "grid-item"})
_ALERT = re.compile(r"\s*\[!(\w+)\][+-]?[ \t]*([^\n]*)\n?")
_MINUTES = re.compile(r"(?<![\d.,])(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?\s*-?\s*min(?:ute)?s?\b", re.IGNORECASE)
PLAIN_BOX = "plain"
_SHOWN = {
    "facilitator": "Only those who lead will see it.",
    "dropdown": "Everybody can open it; facilitators alone see what stands in a facilitator block.",
    "activity": "See that its steps can be followed from the slide that it becomes.",
}


def name_of_box(element: Any) -> str:
    """Return the name of our block for ``element``, ``plain`` where plain text does it, or "" where it is no box."""
    if str(element.tag) == "blockquote" and (name := _alert(element)):
        return name
    found = [box for name in names_of(element) if (box := _box(name))]
    if "facilitator" in found:
        return "facilitator"
    return next((one for one in found if one != "admonition"), found[0] if found else "")


def _box(name: str) -> str:
    ours = ours_for(name)
    return (ours or PLAIN_BOX) if ours is not None else name if name in OURS else ""


def _alert(element: Any) -> str:
    """Return the name of a box that GitHub or Obsidian write as a quote, and take its mark out of the words."""
    first = element[0] if len(element) else None
    found = _ALERT.match(first.text or "") if first is not None else None
    if first is None or not found:
        return ""
    first.text = first.text[found.end() :]
    if found[2].strip():
        element.set("title", found[2].strip())
    name = found[1].lower()
    return ours_for(name) or (name if name in OURS else "note")


def boxed(name: str, element: Any, parts: list[Item], ctx: Context, title: str = "") -> list[Item]:
    """Return the blocks ``parts`` of ``element`` as our block ``name``."""
    line = line_of(element)
    if not title and element.get("title") and element.get("data-after") is None:
        title = escape.words(" ".join(element.get("title").split()), False, False)
    if is_for_leaders(title or (parts[0].text if parts and parts[0].level else "")):
        name = "facilitator"
    parts = parts if name == "facilitator" else noted(parts, ctx)
    if ctx.in_table or (name == "facilitator" and name in ctx.inside):
        return _below_title(title, parts, line)
    if name == PLAIN_BOX:
        return _plain(element, parts, title, ctx, line)
    if name in _APART:
        ctx.told.changed(line, "What stood side by side, or in tabs, stands one below the other.")
        return _below_title(title, parts, line)
    if not title and parts and parts[0].level:
        title, parts = parts[0].text, parts[1:]
    body = as_one(parts)
    if not body.strip():
        return _below_title(title, [], line)
    _tell(name, element, ctx, line)
    if name == "activity" and not ctx.inside:
        return [_activity(element, title, body, ctx, line)]
    return [Item(_block(name, title, body, ctx), line)]


def _below_title(title: str, parts: list[Item], line: int | None) -> list[Item]:
    return [Item(f"**{title}**", line), *parts] if title else parts


def _block(name: str, title: str, body: str, ctx: Context) -> str:
    """Return the text of our block ``name`` as its kind is written."""
    if name in _ONCE and ctx.inside:
        return _admonition("note", title, body)
    if name in ADMONITIONS or name == "admonition":
        return _admonition(name, title, body)
    if name == "facilitator":
        return escape.for_facilitators(title, body)
    if name == "epigraph":
        return escape.colons(name, "", "", f"**{title}**\n\n{body}" if title else body)
    return escape.colons(name, title or ("Solution" if name == "dropdown" else ""), "", body)


def _tell(name: str, element: Any, ctx: Context, line: int | None) -> None:
    theirs = (element.get("class") or "").split()
    if theirs and name not in theirs:
        ctx.told.changed(line, f"The block {theirs[0]} became {name}.", _SHOWN.get(name, ""))


def _admonition(name: str, title: str, body: str) -> str:
    if not title:
        return escape.colons("note" if name == "admonition" else name, "", "", body)
    options = f":class: {name}\n" if name != "admonition" else ""
    return escape.colons("admonition", title, options, body)


def _activity(element: Any, title: str, body: str, ctx: Context, line: int | None) -> Item:
    given = element.get("data-minutes") or ""
    minutes, how = (int(given), "") if given.isdigit() and int(given) else activity_minutes(f"{title}\n{body}")
    if how:
        ctx.told.guessed(line, f"The activity has {minutes} minutes, {how}.", "Time it, and change the number.")
    remark = f"<!-- These minutes are {how}: look at them. -->\n\n" if how else ""
    text = escape.colons("activity", title or "To do", f":minutes: {minutes}\n", remark + body)
    return Item(text, line, minutes=minutes)


def noted(parts: list[Item], ctx: Context) -> list[Item]:
    """Return blocks with those for whoever leads as notes, where a note can stand."""
    return parts if ctx.in_table or "facilitator" in ctx.inside else with_notes(parts, ctx.told)


def activity_minutes(text: str) -> tuple[int, str]:
    """Return how long an activity may take, and whence that is guessed."""
    flat = re.sub(r"\s+", " ", text)
    said = [max(int(one), int(two or 0)) for one, two in _MINUTES.findall(flat)]
    said = [one for one in said if 0 < one <= 180]
    if said:
        return min(sum(said), 180), f"guessed from what its text says ({' + '.join(map(str, said))})"
    count = len(re.findall(r"\w+", text))
    return max(5, min(30, 5 * round((count / 25 + 4) / 5))), f"guessed from its {count:,} word{'s' * (count != 1)}"


def _plain(element: Any, parts: list[Item], title: str, ctx: Context, line: int | None) -> list[Item]:
    """Return a list of questions or aims as a section, or within a block as text under a bold line."""
    theirs = next((one for one in (element.get("class") or "").split() if ours_for(one) == PLAIN), "")
    if parts and parts[0].level:
        return _below_title(title, parts, line)
    title = title or theirs.replace("-", " ").replace("keypoints", "key points").capitalize()
    ctx.told.changed(line, f"The block {theirs} became a section of its own.", "See whether its heading is right.")
    if ctx.inside:
        return [Item(f"**{title}**", line), *parts]
    return [Item(title, line, 2, title), *parts]
