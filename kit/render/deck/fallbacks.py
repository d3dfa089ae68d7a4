"""What an organiser is told about a borrowed deck: which layouts it lacks, and what was used instead."""

from __future__ import annotations

from collections.abc import Collection

from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.render.deck.stage import Stage
from kit.render.deck.usual import TWO_CODES, words_for
from kit.source.toml import line_of


def fallbacks(edition: Edition, stage: Stage, used: Collection[str]) -> list[Finding]:
    """Return one piece of advice for a deck that lacks layouts which the slides need, or nothing.

    ``used`` are the names of our layouts that the slides asked for.
    """
    taken = [one for one in stage.fallbacks if one.name in used]
    if not taken:
        return []
    told = dict.fromkeys(_sentence(one.name, one.used) for one in taken)
    names = list(dict.fromkeys(one.name.removesuffix(TWO_CODES) for one in taken))
    which = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    hint = f"To have one of its own, add a layout called {which} in PowerPoint (View, Slide Master)."
    return [Finding(Code.DECK_FALLBACK, *place(edition), " ".join(told), hint)]


def unusable(edition: Edition) -> Finding:
    """Return what is wrong with a deck of which no layout has a place for a title."""
    message = (
        f"None of the layouts of {edition.brand.deck} has a place for a title, and every slide needs one: "
        "screen readers and the list of slides go by titles."
    )
    hint = (
        "In PowerPoint, choose View, Slide Master, Insert Layout, leave Title ticked and add a placeholder for text; "
        "or leave out deck under [brand] to use the kit's own design."
    )
    return Finding(Code.UNUSABLE_DECK, *place(edition), message, hint)


def place(edition: Edition) -> tuple[str, int]:
    """Return the file and line that name the deck."""
    return edition.settings_file, line_of(edition.settings_lines, ("brand", "deck")) or 1


def _sentence(name: str, used: str) -> str:
    what, goes_on = words_for(name)
    return f"Your deck has no layout for {what}, so {goes_on} its layout “{used}”."
