"""Each round as a piece of HTML, ``ROUND/fragment.html``, which other sites put into a page of their own.

It holds no script, style, picture or form, and its links are whole addresses, or missing where the site has none.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup
from sphinx.application import Sphinx

from kit.facilitate.addresses import page_address
from kit.facilitate.clock import people_date, people_time
from kit.facilitate.status import notice, venue_of
from kit.model.edition import Edition, Round
from kit.render.html import page_from
from kit.render.site.agenda import rows
from kit.render.site.state import Site

FRAGMENT = "fragment.html"
_TEMPLATE = Path(__file__).parents[1] / "templates" / FRAGMENT


def fragment(edition: Edition, one: Round, calendar: str = "") -> Markup:
    """Return the round ``one`` as a section of HTML; ``calendar`` is the address of its calendar file, or ""."""
    return page_from(
        _TEMPLATE,
        language=edition.language,
        status=one.facts.status,
        title=one.title,
        link=page_address(edition, one.plan),
        notice=notice(one),
        group=edition.name,
        when=_when(one),
        venue="" if one.called_off else venue_of(edition, one),
        rows=() if one.called_off else rows(edition, one, lambda name: page_address(edition, name)),
        clock=one.timetable.clock,
        calendar=calendar,
    )


def _when(one: Round) -> list[dict[str, str]]:
    """Return when each sitting is, in words, and its date for machines; nothing where no date stands."""
    made: list[dict[str, str]] = []
    for sitting in one.timetable.sittings:
        date = one.date_of(sitting.number)
        clock = sitting.clock and bool(sitting.items)
        times = f"{people_time(sitting.start)} to {people_time(sitting.end)}" if clock else ""
        words = ", ".join(filter(None, (people_date(date) if date else "", times)))
        made += [{"iso": date.isoformat() if date else "", "words": words}] if words else []
    return made


def write_fragments(app: Sphinx, failed: Exception | None) -> None:
    """Write the fragment of each round into the site that Sphinx has just written.

    A page of the tree that has its name keeps it, and there is no fragment.
    """
    site: Site | None = app.config.kit_site
    if site is None or failed is not None or app.builder.format != "html":
        return
    for one in site.edition.rounds:
        if f"{one.name}/fragment" not in site.edition.pages:
            path = Path(app.outdir) / one.name / FRAGMENT
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{fragment(site.edition, one, _calendar(site, one))}\n", encoding="utf-8", newline="\n")


def _calendar(site: Site, one: Round) -> str:
    path = f"downloads/{one.name}/{one.name}.ics"
    offered = site.edition.url and any(entry.path == path for entry in site.downloads.get(one.name, ()))
    return f"{site.edition.url.rstrip('/')}/{path}" if offered else ""
