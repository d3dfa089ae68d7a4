"""The handout of one session: its handout parts, and room to write."""

from __future__ import annotations

from docutils import nodes

from kit.model.edition import Edition
from kit.render.handout.blocks import context_for
from kit.render.handout.growing import form
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
        made.append(form(f"form {name} {index}", body))
        made += [] if body and body[-1]["k"] == "cards" else [{"k": "room"}]
    return made


def round_title(edition: Edition, name: str) -> str:
    """Return the title of the round in whose folder the page lies, "" for none."""
    meeting = edition.round_of(name)
    return meeting.title if meeting else ""
