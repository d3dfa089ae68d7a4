"""A message as mail: its subject, and what people must know before they read on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

from markdown_it.token import Token

from kit.facilitate.status import Notice
from kit.render.office.prose import paragraph, text_token, to_text

SUBJECT = "Subject:"


def noticed(found: Sequence[Token], told: Notice) -> list[Token]:
    """Return the tokens of a message with ``told`` first: in its subject, where it has one, and above its words."""
    line = " ".join(part for part in (told.words, told.note) if part)
    strong = [Token("strong_open", "strong", 1), text_token(f"{told.title}."), Token("strong_close", "strong", -1)]
    first = paragraph([*strong, text_token(f" {line}")])
    if not has_subject(found):
        return [*first, *found]
    opening, inline, closing, *rest = found
    return [opening, _marked(inline, told.title), closing, *first, *rest]


def taken_apart(found: Sequence[Token]) -> tuple[str, list[Token]]:
    """Return the subject of a message, "" where it has none, and the tokens of what it says."""
    if not has_subject(found):
        return "", list(found)
    return " ".join(to_text(found[:3]).removeprefix(SUBJECT).split()), list(found[3:])


_BOUNDARY = "=_peerkit_alternative"  # quoted-printable text holds no "=_" (RFC 2045, section 6.7)


def mail(subject: str, text: str, html: str) -> bytes:
    """Return a draft that mail programs open to be addressed and sent, the same bytes each time.

    ``X-Unsent`` is what Outlook and others know a draft by; nobody sends it, so it has no date and no sender.
    """
    draft = EmailMessage(policy=SMTP)
    draft["Subject"] = subject
    draft["X-Unsent"] = "1"
    draft.set_content(text, cte="quoted-printable")
    draft.add_alternative(html, subtype="html", cte="quoted-printable")
    draft.set_boundary(_BOUNDARY)
    return draft.as_bytes()


def has_subject(found: Sequence[Token]) -> bool:
    """Whether a message begins with a line such as "Subject: Invitation to round 1"."""
    return len(found) > 2 and found[0].type == "paragraph_open" and _words(found[1])[0].startswith(SUBJECT)


def _words(inline: Token) -> list[str]:
    return [one.content for one in inline.children or ()] or [""]


def _marked(subject: Token, title: str) -> Token:
    """Return the words of a subject with ``title`` before them."""
    children = list(subject.children or ())
    words = children[0].content.replace(SUBJECT, f"{SUBJECT} {title}:", 1)
    return replace(subject, children=[replace(children[0], content=words), *children[1:]])
