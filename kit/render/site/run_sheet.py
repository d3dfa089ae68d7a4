"""What organisers run a meeting from: run sheets, the one page with facilitators' notes, and checklists."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from kit.facilitate.clock import if_late, people_date, people_minutes, show_time
from kit.facilitate.fit import slacks
from kit.facilitate.group_size import people_group
from kit.facilitate.materials import session_totals, to_bring
from kit.facilitate.sittings import later_headings
from kit.facilitate.timetable import groupings
from kit.model.agenda import TimedItem
from kit.model.blocks import ACTIVITY, private_blocks
from kit.model.edition import Round
from kit.render.content.pieces import CUES, LedPart, led_parts
from kit.render.nodes import inserted, several
from kit.render.office.checklist import checklist
from kit.render.reading.pieces import Piece
from kit.render.site.agenda import Row, pictures, rows, span
from kit.render.site.blocks import name_task_boxes
from kit.render.site.meeting import notices
from kit.render.site.state import Site, html_builder, pieces_of
from kit.render.site.tables import wrap_tables

_END = "\0"  # of a piece among others: a character that no text may hold


@dataclass(frozen=True)
class SheetPart:
    """A piece of a page, written as HTML."""

    kind: str
    title: str
    minutes: int | None
    grouping: str
    level: int
    html: Markup
    shortest: int | None = None

    @property
    def least(self) -> str:
        """How short it may be, such as "5 if late", or ""."""
        return if_late(self.minutes, self.shortest)

    @property
    def cue(self) -> str:
        """What it is called where the sheet only names it, "" where it shows it."""
        return CUES.get(self.kind, "")


@dataclass(frozen=True)
class SheetSession:
    """A session on the sheet. ``facts`` are pairs of a name and a text; ``leads`` is a first name or ""."""

    title: str
    leads: str
    room: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[LedPart[SheetPart], ...]


@dataclass(frozen=True)
class SheetItem:
    """An item of the day with its sessions. ``how`` says who works together in them, one after the other."""

    row: Row
    sessions: tuple[SheetSession, ...]
    how: tuple[str, ...]


@dataclass(frozen=True)
class Cut:
    """An item that may be left out and what that saves, for people."""

    title: str
    saves: str


@dataclass(frozen=True)
class Shorter:
    """An item that may be shorter: its minutes, and the fewest that it works in."""

    title: str
    minutes: int
    shortest: int


@dataclass(frozen=True)
class Lateness:
    """What gives when a day runs late: what may be shorter, in the order of the day, then what goes, first first."""

    shorter: tuple[Shorter, ...]
    cuts: tuple[Cut, ...]


def run_sheet(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return what the run sheet of a round shows."""
    return {"sheet": SheetWriter(app, site, round_, f"{round_.name}/run-sheet").sheet()}


def checklist_page(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return what the checklist of a round shows."""
    here = f"{round_.name}/checklist"
    shown = {
        "round": round_.name,
        "title": round_.title,
        "date": people_date(round_.date) if round_.date else "No date yet",
        "notices": notices(round_),
        "parts": checklist(site.edition, round_),
        "back": app.builder.get_relative_uri(here, round_.plan),
        "run_sheet": app.builder.get_relative_uri(here, f"{round_.name}/run-sheet"),
    }
    return {"list": shown}


@dataclass(frozen=True)
class SheetWriter:
    """Writes what leaders of a round need, as it stands on the page called ``name``."""

    app: Sphinx
    site: Site
    round: Round
    name: str

    def sheet(self) -> dict[str, Any]:
        """Return the whole run sheet, for its template."""
        round_, timetable = self.round, self.round.timetable
        todo = f"{round_.name}/checklist"
        return {
            "round": round_.name,
            "title": round_.title,
            "date": people_date(round_.date) if round_.date else "No date yet" if self.site.edition.is_region else "",
            "notices": notices(round_),
            "span": span(round_),
            "later": later_headings(round_),
            "clock": timetable.clock,
            "strips": pictures(timetable, "sheet--strip"),
            "end": show_time(timetable.sittings[-1].end, timetable.clock),
            "total": people_minutes(timetable.whole),
            "led": any(self.round.leads.get(name) for one in timetable.items for name in one.item.sessions),
            "checklist": self.app.builder.get_relative_uri(self.name, todo) if todo in self.site.generated else "",
            "back": self.app.builder.get_relative_uri(self.name, round_.plan),
            "day": self.items(),
            "late": lateness(round_),
            "materials": [one.text for one in to_bring(round_, self.site.edition.pages)],
            "before": [part for part in self._parts(round_.plan) if part.kind in private_blocks()],
        }

    def items(self) -> list[SheetItem]:
        """Return the items of the day, with what those who lead them need."""
        link = partial(self.app.builder.get_relative_uri, self.name)
        all_rows = rows(self.site.edition, self.round, link)
        return [self._item(row, timed) for row, timed in zip(all_rows, self.round.timetable.items, strict=True)]

    def _item(self, row: Row, timed: TimedItem) -> SheetItem:
        how = tuple(groupings(timed, self.site.edition.pages, self.round.kind))
        minutes = timed.activities or tuple(() for _ in timed.item.sessions)
        sessions = (self._session(name, own) for name, own in zip(timed.item.sessions, minutes, strict=True))
        return SheetItem(row, tuple(sessions), how)

    def _session(self, name: str, minutes: Sequence[int]) -> SheetSession:
        page = self.site.edition.pages.get(name)
        leads, room = self.round.leads.get(name, ""), self.round.rooms.get(name, "")
        size = getattr(page.meta, "group_size", None) if page else None
        needed = "; ".join(one.text for one in session_totals(page, self.round)) if page else ""
        facts = (("Leads", leads), ("Room", room), ("Groups of", people_group(size)), ("Materials", needed))
        title = page.title if page else name
        return SheetSession(title, leads, room, tuple(fact for fact in facts if fact[1]), self._led(name, minutes))

    def _led(self, page: str, minutes: Sequence[int]) -> tuple[LedPart[SheetPart], ...]:
        """Return the parts of a session, with the ``minutes`` that its activities have in this item."""
        given = iter(minutes)
        return tuple(
            led_parts(
                replace(one, minutes=next(given, one.minutes)) if one.kind == ACTIVITY.name else one
                for one in self._parts(page)
            )
        )

    def _parts(self, page: str) -> tuple[SheetPart, ...]:
        found = pieces_of(self.app, self.site, page, self.round.kind)
        written: dict[tuple[str, Piece], SheetPart] = self.site.written.setdefault(page, {})
        missing = [one for one in found if (self.name, one) not in written]
        for one, html in zip(missing, self._html(page, missing), strict=True):
            written[self.name, one] = _part(one, html)
        return tuple(written[self.name, one] for one in found)

    def _html(self, page: str, pieces: Sequence[Piece]) -> list[Markup]:
        """Return what stands in each of the ``pieces`` of a page; Sphinx writes all of them in one go."""
        if not pieces:
            return []
        builder = html_builder(self.app)
        here = builder.get_target_uri(self.name)
        # Another sheet that has the page begins with its pieces as they were.
        bodies = [several() if one.body is None else one.body.deepcopy() for one in pieces]
        for body in bodies:
            wrap_tables(body)
        whole = several("", *(node for body in bodies for node in (body, inserted("", html=_END))))
        _lead_home(whole, builder.get_target_uri(page), here)
        name_task_boxes(whole)
        builder.imgpath = relative_uri(here, "_images")
        builder.post_process_images(whole)
        written = builder.render_partial(whole)["fragment"].split(_END)[:-1]
        return [Markup(one) for one in written]  # noqa: S704 - Sphinx escapes


def _part(piece: Piece, html: Markup) -> SheetPart:
    return SheetPart(piece.kind, piece.title, piece.minutes, piece.grouping, piece.level, html, piece.shortest)


def _lead_home(body: nodes.Element, page: str, here: str) -> None:
    """Make links that were relative to ``page`` relative to ``here``; those within the page lead back to it."""
    for link in body.findall(nodes.reference):
        if anchor := link.attributes.pop("refid", None):
            link["refuri"] = "#" + anchor
        target = link.get("refuri", "")
        if target.startswith("#"):
            link["refuri"] = relative_uri(here, page) + target
        elif link.get("internal") and ":" not in target:
            path, mark, anchor = target.partition("#")
            link["refuri"] = relative_uri(here, posixpath.normpath(posixpath.join(posixpath.dirname(page), path)))
            link["refuri"] += mark + anchor
    for note in list(body.findall(nodes.footnote_reference)):
        note.replace_self(nodes.superscript("", note.astext()))


def lateness(round_: Round) -> Lateness:
    """Return what gives when a day runs late, by the same rule as the printed run sheet."""
    pairs = list(zip(round_.timetable.items, slacks(round_), strict=True))
    shorter = [
        Shorter(title_with_sessions(round_, timed), timed.minutes, slack.shortest)
        for timed, slack in pairs
        if slack.shortest is not None
    ]
    dropped = sorted(((slack.drop, timed) for timed, slack in pairs if slack.drop is not None), key=lambda one: one[0])
    cuts = [Cut(title_with_sessions(round_, timed), people_minutes(timed.minutes)) for _, timed in dropped]
    return Lateness(tuple(shorter), tuple(cuts))


def title_with_sessions(round_: Round, timed: TimedItem) -> str:
    """Return an item's title; sessions that run at the same time are all named, because they give only together."""
    names = [round_.times[name].title if name in round_.times else name for name in timed.item.sessions]
    return " and ".join(names) + " (at the same time)" * (len(names) > 1) if names else timed.title
