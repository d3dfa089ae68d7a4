"""Puts a day page together: one file with its style, its script and its data inside, which asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from kit.model.edition import Round
from kit.render.day.content import Day, day_of
from kit.render.html import page_from
from kit.render.palette import brand_css
from kit.render.site.state import Site, pieces_of

LIMIT = 60_000  # bytes: what a phone with a poor connection loads at once
SCRIPTS = ("flow.js", "run.js", "words.js", "draw.js", "senses.js", "page.js")  # each uses those before it

_FOLDER = Path(__file__).parent / "page"
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def day_page(day: Day) -> str:
    """Return the page of ``day``, under LIMIT bytes: where steps or activities make it heavier, they are left out."""
    for lighter in (day, day.without_steps()):
        page = _page(lighter)
        if len(page.encode()) < LIMIT:
            return page
    return _page(day.without_activities())


def day_json(day: Day) -> str:
    """Return what the script knows of ``day``, as JSON that no title can break out of."""
    items = [{"id": one.id, "title": one.title, "minutes": one.minutes, "at": one.at} for one in day.items]
    known = {
        "region": day.region,
        "round": day.round,
        "date": day.date.isoformat() if day.date else None,
        "start": day.start,
        "zone": day.zone,
        "items": items,
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _page(day: Day) -> str:
    style = f"\n{brand_css(day.brand)}{_bare('page.css')}"
    script = "\n" + "".join(_bare(name) for name in SCRIPTS)
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    values = {"data": day_json(day), "style": style, "script": script, "policy": policy}
    return page_from(_FOLDER / "page.html", day=day, **values)


def _digest(text: str) -> str:
    """Return the source expression that allows exactly this text (Content Security Policy 3, section 6.7.2)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _bare(name: str) -> str:
    """Return a file of ours without indents and lines of comment, which no browser needs."""
    lines = [line.strip() for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def day(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return the day page of a round, which is whole and needs nothing around it."""
    return {"day_page": day_page(day_of(site.edition, round_, lambda name: pieces_of(app, site, name)))}
