"""The handout of one session: its handout parts, and room to write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes

from kit.model.edition import Edition
from kit.render.handout.blocks import context_for
from kit.render.handout.parts import handouts_of
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Sheet


def session_paper(sheet: Sheet, name: str, document: nodes.document) -> Paper:
    """Return the handout of the session called ``name``, from its document."""
    edition = sheet.edition
    title = edition.pages[name].title
    return Paper(
        page=name,
        title=title,
        heading=title,
        eyebrow="Handout",
        round=": ".join(part for part in (round_title(edition, name), title) if part),
        blocks=sheets(sheet, name, document, level=2),
    )


def sheets(sheet: Sheet, name: str, document: nodes.document, level: int, of: str = "") -> list[Block]:
    """Return the handouts of a session, each under its title at ``level``, with room for notes where its page has some.

    All but the first begin a page. With ``of``, the name of their session, the first does too and each says it.
    """
    made: list[Block] = []
    for index, (title, body) in enumerate(handouts_of(document, context_for(sheet, name, document, level + 1))):
        if title or of or index:
            head = title or of or sheet.text(sheet.edition.pages[name].title, name)
            fresh = bool(of or index)
            made.append({"k": "sheet", "level": level, "title": head, "of": of if title else "", "fresh": fresh})
        made.append({"k": "form", "pen": _has(body, "pen"), "rows": _rows(body), "notes": _count(body), "c": body})
        made += [] if body and body[-1]["k"] == "cards" else [{"k": "room"}]
    return made


def _has(blocks: Any, key: str) -> bool:
    """Whether ``key`` is true for anything in ``blocks``, at any depth."""
    if isinstance(blocks, dict):
        return bool(blocks.get(key)) or any(_has(one, key) for one in blocks.values())
    return isinstance(blocks, list) and any(_has(one, key) for one in blocks)


def _rows(blocks: Any) -> dict[str, int]:
    """Return how many rows of tables grow with the page: those that wait for words, and those that wait for ticks."""
    found = {"words": 0, "ticks": 0}
    for one in _tables(blocks):
        found["words" if one["pen"] else "ticks"] += len(one["body"]) if one["write"] else 0
    return found


def _tables(blocks: Any) -> Iterator[Block]:
    if isinstance(blocks, dict):
        if blocks.get("k") == "table":
            yield blocks
        blocks = list(blocks.values())
    if isinstance(blocks, list):
        for one in blocks:
            yield from _tables(one)


def _count(blocks: Any) -> int:
    """Return how many footnotes ``blocks`` bring to the foot of the page, addresses included."""
    if isinstance(blocks, dict):
        own = blocks.get("k") == "footnote" or ("note" in blocks and not blocks["again"])
        return own + sum(_count(one) for one in blocks.values())
    return sum(_count(one) for one in blocks) if isinstance(blocks, list) else 0


def round_title(edition: Edition, name: str) -> str:
    """Return the title of the round in whose folder the page lies, "" for none."""
    meeting = edition.round_of(name)
    return meeting.title if meeting else ""
