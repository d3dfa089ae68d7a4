"""The facts of a group as open data: ``group.json`` at the root of its site, for hubs, councils and search engines."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from kit.facilitate.addresses import page_address
from kit.facilitate.calendar import uid
from kit.facilitate.clock import iso_time
from kit.facilitate.coverage import points_of
from kit.facilitate.status import venue_of
from kit.franchise.home import HOME, REGION
from kit.model import group as facts
from kit.model.agenda import Sitting, TimedItem
from kit.model.edition import Edition, Round
from kit.model.group import BasedOn, Group, GroupRound, GroupSession, GroupSitting, Variation, cleared
from kit.render.site.state import Site

FACTS = "group.json"
_DAY_AT_MOST = facts.LONGEST + 1


def group_facts(edition: Edition, offered: frozenset[str] = frozenset()) -> Group:
    """Return what ``edition`` says of its group; ``offered`` are the paths of downloads, calendars among them.

    Addresses are None where the group has no address of its own. No first names, no notes of facilitators and nothing
    about the machine is in it.
    """
    rounds = [_round(edition, one, offered) for one in edition.rounds]
    return Group(
        schema_=facts.GROUP_SCHEMA,
        id=edition.id,
        name=cleared(edition.name, facts.NAME) or edition.id,
        url=_address(edition, edition.url),
        areas=list(edition.areas),
        languages=[cleared(one, facts.TITLE) for one in edition.languages],
        licence=cleared(edition.licence, facts.TITLE),
        contact=_text(edition.variables.get("contact", "")),
        based_on=BasedOn(name=cleared(edition.based_on, facts.TITLE), version=cleared(edition.version, facts.TITLE))
        if edition.based_on
        else None,
        version=cleared(edition.version, facts.TITLE),
        standard=_text(edition.standard.id) if edition.standard else None,
        rounds=rounds[: facts.ROUNDS],
        variations=[_placed(edition, one) for one in edition.variations[: facts.VARIATIONS]],
    )


def group_json(group: Group) -> bytes:
    """Return the bytes of ``group.json``: every key, in the order of the schema, in UTF-8."""
    return (group.model_dump_json(by_alias=True, indent=1) + "\n").encode()


def write_facts(app: Sphinx, failed: Exception | None) -> None:
    """Write ``group.json`` into the site that Sphinx has just written."""
    site: Site | None = app.config.kit_site
    if site is None or failed is not None or app.builder.format != "html":
        return
    offered = frozenset(one.path for ones in site.downloads.values() for one in ones)
    (Path(app.outdir) / FACTS).write_bytes(group_json(group_facts(site.edition, offered)))


def _round(edition: Edition, round_: Round, offered: frozenset[str]) -> GroupRound:
    day = round_.timetable
    clock = bool(day.items) and day.clock and day.end < _DAY_AT_MOST
    calendar = f"downloads/{round_.name}/{round_.name}.ics"
    return GroupRound(
        id=round_.name,
        title=_title(round_.title, round_.name),
        date=round_.date,
        status=round_.facts.status,
        status_note=cleared(round_.facts.status_note, facts.WHY) or None,
        was=round_.facts.was,
        revision=round_.revision,
        uid=_text(uid(edition, round_)),
        start=iso_time(day.start) if clock else None,
        end=iso_time(day.end) if clock else None,
        timezone=cleared(edition.timezone, facts.TITLE),
        venue=_text(venue_of(edition, round_)),
        url=_address(edition, page_address(edition, round_.plan)),
        calendar=_address(edition, f"{edition.url.rstrip('/')}/{calendar}") if calendar in offered else None,
        minutes=day.length if day.items and day.length < _DAY_AT_MOST else None,
        sessions=[_session(edition, name, timed) for timed in day.items for name in timed.item.sessions][
            : facts.SESSIONS
        ],
        sittings=[_sitting(round_, one) for one in day.sittings[: facts.SITTINGS]] if day.later else [],
    )


def _sitting(round_: Round, sitting: Sitting) -> GroupSitting:
    clock = bool(sitting.items) and sitting.clock and sitting.end < _DAY_AT_MOST
    return GroupSitting(
        title=cleared(sitting.title, facts.TITLE) or None,
        date=round_.date_of(sitting.number),
        start=iso_time(sitting.start) if clock else None,
        end=iso_time(sitting.end) if clock else None,
    )


def _session(edition: Edition, name: str, timed: TimedItem) -> GroupSession:
    page = edition.pages.get(name)
    return GroupSession(
        id=name,
        title=_title(page.title if page else name, name),
        minutes=min(timed.minutes, facts.LONGEST),
        url=_address(edition, page_address(edition, name)) if page else None,
        standard=[one.number for one in points_of(edition, name) if 0 < one.number <= facts.MOST_POINTS],
    )


def _placed(edition: Edition, change: Variation) -> Variation:
    """Return ``change`` with the address of the page that it is on, where the group still has such a page."""
    name = edition.moved.get(change.page, change.page)
    if name == REGION and name not in edition.pages:  # upstream's name for what is the home page here
        name = HOME
    page = edition.pages.get(name)
    if page is None or not page.kind.published:
        return change
    there = any(section.anchor == change.section for section in page.sections)
    mark = f"#{change.section}" if there else ""
    return change.model_copy(update={"url": _address(edition, page_address(edition, name) + mark)})


def _address(edition: Edition, address: str) -> str | None:
    """Return an address of the site, None where the group has none that others could follow."""
    host = edition.url.split("://", 1)[-1].split("/", 1)[0]
    return address if edition.url and "@" not in host and len(address) <= facts.ADDRESS else None


def _title(text: str, name: str) -> str:
    return cleared(text, facts.TITLE) or name


def _text(text: str) -> str | None:
    return cleared(text, facts.TITLE) or None
