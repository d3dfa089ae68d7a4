"""The page on what the rounds cover of the standard, and the lines about it on other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from kit.facilitate.coverage import NONE, OVERVIEW, OWN, Coverage, coverage, is_overview, points_of
from kit.model.edition import Edition, Point, Round
from kit.render.site.state import Site

PAGE = "standards"

CELL, GAP, LABEL = 26, 14, 20  # CSS pixels: height of a cell, between rows, and of the words above a row
_WORDS = {OWN: "in a session about it", OVERVIEW: "in an overview of all points", NONE: "not covered"}


@dataclass(frozen=True)
class Link:
    """A page as another one names it."""

    title: str
    href: str


@dataclass(frozen=True)
class Session:
    """A session that is about a point, and the title of its round."""

    link: Link
    round: str


@dataclass(frozen=True)
class Row:
    """A point and the sessions that are about it, none where the rounds have a gap or go through all points at once."""

    anchor: str
    number: int
    title: str
    official: str
    summary: str
    sessions: tuple[Session, ...]
    gap: bool


def standards(app: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the page about the standard shows; the edition must have one."""
    covered = coverage(site.edition)
    return {"cover": _cover(app, site.edition, covered)} if covered else {}


def session_points(app: Sphinx, edition: Edition, name: str) -> dict[str, Any] | None:
    """Return the line about points on a session's page, None where it names none."""
    points = points_of(edition, name)
    if edition.standard is None or not points:
        return None
    page = app.builder.get_relative_uri(name, PAGE)
    every = is_overview(edition, name)
    links = () if every else tuple(Link(f"{one.number} {one.title}", f"{page}#{anchor(one)}") for one in points)
    return {"standard": edition.standard.name, "page": page, "points": links, "all": len(points) if every else 0}


def round_points(app: Sphinx, edition: Edition, round_: Round) -> dict[str, Any] | None:
    """Return the line about points on a round's page, None where none of its sessions names any."""
    covered = coverage(edition)
    if covered is None or edition.standard is None:
        return None
    at = covered.rounds.index(round_)
    own = [row.point for row in covered.points if row.sessions[at]]
    if not own and not covered.overviews[at]:
        return None
    page = app.builder.get_relative_uri(round_.plan, PAGE)
    return {
        "standard": edition.standard.name,
        "page": page,
        "points": [Link(str(one.number), f"{page}#{anchor(one)}") for one in own],
        "all": len(covered.points) if covered.overviews[at] else 0,
    }


def anchor(point: Point) -> str:
    """Return the id of a point on its page."""
    return f"point-{point.number}"


def _cover(app: Sphinx, edition: Edition, covered: Coverage) -> dict[str, Any]:
    def sessions(by_round: Sequence[Sequence[str]]) -> tuple[Session, ...]:
        return tuple(
            Session(Link(edition.pages[name].title, app.builder.get_relative_uri(PAGE, name)), one.title)
            for one, names in zip(covered.rounds, by_round, strict=True)
            for name in names
        )

    shown = {covered.state(row, at) for row in covered.points for at in range(len(covered.rounds))}
    return {
        "standard": edition.standard,
        "overviews": sessions(covered.overviews),
        "rows": [
            Row(
                anchor(row.point),
                row.point.number,
                row.point.title,
                row.point.official,
                row.point.summary,
                sessions(row.sessions),
                covered.best(row) == NONE,
            )
            for row in covered.points
        ],
        "sentences": sentences(covered),
        "picture": picture(covered) if covered.rounds else "",
        "states": [state for state in (OWN, OVERVIEW, NONE) if state in shown],
    }


def sentences(covered: Coverage) -> list[str]:
    """Return what the picture shows, in words: what is covered, what only in an overview, what not yet."""
    missing, brief = covered.in_state(NONE), covered.in_state(OVERVIEW)
    own = len(covered.in_state(OWN))
    told = [f"{own} of the {len(covered.points)} points {'has' if own == 1 else 'have'} a session about them."]
    if brief:
        told.append(f"Only in an overview of all points so far: points {', '.join(str(one.number) for one in brief)}.")
    if missing:
        told.append(f"Not covered yet: {_listing(missing)}.")
    elif not brief:
        told = ["Every point has a session about it."]
    return told


def _listing(points: Sequence[Point]) -> str:
    return ", ".join(f"{one.number} {one.title}" for one in points)


def picture(covered: Coverage) -> Markup:
    """Return a row of cells for each round, one cell for each point, as an SVG element. Letters keep their size.

    What no round covers has an empty, dashed cell in a row of its own, under the words "not covered yet".
    """
    missing = {row.point.number for row in covered.points if covered.best(row) == NONE}
    drawn = [_round(covered, at, _top(at)) for at in range(len(covered.rounds))]
    count = len(covered.rounds)
    if missing:
        cells = [
            _cell(place, len(covered.points), _top(count), row.point.number, "gap")
            for place, row in enumerate(covered.points)
            if row.point.number in missing
        ]
        drawn.append(_label("Not covered yet", _top(count)) + Markup().join(cells))
        count += 1
    return Markup(
        '<svg class="kit-points-picture" role="img" aria-labelledby="points--title" aria-describedby="points--words" '
        'width="100%" height="{}"><title id="points--title">Which points of the standard each round covers</title>'
        '<desc id="points--words">{}</desc>{}</svg>'
    ).format(max(1, _top(count) - LABEL - GAP + 2), _words(covered), Markup().join(drawn))


def _top(row: int) -> int:
    return LABEL + row * (LABEL + CELL + GAP)


def _words(covered: Coverage) -> str:
    told = []
    for at, one in enumerate(covered.rounds):
        numbers = ", ".join(str(row.point.number) for row in covered.points if row.sessions[at])
        brief = ", and all points in an overview" if covered.overviews[at] else ""
        told.append(f"{one.title}: {numbers or 'no point'}{brief}.")
    return " ".join([*told, *sentences(covered)])


def _round(covered: Coverage, at: int, top: int) -> Markup:
    many = len(covered.points)
    cells = [
        _cell(place, many, top, row.point.number, covered.state(row, at)) for place, row in enumerate(covered.points)
    ]
    return _label(covered.rounds[at].title, top) + Markup().join(cells)


def _label(words: str, top: int) -> Markup:
    return Markup('<text class="kit-points-label" x="0" y="{}">{}</text>').format(top - 6, words)


def _cell(place: int, many: int, top: int, number: int, state: str) -> Markup:
    width = 100 / many
    title = f"Point {number}: {_WORDS.get(state, 'not covered yet')}"
    left, middle = _share(place * width + width * 0.04), _share((place + 0.5) * width)
    box = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3"/>').format(left, top, _share(width * 0.92), CELL)
    text = Markup('<text x="{}" y="{}">{}</text>').format(middle, top + CELL / 2 + 4.5, number)
    return Markup('<g class="kit-points-{}"><title>{}</title>{}{}</g>').format(state, title, box, text)


def _share(share: float) -> str:
    return f"{share:.3f}".rstrip("0").rstrip(".") + "%"
