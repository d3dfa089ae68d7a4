"""The messages of every round, as plain text and as HTML to copy into a mail."""

from __future__ import annotations

from html import escape
from pathlib import PurePosixPath

from kit.facilitate.messages import message_lists, message_values, messages_of
from kit.model.edition import Edition, Round
from kit.model.page import Page
from kit.render.office.prose import Filling, prose, to_html, to_text

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body style="font: 16px/1.5 Arial, sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em; color: #1a1a1a">
{body}</body>
</html>
"""


def write_messages(edition: Edition) -> dict[str, bytes]:
    """Return the messages of ``edition`` by name, such as ``round-1/invitation.txt`` and ``.html``.

    They hold no facilitators' notes: a page that has any is no message (``kit.check.messages``).
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
    title = escape(f"{page.title}: {one.title}, {edition.name}")
    return to_text(found), _PAGE.format(language=edition.language, title=title, body=to_html(found))


def filling_for(edition: Edition, one: Round, page: Page) -> Filling:
    """Return what fills the text of ``page`` for the round ``one``."""
    return Filling(
        values=message_values(edition, one),
        path=page.path,
        lists=message_lists(edition, one),
        site=edition.url,
        pages=frozenset(other.path for other in edition.pages.values() if other.kind.published),
    )
