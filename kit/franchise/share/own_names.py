"""Names and values of a region's own that stand in the texts of its changes: they are to stay at home. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.franchise.share.changes import Change
from kit.model.characters import UNSEEN
from kit.model.schema import RegionFile

_SHORTEST = 3  # letters; shorter values would be found in half of all sentences


@dataclass(frozen=True)
class OwnName:
    """A value of the region's own, ``words``, in the text of ``change``; ``what`` says what it is."""

    change: Change
    words: str
    what: str


def own_names(
    changes: Sequence[Change], region: RegionFile, given: Mapping[str, str], secrets: Sequence[str] = ()
) -> list[OwnName]:
    """Return each value of the region's own that a change holds and what it was made of does not.

    Searched are text, reason, title and address. ``given`` are upstream's variables by name, ``secrets`` values that
    must never leave, such as joining links.
    """
    values = own_values(region, given, secrets)
    return [OwnName(one, words, what) for one in changes for words, what in values.items() if _leaves(one, words)]


def own_values(region: RegionFile, given: Mapping[str, str], secrets: Sequence[str] = ()) -> dict[str, str]:
    """Return the values of the region's own that are to stay at home, and what each of them is."""
    values = dict(_values(region, given))
    return values | dict.fromkeys(secrets, "a joining link of yours")


def _values(region: RegionFile, given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield region.name, "the name of your group"
    yield region.url, "the address of your site"
    for name, value in region.variables.items():
        if value != given.get(name):
            yield value, f"what {{{{ {name} }}}} stands for at yours"
    for one in (region.accessibility, region.privacy):
        for value in one.model_dump(exclude_unset=True).values() if one else ():
            if isinstance(value, str) and ("@" in value or " " in value):
                yield value, "what you say of your own site"
    for meeting in region.round.values():
        yield from ((name, "the name of a person who leads a session") for name in meeting.leads.values())
        yield from ((room, "one of your rooms") for room in meeting.rooms.values())
        yield from ((value, "about your own meeting") for value in (meeting.booking, meeting.directions) if value)


def _leaves(one: Change, words: str) -> bool:
    told = "\n".join((one.text, one.why, one.title, one.address))
    return holds(told, words) and not holds(f"{one.base}\n{one.title}\n{one.address}" if one.base else "", words)


def holds(text: str, words: str) -> bool:
    """Whether ``words`` stand in ``text``, however they are set: in bold, over two lines, with other signs between."""
    plain = _plain(words)
    return len(plain) >= _SHORTEST and f" {plain} " in f" {_plain(text)} "


def _plain(text: str) -> str:
    """Return the letters and digits of ``text`` as one line of words, with what Markdown and HTML make of the rest."""
    seen = unicodedata.normalize("NFKC", html.unescape(text)).translate(dict.fromkeys(map(ord, UNSEEN)))
    return " ".join(re.findall(r"\w+", seen.replace("_", " ").casefold()))
