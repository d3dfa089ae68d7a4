"""The messages of every round, as plain text and as HTML to copy into a mail."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from kit.facilitate.messages import message_lists, message_values, messages_of
from kit.facilitate.status import notice
from kit.model.edition import Edition, Round
from kit.model.page import Page
from kit.render.html import page_from
from kit.render.office.mail import noticed
from kit.render.office.prose import Filling, prose, to_html, to_text

_TEMPLATE = Path(__file__).parents[1] / "templates" / "message.html"


def write_messages(edition: Edition) -> dict[str, bytes]:
    """Return the messages of ``edition`` by name, such as ``round-1/invitation.txt`` and ``.html``.

    They hold no facilitators' notes: a page that has any is no message (``kit.check.office``).
    """
    made: dict[str, bytes] = {}
    for one in edition.rounds:
        for page in messages_of(edition):
            name = f"{one.name}/{PurePosixPath(page.name).name}"
            text, html = _message(edition, one, page)
            made |= {f"{name}.txt": text.encode(), f"{name}.html": html.encode()}
    return made


def _message(edition: Edition, one: Round, page: Page) -> tuple[str, str]:
    found = prose(page.text, filling_for(edition, one, page))
    if told := notice(one):
        found = noticed(found, told)
    title = f"{page.title}: {one.title}, {edition.name}"
    html = page_from(_TEMPLATE, language=edition.language, title=title, body=to_html(found))
    return to_text(found), f"{html}\n"


def filling_for(edition: Edition, one: Round, page: Page) -> Filling:
    """Return what fills the text of ``page`` for the round ``one``."""
    return Filling(
        values=message_values(edition, one),
        path=page.path,
        lists=message_lists(edition, one),
        site=edition.url,
        pages=frozenset(other.path for other in edition.pages.values() if other.kind.published),
    )
