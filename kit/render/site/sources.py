"""The page of sources, and the list of them on the page of a round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx

from kit.facilitate.clock import people_date
from kit.facilitate.sources import Cited, cited, of_round
from kit.model.edition import Edition, Round
from kit.model.sources import Fact, Source
from kit.render.site.coverage import Link
from kit.render.site.state import Site

PAGE = "sources"


@dataclass(frozen=True)
class Entry:
    """A source as its page shows it: ``facts`` with when each was checked, ``used`` the pages that link to it."""

    anchor: str
    source: Source
    facts: tuple[tuple[str, str], ...]
    used: tuple[Link, ...]


def sources(app: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the page of sources shows."""
    subjects = cited(site.edition).items()
    facts = [fact for _, listed in subjects for one in listed for fact in one.source.facts]
    return {
        "kit_summary": f"Where the facts come from that {site.edition.name} uses, and when each was checked.",
        "subjects": [(title, [_entry(app, site.edition, one) for one in listed]) for title, listed in subjects],
        "facts": len(facts),
        "unchecked": sum(one.checked is None for one in facts),
    }


def round_sources(app: Sphinx, site: Site, meeting: Round) -> list[tuple[Link, str]]:
    """Return the sources that a round uses, as links to the page of sources, each with its publisher.

    There are none where a region has a page of its own in the place of that page.
    """
    used = of_round(site.edition, meeting) if PAGE in site.generated else ()
    page = app.builder.get_relative_uri(meeting.plan, PAGE)
    return [(Link(one.source.title, f"{page}#{one.anchor}"), one.source.publisher) for one in used]


def _entry(app: Sphinx, edition: Edition, one: Cited) -> Entry:
    used = tuple(Link(edition.pages[name].title, app.builder.get_relative_uri(PAGE, name)) for name in one.pages)
    return Entry(one.anchor, one.source, tuple((fact.claim, _checked(fact)) for fact in one.source.facts), used)


def _checked(fact: Fact) -> str:
    if fact.checked is None:
        return "not yet checked by us"
    return f"checked {people_date(fact.checked, weekday=False)}" + (f", {fact.how}" if fact.how else "")
