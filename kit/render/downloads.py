"""What the site offers of the handouts and decks: copies without facilitators' words, with titles, types and sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.model.edition import Edition, Round
from kit.render.handout.printables import printables

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
class Offer:
    """A file for visitors: how pages speak of it, and its bytes."""

    entry: Download
    data: bytes


def downloads_of(
    edition: Edition,
    handouts: Mapping[str, bytes],
    decks: Mapping[str, bytes],
    calendars: Mapping[str, bytes] | None = None,
) -> dict[str, list[Offer]]:
    """Return what each round offers, by its name: the attendee pack, handouts in agenda order, slides, the calendar.

    ``handouts``, ``decks`` and ``calendars`` are by name, as their writers give them. Run sheets are not offered, and
    decks lose their speaker notes. What organisers print for the room comes last.
    """

    def offers(one: Round) -> Iterator[Offer]:
        yield from _handouts(edition, one, handouts)
        yield from _decks(edition, one, decks)
        yield from _calendar(one, calendars or {})
        yield from _for_organisers(edition, one, handouts)

    return {one.name: list(offers(one)) for one in edition.rounds}


def _handouts(edition: Edition, one: Round, handouts: Mapping[str, bytes]) -> Iterator[Offer]:
    names = {f"{one.name}/attendee.pdf": "Attendee pack: the agenda and all handouts"}
    names |= {f"{page}.pdf": f"Handout: {edition.pages[page].title}" for page in one.sessions if page in edition.pages}
    for name, title in names.items():
        if name in handouts:
            yield _offer(name, title, "PDF", handouts[name])


def _decks(edition: Edition, one: Round, decks: Mapping[str, bytes]) -> Iterator[Offer]:
    if f"{one.name}.pptx" in decks:
        yield _deck(f"{one.name}/{one.name}.pptx", "Slides", decks[f"{one.name}.pptx"])
    for page in one.sessions:
        if f"{page}.pptx" in decks and page in edition.pages:
            yield _deck(f"{page}.pptx", f"Slides: {edition.pages[page].title}", decks[f"{page}.pptx"])


def _calendar(one: Round, calendars: Mapping[str, bytes]) -> Iterator[Offer]:
    if (name := f"{one.name}.ics") in calendars:
        yield _offer(f"{one.name}/{name}", "Add to your calendar", "calendar file", calendars[name])


def _for_organisers(edition: Edition, one: Round, handouts: Mapping[str, bytes]) -> Iterator[Offer]:
    for name, title, _ in printables(edition, one):
        if name in handouts:
            yield _offer(name, title, "PDF", handouts[name], organisers=True)


def _deck(name: str, title: str, deck: bytes) -> Offer:
    from kit.render.deck.pptx.package import without_notes

    return _offer(name, title, "PowerPoint", without_notes(deck))


def _offer(name: str, title: str, kind: str, data: bytes, organisers: bool = False) -> Offer:
    return Offer(Download(f"downloads/{name}", title, kind, len(data), organisers), data)
