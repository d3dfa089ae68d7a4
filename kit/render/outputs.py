"""The table of outputs: to add one, write what makes its files, and a row here.

``build``, ``check``, ``pack``, the manifest and the downloads of the site read this table. Writers are imported only
when they write, so that ``peerkit build --help`` stays quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.model.blocks import LEADERS
from kit.model.edition import Edition, Round
from kit.model.findings import Finding
from kit.model.outputs import Audience, Claim, Location, Reserved
from kit.render.downloads import Copy, Download, calendar_copies, deck_copies, handout_copies
from kit.render.handout import papers
from kit.render.site import pages

if TYPE_CHECKING:
    from kit.render.reading.reading import Reading

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Work:
    """What a writer works with. What is wrong goes to ``found``, and a line for people to ``tell``.

    ``made`` holds the files of the outputs that are written already, by the folder of the output. ``links`` are where
    people join each round online, for messages alone. ``start`` is the script of the page on which a region begins, b""
    where the site has none.
    """

    reading: Reading
    found: list[Finding]
    tell: Callable[[str], None]
    session_decks: bool = False
    large_print: bool = False
    made: dict[str, Files] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    start: bytes = b""


@dataclass(frozen=True)
class Output:
    """One folder of a build.

    ``kinds`` are the kinds of its files in the manifest, by how their paths below the folder begin; the first counts.
    ``types`` is what people call its files, by suffix, and ``title`` one of them, by its name without the suffix.
    ``audience`` says for whom the file at a path below the folder is. ``alone`` says that ``--only`` may ask for it;
    the others are made in whole builds. ``copies`` are what the page of a round offers of it, and one that ``gathers``
    is written after the others, because it carries those copies. ``rehearse`` names the function that finds what
    writing it would.
    """

    folder: str
    kinds: Mapping[str, str]
    types: Mapping[str, str]
    write: Callable[[Work], Files]
    title: Callable[[Edition, str], str]
    audience: Callable[[str], Audience] = lambda _: Audience.EVERYONE
    alone: bool = True
    gathers: bool = False
    copies: Callable[[Edition, Round, Files], Iterator[Copy]] | None = None
    rehearse: str = ""


def _write_site(work: Work) -> Files:
    from kit.render.site.start import script
    from kit.render.site.writer import write_site

    work.tell("Writing the site")
    offers = downloads_of(work.reading.edition, work.made)
    made = write_site(work.reading, {name: list(ones) for name, ones in offers.items()})
    made |= {pages.START_FILES: script(work.start)} if work.start else {}
    return made | {entry.path: data for ones in offers.values() for entry, data in ones.items()}


def _write_handouts(work: Work) -> Files:
    from kit.render.handout.writer import write_handouts

    work.tell("Setting the handouts")
    edition, pages = work.reading.edition, work.reading.contents
    return write_handouts(edition, pages, work.found, large_print=work.large_print)


def _write_decks(work: Work) -> Files:
    from kit.render.deck.writer import write_decks

    work.tell("Drawing the slide decks")
    return write_decks(work.reading.edition, work.reading.contents, work.found, sessions=work.session_decks)


def _write_calendars(work: Work) -> Files:
    from kit.facilitate.calendar import calendars
    from kit.facilitate.countdown import countdown_calendars

    return {**calendars(work.reading.edition), **countdown_calendars(work.reading.edition)}


def _write_messages(work: Work) -> Files:
    from kit.render.office.message import write_messages

    return write_messages(work.reading.edition, work.links)


def _with_notes(_: str) -> Audience:
    return Audience.FACILITATORS


def is_for_leaders(path: str) -> bool:
    """Whether the PDF at ``path`` holds the handouts for the host or the speaker."""
    stem = path.removesuffix(".pdf").removesuffix(papers.LARGE)
    return stem.endswith(tuple(f"-{one}" for one in LEADERS))


def _in_words(_: Edition, name: str) -> str:
    return name.rpartition("/")[2].replace("-", " ").capitalize()


def _handout_title(edition: Edition, name: str) -> str:
    if name not in edition.pages and name.endswith(papers.LARGE):
        return papers.in_large_print(_handout_title(edition, name.removesuffix(papers.LARGE)))
    if name in edition.pages:
        return f"Handout: {edition.pages[name].title}"
    session, _, leader = name.rpartition("-")
    if leader in LEADERS and session in edition.pages:
        return f"For the {leader}: {edition.pages[session].title}"
    titles = {one.name: one.title for one in papers.PAPERS}
    return titles.get(name.rpartition("/")[2]) or _in_words(edition, name)


def _deck_title(edition: Edition, name: str) -> str:
    page = edition.pages.get(name) or edition.pages.get(f"{name}/index")
    return f"Slides with your notes: {page.title if page else name.rpartition('/')[2]}"


def _calendar_title(edition: Edition, name: str) -> str:
    if f"{name}/index" in edition.pages:
        return "The date, to add to a calendar"
    return "The countdown, for your own calendar"


def _page_audience(path: str) -> Audience:
    """Return for whom a file of the site is: what has no row is an author's page, or what pages load."""
    if path == pages.START_FILES or path.startswith(f"{pages.STUDIO}/"):
        return Audience.FACILITATORS
    folder, _, file = path.rpartition("/")
    place = Location.ROUND if folder else Location.TOP
    found = (one.audience for one in pages.PAGES if one.place is place and file == f"{one.name}.html")
    return next(found, Audience.EVERYONE)


def _paper_audience(path: str) -> Audience:
    """Return for whom a PDF is; one of several forms (``run-sheet-large``) is for whom its first form is."""
    stem = path.rpartition("/")[2].removesuffix(".pdf")
    if is_for_leaders(path):
        return Audience.ORGANISERS
    found = (one.audience for one in papers.PAPERS if stem == one.name or stem.startswith(f"{one.name}-"))
    return next(found, Audience.EVERYONE)


_SITE_KINDS = {
    "downloads/": "download",
    "group.json": "data",
    "group.ics": "calendar",
    "groups.ics": "calendar",
    "": "site",
}

OUTPUTS: tuple[Output, ...] = (
    Output("site", _SITE_KINDS, {"html": "web page"}, _write_site, _in_words, _page_audience, gathers=True),
    Output(
        "handouts", {"": "handout"}, {"pdf": "PDF"}, _write_handouts, _handout_title, _paper_audience,
        copies=handout_copies, rehearse="kit.render.handout.writer:rehearse_handouts",
    ),
    Output(
        "decks", {"": "deck"}, {"pptx": "PowerPoint"}, _write_decks, _deck_title, _with_notes,
        copies=deck_copies, rehearse="kit.render.deck.writer:rehearse_decks",
    ),
    Output(
        "calendar", {"": "calendar"}, {"ics": "calendar file"}, _write_calendars, _calendar_title,
        copies=calendar_copies, alone=False,
    ),
    Output(
        "messages", {"": "message"}, {"txt": "plain text", "html": "web page", "eml": "draft e-mail"},
        _write_messages, _in_words, alone=False,
    ),
)  # fmt: skip
PARTS = tuple(one.folder for one in OUTPUTS if one.alone)  # what ``--only`` can name

# Names that are needed by what is in no table, or is still to come.
_ROUND_NAMES = ("fragment", "countdown", "*-large", "*-host", "*-speaker")
_TOP_NAMES = ("studio", "region", "calendar", "common", "groups")


def reserved_names() -> tuple[Reserved, ...]:
    """Return every name that a build needs and that pages of a tree may not have."""
    later = [Reserved(name, Location.ROUND, Claim.LATER) for name in _ROUND_NAMES]
    later += [Reserved(name, Location.TOP, Claim.LATER) for name in _TOP_NAMES]
    return (*pages.reserved(), *papers.reserved(), *later)


_NO_OUTPUT = Output("", {"": "file"}, {}, lambda _: {}, _in_words)  # what a file that no writer knows belongs to


def _output_of(path: str) -> tuple[Output, str]:
    """Return the output that the file at ``path`` of a build belongs to, and its path there."""
    folder, _, rest = path.partition("/")
    return next((one for one in OUTPUTS if one.folder == folder), _NO_OUTPUT), rest


def kind_of(path: str) -> str:
    """Return the kind of the file at ``path`` of a build, as its manifest says it."""
    output, rest = _output_of(path)
    return next(kind for start, kind in output.kinds.items() if rest.startswith(start))


def may_hold_notes(path: str) -> bool:
    """Whether the file at ``path`` of a build may hold facilitators' notes."""
    output, rest = _output_of(path)
    return output.audience(rest) is Audience.FACILITATORS


def title_of(edition: Edition, path: str) -> str:
    """Return what people call the file at ``path`` of a build."""
    output, rest = _output_of(path)
    return output.title(edition, rest.rpartition(".")[0])


def type_of(path: str) -> str:
    """Return what people call files of the type of the one at ``path``, such as "PDF"."""
    return next((one.types[end] for one in OUTPUTS if (end := path.rpartition(".")[2]) in one.types), "file")


def downloads_of(edition: Edition, made: Mapping[str, Files]) -> dict[str, dict[Download, bytes]]:
    """Return what each round offers, by its name: for everybody first, then what organisers print for the room.

    ``made`` holds the files of outputs, by their folders.
    """
    found: dict[str, dict[Download, bytes]] = {}
    for meeting in edition.rounds:
        copies = [
            copy
            for output in OUTPUTS
            if output.copies is not None
            for copy in output.copies(edition, meeting, made.get(output.folder, {}))
        ]
        copies.sort(key=lambda copy: copy.organisers)
        found[meeting.name] = {copy.entry(type_of(copy.name)): copy.data for copy in copies}
    return found
