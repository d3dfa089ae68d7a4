"""Updating a span: sections that are merged as one text, because words went from one into another. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kit.franchise.compose.overrides import Op, SectionOverride
from kit.franchise.merge.by_line import merge_lines
from kit.franchise.record import PageLock
from kit.franchise.update.draft import Draft, Question
from kit.franchise.update.layout import lay_out
from kit.franchise.update.spans import ASKED, LEFT_OUT, Span, sayings
from kit.source.markdown.sections import sections
from kit.source.tree.text import line_end, split_lines

Files = Mapping[tuple[str, Op], bytes]


@dataclass(frozen=True)
class Together:
    """What becomes of a span: its override files by anchor and operation, and whether a question is left."""

    files: Files
    asks: bool = False


def together(span: Span, page: str, data: Mapping[str, bytes], merged: str | None) -> Together:
    """Return what becomes of ``span``, which stands on ``page`` now.

    ``data`` are the override files by path, and ``merged`` is the text that its three texts give, None for a question.
    Until a question is decided the region's text stands in the place of all the sections, each piece where its section
    is now, and what upstream made of the same words does not stand beside it.
    """
    known = {
        replace(one, anchor=place.anchor): data[one.file] for one in span.overrides if (place := span.old[one.anchor])
    }
    theirs = plain_end(span.theirs)
    whole = {replace(one, op=Op.REPLACE) if one.op is Op.WORDS else one: data for one, data in known.items()}
    ways = [merged] if merged is None else [merged, merge_lines(span.base, span.ours, span.theirs)]
    for text in ways:  # by lines a heading may stand better than where the unit before it went
        if text is not None and not spoilt(text, span.ours, span.theirs):
            for there in (known, whole):  # what cannot be said with words alone may be said with the whole section
                files = lay_out(page, span.now, theirs, there, plain_end(text))
                if files is not None:
                    return Together(files)
    if span.asked and tuple(span.old) == span.now:
        return Together({(one.anchor, one.op): data[one.file] for one in span.overrides}, asks=True)
    return Together(laid(page, span.now, theirs, known, span.ours), asks=True)


def laid(page: str, anchors: Sequence[str], theirs: str, known: Mapping[SectionOverride, bytes], text: str) -> Files:
    """Return the files that lay ``text`` out on the sections, or put all of it in the place of the first."""
    files = lay_out(page, anchors, theirs, known, plain_end(text))
    others = {(one, Op.REMOVE): b"" for one in anchors[1:]}
    return files or {(anchors[0], Op.REPLACE): plain_end(text).encode(), **others}


def with_reasons(found: Together, span: Span) -> Together:
    """Give the first new text the reasons of those overrides that have no file any more, as their words are in it."""
    places = {(place.anchor, one.op): one for one in span.overrides if (place := span.old[one.anchor])}
    kept = [one for slot, one in places.items() if slot in found.files]
    reasons = [one.why for one in span.overrides if one.why and one not in kept]
    new = next((slot for slot in found.files if slot not in places and slot[1] is not Op.REMOVE), None)
    if new is None or not reasons or found.files[new].startswith(b"---"):
        return found
    head = f"---\nwhy: {json.dumps(' '.join(dict.fromkeys(reasons)), ensure_ascii=False)}\n---\n\n"
    return replace(found, files={**found.files, new: head.encode() + found.files[new]})


def plain_end(text: str) -> str:
    """Return ``text`` with one line end behind it: how far the next section is depends on what that is."""
    return text.rstrip("\r\n") + line_end(text)


def spoilt(merged: str, ours: str, theirs: str) -> bool:
    """Whether ``merged`` says something more often than either side, or has more empty sections than both.

    Both happens where both put a heading into one text at the same spot: one heading would stand there with nothing
    below it, and nobody could tell to which of the two the words belong.
    """
    mine, yours = Counter(sayings(ours)), Counter(sayings(theirs))
    twice = any(times > max(mine[one], yours[one]) for one, times in Counter(sayings(merged)).items())
    return twice or _empty(merged) > _empty(ours) + _empty(theirs)


def _empty(text: str) -> int:
    lines = split_lines(text)
    return sum(not "".join(lines[one.heading_line : one.last]).strip() for one in sections(text))


def piece(anchor: str, title: str, page: str, files: Mapping[tuple[str, Op], bytes]) -> str:
    """Say what stands in the place of a section while the region is asked about several."""
    ops = [op for op in Op if (anchor, op) in files]
    said = {
        Op.BEFORE: "text of yours above it",
        Op.AFTER: "text of yours below it",
        Op.REMOVE: "left out, since its words are among yours",
    }
    parts = [said.get(op, "your words") for op in ops] or ["as upstream has it"]
    return f"“{title}” (`{page}#{anchor}`): {', '.join(parts)}"


def ask_together(draft: Draft, lock: PageLock, span: Span, address: str, found: Together) -> None:
    """Open one question at ``address`` about all sections of ``span``, and record what belongs to it."""
    page, _, about = address.rpartition("#")
    ops = list(Op)  # with what replaces a section first, and removals last
    order = sorted(found.files, key=lambda slot: (ops.index(slot[1]), span.now.index(slot[0])))
    keys = [f"{anchor}.{op.value}" for anchor, op in order]
    head = keys[0]
    draft.record(page, head, span.base)
    draft.record(page, f"{head}{ASKED}", [about, *(one for one in span.now if one != about)])
    own = {f"{one.anchor}.{one.op.value}" for one in span.overrides}
    own = {key for key in own if f"{key}{LEFT_OUT}" not in lock.bases}
    for name in keys:
        if name.endswith(f".{Op.REMOVE.value}") and name not in own:
            draft.record(page, f"{name}{LEFT_OUT}", head)
    titles = {one.anchor: one.title for one in draft.follower.new.sections(page)}
    pieces = tuple(piece(anchor, titles[anchor], page, found.files) for anchor in span.now)
    texts = span.ours, span.theirs, span.base
    draft.ask(Question(address, "conflict", titles[about], *texts, page, pieces))
