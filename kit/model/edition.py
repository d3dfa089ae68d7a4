"""An edition: one hub or region, composed, parsed and timed, ready for checking and rendering."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kit.model.agenda import Item, SessionTimes, Timetable
from kit.model.credits import Credit
from kit.model.errors import WrongUsage
from kit.model.formats import EVERY, Kind
from kit.model.page import Page
from kit.model.sources import Subject
from kit.model.tree import Origins, Tree

if TYPE_CHECKING:
    from kit.model.group import Group, Variation
    from kit.model.repository import Change, Repository


# What a public body says of its own site: the accessibility statement and the privacy note, as its settings have them.
# Nothing here is ever inherited: a group answers only for its own site. "" and None mean that nobody has said, and
# pages then show a gap.


@dataclass(frozen=True)
class Statement:
    """``[accessibility]``: what fills the accessibility statement.

    ``status`` is full, partial or none: how far the site meets WCAG 2.2 AA. ``problems`` are sentences on what is not
    accessible and why. ``reply_days`` are days until people get an answer. ``nation`` is england, wales, scotland or
    northern-ireland, where another body enforces the law.
    """

    organisation: str = ""
    contact: str = ""
    phone: str = ""
    reply_days: int | None = None
    status: str = ""
    problems: tuple[str, ...] = ()
    tested: datetime.date | None = None
    tested_by: str = ""
    how: str = ""
    prepared: datetime.date | None = None
    reviewed: datetime.date | None = None
    nation: str = ""


@dataclass(frozen=True)
class Privacy:
    """``[privacy]``: what fills the privacy note.

    ``controller`` answers for what is collected on paper, ``retention`` says how long that is kept, ``policy`` is the
    address of its full privacy notice, and ``host`` is the service that publishes the site.
    """

    controller: str = ""
    contact: str = ""
    retention: str = ""
    policy: str = ""
    host: str = ""


@dataclass(frozen=True)
class Ancestor:
    """A group whose material this edition was adapted from. ``url`` is its site's address, or ""."""

    name: str
    version: str
    url: str = ""


@dataclass(frozen=True)
class Brand:
    """How a group looks. Colours are ``#rrggbb``; ``logo`` and ``deck`` are paths in the composed tree, or "".

    ``logo_ground`` is what the logo stands on: nobody writes it, it follows from the picture (kit/render/logo.py).
    """

    primary: str = "#1b4965"
    accent: str = "#c8102e"
    logo: str = ""
    logo_alt: str = ""
    deck: str = ""
    logo_ground: str = "#ffffff"


@dataclass(frozen=True)
class Point:
    """One point of a standard: ``title`` is what people call it, ``official`` how the standard puts it, or ""."""

    number: int
    title: str
    summary: str
    official: str = ""


@dataclass(frozen=True)
class Standard:
    """A service standard as data. ``licence`` is that of its text; ``note`` says where it stands, or is ""."""

    id: str
    name: str
    url: str
    licence: str
    points: tuple[Point, ...]
    note: str = ""

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its points."""
        return frozenset(one.number for one in self.points)


# What became of a meeting. ``online`` means that it moved online, whatever kind its agenda is.
STATUSES = PLANNED, CANCELLED, POSTPONED, ONLINE = ("planned", "cancelled", "postponed", "online")


@dataclass(frozen=True)
class Facts:
    """What a group says of a meeting beside its date: ``status`` with a sentence, and the date last announced.

    ``reply_by`` is the day until which people are to say whether they come, ``booking`` an address or how else to say
    it. ``directions`` and ``access`` tell how to get there and get in. "" is what nobody has said.
    """

    status: str = PLANNED
    status_note: str = ""
    was: datetime.date | None = None
    reply_by: datetime.date | None = None
    booking: str = ""
    directions: str = ""
    access: str = ""


@dataclass(frozen=True)
class Later:
    """When a sitting after the first is. Without a ``start`` it begins at the same time of day as the first."""

    date: datetime.date | None = None
    start: int | None = None


@dataclass(frozen=True)
class Round:
    """One meeting.

    ``name`` is its folder. ``agenda`` is the picked format with regional changes applied.
    ``date`` is when it is, or when a cancelled one was to be, and ``later`` when its sittings after the first are.
    ``start`` is minutes after midnight, None where the group has not said (the hub never does).
    ``sessions`` are page names in agenda order, each once, then pages of the folder that are on no agenda, but for
    those that are not part of a region's meeting.
    ``leads`` gives first names by page name, for run sheets only, and ``rooms`` where each session is, for everybody;
    a meeting that moved online has no rooms. ``heads`` and ``table_size`` count people.
    ``revision`` counts the changes since its calendar file first went out. ``feedback`` is the address of an online
    form, or "". ``format`` is the name of the agenda that the region picked, "" for the plan's own, and ``kind`` says
    where people are then. ``hidden`` says that nothing of it is built.
    """

    name: str
    title: str
    agenda: tuple[Item, ...]
    timetable: Timetable
    sessions: tuple[str, ...]
    times: Mapping[str, SessionTimes]
    later: tuple[Later, ...] = ()
    slot: int | None = None
    date: datetime.date | None = None
    start: int | None = None
    heads: int | None = None
    table_size: int | None = None
    leads: Mapping[str, str] = field(default_factory=dict)
    rooms: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    feedback: str = ""
    format: str = ""
    kind: Kind = Kind.ROOM
    hidden: bool = False
    facts: Facts = field(default_factory=Facts)

    @property
    def called_off(self) -> bool:
        """Whether nobody is to come on the day that was announced, and no other day is known."""
        return self.facts.status == CANCELLED or (self.facts.status == POSTPONED and self.date is None)

    @property
    def online(self) -> bool:
        """Whether it moved online."""
        return self.facts.status == ONLINE

    @property
    def plan(self) -> str:
        """The name of the page that holds the round's plan."""
        return f"{self.name}/index"

    def date_of(self, sitting: int) -> datetime.date | None:
        """The date of its sitting of this number, from 1; None where nobody has said."""
        dates = (self.date, *(one.date for one in self.later))
        return dates[sitting - 1] if sitting <= len(dates) else None

    @property
    def last_date(self) -> datetime.date | None:
        """The date on which it ends: the last of its sittings that has one."""
        held = [self.date_of(one.number) for one in self.timetable.sittings if one.items or one.number == 1]
        return max(filter(None, held), default=None)

    def without(self, names: Collection[str]) -> Round:
        """Return the round without the sessions called ``names``; its agenda stays."""
        return replace(self, sessions=tuple(name for name in self.sessions if name not in names))


@dataclass(frozen=True)
class Edition:
    """Everything that the writers need; nothing in it depends on the machine or on today.

    ``tree`` holds the composed files, pictures included, by path. ``epoch`` is the time that every file in the outputs
    carries, in seconds since 1970. ``guides_url`` leads to the hub's guides, or is "" where nobody knows. ``packed``
    says that it is built for those who run a meeting, and not to be published. ``dropped`` are pages and sections
    (``page#anchor``) that were left out and ``moved`` maps old addresses to new ones, so that links to them can be told
    from broken ones. ``retired`` are those that an upstream gave up, and not this region. ``off_agenda`` are upstream's
    sessions that a region has on no agenda, by name, with the line of region.toml that has most to do with it: those
    among ``pages`` are built and marked, and no list has them. ``ancestors`` are the groups whose material this is,
    oldest first. ``settings_lines`` has the line of each key in ``settings_file``, by its path of names. ``areas`` are
    slugs of ``model.areas``, ``variations`` what the region changed, and ``groups`` the facts of other groups that
    pages are to name. ``inherited_variables`` are those that upstream declares. ``page_language`` is that of pages
    without one in their name, "" for the first of ``languages``. ``knows_region_home`` is so for trees made since a hub
    may hold ``region.md``: regions whose region.toml says which home page they have, and hubs that have the page.
    ``hidden`` are the rounds that were left out because nobody is to see them yet. ``standard`` is the one that was
    picked among ``standards``, which are all of the tree by id, and ``points_of`` the one that bare numbers of sessions
    mean. ``facts`` are those of ``facts/``, file by file. ``source`` is what regions name as theirs that begin on the
    site, "" where none can. ``credited`` says whose words were taken over. ``studio`` says whether the site has one.
    """

    id: str
    name: str
    version: str
    licence: str
    languages: tuple[str, ...]
    timezone: str
    url: str
    brand: Brand
    variables: Mapping[str, str]
    tree: Tree
    origins: Origins
    pages: Mapping[str, Page]
    rounds: tuple[Round, ...]
    standard: Standard | None
    epoch: int
    is_region: bool = False
    publish_run_sheet: bool = True
    packed: bool = False
    guides_url: str = ""
    based_on: str = ""
    ancestors: tuple[Ancestor, ...] = ()
    statement: Statement = field(default_factory=Statement)
    privacy: Privacy = field(default_factory=Privacy)
    retired: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    off_agenda: Mapping[str, int | None] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    settings_lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    variations: tuple[Variation, ...] = ()
    groups: tuple[Group, ...] = ()
    inherited_variables: frozenset[str] = frozenset()
    page_language: str = ""
    knows_region_home: bool = False
    hidden: frozenset[str] = frozenset()
    standards: Mapping[str, Standard] = field(default_factory=dict)
    points_of: str = ""
    facts: tuple[Subject, ...] = ()
    repository: Repository | None = None
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    source: str = ""
    credited: tuple[Credit, ...] = ()
    studio: bool = False

    @property
    def settings_file(self) -> str:
        """The file in which people set variables, brand and rounds."""
        return "region.toml" if self.is_region else "hub.toml"

    @property
    def language(self) -> str:
        """The language tag of pages, PDFs and slides; ``en`` means British English."""
        first = self.page_language or next(iter(self.languages), "en")
        return "en-GB" if first == "en" else first

    @property
    def contact(self) -> str:
        """Whom people can write to about the site: as the accessibility statement says, else as pages do, or ""."""
        return self.statement.contact.strip() or self.variables.get("contact", "").strip()

    def kinds_of(self, page: str, unused: frozenset[Kind] = EVERY) -> frozenset[Kind]:
        """The kinds of the rounds that use the page called ``page``; where none does, ``unused``."""
        using = [one for one in self.rounds if page == one.plan or any(page in item.sessions for item in one.agenda)]
        return frozenset(one.kind for one in using) or unused

    def round_of(self, page: str) -> Round | None:
        """The round in whose folder the page called ``page`` lies."""
        folder = page.split("/", 1)[0]
        return next((one for one in self.rounds if one.name == folder and "/" in page), None)

    def round_planned_by(self, page: str) -> Round | None:
        """The round whose plan is the page called ``page``."""
        return next((one for one in self.rounds if one.plan == page), None)


def without_pages(edition: Edition, names: Collection[str]) -> Edition:
    """Return ``edition`` without the pages called ``names``, as a partial build or a check of sound pages needs it.

    Links to them become plain text, as to dropped pages. A round whose plan is left out goes too.
    """
    rounds = tuple(one.without(names) for one in edition.rounds if one.plan not in names)
    pages = {name: page for name, page in edition.pages.items() if name not in names}
    return replace(edition, pages=pages, rounds=rounds, dropped=edition.dropped | frozenset(names))


def only_round(edition: Edition, name: str) -> Edition:
    """Return ``edition`` with one round, the sessions that it borrows, and the pages that belong to no round.

    Raises WrongUsage where there is no round of that name.
    """
    chosen = round_named(edition, name)
    others = {one.name for one in edition.rounds if one.name != name} | edition.hidden
    borrowed = set(chosen.sessions)
    elsewhere = {page for one in edition.rounds for page in one.sessions}
    names = {page for page in edition.pages if page.split("/")[0] in others or page in elsewhere} - borrowed
    return without_pages(edition, names)


def round_named(edition: Edition, name: str) -> Round:
    """Return the round called ``name``. Raises WrongUsage, naming those that there are, where there is none."""
    if found := next((one for one in edition.rounds if one.name == name), None):
        return found
    if name in edition.hidden:
        message = f"{name} is not shown yet: region.toml says show = false, and has no date for it."
        raise WrongUsage(message, f"Give it a date under [round.{name}], or take show = false away.")
    names = ", ".join(one.name for one in edition.rounds) or "none"
    raise WrongUsage(f"There is no round called {name}.", f"The rounds are: {names}.")


def confirm_format(rounds: Collection[Round], name: str) -> None:
    """Raise WrongUsage where none of ``rounds`` is in the format called ``name``; "" asks for none."""
    if name and not any(one.format == name for one in rounds):
        only = next(iter(rounds)).name if len(rounds) == 1 else ""
        message = f"{only} has no format called {name}." if only else f"No round has a format called {name}."
        raise WrongUsage(message, "The formats of a round stand below agendas: at the top of its plan, index.md.")
