"""Foreign material as a draft of a round: its plan, its sessions, its pictures, and all that is told of them. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.franchise.importing import escape
from kit.franchise.importing.attributes import words_of
from kit.franchise.importing.blocks import items as blocks_of
from kit.franchise.importing.decoding import as_text, too_much, without_data
from kit.franchise.importing.definitions import settled, tell_undefined
from kit.franchise.importing.front import Front, front_of
from kit.franchise.importing.inline import Context
from kit.franchise.importing.leaders import is_for_leaders
from kit.franchise.importing.lines import Line
from kit.franchise.importing.links import pages_by_call
from kit.franchise.importing.lost import private_in, said_in, tell_lost, tell_shown
from kit.franchise.importing.model import Draft, Item, Material, Told
from kit.franchise.importing.notes import with_colons
from kit.franchise.importing.order import HTML, WORD, Plan, definitions, is_private, planned
from kit.franchise.importing.pages import Part, body, drafted, made_from, note_text, page_text, parts_of, plain_words
from kit.franchise.importing.pictures import FOLDER, Pictures
from kit.franchise.importing.prepared import prepared, tell_braces
from kit.franchise.importing.private import keep_apart
from kit.franchise.importing.reading import number_blocks, tree_of_html, tree_of_markdown
from kit.model.findings import Code, Finding
from kit.source.markdown.slugs import slug
from kit.source.words import missing

_LONGEST = 1440  # minutes of a round
_DAY = 480
_ASK = "Ask its writers before anybody else sees it: the foot of every page names the licence of your own material."
_TAKEN = frozenset({"index"})

_ASIDE = "{} became a note for facilitators at the end of the round's own page, with all that it says."


@dataclass(frozen=True)
class Imported:
    """A draft of a round: the files of its folder by name, its sessions in order, and what is to be looked at.

    ``sources`` gives each page and a file from which it was made.
    """

    title: str
    files: Mapping[str, bytes]
    sessions: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    found: tuple[Finding, ...]


@dataclass
class _Making:
    material: Material
    plan: Plan
    pictures: Pictures
    reserved: Callable[[str], bool]
    defined: list[str]
    told: list[Told] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    opening: Draft | None = None


def imported(material: Material, reserved: Callable[[str], bool] = lambda _: False) -> Imported:
    """Return the draft of a round that ``material`` makes. ``reserved`` says which names no page may have."""
    plan = planned(material.files, material.single)
    making = _Making(material, plan, Pictures(material.files), reserved, definitions(material.files))
    home = _file(making, plan.home, is_home=True)[:1] if plan.home else []
    pages = [draft for path in plan.pages for draft in _file(making, path)]
    making.opening = home[0] if home else making.opening
    sessions = [one for one in pages if not one.private]
    return _round(making, _title(making, sessions), sessions, [one for one in pages if one.private])


def _file(making: _Making, path: str, is_home: bool = False) -> list[Draft]:
    """Return the pages that one file makes; what opens a file of several goes to the plan of the round."""
    told = Told(path)
    making.told.append(told)
    read = _read(making, path, told)
    if read is None:
        return []
    front, items, ctx = read
    fallback = _words_of(path)
    if is_home:
        return [drafted(parts_of(items, front, fallback, False)[1][0], "index", path, front, ctx, False)]
    opening, parts = parts_of(items, front, fallback, making.material.single)
    if opening is not None:
        making.opening = drafted(opening, "index", path, Front(), ctx, False)
        message = "Each heading of the first level became a session, and what stands above them the plan's own text."
        told.guessed(None, message, "Join pages, or part them, where the meeting goes otherwise.")
    if not making.material.single and is_private(path):
        told.guessed(None, _ASIDE.format("This page"), "Move what all may see out of it.")
        return [drafted(parts[0], "index", path, front, ctx, True)]
    used = front if opening is None else Front()
    aside = [one for one in parts if is_for_leaders(one.title)]
    for part in aside:
        told.guessed(None, _ASIDE.format(f'"{part.title[:60]}"'), "Move what all may see out of it.")
    return [
        drafted(part, _name(making, part, path, opening is not None), path, used, ctx, part in aside) for part in parts
    ]


def _read(making: _Making, path: str, told: Told) -> tuple[Front, list[Item], Context] | None:
    ending = posixpath.splitext(path)[1].lower()
    text = making.material.htmls.get(path) if ending in WORD else as_text(making.material.files[path], told)
    if text is None:
        return None
    text = with_colons(text) if ending in WORD else text
    text, inside = without_data(text)
    if too_much(path, text, told):
        return None
    is_html = ending in HTML | WORD
    front = Front() if is_html else front_of(text, told)
    if is_html:
        for number, line in enumerate(text.split("\n"), 1):
            tell_braces(line, number if ending in HTML else None, told)
    lines = [] if is_html else _lines(making, text, front, told)
    tree = tree_of_html(text, told, ending in HTML) if is_html else tree_of_markdown(lines, told)
    if tree is None:
        return None
    if ending in WORD:
        number_blocks(tree, told)
    keep_apart(tree, told)
    front = _named(tree, told) if is_html else front
    ctx = Context(told, making.pictures.of_page(path, inside), reflow=is_html)
    said, private = said_in(tree), private_in(tree)
    root = tree.find("body")
    items = _with_lists(blocks_of(tree if root is None else root, ctx), front, ctx)
    tell_lost(said, items, [front.title], ctx)
    tell_shown(private, items, told)
    if not items:
        told.left_out(None, "There are no words on this page, so it became no session.")
        return None
    return front, items, ctx


def _named(tree: Any, told: Told) -> Front:
    """Return the title that browsers show for a page, unless the page says itself what it is called."""
    title = " ".join((tree.findtext("head/title") or "").split())
    if title and tree.find(".//h1") is None:
        return Front(title=title)
    for _, words in missing([title], [words_of(tree.find("body"))]):
        told.left_out(1, "The title that browsers show is left out: the page has another one.", said=words)
    return Front()


def _lines(making: _Making, text: str, front: Front, told: Told) -> list[Line]:
    rest = "\n".join(text.split("\n")[front.first - 1 :])
    lines = [*front.lead, *prepared(rest, front.first, told), *front.after]
    last = lines[-1].number if lines else 1
    lines = [*settled(lines, told), Line("", last), *(Line(one, last) for one in making.defined)]
    tell_undefined(lines, told)
    return lines


def _with_lists(items: list[Item], front: Front, ctx: Context) -> list[Item]:
    """Return ``items`` with what the front matter lists, below the words that open the page."""
    tree = tree_of_markdown(front.before, ctx.told) if front.before else None
    if tree is None:
        return items
    heads = [at for at, item in enumerate(items) if item.level and (at or item.level > 1)]
    at = heads[0] if heads else len(items)
    return [*items[:at], *blocks_of(tree.find("body"), ctx), *items[at:]]


def _words_of(path: str) -> str:
    stem = posixpath.splitext(posixpath.basename(path))[0]
    words = re.sub(r"^\d+[-_. ]+", "", stem).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Untitled"


def _name(making: _Making, part: Part, path: str, by_title: bool) -> str:
    """Return a name for a session's file, which no other has."""
    base = slug(plain_words(part.title) if by_title else _words_of(path))[:50].strip("-")
    base = f"{base}-session" if base in _TAKEN or making.reserved(base) else base
    name, number = base, 2
    while name in making.names:
        name, number = f"{base}-{number}", number + 1
    making.names.add(name)
    return name


def _title(making: _Making, sessions: Sequence[Draft]) -> str:
    if making.plan.title:
        return escape.words(making.plan.title, False, False)
    if making.opening is not None:
        return making.opening.title
    return sessions[0].title if len(sessions) == 1 else escape.words(_words_of(making.material.name), False, False)


def _round(making: _Making, title: str, sessions: Sequence[Draft], notes: Sequence[Draft]) -> Imported:
    opening = [making.opening] if making.opening else []
    drafts = [*opening, *sessions, *notes]
    pages = pages_by_call(drafts)
    files = {f"{one.name}.md": page_text(one, pages).encode() for one in sessions}
    named = [f"**{one.title}**\n" for one in opening if one.title != title]
    text = "\n".join([*named, *(body(one, pages) for one in opening), *(note_text(one, pages) for one in notes)])
    on_agenda = [one for one in sessions if one.source not in making.plan.beside]
    files["index.md"] = _plan_text(making, title, on_agenda, text).encode()
    files |= {f"{FOLDER}/{name}": data for name, data in making.pictures.taken.items()}
    sources = tuple((f"{one.name}.md", one.source) for one in drafts)
    found = [*_about(making, sessions, on_agenda), *(one for told in making.told for one in told.placed())]
    return Imported(title, files, tuple(one.name for one in on_agenda), sources, tuple(found))


def _plan_text(making: _Making, title: str, sessions: Sequence[Draft], text: str) -> str:
    total = sum(one.minutes for one in sessions)
    agenda = "".join(f"  - {{session: {one.name}}}\n" for one in sessions)
    agenda = f"agenda:\n{agenda}" if agenda else ""
    head = f"---\nminutes: {max(1, min(total, _LONGEST))}  # the sum of its sessions: look at it\n{agenda}---\n"
    remark = f"<!-- A draft, made from {made_from(making.material.name)}. Say first what the meeting is for. -->"
    return f"{head}\n# {title}\n\n{remark}\n\n{text}".rstrip() + "\n"


def _about(making: _Making, sessions: Sequence[Draft], on_agenda: Sequence[Draft]) -> list[Finding]:
    """Return what is to be told of the whole: its rights, its order, its length, and the files that stayed behind."""
    plan, told = making.plan, Told(making.material.name)
    _rights(making, told)
    if plan.guessed and len(on_agenda) > 1:
        told.guessed(None, "The sessions stand in the order of the files' names.", "Change it in the plan's agenda.")
    for one in sessions:
        said = f'"{plain_words(one.title)}" has {one.minutes} minutes, {one.how}.'
        line = None if one.source in making.material.htmls else 1
        Told(one.source, told.found).guessed(line, said, "Time it, and change the number.")
        if one not in on_agenda:
            said = f'"{plain_words(one.title)}" is on no agenda: it seems to be no part of the lesson.'
            Told(one.source, told.found).guessed(line, said, "Put it on the agenda, or its words into another page.")
    if (total := sum(one.minutes for one in on_agenda)) > _DAY:
        message = f"The sessions take {total:,} minutes together, more than people meet for in a day."
        told.guessed(None, message, "Take sessions off the agenda, or part the material into several rounds.")
    for path in plan.left_out:
        Told(path, told.found).left_out(None, "This file is about the material itself, and became no session.")
    return told.found


def _rights(making: _Making, told: Told) -> None:
    """Tell what says whose the material is, and never that it may be used."""
    plan = making.plan
    for path in plan.rights:
        first = _first_words(making.material.files[path].decode("utf-8", "replace"))
        Told(path, told.found).say_licence(1, f'This may say whose the material is. It begins: "{first}".')
    if plan.licence[0]:
        said = f'The licence that is named here: "{plan.licence[2][:120]}".'
        Told(plan.licence[0], told.found).say_licence(plan.licence[1], said)
    if not told.found and not any(one.code is Code.IMPORTED_LICENCE for file in making.told for one in file.found):
        message = "Nothing here says whose the material is, or under which licence it may be used."
        told.say_licence(None, message, _ASK)


def _first_words(text: str) -> str:
    if text.startswith("---\n"):
        text = text[4:].partition("\n---")[2]
    return next((line.strip(" #\t") for line in text.splitlines() if line.strip(" #\t-")), "")[:120]
