"""What the kit computes and puts into pages: cards on the home page, the day on a plan, the place of a session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from kit.facilitate.clock import people_date, people_minutes, show_time
from kit.model.edition import Edition, Round
from kit.model.page import PageKind
from kit.render.places import place_of
from kit.render.site.agenda import picture, rows, span
from kit.render.site.blocks import name_task_boxes
from kit.render.site.download import Download
from kit.render.site.state import Site


@dataclass(frozen=True)
class Offer:
    """A download as one page links to it."""

    href: str
    title: str
    detail: str
    organisers: bool


def insert(app: Sphinx, document: nodes.document, name: str) -> None:
    """Put the computed parts of the page called ``name`` into its resolved document."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    name_task_boxes(document)
    page = site.edition.pages.get(name)
    if page is None:
        return
    if page.kind is PageKind.HOME and site.edition.rounds:
        _after_lead(document, _render(app, "kit-rounds.html", {"rounds": _cards(app, site.edition)}))
    elif page.kind is PageKind.PLAN:
        round_ = next((one for one in site.edition.rounds if one.plan == name), None)
        if round_:
            _after_lead(document, _render(app, "kit-day.html", _day(app, site, round_)))
    elif page.kind is PageKind.SESSION and (context := _place(app, site, name)):
        _after_title(document, _render(app, "kit-place.html", context))


def _render(app: Sphinx, template: str, context: dict[str, Any]) -> nodes.raw:
    return nodes.raw("", app.builder.templates.render(template, context), format="html")


def _top(document: nodes.document) -> nodes.Element:
    return next(document.findall(nodes.section), document)


def _after_lead(document: nodes.document, node: nodes.Node) -> None:
    top = _top(document)
    position = next((top.index(child) for child in top.children if isinstance(child, nodes.section)), len(top))
    top.insert(position, node)


def _after_title(document: nodes.document, node: nodes.Node) -> None:
    top = _top(document)
    top.insert(1 if top.children and isinstance(top[0], nodes.title) else 0, node)


def _cards(app: Sphinx, edition: Edition) -> list[dict[str, str]]:
    return [
        {
            "title": round_.title,
            "href": app.builder.get_relative_uri("index", round_.plan),
            "iso": round_.date.isoformat() if round_.date else "",
            "date": people_date(round_.date) if round_.date else "",
            "lead": lead(app, round_.plan),
            "span": span(round_) if round_.timetable.items else "",
        }
        for round_ in edition.rounds
    ]


def lead(app: Sphinx, name: str) -> str:
    """Return the first paragraph of the page called ``name`` as plain text, or "" where it holds variables."""
    top = _top(app.env.get_doctree(name))
    first = next((child for child in top.children if isinstance(child, nodes.paragraph)), None)
    text = " ".join(first.astext().split()) if first is not None else ""
    return "" if "{{" in text else text


def offers(app: Sphinx, downloads: Sequence[Download], page: str) -> list[Offer]:
    """Return ``downloads`` as the page called ``page`` links to them."""
    here = app.builder.get_target_uri(page)
    return [Offer(relative_uri(here, one.path), one.title, one.detail, one.organisers) for one in downloads]


def _day(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    timetable = round_.timetable
    run_sheet = app.builder.get_relative_uri(round_.plan, f"{round_.name}/run-sheet")
    return {
        "round": round_,
        "rows": rows(site.edition, round_, lambda name: app.builder.get_relative_uri(round_.plan, name)),
        "clock": timetable.clock,
        "iso": round_.date.isoformat() if round_.date else "",
        "date": people_date(round_.date) if round_.date else "",
        "span": span(round_),
        "strip": picture(timetable, "day--strip"),
        "end": show_time(timetable.end, timetable.clock),
        "total": timetable.length,
        "downloads": offers(app, site.downloads.get(round_.name, ()), round_.plan),
        "day_page": app.builder.get_relative_uri(round_.plan, f"{round_.name}/day"),
        "run_sheet": run_sheet if site.edition.publish_run_sheet else "",
    }


def _place(app: Sphinx, site: Site, name: str) -> dict[str, Any] | None:
    place = place_of(site.edition, name)
    if place is None:
        return None
    timed, clock = place.timed, place.round.timetable.clock
    position = place.round.timetable.items.index(timed) + 1
    own = [one for one in site.downloads.get(place.round.name, ()) if one.path.endswith(f"/{name}.pdf")]
    return {
        "minutes": people_minutes(timed.minutes),
        "times": f"{show_time(timed.start, clock)} to {show_time(timed.end, clock)}",
        "href": app.builder.get_relative_uri(name, place.round.plan),
        "round": place.round.title,
        "position": f"part {position} of {len(place.round.timetable.items)}",
        "group_size": getattr(site.edition.pages[name].meta, "group_size", None),
        "downloads": offers(app, own, name),
    }
