"""The shape of every file that people write by hand, as pydantic models.

Front matter arrives as text only (``source.settings.front_matter``), so numbers and dates are typed here, by
``model.values``.
Messages of ValueErrors are whole sentences: ``source.settings.validate`` shows them to organisers as they are.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kit.model.agenda_schema import Agenda, AgendaOperation, ListOrTable
from kit.model.meeting_schema import MeetingFile
from kit.model.purposes import PURPOSES
from kit.model.repository import RepositoryFile
from kit.model.values import (
    Area,
    Clock,
    Colour,
    Count,
    Day,
    Folder,
    Format,
    Joining,
    Language,
    Measured,
    Minutes,
    MistakenValue,
    Name,
    Plain,
    Points,
    Sentence,
    Slug,
    Web,
    Whole,
    one_of,
)

SCHEMA = 1  # the version of these formats; a file with a higher number is refused

ROUND_VARIABLES = frozenset({"date", "start", "end"})  # of the round that a page belongs to
RESERVED_VARIABLES = ROUND_VARIABLES | {"group"}
JOIN_HINT = 'Write it into private.toml, beside region.toml: [round.round-1] with join = "https://..." below it.'
_VARIABLE = re.compile(r"^[a-z][a-z0-9_-]{0,39}\Z")


class Strict(BaseModel):
    """A file or a part of one: unknown keys are mistakes, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class PageMeta(Strict):
    """Front matter of a page that is neither a session nor a plan."""

    id: Slug | None = None
    reviewed: Day | None = None


class SessionMeta(PageMeta):
    """Front matter of a session. Minutes are whole minutes; ``cut`` is the order of dropping, 1 first.

    ``standard`` gives numbers of points by standard; those of "" are of the one that bare numbers mean. ``purpose`` is
    what it is good for in any meeting, which puts it into the library of activities.
    """

    minutes: Minutes | None = None
    shortest: Minutes | None = None
    group_size: Plain | None = None
    materials: list[Plain] = []
    standard: Points = {}
    purpose: list[Annotated[str, BeforeValidator(one_of(*PURPOSES))]] = []
    cut: Annotated[Whole, Field(ge=1, le=99)] | None = None

    @model_validator(mode="after")
    def _shortest_is_shorter(self) -> SessionMeta:
        if self.minutes is not None and self.shortest is not None and self.shortest > self.minutes:
            message = f"has shortest {self.shortest}, which is more than its minutes, {self.minutes}."
            raise MistakenValue(message, "Make shortest the fewest minutes in which it still works.", "shortest")
        return self


class PlanMeta(PageMeta):
    """Front matter of a round's plan. ``minutes`` is the slot; ``agendas`` are its other formats by name.

    ``prepare`` is what people are to do before the day, a sentence or two for messages.
    """

    minutes: Minutes | None = None
    prepare: Plain = ""
    agenda: ListOrTable = Agenda()
    agendas: dict[Slug, ListOrTable] = {}


class BrandFile(Strict):
    """``[brand]``: in a region, None means that upstream's value stays."""

    primary: Colour | None = None
    accent: Colour | None = None
    logo: str | None = None
    logo_alt: Plain | None = None
    deck: str | None = None


def _as_name(written: str) -> str:
    return re.sub(r"[^a-z0-9_-]+", "_", written.lower()).lstrip("_-0123456789") or "parking"


def _variable(name: str) -> str:
    if name == "join":
        raise MistakenValue("cannot be declared: anybody could read it on the site.", JOIN_HINT)
    if name in RESERVED_VARIABLES:
        hint = "Delete it here; the date and start of a meeting stand below its round, such as [round.round-1]."
        raise MistakenValue("cannot be declared, because the kit fills that one in itself.", hint)
    if not _VARIABLE.match(name):
        message = "cannot be a variable: names are small letters, digits, _ and -, and begin with a letter."
        raise MistakenValue(message, f"Write {_as_name(name)}, here and between the braces on your pages.")
    return name


Variables = dict[Annotated[str, AfterValidator(_variable)], Plain]


class AccessibilityFile(Strict):
    """``[accessibility]``: what a group says of how accessible its own site is. Regions do not inherit it."""

    organisation: Plain = ""
    contact: Plain = ""
    phone: Plain = ""
    reply_days: Annotated[Whole, Field(ge=1, le=365)] | None = None
    status: Annotated[str, BeforeValidator(one_of("full", "partial", "none"))] | None = None
    problems: list[Plain] = []
    tested: Day | None = None
    tested_by: Plain = ""
    how: Plain = ""
    prepared: Day | None = None
    reviewed: Day | None = None
    nation: Annotated[str, BeforeValidator(one_of("england", "wales", "scotland", "northern-ireland"))] | None = None

    @model_validator(mode="after")
    def _no_problems_where_all_is_well(self) -> AccessibilityFile:
        if self.status == "full" and self.problems:
            raise MistakenValue(
                'says status = "full" and lists problems.', 'Write status = "partial", or delete problems.', "status"
            )
        return self


class PrivacyFile(Strict):
    """``[privacy]``: what a group does with people's details. Regions do not inherit it."""

    controller: Plain = ""
    contact: Plain = ""
    retention: Plain = ""
    policy: Web = ""
    host: Plain = ""


class AncestorFile(Strict):
    """One of ``based_on``: a group whose material this is. ``compose`` writes it; people need not."""

    name: Plain
    version: Plain = ""
    url: Web = ""


class HubFile(Strict, RepositoryFile):
    """``hub.toml``.

    ``points_of`` is the standard that bare numbers of sessions mean, which composing writes; "" is ``standard``.
    ``source`` is what regions name as theirs that begin on the hub's site; without it the site has no page for that.
    """

    schema_: Format = Field(alias="schema")
    id: Folder
    name: Name
    version: Plain
    licence: Plain = "CC-BY-4.0"
    languages: list[Language] = ["en"]
    timezone: Plain = "Europe/London"
    url: Plain = ""
    source: Plain = ""
    standard: str = ""
    points_of: str = ""
    based_on: list[AncestorFile] = []
    variables: Variables = {}
    brand: BrandFile = BrandFile()
    accessibility: AccessibilityFile | None = None
    privacy: PrivacyFile | None = None


class UpstreamFile(Strict):
    """``[upstream]`` of ``region.toml``: where a region came from and the pin it stands on."""

    source: Plain
    version: Plain
    tree: Plain


class SittingFile(Strict):
    """``[[round.ROUND.sitting]]``: when a meeting goes on, on another day. The first is that after the round's own."""

    date: Day | None = None
    start: Clock | None = None


class RoundFile(Strict, MeetingFile):
    """``[round.ROUND]`` of ``region.toml``: the facts of its meeting, and how it is run there.

    ``leads`` and ``rooms`` say by session who leads it and where it is. ``feedback`` is the address of an online form
    in which people say how it went. ``show`` False hides the round as long as it has no date.
    """

    heads: Count | None = None
    table_size: Count | None = None
    leads: dict[str, Plain] = {}
    rooms: dict[str, Plain] = {}
    feedback: Web = ""
    format: str | None = None
    drop: bool = False
    show: bool = True
    agenda: list[AgendaOperation] = []
    sitting: list[SittingFile] = []

    @property
    def hidden(self) -> bool:
        """Whether nothing of the round is built, as nobody has said yet when it is."""
        return not self.show and self.date is None


class RegionFile(Strict, RepositoryFile):
    """``region.toml``. ``home`` is "region" where upstream's ``region.md`` is the home page, else its ``index.md``.

    ``standard`` picks one in place of upstream's, and "" none.
    """

    schema_: Format = Field(alias="schema")
    id: Folder
    name: Name
    areas: list[Area] = []
    languages: list[Language] = ["en"]
    url: Plain = ""
    publish_run_sheet: bool = True
    standard: str | None = None
    home: Annotated[str, BeforeValidator(one_of("region"))] | None = None
    upstream: UpstreamFile
    variables: Variables = {}
    brand: BrandFile = BrandFile()
    accessibility: AccessibilityFile | None = None
    privacy: PrivacyFile | None = None
    round: dict[str, RoundFile] = {}


class PrivateRound(Strict):
    """``[round.ROUND]`` of ``private.toml``: ``join`` is the address at which people join the meeting online."""

    join: Joining


class PrivateFile(Strict):
    """``private.toml``: what stands in messages only."""

    round: dict[str, PrivateRound] = {}


class PageFile(Strict):
    """``overrides/PAGE/page.toml``. ``set`` holds front matter fields; a field set to "" goes back to none."""

    why: Plain = ""
    drop: bool = False
    rename: str | None = None
    order: list[str] | None = None
    set: dict[str, Any] = {}


class Move(Strict):
    """``[[move]]``: an address or page that upstream gave a new one, and the version in which it did."""

    from_: str = Field(alias="from")
    to: str
    in_: str = Field(alias="in")


class Retired(Strict):
    """``[[retired]]``: an address that upstream gave up."""

    address: str
    in_: str = Field(default="", alias="in")


class MovesFile(Strict):
    """``moves.toml``."""

    move: list[Move] = []
    retired: list[Retired] = []


class PointFile(Strict):
    """``[[point]]`` of a standard."""

    number: Annotated[Whole, Field(ge=1)]
    title: Plain
    official: Plain = ""
    summary: Plain = ""


class StandardFile(Strict):
    """``standards/ID.toml``. ``note`` says where the standard stands, such as whether it is the current one."""

    name: Plain
    url: Plain = ""
    licence: Plain = ""
    note: Plain = ""
    point: list[PointFile]


class LogItem(Strict):
    """``[[item]]`` of a log: what an item of the agenda was to last and what it did, 0 for one that was skipped."""

    id: Slug
    planned: Measured
    actual: Measured


class LogFile(Strict):
    """``log/ROUND-DATE.toml``: what a meeting taught, as ``day.html`` exports it."""

    schema_: Format = Field(alias="schema")
    round: Slug
    date: Day
    lessons: list[Sentence] = []
    item: list[LogItem] = []
