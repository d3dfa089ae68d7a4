"""One foreign file as pages of a draft: title, headings in steps of one, minutes, and the text below. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kit.franchise.importing import escape
from kit.franchise.importing.boxes import activity_minutes
from kit.franchise.importing.exercises import with_activities
from kit.franchise.importing.front import Front
from kit.franchise.importing.inline import Context
from kit.franchise.importing.joining import as_one
from kit.franchise.importing.leaders import is_for_leaders
from kit.franchise.importing.links import Pages, bare, linked
from kit.franchise.importing.model import Draft, Item
from kit.franchise.importing.notes import with_notes
from kit.source.markdown.parser import inline_tokens, plain
from kit.source.markdown.slugs import slug, unique

_DEEPEST = 4
_PACE = 100  # words a minute: to say them, show things and take questions


@dataclass(frozen=True)
class Part:
    """A title, and the blocks below it."""

    title: str
    items: tuple[Item, ...]


def parts_of(items: Sequence[Item], front: Front, fallback: str, split: bool) -> tuple[Part | None, list[Part]]:
    """Return what the blocks of a file make: an opening part if there are several, and the sessions.

    ``split`` says that each heading of the first level begins a session of its own, as in one document for a meeting.
    """
    tops = [at for at, item in enumerate(items) if item.level == 1]
    if split and len(tops) > 1:
        bounds = [*tops, len(items)]
        parts = [_part(items[start:end], fallback) for start, end in pairwise(bounds)]
        before = tuple(items[: tops[0]])
        if is_for_leaders(parts[0].title):
            return Part(escape.words(front.title or fallback, False, False), before), parts
        title = escape.words(front.title, False, False) or parts[0].title
        first = (items[tops[0]],) if title != parts[0].title else ()
        return Part(title, (*before, *first, *parts[0].items)), parts[1:]
    return None, [_whole(items, front, fallback)]


def _part(items: Sequence[Item], fallback: str) -> Part:
    return Part(items[0].text or fallback, tuple(items[1:]))


def _whole(items: Sequence[Item], front: Front, fallback: str) -> Part:
    """Return a file as one part: its title is that of its front matter, else its first heading, else its name."""
    first = next((at for at, item in enumerate(items) if item.level), None)
    given = escape.words(front.title, False, False)
    same = first is not None and plain_words(items[first].text).casefold() == front.title.casefold()
    if first is not None and (same or not given) and (items[first].level == 1 or first == 0):
        return Part(items[first].text, (*items[:first], *items[first + 1 :]))
    return Part(given or escape.words(fallback, False, False), tuple(items))


def drafted(part: Part, name: str, source: str, front: Front, ctx: Context, private: bool) -> Draft:
    """Return the page that ``part`` makes, with headings in steps of one and its minutes."""
    items = tuple(with_activities(with_notes(_levels(_leading(part.items)), ctx.told), ctx.told))
    minutes, how = (front.minutes, front.how) if front.minutes else _guess(items)
    title = bare(part.title)
    return Draft(name, source, title, minutes, how, items, tuple(ctx.links), _ids(title, items), ctx.told, private)


def _leading(items: Sequence[Item]) -> Sequence[Item]:
    return [item for item in items if item.text.strip()]


def _levels(items: Sequence[Item]) -> list[Item]:
    """Return ``items`` with headings from the second level on that skip none; deeper than four they are bold lines."""
    top = min((item.level for item in items if item.level), default=0)
    above = 1
    out: list[Item] = []
    for item in items:
        if not item.level:
            out.append(item)
            continue
        level = min(item.level - top + 2, above + 1)
        if level > _DEEPEST:
            out.append(replace(item, level=0, text=f"**{item.text}**"))
            continue
        above = level
        out.append(replace(item, level=level))
    return out


def plain_words(text: str) -> str:
    """Return the words of Markdown that stands on one line."""
    tokens = inline_tokens(bare(text))
    return plain(tokens[0].children if tokens else ())


def _ids(title: str, items: Sequence[Item]) -> dict[str, str]:
    heads = [Item(title, level=1, plain=plain_words(title)), *(item for item in items if item.level)]
    anchors = unique(slug(plain_words(item.text)) for item in heads)
    ids: dict[str, str] = {}
    for item, anchor in zip(heads, anchors, strict=True):
        theirs = re.sub(r"[^\w\- ]", "", item.plain.lower()).replace(" ", "-")
        for name in (*item.ids, theirs, anchor):
            ids.setdefault(name.casefold(), anchor)
    return ids


def _guess(items: Sequence[Item]) -> tuple[int, str]:
    timed = [item.minutes for item in items if item.minutes]
    if timed:
        return min(sum(timed), 1440), f"the sum of its activities ({' + '.join(map(str, timed))})"
    text = "\n".join(item.text for item in items)
    said, how = activity_minutes(text)
    if "says" in how:
        return max(5, said), how
    words = len(re.findall(r"\w+", text))
    return max(10, min(120, 5 * round(words / _PACE / 5))), f"guessed from its {words:,} word{'s' * (words != 1)}"


def page_text(draft: Draft, pages: Pages) -> str:
    """Return the file of a session."""
    guess = f"  # {draft.how}: look at it" if draft.how else ""
    head = f"---\nminutes: {draft.minutes}{guess}\n---\n\n# {draft.title}\n\n"
    remark = f"<!-- A draft, made from {made_from(draft.source)}. Read it through before it is used. -->"
    return f"{head}{remark}\n\n{body(draft, pages)}"


def made_from(source: str) -> str:
    """Return the name of a source as a comment can hold it."""
    return re.sub(r"-{2,}|[<>\x00-\x1f\x7f]", "-", source)


def body(draft: Draft, pages: Pages) -> str:
    """Return the text of a page below its title, with links in place."""
    out, run = [], list[Item]()
    for item in draft.items:
        if item.level:
            out += [as_one(run)] if run else []
            out.append(f"{'#' * item.level} {bare_heading(item.text)}")
            run = []
        else:
            run.append(item)
    out += [as_one(run)] if run else []
    text = linked("\n\n".join(out), draft, pages)
    return f"{text}\n" if text else ""


def bare_heading(text: str) -> str:
    """Return a heading's words; a # at their end would close the heading."""
    return re.sub(r"(#+)$", r"\\\1", text)


def note_text(draft: Draft, pages: Pages) -> str:
    """Return a page for those who lead as one note for facilitators."""
    text = escape.for_facilitators(draft.title, as_one(draft.items))
    return f"{linked(text, draft, pages)}\n"


def plain_page(text: str) -> str:
    """Return the page ``text``, which would not do, with all below its title as a block that is shown as typed.

    Where some of it is for facilitators, all of it is.
    """
    head, _, rest = text.removeprefix("---\n").partition("\n---\n")
    title, _, body = rest.lstrip("\n").partition("\n")
    words = " ".join(re.findall(r"\w+", title)) or "Untitled"
    block = escape.fence(body.strip(), "text")
    if re.search(r"^:{3,}\{(?:facilitator|say)\}", body, re.MULTILINE):
        block = escape.for_facilitators("", block)
    return f"---\n{head}\n---\n\n# {words}\n\n{block}\n"
