"""The pages that a public body's site must carry: accessibility statement, privacy note, credits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sphinx.application import Sphinx

from kit.check.statement import contact_of
from kit.facilitate.clock import people_date
from kit.model.edition import Edition
from kit.render.reading.filling import address_of
from kit.render.site.meeting import Said
from kit.render.site.state import Site

ABOUT = {
    "accessibility": "Accessibility statement",
    "privacy": "Privacy",
    "credits": "Credits and licences",
}


def about_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each of these pages; a page of that name in the tree takes its place."""
    site: Site | None = app.config.kit_site
    if site is None:
        return
    contexts = {"accessibility": statement, "privacy": privacy, "credits": credit}
    for name, title in ABOUT.items():
        if name not in app.env.all_docs:
            made = contexts[name](site.edition)
            yield name, {"title": title, **made}, f"kit-{name}.html"


def statement(edition: Edition) -> dict[str, Any]:
    """Return what the accessibility statement says of ``edition``; "" and None are gaps."""
    said = asdict(edition.statement)
    for key in ("tested", "prepared", "reviewed"):
        said[key] = people_date(said[key], weekday=False) if said[key] else ""
    days = edition.statement.reply_days
    return {
        "kit_summary": f"How accessible the site of {edition.name} is, and whom to tell when something does not work.",
        "said": said,
        "contact": linked(contact_of(edition)),
        "reply": f"{days} day{'s' * (days != 1)}" if days else "",
        "address": linked(edition.url),
    }


def privacy(edition: Edition) -> dict[str, Any]:
    """Return what the privacy note says of ``edition``; "" is a gap."""
    said = edition.privacy
    return {
        "kit_summary": f"What the site of {edition.name} keeps and does not keep, and what is asked on paper.",
        "controller": said.controller or edition.statement.organisation,
        "contact": linked(said.contact or contact_of(edition)),
        "retention": said.retention,
        "policy": said.policy,
        "host": said.host,
        "forms": any(one.feedback for one in edition.rounds),
        "day_pages": any(one.timetable.items for one in edition.rounds),
    }


def credit(edition: Edition) -> dict[str, Any]:
    """Return whom and what the credits name."""
    return {
        "kit_summary": f"Who wrote and adapted the material of {edition.name}, and under which licences.",
        "writers": edition.ancestors,
        "logo": edition.brand.logo,
    }


def linked(text: str) -> Said:
    """Return ``text`` as pages show it: as a link where it is wholly an address."""
    return Said(text, address_of(text))
