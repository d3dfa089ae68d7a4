"""How other groups ran a page: what each says that it changed there, in a sentence. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kit.facilitate.clock import people_minutes
from kit.model.edition import Edition
from kit.model.group import Variation
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


def neighbours(edition: Edition) -> dict[str, tuple[Neighbour, ...]]:
    """Return who changed what, by the names of the pages that it concerns: sessions and the plans of rounds.

    The plan of a round also has the sessions that other groups added to it. Pages that moved here are found by their
    old names.
    """
    found: dict[str, list[Neighbour]] = {}
    for group in edition.groups:
        by_page: dict[str, list[Change]] = {}
        for one in group.variations:
            if (page := _page(edition, one)) is not None:
                words = _in_round(one, page) if page.kind is PageKind.PLAN else _in_session(one, page)
                by_page.setdefault(page.name, []).append(Change(words, one.why or "", one.url or ""))
        for name, changes in by_page.items():
            found.setdefault(name, []).append(Neighbour(group.name, tuple(changes)))
    return {name: tuple(ones) for name, ones in found.items()}


def _page(edition: Edition, one: Variation) -> Page | None:
    """Return the page on which a change is told: its own, or for a session that is not here the plan of its round."""
    name = edition.moved.get(one.page, one.page)
    if name not in edition.pages and one.kind == "new":
        name = f"{name.split('/')[0]}/index"
    page = edition.pages.get(name)
    return page if page and (page.kind.is_session or page.kind is PageKind.PLAN) else None


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
        "added": f'Added "{title}"{lasting}',
        "new": f'Added a session of their own: "{title}"{lasting}',
        "removed": f'Left out "{title}"',
        "dropped": f'Left out "{title}"',
        "retimed": f'Gave "{title}" {length}' if length else f'Ran "{title}" at a fixed time',
        "moved": f'Moved "{title}" within the day',
        "replaced": f'Ran it in another form: "{title}"',
    }
    return words.get(one.kind, f'Changed "{title}"')


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
    return f'{words.get(kind, "Changed")} "{title}"'


def _section(one: Variation, page: Page) -> str:
    """Return the heading of the section that was changed: our own page's, else as the group gives it."""
    if one.section is None:
        return ""
    ours = next((section.title for section in page.sections if section.anchor == one.section), "")
    return ours or one.title or "a section"
