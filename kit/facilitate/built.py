"""What is built of an edition: no round that is hidden, and no session that is not part of the meeting. Pure.

Every output is made of what ``built`` returns. Rules, ``agenda`` and composed trees have all of an edition.
"""

from __future__ import annotations

from dataclasses import replace

from kit.facilitate.off_agenda import unlinked
from kit.model.edition import Edition, without_pages

SHOWN_BY_THE_KIT = frozenset({"venue", "contact"})  # on pages, calendars and messages that the kit makes


def built(edition: Edition) -> Edition:
    """Return what a build makes of ``edition``; links to what is left out become plain text."""
    shown = without_hidden(edition)
    return without_pages(shown, unlinked(shown))


def gaps(edition: Edition) -> list[str]:
    """Return the variables that are still empty, but for those that only hidden rounds would show."""
    named, shown = _named(edition), _named(without_hidden(edition)) | SHOWN_BY_THE_KIT
    return [name for name, value in edition.variables.items() if not value.strip() and name not in named - shown]


def _named(edition: Edition) -> set[str]:
    return {one.target for page in edition.pages.values() for one in page.variables}


def without_hidden(edition: Edition) -> Edition:
    """Return ``edition`` without its hidden rounds, but with the sessions of theirs that other rounds borrow."""
    hidden = frozenset(one.name for one in edition.rounds if one.hidden)
    if not hidden:
        return edition
    borrowed = {name for one in edition.rounds if not one.hidden for name in one.sessions}
    pages = {name for name in edition.pages if name.split("/")[0] in hidden and name not in borrowed}
    return replace(
        without_pages(edition, pages),
        hidden=hidden,
        retired=frozenset(name for name in edition.retired if name.split("/")[0] not in hidden),
        off_agenda={name: at for name, at in edition.off_agenda.items() if name.split("/")[0] not in hidden},
        variations=tuple(one for one in edition.variations if one.page.split("/")[0] not in hidden),
    )
