"""The last look at a page: words of the source that no writer took are told, whatever held them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kit.franchise.importing.attributes import said_of, words_of
from kit.franchise.importing.blocks import holds_blocks, is_block
from kit.franchise.importing.inline import APART, CODE, GONE, MEDIA, Context, is_role, raw_text
from kit.franchise.importing.leaders import is_private
from kit.franchise.importing.model import Item, Told
from kit.franchise.importing.reading import line_of
from kit.source.words import missing

NOWHERE = "These words stand where no page of ours can hold any, so they are left out."
ASKED = "Words that a browser shows on demand, or reads out, are left out: pages hold no tooltips and labels."
_NO_WORDS = frozenset({"head", "script", "style"})
_SIGNS = frozenset({"img", "input", *MEDIA})
_FOR_LEADERS = re.compile(r"[ >]*(?:[-:] |\d+\. )?(:{3,})\{facilitator\}")
_ALERT = re.compile(r"^\s*\[!\w+\]")  # how GitHub says which kind of box a quote is
# What stands around the words of a link until its address is known.
_LINKS = re.compile("\ufdd0\\d+\ufdd1|\ufdd2")


@dataclass(frozen=True)
class Said:
    """Words that stand together in the source, and their line; ``attribute`` where they are shown on demand."""

    line: int | None
    words: str
    attribute: bool = False


def said_in(tree: Any) -> list[Said]:
    """Return all words of a page in order."""
    found: list[Said] = []
    run = ""
    for text, element in _texts(tree):
        if element is None:
            run += text
            continue
        if run.strip():
            found.append(Said(line_of(element), _ALERT.sub("", run)))
        run = ""
    body = tree.find("body")
    places = (tree if body is None else body).iter()
    shown = [Said(line_of(one), words, True) for one in places for words in said_of(one)]
    return [*found, Said(line_of(tree), run), *shown]


def _texts(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the texts within an element, and each element that stands apart from what is around it."""
    if element.tag in _NO_WORDS:
        return
    if element.tag in GONE:
        yield from ((text, part) for one in element.itertext() for text, part in (("", element), (one, None)))
        yield "", element if words_of(element).strip() else None
        return
    if element.tag in {*CODE, "pre"} and not holds_blocks(element):
        yield from (("", element), (raw_text(element), None), ("", element))
        return
    apart = element.tag in APART | _SIGNS or element.get("data-note") is not None or is_role(element)
    apart = apart or is_block(element)
    if apart:
        yield "", element.getparent() if element.getparent() is not None else element
    yield element.text or "", None
    for child in element:
        yield from _texts(child)
        yield child.tail or "", None
    if apart:
        yield "", element


def tell_lost(said: Sequence[Said], items: Iterable[Item], more: Iterable[str], ctx: Context) -> None:
    """Tell of words in ``said`` that stand in no item and not in ``more``, and were told by nobody."""
    made = [_LINKS.sub("", item.text) for item in items]
    for at, words in missing([one.words for one in said], [*made, *more, *ctx.gone]):
        tell(ctx.told, said[at].line, words, ASKED if said[at].attribute else NOWHERE)


def private_in(tree: Any) -> list[Said]:
    """Return the words that the source keeps for those who lead."""
    return [Said(line_of(one), words_of(_named(one))) for one in tree.iter() if is_private(one)]


def _named(one: Any) -> Any:
    """Return what a class belongs to: kramdown writes it below."""
    return one.getprevious() if one.get("data-after") and one.getprevious() is not None else one


def tell_shown(private: Sequence[Said], items: Iterable[Item], told: Told) -> None:
    """Tell of ``private`` words that stand where everybody reads them."""
    shown = _letters(_public("\n\n".join(item.text for item in items))) if private else ""
    for one in private:
        if (letters := _letters(one.words)) and letters in shown:
            message = (
                f'In the source this is for those who lead, and here everybody reads it: "{one.words.strip()[:200]}"'
            )
            told.guessed(one.line, message, "Put it into a facilitator block.")


def _public(text: str) -> str:
    """Return the lines of ``text`` that stand in no note for facilitators."""
    out, inside = [], ""
    for line in text.split("\n"):
        opened = _FOR_LEADERS.match(line)
        if inside:
            inside = "" if line.strip(" >") == inside else inside
        elif opened:
            inside = opened[1]
        else:
            out.append(line)
    return "\n".join(out)


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


def tell(told: Told, line: int | None, words: str, message: str = NOWHERE) -> None:
    """Tell of words that are in no page."""
    told.left_out(line, message, "Put them where they belong.", said=words)
