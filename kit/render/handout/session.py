"""The handout of one session: its handout parts, and room to write."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kit.model.blocks import HANDOUT, LEADERS, session_parts
from kit.model.edition import Edition
from kit.model.formats import in_words
from kit.render.blocks.handout import shared_by
from kit.render.content import model as content
from kit.render.content.traverse import is_own, top_of, walk
from kit.render.handout.blocks import blocks, context_for
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Context, Sheet

FOR_THE_ROOM = tuple(one for one in HANDOUT.choices["for"] if one not in LEADERS)


def session_files(edition: Edition, name: str) -> dict[str, tuple[str, ...]]:
    """Return the handouts of the session called ``name``: whom each file is for, the room's, the host's, the speaker's.

    A page of the tree that has the name of one keeps it, and there is no such file.
    """
    files = {name: FOR_THE_ROOM, **{f"{name}-{one}": (one,) for one in LEADERS if f"{name}-{one}" not in edition.pages}}
    wanted = edition.pages[name].handouts_for(edition.kinds_of(name))
    return {file: whose for file, whose in files.items() if wanted.intersection(whose)}


def session_paper(sheet: Sheet, name: str, page: content.Content, whose: tuple[str, ...]) -> Paper:
    """Return the handout of the session called ``name``, from its page, for ``whose``."""
    edition, heading = sheet.edition, sheet.edition.pages[name].title
    eyebrow = "Handout" if whose == FOR_THE_ROOM else f"For the {whose[0]}"
    return Paper(
        page=name,
        title=heading if whose == FOR_THE_ROOM else f"{heading}: for the {whose[0]}",
        heading=heading,
        eyebrow=eyebrow,
        round=": ".join(part for part in (round_title(edition, name), heading) if part),
        blocks=sheets(sheet, name, page, 2, whose),
    )


def sheets(
    sheet: Sheet, name: str, page: content.Content, level: int, whose: Collection[str], of: str = ""
) -> list[Block]:
    """Return the handouts of a session for ``whose``, each under its title at ``level``, with room for notes.

    All but the first begin a page. With ``of``, the name of their session, the first does too and each says it.
    """
    made: list[Block] = []
    for index, one in enumerate(handouts_of(page, context_for(sheet, name, page, level + 1), whose)):
        if one.title or of or index:
            head = one.title or of or sheet.text(sheet.edition.pages[name].title, name)
            above = " · ".join(filter(None, (of if one.title else "", one.shared)))
            fresh = bool(of or index)
            made.append({"k": "sheet", "level": level, "title": head, "of": above, "fresh": fresh})
        *before, last = one.body or [{"k": "room"}]
        cut = last["k"] == "cards"  # which fill their page, and leave no room for notes
        made.append(form(f"form {name} {index}", [*before, {**last, "fills": True}] if cut else one.body))
        made += [] if cut else [{"k": "room"}]
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


@dataclass(frozen=True)
class Printed:
    """A handout: its title, "" without one, its blocks, and who shares it, "" for everybody alone."""

    title: str
    body: list[Block]
    shared: str


def handouts_of(page: content.Content, context: Context, whose: Collection[str]) -> list[Printed]:
    """Return each handout for ``whose``, in order."""
    handouts = (one for one in walk(page.blocks) if is_own(one, (HANDOUT.name,)) and one.values["for"] in whose)
    return [
        Printed(
            context.text(one.title, one.line),
            blocks(one.blocks, context.for_form()),
            _whose(one),
        )
        for one in handouts
    ]


def _whose(handout: content.OwnBlock) -> str:
    """Return who shares a handout, and in which rounds it is used where that is not all in which its page is."""
    shared = shared_by(handout.values["for"]) if handout.values["for"] in FOR_THE_ROOM else ""
    only = in_words(handout.values.get("only", ()))
    return " · ".join(filter(None, (shared, only[:1].upper() + only[1:])))
