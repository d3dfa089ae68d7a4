"""Puts a day page together: one file with its style, its script and its data inside, which asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
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

LIMIT = 85_000  # bytes, of which a server sends a third: what a phone with a poor connection loads at once
SCRIPTS = (  # each uses those before it
    *("flow.js", "run.js", "words.js", "hand.js", "draw.js", "senses.js", "clock.js", "hands.js", "scan.js", "page.js"),
)

_LEAST = re.compile(r' data-least="([0-9.]+rem)"')
_FOLDER = Path(__file__).parent / "page"
_QR = Path(__file__).parent / "vendor" / "lean-qr.js"
_QR_NOTICE = "/*! Lean QR. Copyright (c) 2021-2025 David Evans. MIT licence: https://github.com/davidje13/lean-qr */"


def day_page(day: DayContent) -> Markup:
    """Return the page of ``day``, under LIMIT bytes: where steps or activities make it heavier, they are left out."""
    for lighter in (day, day.without_steps()):
        page = _page(lighter)
        if len(page.encode()) < LIMIT:
            return page
    return _page(day.without_activities())


def lead_page(day: DayContent, notes: Sequence[Markup]) -> Markup:
    """Return the page of ``day`` for those who lead it, with what they need for each item. It is on no phone's bill."""
    return _page(day, notes)


def day_json(day: DayContent, lead: bool = False) -> Markup:
    """Return what the script knows of ``day``, as JSON that no title can break out of; ``lead`` gives the controls."""
    items = [
        {"id": one.id, "title": one.title, "together": one.together, "minutes": one.minutes, "at": one.at}
        for one in day.items
    ]
    sittings = [
        {"date": one.date.isoformat() if one.date else None, "start": one.start, "when": one.when, "items": one.items}
        for one in day.sittings
    ]
    known = {
        "region": day.region,
        "round": day.round,
        "date": day.date.isoformat() if day.date else None,
        "start": day.start,
        "zone": day.zone,
        "here": day.here,
        "lead": lead,
        "items": items,
        "sittings": sittings,
    }
    return script_text(known)


def _page(day: DayContent, notes: Sequence[Markup] = ()) -> Markup:
    style = "\n" + brand_css(day.brand) + _bare("page.css") + (_lead_css(notes) if notes else "")
    script = "\n" + _qr() + Markup().join(map(_bare, SCRIPTS))
    allowed = policy(style_src=[exactly(style)], script_src=[exactly(script)], img_src=["data:"], form_action=[NOTHING])
    values = {"data": day_json(day, bool(notes)), "style": style, "script": script, "policy": allowed}
    return page_from(_FOLDER / "page.html", day=day, notes=notes, **values)


def _lead_css(notes: Sequence[Markup]) -> Markup:
    """Return the style of notes, in which drawings are so wide that their letters can be read."""
    rule = Markup('.more-body [data-least="{0}"] img {{ min-width: {0}; }}\n')
    wide = Markup().join(rule.format(one) for one in sorted(set(_LEAST.findall("".join(notes)))))
    return _bare("lead.css") + Markup("@media not print {{\n{}}}\n").format(wide)


def _bare(name: str) -> Markup:
    """Return a file of ours without indents and lines of comment, which no browser needs."""
    lines = [line.strip() for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return Markup("".join(f"{line}\n" for line in lines if line and not line.startswith("//")))  # noqa: S704 - ours


def _qr() -> Markup:
    """Return what draws QR codes, as a value of the script: its file is a CommonJS module."""
    module = _QR.read_text(encoding="utf-8").strip()
    return Markup(f"{_QR_NOTICE}\nconst leanQr = ((exports) => {{\n{module}\nreturn exports;\n}})({{}});\n")  # noqa: S704


def day(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return the day page of a round, which is whole and needs nothing around it."""
    return {"day_page": day_page(day_of(site.edition, round_, lambda name: pieces_of(app, site, name, round_.kind)))}
