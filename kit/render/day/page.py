"""Puts a day page together: one file with its style, its script and its data inside, which asks for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from kit.model.edition import Round
from kit.render.day.content import DayContent, day_of
from kit.render.html import page_from, script_text
from kit.render.palette import brand_css
from kit.render.policy import NOTHING, exactly, policy
from kit.render.site.state import Site, pieces_of

LIMIT = 60_000  # bytes: what a phone with a poor connection loads at once
SCRIPTS = ("flow.js", "run.js", "words.js", "draw.js", "senses.js", "page.js")  # each uses those before it

_FOLDER = Path(__file__).parent / "page"


def day_page(day: DayContent) -> Markup:
    """Return the page of ``day``, under LIMIT bytes: where steps or activities make it heavier, they are left out."""
    for lighter in (day, day.without_steps()):
        page = _page(lighter)
        if len(page.encode()) < LIMIT:
            return page
    return _page(day.without_activities())


def day_json(day: DayContent) -> Markup:
    """Return what the script knows of ``day``, as JSON that no title can break out of."""
    items = [{"id": one.id, "title": one.title, "minutes": one.minutes, "at": one.at} for one in day.items]
    sittings = [
        {"date": one.date.isoformat() if one.date else None, "start": one.start, "items": one.items}
        for one in day.sittings
    ]
    known = {
        "region": day.region,
        "round": day.round,
        "date": day.date.isoformat() if day.date else None,
        "start": day.start,
        "zone": day.zone,
        "items": items,
        "sittings": sittings,
    }
    return script_text(known)


def _page(day: DayContent) -> Markup:
    style = "\n" + brand_css(day.brand) + _bare("page.css")
    script = "\n" + Markup().join(map(_bare, SCRIPTS))
    allowed = policy(style_src=[exactly(style)], script_src=[exactly(script)], img_src=["data:"], form_action=[NOTHING])
    values = {"data": day_json(day), "style": style, "script": script, "policy": allowed}
    return page_from(_FOLDER / "page.html", day=day, **values)


def _bare(name: str) -> Markup:
    """Return a file of ours without indents and lines of comment, which no browser needs."""
    lines = [line.strip() for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return Markup("".join(f"{line}\n" for line in lines if line and not line.startswith("//")))  # noqa: S704 - ours


def day(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return the day page of a round, which is whole and needs nothing around it."""
    return {"day_page": day_page(day_of(site.edition, round_, lambda name: pieces_of(app, site, name, round_.kind)))}
