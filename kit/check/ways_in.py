"""Advice on ways to take part: what an activity asks of everybody, and who is left out if it says no other way. Pure.

Each way is a few plain phrases that ask for something and a few that offer something else, and is silent in doubt.
A phrase spans 200 letters at most, so that a long line takes no longer than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kit.model.findings import Code, Finding
from kit.model.page import Fence, Page

_OFFERED = r"another way|other ways?|ways? in\b|rather not|cannot|can['’]t|may pass|or pass|instead of|in place of"
_WRITES = r"(?:write|fill in|note down|jot down|type)"
_ALONE = re.compile(r"(?:alone|on your own|individually)\b(?!.{0,200}\bor\b)", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:in turn|each other|partner|neighbour|in pairs|together|your group)\b", re.IGNORECASE)

_ALL = r"(?:everyone|everybody|the (?:whole )?(?:room|group|class))\b"
# A step that begins so, or says so, is meant for each person; "each group says" and "a few pairs tell" are not.
_EACH = r"(?:\b(?:each of you|everyone|everybody|in turn|one after the other)\b[^.\n]{0,200}\b|(?:^|\n)(?:\d+\. |- ))"


@dataclass(frozen=True)
class _Way:
    """What an activity may ask of everybody.

    ``asks`` finds it in the steps, and ``offers`` what else someone may do, anywhere in the section.
    ``hint`` is an example of an offer.
    """

    asks: re.Pattern[str]
    offers: re.Pattern[str]
    hint: str


def _way(asks: str, offers: str, hint: str) -> _Way:
    return _Way(re.compile(asks, re.IGNORECASE), re.compile(rf"{_OFFERED}|{offers}", re.IGNORECASE), hint)


# Three kinds of getting up: to be on one's feet, to go to a place or a person, and to put something on a wall.
_PLACE = r"(?:walls?|posters?|charts?|boards?|tables?|lines?|corners?|ends?|front|rooms?|doors?|places?|sheets?|others)"
_UP = _way(
    r"\b(?:stand (?:up|by|beside|in|on|along|where)|walk (?:to|round|around|along|over)|line up|get up)\b"
    rf"|\b(?:go|come|move|run) (?:over |on |round |up |back )?to (?:\w+ ){{1,2}}?{_PLACE}\b|\bgo there\b"
    r"|\b(?:hang|pin|put) (?:\w+ ){0,3}up\b(?! (?:a|your|one) (?:hand|thumb))"
    r"|\b(?:hang|pin|put|stick|post) (?:\w+ ){0,4}?(?:on|to|beside|under) (?:\w+ ){1,2}?(?:walls?|posters?|charts?)\b",
    r"\b(?:sit|sits|sitting|seat|seats|seated|chairs?|wheelchairs?|stay where|stays? put|without getting up"
    r"|to the tables?|(?:comes?|come over) to you|(?:brings?|hands?) (?:\w+ ){1,3}to (?:me|you|whoever|someone)"
    r"|one of (?:you|them|your group)|someone (?:puts|hangs|goes))\b",
    "“or stay seated, and a neighbour posts it.”",
)
_WAYS = (
    _UP,
    # "Alone, write" is meant for everybody; in a group there is always someone else who can write.
    _way(
        rf"\b(?:alone|on your own|by yourself|silently|in silence)\b[^.\n]{{0,200}}\b{_WRITES}\b"
        rf"|\b{_WRITES}\b[^.\n]{{0,200}}\b(?:alone|on your own|by yourself|silently|in silence)\b",
        r"\b(?:dictate|scribe|say it|tell it|or tell|draw|records? it|speak it"
        r"|(?:helper|neighbour|partner|colleague|someone|somebody)(?: else)?(?:, who)? (?:writes|types|notes|fills)"
        r"|(?:writes?|types?) (?:it |them )?for)\b",
        "“or tell a neighbour, who writes it down.”",
    ),
    _way(
        r"\bread (?:(?:the|a|an|this|your|its?|through|over)\s+)+(?:\w+ ){0,2}?"
        r"(?:text|article|report|contract|case|story|letter|chapter|leaflet|brochure|page|guidance|document|paper)\b"
        r"(?![^.\n]{0,200}\b(?:aloud|out loud)\b)"
        r"|\blook (?:\w+ )?at (?:the|this|these|a) (?:\w+ )?"
        r"(?:pictures?|photos?|photographs?|drawings?|charts?|graphs?|diagrams?|screens?|posters?|maps?|slides?)\b",
        r"\b(?:aloud|out loud|reads? it (?:out|to)|large print|listens?|screen readers?|summar(?:y|ise)"
        r"|describes?|in words)\b",
        "“or let someone read it aloud.”",
    ),
    _way(
        r"\b(?:watch|listen to|hear) (?:the|a|an|this|two|three|four|some) (?:\w+ )?"
        r"(?:talks?|stor(?:y|ies)|recordings?|videos?|films?|clips?|podcasts?|speakers?|presentations?|interviews?)\b",
        r"\b(?:captions?|captioned|subtitles?|transcripts?|in writing|written|on paper|printed|handout|loop|microphone"
        r"|interpreters?|signed|notes|slides?)\b",
        "“the speaker's notes are on the table too.”",
    ),
    _way(
        rf"{_EACH}(?:tells? {_ALL}|(?:says?|reads?|presents?|reports?|introduces? yourself)\b[^.\n]{{0,200}} "
        rf"(?:to|in front of) {_ALL})",
        r"\b(?:pass|if you (?:like|wish|want)|chat|cards?|write|writes|partner|someone else|somebody else|for you)\b",
        "“or write it on a card, which someone reads out.”",
    ),
)


def no_way_in(page: Page) -> Iterator[Finding]:
    """Yield advice for each thing that an activity asks of everybody, where its section says no other way."""
    for fence in page.fences:
        if fence.name == "activity":
            around = _around(page, fence)
            for way in _WAYS[_is_online(fence) :]:
                if (said := way.asks.search(_asked(fence))) and not way.offers.search(around):
                    yield _finding(page, fence, way, said[0])


def seats(page: Page) -> list[bool]:
    """Return, for each activity of ``page`` that has people get up, whether its section says another way."""
    acts = (one for one in page.fences if one.name == "activity" and not _is_online(one))
    up = [one for one in acts if _UP.asks.search(one.body)]
    return [_UP.offers.search(_around(page, one)) is not None for one in up]


def _is_online(fence: Fence) -> bool:
    """Whether an activity is for calls alone, where nobody gets up: to put a note up is to type it."""
    return fence.options.get("in", ("", 0))[0] == "online"


def _asked(fence: Fence) -> str:
    """Return the steps of an activity; those that its ``grouping`` gives to each alone say "alone" too.

    Of "alone, then pairs" these are the steps before the first that speaks of others.
    """
    if not _ALONE.match(fence.options.get("grouping", ("", 0))[0]):
        return fence.body
    with_others = _OTHERS.search(fence.body)
    own = with_others.start() if with_others else len(fence.body)
    return re.sub(r"(?m)^(\d+\. )", r"\1Alone: ", fence.body[:own]) + fence.body[own:]


def _finding(page: Page, fence: Fence, way: _Way, said: str) -> Finding:
    asked = " ".join(re.sub(r"^\s*(?:\d+\.|-)\s+|^Alone: ", "", said).split())
    message = f'"{fence.argument}" asks people to do this, and gives no other way to take part: "{asked}".'
    hint = f"Say what someone does who cannot or would rather not: {way.hint}"
    return Finding(Code.NO_WAY_IN, page.path, fence.first, message, hint)


def _around(page: Page, fence: Fence) -> str:
    """Return all words of the section in which ``fence`` stands, with those of its blocks."""
    here = next((one for one in page.sections if one.first <= fence.first <= one.last), None)
    first, last = (here.first, here.last) if here else (fence.first, fence.last)
    return " ".join(one.text for one in page.prose.words if first <= one.line <= last)
