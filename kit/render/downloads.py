"""What round pages offer of other outputs: copies without facilitators' words, with titles, types and sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.model.edition import Edition, Round
from kit.model.outputs import Audience
from kit.render.handout.papers import LARGE, in_large_print, papers_of

# What pages offer for download.

_KILO = 1000  # file sizes on web pages are decimal


@dataclass(frozen=True)
class Download:
    """A file that round pages link to.

    ``path`` is its place in the site (``downloads/round-1/attendee.pdf``), ``title`` what it is, for people,
    ``kind`` its type as people say it (``PDF``), ``size`` its length in bytes. ``organisers`` says that only they need
    it: pages list those apart.
    """

    path: str
    title: str
    kind: str
    size: int
    organisers: bool = False

    @property
    def detail(self) -> str:
        """Type and size for people, such as "PDF, 120 KB"."""
        return f"{self.kind}, {people_size(self.size)}"


def people_size(size: int) -> str:
    """Return a size in bytes for people, such as "120 KB" or "1.4 MB"; nothing is under 1 KB."""
    kilos = max(1, round(size / _KILO))
    return f"{kilos} KB" if kilos < _KILO else f"{size / _KILO**2:.1f} MB"


@dataclass(frozen=True)
class Copy:
    """What an output has to offer: ``name`` is a path below ``downloads/``, ``title`` what pages call it."""

    name: str
    title: str
    data: bytes
    organisers: bool = False

    def entry(self, kind: str) -> Download:
        """Return how pages speak of it as a file of ``kind``, such as "PDF"."""
        return Download(f"downloads/{self.name}", self.title, kind, len(self.data), self.organisers)


def handout_copies(edition: Edition, one: Round, handouts: Mapping[str, bytes]) -> Iterator[Copy]:
    """Yield the attendee pack, the handouts in the order of the agenda, and what organisers print for the room."""
    papers = papers_of(edition, one).items()
    titles = {f"{name}.pdf": paper.offered(edition, one) for name, paper in papers}
    organisers = {f"{name}.pdf" for name, paper in papers if paper.audience is not Audience.EVERYONE}
    titles |= {f"{page}.pdf": f"Handout: {edition.pages[page].title}" for page in one.sessions if page in edition.pages}
    for name, title in titles.items():
        large = f"{name.removesuffix('.pdf')}{LARGE}.pdf"
        for file, words in ((name, title), (large, in_large_print(title))):
            if title and file in handouts:
                yield Copy(file, words, handouts[file], name in organisers)


def deck_copies(edition: Edition, one: Round, decks: Mapping[str, bytes]) -> Iterator[Copy]:
    """Yield the slides of the round, and those of its sessions, without speaker notes."""
    if not decks:
        return
    from kit.render.deck.pptx.package import without_notes

    if (name := f"{one.name}.pptx") in decks:
        yield Copy(f"{one.name}/{name}", "Slides", without_notes(decks[name]))
    for page in one.sessions:
        if (name := f"{page}.pptx") in decks and page in edition.pages:
            yield Copy(name, f"Slides: {edition.pages[page].title}", without_notes(decks[name]))


def calendar_copies(_: Edition, one: Round, calendars: Mapping[str, bytes]) -> Iterator[Copy]:
    """Yield the date of the round."""
    if (name := f"{one.name}.ics") in calendars:
        yield Copy(f"{one.name}/{name}", "Add to your calendar", calendars[name])
