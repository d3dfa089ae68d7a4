"""The facts of a group as open data: the shape of ``group.json``, which each site has and a hub may collect.

The same models write our own file and read other people's, so what one build writes every other can read. Names that
this version does not know are passed over, because later versions may add some.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from kit.model.areas import AREAS
from kit.model.characters import hidden, replaced
from kit.model.edition import PLANNED, STATUSES
from kit.model.values import Area, Day, Folder, Format, Plain, UnsafeValueError, Web, Whole

GROUP_SCHEMA = 1  # the version of this format; a file with a higher number is refused

NAME, TITLE, WHY, ADDRESS = 120, 200, 400, 500  # most characters of a text
MOST_POINTS, LONGEST = 999, 5999  # the highest number of a point; minutes, which is 99:59
ROUNDS, SESSIONS, SITTINGS, VARIATIONS = 100, 100, 20, 1000  # most entries of a list
KINDS = ("replaced", "added", "removed", "dropped", "renamed", "new", "retimed", "moved")

_TIME = re.compile(r"[0-9]{2}:[0-5][0-9]\Z")  # past midnight the hours go on counting
_PAGE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}(/[a-z0-9][a-z0-9_-]{0,63}){0,3}\Z")


def clear(value: str) -> str:
    """Return ``value`` unchanged; raise ValueError if it holds characters that hide text or turn its direction."""
    if hidden(value):
        raise UnsafeValueError("cannot hold control or invisible characters, because they hide text.")
    return value


def cleared(text: str, most: int) -> str:
    """Return ``text`` on one line, without characters that hide text, cut at a word to at most ``most`` characters."""
    line = " ".join(replaced(text, lambda _: " ").split())
    return line if len(line) <= most else line[: most - 3].rsplit(" ", 1)[0] + "..."


def _at_most(most: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > most:
            raise ValueError(f"needs {most} characters or fewer, and has {len(value)}.")
        return value

    return AfterValidator(check)


def _text(most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "string", "maxLength": most} | ({"minLength": least} if least else {})


def _number(least: int, most: int | None = None) -> WithJsonSchema:
    limit = {} if most is None else {"maximum": most}
    return WithJsonSchema({"type": "integer", "minimum": least, **limit})


def _some(value: str) -> str:
    if not value.strip():
        raise ValueError("needs some words, and is empty.")
    return value


def _time(value: str) -> str:
    if not _TIME.match(value):
        raise ValueError('needs a time in 24-hour form, such as "13:05".')
    return value


def _page(value: str) -> str:
    if not _PAGE.match(value):
        raise ValueError("needs the name of a page, such as round-1/how-ready.")
    return value


def _no_password(value: str) -> str:
    """Refuse names before an @: an address of that kind shows one site and leads to another."""
    if "@" in value.split("://", 1)[-1].split("/", 1)[0]:
        raise UnsafeValueError("cannot hold a user name before its host, because that hides where it leads.")
    return value


def _one_of(words: Sequence[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in words:
            raise ValueError(f"needs one of {', '.join(words)}.")
        return value

    return AfterValidator(check)


def _enum(words: Iterable[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(words)})


_CLEAR = AfterValidator(clear)
Name = Annotated[
    Plain, _CLEAR, _at_most(NAME), AfterValidator(_some), WithJsonSchema(_text(NAME, 1) | {"pattern": "^[^<>]*$"})
]
Title = Annotated[str, _CLEAR, _at_most(TITLE), AfterValidator(_some), WithJsonSchema(_text(TITLE, 1))]
Why = Annotated[str, _CLEAR, _at_most(WHY), WithJsonSchema(_text(WHY))]
Short = Annotated[str, _CLEAR, _at_most(TITLE), WithJsonSchema(_text(TITLE))]
Address = Annotated[
    Web,
    _CLEAR,
    _at_most(ADDRESS),
    AfterValidator(_some),
    AfterValidator(_no_password),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://", "maxLength": ADDRESS}),
]
Time = Annotated[str, AfterValidator(_time), WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}:[0-5][0-9]$"})]
Version = Annotated[Format, _number(1)]
PageName = Annotated[str, _at_most(TITLE), AfterValidator(_page), WithJsonSchema(_text(TITLE, 1))]
AreaName = Annotated[Area, _enum(AREAS)]
Kind = Annotated[str, _one_of(KINDS), _enum(KINDS)]
Status = Annotated[str, _one_of(STATUSES), _enum(STATUSES)]
Revision = Annotated[Whole, Field(ge=0, le=9999), _number(0, 9999)]
Point = Annotated[Whole, Field(ge=1, le=MOST_POINTS), _number(1, MOST_POINTS)]
Points = Annotated[list[Point], Field(max_length=MOST_POINTS)]
Length = Annotated[Whole, Field(ge=0, le=LONGEST), _number(0, LONGEST)]


def _listed(most: int) -> Any:
    def check(value: Any) -> Any:
        if isinstance(value, list) and len(value) > most:
            raise UnsafeValueError(f"has {len(value)} entries, and {most} are the most that are read.")
        return value

    return BeforeValidator(check)


class Facts(BaseModel):
    """A part of the file. Keys that are not known are passed over; nothing changes after reading."""

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=True)


class BasedOn(Facts):
    """What a group's material was forked from."""

    name: Short = Field(description="The name of the hub or group.")
    version: Short = Field(description="The version of its material.")


class GroupSession(Facts):
    """A session on the agenda of a round."""

    id: PageName = Field(description="The name of its page, such as round-1/how-ready.")
    title: Title = Field(description="Its title.")
    minutes: Length | None = Field(default=None, description="How long it lasts on this group's agenda.")
    url: Address | None = Field(default=None, description="Its page; null where the group has no address.")
    standard: Points = Field(default=[], description="The numbers of the points of the standard that it covers.")


class GroupSitting(Facts):
    """One part of a meeting that is held on several days."""

    title: Short | None = Field(default=None, description="What it is called; null for the first.")
    date: Day | None = Field(default=None, description="The day; null: no date yet.")
    start: Time | None = Field(default=None, description="When it begins, local time.")
    end: Time | None = Field(default=None, description="When it ends, local time.")


class GroupRound(Facts):
    """One meeting."""

    id: Folder = Field(description="Its name, such as round-1.")
    title: Title = Field(description="Its title.")
    date: Day | None = Field(default=None, description="The day, such as 2027-01-20; null: no date yet.")
    status: Status = Field(default=PLANNED, description="What became of it; online: it moved online.")
    status_note: Why | None = Field(default=None, description="A sentence of the group's own on that.")
    was: Day | None = Field(default=None, description="The day that people were told before; null: it is still so.")
    revision: Revision = Field(default=0, description="How often it changed since its calendar file first went out.")
    uid: Short | None = Field(default=None, description="What calendars know it by, whatever moves.")
    start: Time | None = Field(default=None, description="When it begins, local time, such as 13:00.")
    end: Time | None = Field(default=None, description="When it ends, local time.")
    timezone: Short = Field(default="Europe/London", description="The zone of these times, such as Europe/London.")
    venue: Short | None = Field(default=None, description="Where it is.")
    url: Address | None = Field(default=None, description="Its page.")
    calendar: Address | None = Field(default=None, description="Its calendar file.")
    minutes: Length | None = Field(default=None, description="How long it lasts, breaks included.")
    sessions: Annotated[list[GroupSession], _listed(SESSIONS)] = Field(
        default=[], description="Its sessions, in the order of the day."
    )
    sittings: Annotated[list[GroupSitting], _listed(SITTINGS)] = Field(
        default=[], description="Its parts, where it is held on several days; date, start and end are the first's."
    )


class Variation(Facts):
    """One thing that a group changed in the material that it was given."""

    page: PageName = Field(description="The page that it changed, by its name upstream; for a new page its own name.")
    section: Short | None = Field(default=None, description="The section, by its anchor; null: the page as a whole.")
    title: Short | None = Field(default=None, description="The title of the page, section or agenda item.")
    kind: Kind = Field(description=f"What it did: one of {', '.join(KINDS)}.")
    minutes: Length | None = Field(default=None, description="With retimed and new: the minutes that it has now.")
    why: Why | None = Field(default=None, description="Why, in the group's own words.")
    url: Address | None = Field(default=None, description="The place in the group's own site.")


class Group(Facts):
    """Who a group is, when it meets, and what it changed: the whole of ``group.json``."""

    schema_: Version = Field(alias="schema", description="The version of this format: 1.")
    id: Folder = Field(description="A short name that no other group of the hub has.")
    name: Name = Field(description="The group's name.")
    url: Address | None = Field(default=None, description="Where its site is published; null: nowhere yet.")
    areas: Annotated[list[AreaName], _listed(12)] = Field(default=[], description="The areas of the UK that it is for.")
    languages: Annotated[list[Short], _listed(20)] = Field(default=["en"], description="The languages of its pages.")
    licence: Short = Field(default="", description="The licence of its material, such as CC-BY-4.0.")
    contact: Short | None = Field(default=None, description="How to reach it.")
    based_on: BasedOn | None = Field(default=None, description="What its material was forked from; null for a hub.")
    version: Short = Field(default="", description="The version of the material.")
    standard: Short | None = Field(default=None, description="The service standard that its sessions name points of.")
    rounds: Annotated[list[GroupRound], _listed(ROUNDS)] = Field(default=[], description="Its meetings, in order.")
    variations: Annotated[list[Variation], _listed(VARIATIONS)] = Field(
        default=[], description="What it changed in the material that it was given."
    )


# What calendars know the meetings of a group by. Nobody may speak in the name of another group there, or whoever
# subscribes to a hub's calendar would see that group's meetings moved or cancelled.


def made_uid(group: str, name: str, part: str = "") -> str:
    """Return the UID of the meeting called ``name`` of the group with the id ``group``; ``part`` is one event of it."""
    return f"{name}{f'-{part}' if part else ''}{_of(group)}"


def own_uid(group: str, one: GroupRound, part: str = "") -> str:
    """Return the UID of a meeting that the group with the id ``group`` tells, its own if that may be believed."""
    return made_uid(group, (one.uid or one.id).removesuffix(_of(group)) if believed(group, one) else one.id, part)


def believed(group: str, one: GroupRound) -> bool:
    """Whether the UID that the group with the id ``group`` gives its meeting, if any, is of this group."""
    return one.uid is None or one.uid.endswith(_of(group))


def _of(group: str) -> str:
    return f"@{group}.peerkit"


def schema_text() -> str:
    """Return the JSON Schema of ``group.json``, as it is published."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | Group.model_json_schema(by_alias=True), indent=1, ensure_ascii=False) + "\n"
