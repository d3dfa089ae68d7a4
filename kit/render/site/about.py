"""The pages that a public body's site must carry: accessibility statement, privacy note, credits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sphinx.application import Sphinx

from kit.facilitate.addresses import address_of
from kit.facilitate.clock import people_date
from kit.model.edition import Edition
from kit.render.site.meeting import Said
from kit.render.site.state import Site


def statement(_: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the accessibility statement says; "" and None are gaps."""
    edition = site.edition
    said = asdict(edition.statement)
    for key in ("tested", "prepared", "reviewed"):
        said[key] = people_date(said[key], weekday=False) if said[key] else ""
    days = edition.statement.reply_days
    return {
        "kit_summary": f"How accessible the site of {edition.name} is, and who to tell when something does not work.",
        "said": said,
        "contact": linked(edition.contact),
        "reply": f"{days} day{'s' * (days != 1)}" if days else "",
        "address": linked(edition.url),
    }


def privacy(_: Sphinx, site: Site) -> dict[str, Any]:
    """Return what the privacy note says; "" is a gap."""
    edition = site.edition
    said = edition.privacy
    return {
        "kit_summary": f"What the site of {edition.name} keeps and does not keep, and what is asked on paper.",
        "controller": said.controller or edition.statement.organisation,
        "contact": linked(said.contact or edition.contact),
        "retention": said.retention,
        "policy": said.policy,
        "host": said.host,
        "forms": any(one.feedback for one in edition.rounds),
        "day_pages": any(one.timetable.items for one in edition.rounds),
    }


def credit(app: Sphinx, site: Site) -> dict[str, Any]:
    """Return whom and what the credits name."""
    edition = site.edition
    return {
        "kit_summary": f"Who wrote and adapted the material of {edition.name}, and under which licences.",
        "writers": edition.ancestors,
        "taken_over": list(_taken_over(app, edition)),
        "logo": edition.brand.logo,
    }


def _taken_over(app: Sphinx, edition: Edition) -> Iterator[dict[str, Any]]:
    """Yield each place whose words came from another group: title, address from the credits page, group and date."""
    for one in edition.credited:
        page = edition.pages.get(one.page)
        if page is None or not page.kind.published:
            continue
        anchor = one.address.partition("#")[2]
        section = next((part.title for part in page.sections if part.anchor == anchor and part.level > 1), "")
        yield {
            "title": f"{page.title}: {section}" if section else page.title,
            "href": app.builder.get_relative_uri("credits", page.name) + (f"#{anchor}" if section else ""),
            "group": linked(one.named) if not one.url else Said(one.named, one.url),
            "date": people_date(one.on, weekday=False),
        }


def linked(text: str) -> Said:
    """Return ``text`` as pages show it: as a link where it is wholly an address."""
    return Said(text, address_of(text))
