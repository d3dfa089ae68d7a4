"""The handout of one session: its handout parts, and room to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kit.model.blocks import BLOCKS, session_parts
from kit.model.edition import Edition
from kit.render.content import model as content
from kit.render.content.traverse import is_own, notes_in, top_of, walk
from kit.render.handout.blocks import blocks, context_for
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Context, Sheet


def session_paper(sheet: Sheet, name: str, page: content.Content) -> Paper:
    """Return the handout of the session called ``name``, from its page."""
    edition = sheet.edition
    title = edition.pages[name].title
    return Paper(
        page=name,
        title=title,
        heading=title,
        eyebrow="Handout",
        round=": ".join(part for part in (round_title(edition, name), title) if part),
        blocks=sheets(sheet, name, page, level=2),
    )


def sheets(sheet: Sheet, name: str, page: content.Content, level: int, of: str = "") -> list[Block]:
    """Return the handouts of a session, each under its title at ``level``, with room for notes where its page has some.

    All but the first begin a page. With ``of``, the name of their session, the first does too and each says it.
    """
    made: list[Block] = []
    for index, (title, body) in enumerate(handouts_of(page, context_for(sheet, name, page, level + 1))):
        if title or of or index:
            head = title or of or sheet.text(sheet.edition.pages[name].title, name)
            fresh = bool(of or index)
            made.append({"k": "sheet", "level": level, "title": head, "of": of if title else "", "fresh": fresh})
        made.append(form(f"form {name} {index}", body))
        made += [] if body and body[-1]["k"] == "cards" else [{"k": "room"}]
    return made


def round_title(edition: Edition, name: str) -> str:
    """Return the title of the round in whose folder the page lies, "" for none."""
    meeting = edition.round_of(name)
    return meeting.title if meeting else ""


# Handouts to write on: which of their rows wait for a pen, and can be as high as their page lets them.

ROOM, LOWEST = 251, 9  # millimetres between the margins of a page, and of the lowest row to write in


def form(identifier: str, body: Sequence[Block]) -> Block:
    """Return a handout as one block. ``identifier`` is unlike that of any other in its document.

    ``pen`` says that rows of its tables wait for words, ``grows`` that they could be higher and stay on one page.
    ``rows`` counts those that wait for words and for ticks, ``notes`` the footnotes that it brings to its page.
    """
    parts = list(_every(body))
    tables = [one for one in parts if one.get("k") == "table" and one["write"]]
    words = sum(len(one["body"]) for one in tables if one["pen"])
    ticks = sum(len(one["body"]) for one in tables if not one["pen"])
    return {
        "k": "form",
        "id": identifier,
        "pen": words > 0,
        "grows": LOWEST * (words + ticks) <= ROOM,
        "rows": {"words": words, "ticks": ticks},
        "notes": sum(1 for one in parts if _footnote(one)),
        "c": body,
    }


def _every(blocks: Any) -> Iterator[dict[str, Any]]:
    """Yield every block, cell and styled word in ``blocks``, in no order."""
    waiting = list(blocks)
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(value for value in one.values() if isinstance(value, list))
            waiting.extend(value for value in one.values() if isinstance(value, dict))
        elif isinstance(one, list):
            waiting.extend(one)


def _footnote(one: Block) -> bool:
    """Whether a word brings a note to the foot of its page: a footnote, or an address in its first place."""
    return one.get("k") == "footnote" or ("note" in one and not one["again"])


# The parts of a session's page that the PDFs are put together from.


def lead_of(page: content.Content, context: Context) -> list[Block]:
    """Return what stands between the title and the first section, without the kit's own blocks."""
    elsewhere = (content.Section, content.Heading)
    return blocks(
        [one for one in top_of(page) if not isinstance(one, elsewhere) and not is_own(one, session_parts())], context
    )


def handouts_of(page: content.Content, context: Context) -> list[tuple[str, list[Block]]]:
    """Return the title ("" without one) and blocks of each handout, in order."""
    return [
        (context.text(one.title, one.line), blocks(one.blocks, context.for_form()))
        for one in walk(page.blocks)
        if is_own(one, ("handout",))
    ]


def handout_titles(page: content.Content, context: Context) -> list[str]:
    """Return the titles of a page's handouts, without those that have none."""
    return [context.text(one.title, one.line) for one in walk(page.blocks) if is_own(one, ("handout",)) and one.title]


def notes_of(page: content.Content, context: Context) -> list[Block]:
    """Return the facilitator notes of a page, without anything around them."""
    return blocks(notes_in(page.blocks), context)


def steps_of(page: content.Content, context: Context) -> list[Block]:
    """Return what a facilitator runs a session from: activities and notes, under the headings of their sections."""
    if not any(isinstance(one, content.Section) for one in walk(page.blocks)):
        return []
    return blocks((one for one in _pruned(top_of(page)) if not isinstance(one, content.Heading)), context)


def _pruned(found: Iterable[content.Block]) -> Iterator[content.Block]:
    """Yield headings and what holds an activity or a note, sections without what holds neither."""
    run = [name for name, kind in BLOCKS.items() if kind.run_sheet]
    for block in found:
        if isinstance(block, content.Heading):
            yield block
        elif any(is_own(one, run) for one in walk([block])):
            yield content.Section(tuple(_pruned(block.blocks))) if isinstance(block, content.Section) else block
