"""Words in a line as the Typst templates draw them. Every word arrives as data, none as markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from kit.render.content import model as content
from kit.render.content.traverse import plain_text
from kit.render.handout.pictures import picture
from kit.render.handout.sheet import Block, Context, Inline

_SPACE = re.compile(r"[ \t\r\n\f\v]+")  # not the no-break spaces, which keep their meaning
_BLANK = re.compile(r"(_{3,})")  # in a handout, a place to write on within a line
# Hebrew and Arabic, with what stands between their words: the fonts have them upright only.
_UPRIGHT = re.compile(r"([\u0590-\u06ff]+(?:[ \u200c-\u200f]+[\u0590-\u06ff]+)*)")


def inlines(words: Iterable[content.Inline], context: Context) -> list[Inline]:
    """Return the drawn form of words, in order."""
    made: list[Inline] = []
    for part in words:
        for one in _HANDLERS[type(part)](part, context):
            if isinstance(one, str) and made and isinstance(made[-1], str):
                made[-1] += one
            else:
                made.append(one)
    return made


def heading(words: Iterable[content.Inline], context: Context) -> list[Inline]:
    """Return the words of a heading or title, without footnotes."""
    return stripped(inlines(words, context.for_heading()))


def stripped(words: list[Inline]) -> list[Inline]:
    """Return ``words`` without space at either end."""
    trimmed = list(words)
    if trimmed and isinstance(trimmed[0], str):
        trimmed[0] = trimmed[0].lstrip(" ")
    if trimmed and isinstance(trimmed[-1], str):
        trimmed[-1] = trimmed[-1].rstrip(" ")
    return [one for one in trimmed if one != ""]


def plain(words: Iterable[Inline]) -> str:
    """Return drawn words as text alone."""
    return "".join(one if isinstance(one, str) else one.get("text", "") or plain(one.get("c", ())) for one in words)


def _pieces(text: str, form: bool) -> Iterator[Inline]:
    """Yield words as they are, those of other scripts on their own, and in a handout the places to write on."""
    for blank, words in enumerate(_BLANK.split(text) if form else [text]):
        if blank % 2:
            yield {"k": "blank", "letters": len(words)}
            continue
        for upright, part in enumerate(_UPRIGHT.split(words)):
            if upright % 2:
                yield {"k": "upright", "c": [part]}
            elif part:
                yield part


def _text(part: content.Text, context: Context) -> list[Inline]:
    return list(_pieces(context.text(_SPACE.sub(" ", part.text), part.line), context.form))


def _styled(part: content.Styled, context: Context) -> list[Inline]:
    return [{"k": part.style.value, "c": inlines(part.words, context)}]


def _literal(part: content.Literal, context: Context) -> list[Inline]:
    text = context.text(part.text.replace("\n", " "), part.line)
    return [{"k": "kbd" if part.key else "literal", "text": text}]


def _foreign(part: content.Foreign, context: Context) -> list[Inline]:
    return [{"k": "lang", "lang": part.tag.partition("-")[0], "c": inlines(part.words, context)}]


def _abbreviation(part: content.Abbreviation, context: Context) -> list[Inline]:
    """Spell an abbreviation out where a PDF first uses it: nobody can point at paper."""
    words = inlines(part.words, context)
    if part.meaning and context.sheet.first(f"abbreviation {plain_text(part.words)} {part.meaning}"):
        words += [" (" + context.text(part.meaning, part.line) + ")"]
    return words


def _link(part: content.Link, context: Context) -> list[Inline]:
    words = inlines(part.words, context)
    site = context.sheet.edition.url
    target = "" if part.address.startswith("#") else target_of(part.address, context.page, site)
    if not target:
        return words
    link: Block = {"k": "link", "url": target, "c": words}
    seen = {target, shown(target), shown(target).rstrip("/")}
    if outside(target, site) and plain_text(part.words).strip() not in seen and not context.plain and not context.notes:
        new = context.sheet.first(f"address {target}")
        link |= {"note": f"address-{target}", "shown": shown(target), "again": not new}
    return [link]


def _footnote(part: content.FootnoteMark, context: Context) -> list[Inline]:
    key = f"footnote-{context.page}-{part.id}"
    note = context.footnotes.get(part.id)
    if context.plain:
        return []
    if note is None:
        return [context.unknown(content.Unknown("a footnote that the page lacks", part.text, part.line))]
    if not context.sheet.first(key):
        return [{"k": "footnote-again", "id": key}]
    body = context.blocks(note.blocks)
    opening = body.pop(0)["c"] if body and body[0]["k"] == "paragraph" else []  # it stands beside the number
    return [{"k": "footnote", "id": key, "c": [*opening, *body]}]


def _image(part: content.Picture, context: Context) -> list[Inline]:
    made = picture(part, context)
    return [] if made is None else [{**made, "k": "symbol"}]


_HANDLERS: dict[type, Callable[[Any, Context], list[Inline]]] = {
    content.Text: _text,
    content.Styled: _styled,
    content.Literal: _literal,
    content.Foreign: _foreign,
    content.Abbreviation: _abbreviation,
    content.Link: _link,
    content.FootnoteMark: _footnote,
    content.Picture: _image,
    content.LineBreak: lambda _, __: [{"k": "newline"}],
    content.Unknown: lambda part, context: [context.unknown(part)],
}


# Where links of a page lead once it is printed. Pure.

SCHEMES = ("http", "https", "mailto", "tel")


def target_of(address: str, page: str, site: str) -> str:
    """Return the full address of a link on ``page``, or "" if it cannot be followed from paper.

    ``address`` is as in the site: full, or relative to the page's own place. ``site`` is where the site is published,
    or "" where it is not.
    """
    scheme = urlsplit(address).scheme
    if scheme:
        return address if scheme in SCHEMES else ""
    if not site or not address:
        return ""
    return urljoin(urljoin(site.rstrip("/") + "/", f"{page}.html"), address)


def outside(target: str, site: str) -> bool:
    """Whether a full address leads away from the group's own site, so that readers on paper need to see it."""
    return not (site and target.startswith(site.rstrip("/") + "/"))


def shown(target: str) -> str:
    """Return an address as people write it: without ``mailto:`` and ``tel:``."""
    scheme, _, rest = target.partition(":")
    return rest if scheme in ("mailto", "tel") else target
