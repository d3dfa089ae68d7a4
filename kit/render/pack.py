"""What a pack for the day holds and where, and the page that it opens with. Pure: built files in, files out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.facilitate.clock import people_date
from kit.facilitate.copies import copies, session_copies
from kit.facilitate.status import notice
from kit.facilitate.variables import values_for
from kit.model.colour import passing
from kit.model.edition import Edition, Round
from kit.render.downloads import people_size
from kit.render.handout.papers import LARGE, papers_of
from kit.render.handout.session import session_files
from kit.render.html import page_from
from kit.render.outputs import is_for_leaders, may_hold_notes, title_of, type_of
from kit.render.site.agenda import span

START = "START-HERE.html"
OURS = "for-facilitators"  # whatever may hold facilitators' words lies below it
SITE = f"{OURS}/site/"

_TEMPLATE = Path(__file__).parent / "templates" / "pack.html"


@dataclass(frozen=True)
class Entry:
    """A file that the first page links to: its path in the pack, what people call it, type and size or "".

    ``copies`` says how many of it to print, and is "" for what is not printed.
    """

    path: str
    words: str
    detail: str = ""
    copies: str = ""


@dataclass(frozen=True)
class Group:
    """Files that go together, under a title and a sentence on them."""

    title: str
    lead: str
    entries: tuple[Entry, ...]


def packed(edition: Edition, meeting: Round, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a round's pack by path: those of its build, ``made``, sorted by whom they are for."""
    placed = {place(path): data for path, data in made.items()}
    return {START: _start(edition, meeting, placed).encode(), **dict(sorted(placed.items()))}


def place(path: str) -> str:
    """Return where a file of a build lies in a pack. The site stays whole: its pages lead to one another."""
    return f"{OURS}/{path}" if path.startswith("site/") or may_hold_notes(path) else path


def _start(edition: Edition, meeting: Round, placed: Mapping[str, bytes]) -> str:
    page = page_from(
        _TEMPLATE,
        language=edition.language,
        round=meeting.title,
        name=edition.name,
        colour=passing(edition.brand.primary),
        when=_when(edition, meeting),
        groups=_groups(edition, meeting, placed),
    )
    return f"{page}\n"


def _groups(edition: Edition, meeting: Round, placed: Mapping[str, bytes]) -> tuple[Group, ...]:
    sessions = [name for one in edition.rounds for name in one.sessions if name in edition.pages]
    prints = print_list(edition, meeting)
    files = [_file(edition, path, len(data), prints) for path, data in placed.items() if not path.startswith(SITE)]
    pages = (Entry(f"{SITE}{name}.html", edition.pages[name].title) for name in (meeting.plan, *sessions))
    return (
        Group(
            "For facilitators only",
            f"The folder {OURS} may show your notes, so keep it among yourselves.",
            (*_there(_day_pages(meeting), placed), *(one for one in files if one.path.startswith(OURS))),
        ),
        *_to_print(edition, meeting, [one for one in files if one.path.startswith("handouts/")], sessions),
        Group(
            "To send",
            "Dates and messages, for you to pass on.",
            tuple(one for one in files if not one.path.startswith((OURS, "handouts/"))),
        ),
        Group(
            "The pages of the round",
            "The site as it was built, for a computer without the internet.",
            _there(pages, placed),
        ),
    )


def _day_pages(meeting: Round) -> tuple[Entry, ...]:
    """Return the pages of the site that whoever runs the day has open."""
    folder = f"{SITE}{meeting.name}"
    return (
        Entry(f"{folder}/day-lead.html", "Day page with your notes: what is on now, what to say and do"),
        Entry(f"{folder}/day.html", "Day page for everyone: what is on now, and how much time is left"),
        Entry(f"{folder}/run-sheet.html", "Run sheet, for screens"),
    )


def _to_print(
    edition: Edition, meeting: Round, handouts: Sequence[Entry], sessions: Sequence[str]
) -> tuple[Group, Group]:
    """Return the ``handouts`` for everyone in the order of the day, and those for hosts and speakers."""
    order = [f"handouts/{name}.pdf" for name in (f"{meeting.name}/attendee", *sessions)]
    leaders = tuple(one for one in handouts if is_for_leaders(one.path))
    paper = [one for one in handouts if one not in leaders]
    paper.sort(key=lambda one: order.index(one.path) if one.path in order else len(order))
    no_notes = f"These are for everyone: no facilitator notes are in them. {_counted_for(edition, meeting)}".strip()
    return (
        Group("To print and hand out", no_notes, tuple(paper)),
        Group("For hosts and speakers", "Print one for each of them. They stand on no page.", leaders),
    )


def _file(edition: Edition, path: str, size: int, prints: Mapping[str, str]) -> Entry:
    built = path.removeprefix(f"{OURS}/")
    return Entry(path, title_of(edition, built), f"{type_of(built)}, {people_size(size)}", prints.get(built, ""))


# How many copies of each PDF to print.


def print_list(edition: Edition, meeting: Round) -> dict[str, str]:
    """Return what to print of each PDF of a round, by its path in a build, such as "28 copies, one for each person"."""
    named = {name: copies(one.whom, meeting).text for name, one in papers_of(edition, meeting).items()}
    for session in meeting.sessions:
        if (page := edition.pages.get(session)) is not None:
            for name, whose in session_files(edition, session).items():
                there = [one for one in whose if one in page.handouts_for({meeting.kind})]
                named[name] = session_copies(there, meeting, page) if there else "not needed at this meeting"
    named |= {f"{name}{LARGE}": "as many as people asked for" for name in named}
    return {f"handouts/{name}.pdf": words for name, words in named.items()}


def _counted_for(edition: Edition, meeting: Round) -> str:
    if meeting.heads is None:
        missing = f"Write heads and table_size below [round.{meeting.name}] in region.toml, and the copies are counted."
        return missing if edition.is_region else ""
    tables = copies("table", meeting).count
    at = f", {meeting.table_size} at a table: {tables} {'table' if tables == 1 else 'tables'}" if tables else ""
    return f"The copies are counted for {meeting.heads} people{at}. Print a few more for whoever comes unannounced."


def _there(entries: Iterable[Entry], placed: Mapping[str, bytes]) -> tuple[Entry, ...]:
    return tuple(one for one in entries if one.path in placed)


def _when(edition: Edition, meeting: Round) -> str:
    date = people_date(meeting.date) if meeting.date else "No date yet"
    venue = values_for(edition, meeting.plan).get("venue", "")
    told = notice(meeting)
    return (f"{told.line} " if told else "") + ", ".join(filter(None, (date, span(meeting), venue)))
