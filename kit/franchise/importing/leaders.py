"""What is for those who lead alone, by its heading, by how it begins or by what the source calls it. Pure."""

from __future__ import annotations

import re
from typing import Any

from kit.model.foreign_blocks import LEADERS, is_leaders_name, ours_for

_WHO = (
    r"(?:(?:lead|co|session|workshop|course|small[ -]group|group|table|room|discussion|breakout|main)[ -]?)?"
    rf"(?:{LEADERS}(?:'s|’s|s['’]?)?|(?:facilitation|teaching|hosting) team(?:'s|’s)?)"
)
_WHAT = (
    r"(?:notes?|guidance|guides?|tips?|instructions?|scripts?|advice|hints?|comments?|information|briefing|reminders?"
    r"|prompts?|checklists?|(?:crib|cheat)(?: ?sheets?)?|preparation|only)\b(?!-\w)"
)
_DOES = r"(?: (?:says?|asks?|does|do|reads?(?: out| aloud)?|explains?|shows?|needs? to know))?"
_LEADING = (
    r"(?:how to )?(?:facilitat|lead|runn?|teach|deliver|host)(?:e|ing)? (?:this|the) "
    r"(?:session|workshop|activity|exercise|lesson|meeting|module|course|discussion)"
)
# What says by itself for whom the words are, even where more follows.
_NOTES = (
    rf"(?:{_WHAT} (?:for|to) (?:the |your |our |all )?{_WHO}\b|{_WHO}[ -]{_WHAT}"
    r"|(?:facilitation|teaching|speaking|presenting|hosting|moderation) (?:notes?|tips?|guidance|guides?|scripts?)\b)"
)
_TO = rf"for (?:the |your |our |all )?{_WHO}(?: only)?"
_TITLE = re.compile(
    rf"(?:.{{0,80}}[:–—(\[-]\s*)?{_NOTES}|(?:{_TO}|(?:what )?(?:the )?{_WHO}{_DOES}|{_LEADING})\W*\Z|{_TO}[:–—]",
    re.I,
)
_HEAD = re.compile(rf"{_NOTES}|{_TO}\W*\Z", re.I)
# What stands before such words: marks, and the number of an item; a link, whose mark holds a number, is none.
_BEFORE = re.compile(r"(?:[^\w\ufdd0\n]|_|\d{1,3}\\?[.)])*")
_MORE = r"(?:\s*#?\d{1,3})?(?:\s*[(\[][^()\[\]\n]{1,80}[)\]])?"
_LEAD = re.compile(
    rf"(?:(?P<notes>{_NOTES}|{_TO})|{_WHO}{_DOES}){_MORE}[*_\\\s]*"
    r"(?:[:：–—]|-\s|\Z|(?(notes)(?:[.\])]|\\\])|(?!)))[*_\\\s:]*",
    re.I,
)
# Attributes that say for whom something is.
_FOR_WHOM = ("audience", "data-audience", "data-for", "data-role", "data-profile", "data-view", "when-profile")
_CALLED = frozenset({"div", "section", "aside", "article", "details", "figure", "fieldset", "blockquote", "p"})


def is_for_leaders(title: str) -> bool:
    """Whether what stands below a heading called ``title`` is for those who lead alone."""
    return _TITLE.match(_bare(title)) is not None


def is_head_for_leaders(head: str) -> bool:
    """Whether a row or column called ``head`` is for them; one that only names who leads is not."""
    return _HEAD.match(_bare(head)) is not None


def lead_in(line: str) -> int:
    """Return how many signs of ``line`` say that what follows is for those who lead, 0 where none do."""
    before = _BEFORE.match(line)
    found = _LEAD.match(line, before.end() if before else 0)
    return found.end() if found else 0


def _bare(title: str) -> str:
    return title[before.end() :] if (before := _BEFORE.match(title)) else title


def is_private(element: Any) -> bool:
    """Whether an element of the source is for those who lead alone, by its class or whatever else names it."""
    return "facilitator" in map(ours_for, names_of(element)) or is_named_private(element)


def is_named_private(element: Any) -> bool:
    """Whether something else than its class says that an element is for those who lead alone."""
    if not isinstance(element.tag, str):
        return False
    if "notes" in (element.get("data-slide-type"), element.get("slide_type")):  # a notebook's
        return True
    if any(is_for_whom(word) for key in _FOR_WHOM for word in (element.get(key) or "").split()):
        return True
    if element.tag != "a" and is_leaders_name(element.get("id") or ""):
        return True
    said = (element.get("aria-label") or "", (element.get("title") or "") if element.tag != "p" else "")
    return element.tag in _CALLED and any(one and is_for_leaders(one) for one in said)


def is_for_whom(word: str) -> bool:
    """Whether ``word`` of an attribute or a condition names those who lead."""
    return re.fullmatch(rf"{LEADERS}s?", word, re.I) is not None or ours_for(word) == "facilitator"


def names_of(element: Any) -> list[str]:
    """Return the names by which the source calls a box."""
    given = f"{element.get('class') or ''} {element.get('data-after') or ''}".split()
    return [re.sub(r"^(?:admonition-|alert-|callout-block-|box-)", "", name) for name in given]
