"""How other groups ran a page: what each says that it changed there, in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kit.facilitate.clock import people_minutes
from kit.model.edition import Edition
from kit.model.group import Group, Variation
from kit.model.page import Page, PageKind


@dataclass(frozen=True)
class Change:
    """One change as a sentence without its stop. ``why`` and ``url`` are "" where the group says none."""

    words: str
    why: str
    url: str


@dataclass(frozen=True)
class Neighbour:
    """A group that ran a page in another way."""

    name: str
    changes: tuple[Change, ...]


def neighbours(edition: Edition, name: str) -> tuple[Neighbour, ...]:
    """Return who changed what on the page called ``name``, a session or the plan of a round.

    The plan of a round also has the sessions that other groups added to it. Pages that moved here are found by their
    old names.
    """
    page = edition.pages.get(name)
    if page is None or page.kind not in (PageKind.SESSION, PageKind.PLAN):
        return ()
    told = ((group, tuple(_changes(edition, group, page))) for group in edition.groups)
    return tuple(Neighbour(group.name, changes) for group, changes in told if changes)


def _changes(edition: Edition, group: Group, page: Page) -> Iterator[Change]:
    for one in group.variations:
        here = edition.moved.get(one.page, one.page)
        if here == page.name or (_is_new_in(one, page) and here not in edition.pages):
            words = _in_round(one, page) if page.kind is PageKind.PLAN else _in_session(one, page)
            yield Change(words, one.why or "", one.url or "")


def _is_new_in(one: Variation, page: Page) -> bool:
    return one.kind == "new" and page.kind is PageKind.PLAN and one.page.split("/")[0] == page.name.split("/")[0]


def _in_session(one: Variation, page: Page) -> str:
    what = _section(one, page)
    whole = {
        "replaced": "Changed this page",
        "added": "Added something to this page",
        "removed": "Left a part out",
        "dropped": "Left this session out",
        "renamed": "Gave it another name",
        "new": "Ran this session too",
        "retimed": f"Gave it {people_minutes(one.minutes)}" if one.minutes else "Ran it at a fixed time",
        "moved": "Changed the order",
    }
    return _of_section(one.kind, what) if what else whole[one.kind]


def _in_round(one: Variation, page: Page) -> str:
    if what := _section(one, page):
        return _of_section(one.kind, what)
    title = one.title if one.title and one.title != page.title else ""
    length = people_minutes(one.minutes) if one.minutes else ""
    if not title:
        return _of_round(one.kind, length)
    lasting = f", {length}" if length else ""
    words = {
        "added": f"Added “{title}”{lasting}",
        "new": f"Added a session of their own: “{title}”{lasting}",
        "removed": f"Left out “{title}”",
        "dropped": f"Left out “{title}”",
        "retimed": f"Gave “{title}” {length}" if length else f"Ran “{title}” at a fixed time",
        "moved": f"Moved “{title}” within the day",
        "replaced": f"Ran it in another form: “{title}”",
    }
    return words.get(one.kind, f"Changed “{title}”")


def _of_round(kind: str, length: str) -> str:
    words = {
        "dropped": "Left this round out",
        "renamed": "Gave it another name",
        "moved": "Changed the order",
        "retimed": f"Took {length}" if length else "Changed the times",
        "new": "Added a session of their own",
    }
    return words.get(kind, "Changed this page")


def _of_section(kind: str, title: str) -> str:
    words = {"replaced": "Rewrote", "added": "Added to", "removed": "Left out", "moved": "Moved"}
    return f"{words.get(kind, 'Changed')} “{title}”"


def _section(one: Variation, page: Page) -> str:
    """Return the heading of the section that was changed: our own page's, else as the group gives it."""
    if one.section is None:
        return ""
    ours = next((section.title for section in page.sections if section.anchor == one.section), "")
    return ours or one.title or "a section"
