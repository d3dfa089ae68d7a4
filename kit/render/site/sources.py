"""The page of sources, and the list of them on the page of a round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    """A source as its page shows it: ``facts`` with how each was checked, ``used`` the pages that link to it.

    Of a fact that was checked as most were, it says nothing: the page does so once, at its head.
    """

    anchor: str
    source: Source
    facts: tuple[tuple[str, str], ...]
    used: tuple[Link, ...]


def sources(app: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the page of sources shows."""
    subjects = cited(site.edition).items()
    facts = [fact for _, listed in subjects for one in listed for fact in one.source.facts]
    usual = usual_check(facts)
    return {
        "kit_summary": f"Where the facts come from that {site.edition.name} uses, and when each was checked.",
        "subjects": [(title, [_entry(app, site.edition, one, usual) for one in listed]) for title, listed in subjects],
        "facts": len(facts),
        "unchecked": sum(one.checked is None for one in facts),
        "usual": _day_and_way(usual) if usual else "",
    }


def round_sources(app: Sphinx, site: Site, meeting: Round) -> list[tuple[Link, str]]:
    """Return the sources that a round uses, as links to the page of sources, each with its publisher.

    There are none where a region has a page of its own in the place of that page.
    """
    used = of_round(site.edition, meeting) if PAGE in site.generated else ()
    page = app.builder.get_relative_uri(meeting.plan, PAGE)
    return [(Link(one.source.title, f"{page}#{one.anchor}"), one.source.publisher) for one in used]


def usual_check(facts: Sequence[Fact]) -> Fact | None:
    """Return a fact that was checked on the day and in the way of most that were, None where each has its own."""
    checked = {(one.checked, one.how): one for one in facts if one.checked}
    counted = Counter((one.checked, one.how) for one in facts if one.checked)
    most = counted.most_common(1)
    return checked[most[0][0]] if most and 2 * most[0][1] > max(2, counted.total()) else None


def _entry(app: Sphinx, edition: Edition, one: Cited, usual: Fact | None) -> Entry:
    used = tuple(Link(edition.pages[name].title, app.builder.get_relative_uri(PAGE, name)) for name in one.pages)
    return Entry(one.anchor, one.source, tuple((fact.claim, _checked(fact, usual)) for fact in one.source.facts), used)


def _checked(fact: Fact, usual: Fact | None) -> str:
    if fact.checked is None:
        return "not yet checked by us"
    if usual is None or fact.checked != usual.checked:
        return f"checked {_day_and_way(fact)}"
    if fact.how == usual.how:
        return ""
    return fact.how or f"checked {_day_and_way(fact)}"


def _day_and_way(fact: Fact) -> str:
    day = people_date(fact.checked, weekday=False) if fact.checked else ""
    return ", ".join(filter(None, (day, fact.how)))
