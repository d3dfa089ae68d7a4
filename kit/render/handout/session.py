"""The handout of one session: its handout parts, and room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes

from kit.model.edition import Edition
from kit.render.blocks import nodes as kit_nodes
from kit.render.handout.blocks import blocks, context_for
from kit.render.handout.press import Paper
from kit.render.handout.sheet import Block, Context, Sheet


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
# They are taken out of the doctree before anything is drawn, so that a footnote is always drawn where it is first
# used.

_OWN = (kit_nodes.activity, kit_nodes.facilitator, kit_nodes.slide, kit_nodes.handout)
_RUN = (kit_nodes.activity, kit_nodes.facilitator)


def lead_of(document: nodes.document, context: Context) -> list[Block]:
    """Return what stands between the title and the first section, without the kit's own blocks."""
    top = next(document.findall(nodes.section), None)
    inner = top.children if top is not None else document.children
    return blocks([one for one in inner if not isinstance(one, (nodes.section, nodes.title, *_OWN))], context)


def handouts_of(document: nodes.document, context: Context) -> list[tuple[str, list[Block]]]:
    """Return the title ("" without one) and blocks of each handout, in order."""
    return [
        (context.words(node, "title"), blocks(node.children, context.for_form()))
        for node in list(document.findall(kit_nodes.handout))
    ]


def handout_titles(document: nodes.document, context: Context) -> list[str]:
    """Return the titles of a page's handouts, without those that have none."""
    return [title for node in document.findall(kit_nodes.handout) if (title := context.words(node, "title"))]


def notes_of(document: nodes.document, context: Context) -> list[Block]:
    """Return the facilitator notes of a page, without anything around them."""
    return blocks([node for node in document.findall(kit_nodes.facilitator) if not _noted(node)], context)


def steps_of(document: nodes.document, context: Context) -> list[Block]:
    """Return what a facilitator runs a session from: activities and notes, under the headings of their sections."""
    top = next(document.findall(nodes.section), None)
    if top is None:
        return []
    _free_notes(top)
    _prune(top)
    return blocks([one for one in top.children if not isinstance(one, nodes.title)], context)


def _noted(node: nodes.Node) -> bool:
    parent = node.parent
    while parent is not None and not isinstance(parent, kit_nodes.facilitator):
        parent = parent.parent
    return parent is not None


def _free_notes(top: nodes.Element) -> None:
    """Put the notes that stand in a slide in its place: slides are not printed, and what a facilitator says is."""
    for slide in list(top.findall(kit_nodes.slide)):
        notes = [node for node in slide.findall(kit_nodes.facilitator) if not _noted(node)]
        if slide.parent is not None:
            slide.parent.replace(slide, notes)


def _prune(section: nodes.Element) -> None:
    for child in list(section.children):
        if isinstance(child, (nodes.title, *_RUN)):
            continue
        if not any(isinstance(one, _RUN) for one in child.findall()):
            section.remove(child)
        elif isinstance(child, nodes.section):
            _prune(child)
