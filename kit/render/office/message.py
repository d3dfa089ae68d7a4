"""The messages of every round: as plain text, as HTML to copy into a mail, and as drafts for mail programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from markdown_it.token import Token

from kit.facilitate.messages import OPTIONAL, message_lists, message_values, messages_for, occasion_of
from kit.facilitate.status import notice
from kit.model.edition import Edition, Round
from kit.model.page import Page
from kit.render.html import page_from
from kit.render.office.mail import mail, noticed, taken_apart
from kit.render.office.prose import Filling, prose, to_html, to_text

_TEMPLATE = Path(__file__).parents[1] / "templates" / "message.html"


def write_messages(edition: Edition, links: Mapping[str, str] = {}) -> dict[str, bytes]:
    """Return the messages of ``edition`` by name, such as ``round-1/invitation.txt``, ``.html`` and ``.eml``.

    ``links`` are the addresses at which people join online, by round: no other output may have them, which is why no
    edition does. Messages hold no facilitators' notes: a page that has any is no message (``kit.check.office``).
    """
    made: dict[str, bytes] = {}
    for one in edition.rounds:
        for page in messages_for(edition, one):
            filled = _message(edition, one, page, links.get(one.name, ""))
            name = f"{one.name}/{PurePosixPath(page.name).name}"
            made |= {f"{name}.{ending}": data for ending, data in filled.items()}
    return made


def _message(edition: Edition, one: Round, page: Page, link: str) -> dict[str, bytes]:
    """Return a message by the endings of its files: plain text, a web page, and a draft for mail programs."""
    found = prose(page.text, filling_for(edition, one, page, link))
    if (told := notice(one)) and not occasion_of(page):
        found = noticed(found, told)
    title = f"{page.title}: {one.title}, {edition.name}"

    def as_page(part: Sequence[Token]) -> str:
        return f"{page_from(_TEMPLATE, language=edition.language, title=title, body=to_html(part))}\n"

    subject, body = taken_apart(found)
    draft = mail(subject or title, to_text(body), as_page(body))
    return {"txt": to_text(found).encode(), "html": as_page(found).encode(), "eml": draft}


def filling_for(edition: Edition, one: Round, page: Page, link: str = "") -> Filling:
    """Return what fills the text of ``page`` for the round ``one``, which people join at ``link``."""
    return Filling(
        values=message_values(edition, one, link),
        path=page.path,
        lists=message_lists(edition, one),
        site=edition.url,
        optional=OPTIONAL,
        pages=frozenset(other.path for other in edition.pages.values() if other.kind.published),
    )
