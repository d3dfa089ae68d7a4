"""An edition with some of its pages left out, as a partial build or a check of sound pages needs it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kit.model.edition import Edition, Round
from kit.model.errors import WrongUsage


def without_pages(edition: Edition, names: Collection[str]) -> Edition:
    """Return ``edition`` without the pages called ``names``; links to them become plain text, as to dropped pages.

    A round whose plan is left out goes too.
    """
    rounds = tuple(_without(one, names) for one in edition.rounds if one.plan not in names)
    pages = {name: page for name, page in edition.pages.items() if name not in names}
    return replace(edition, pages=pages, rounds=rounds, dropped=edition.dropped | frozenset(names))


def _without(one: Round, names: Collection[str]) -> Round:
    return replace(one, sessions=tuple(name for name in one.sessions if name not in names))


def only_round(edition: Edition, name: str) -> Edition:
    """Return ``edition`` with one round, the sessions that it borrows, and the pages that belong to no round.

    Raises WrongUsage where there is no round of that name.
    """
    chosen = round_named(edition, name)
    others = {one.name for one in edition.rounds if one.name != name}
    borrowed = set(chosen.sessions)
    names = {page for page in edition.pages if page.split("/")[0] in others and page not in borrowed}
    return without_pages(edition, names)


def round_named(edition: Edition, name: str) -> Round:
    """Return the round called ``name``. Raises WrongUsage, naming those that there are, where there is none."""
    for one in edition.rounds:
        if one.name == name:
            return one
    names = ", ".join(one.name for one in edition.rounds) or "none"
    raise WrongUsage(f"There is no round called {name}.", f"The rounds are: {names}.")
