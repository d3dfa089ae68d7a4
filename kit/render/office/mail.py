"""A message as mail: its subject, and what people must know before they read on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from kit.facilitate.status import Notice
from kit.render.office.prose import paragraph, text_token

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
