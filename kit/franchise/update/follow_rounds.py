"""Which round of old upstream is which of the new one, where a hub renumbers its rounds. Pure.

A hub puts a new first meeting in front: what was ``round-1`` is ``round-2`` now, ``round-2`` is ``round-3``, and the
``round-1`` that is there is another meeting. A region's date for ``round-1`` must not announce that one. So a round is
where ``moves.toml`` or the id of its plan says; else where its plan stands as it was; else, if another round's plan is
clearly more like it than that of its own name, and most like it among all the old ones, there; else where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kit.franchise.hub_pages import HubPages
from kit.franchise.likeness import ENOUGH, MARGIN, likeness

PLAN = "index"
TITLE = 0.25  # what the same title counts for: a plan's words are much alike from round to round, and its title is not
SURE = 1.0  # at which nothing else is looked for: the same title, and three quarters of the words


@dataclass(frozen=True)
class Round:
    """Where a round is now, "" where upstream gave it up; ``guess`` is a sentence where likeness told it, else ""."""

    name: str
    guess: str = ""


def round_names(pages: HubPages) -> list[str]:
    """Return the names of all rounds, in order."""
    return sorted(name.split("/")[0] for name in pages.names if name.count("/") == 1 and name.endswith(f"/{PLAN}"))


def other_rounds(old: HubPages, new: HubPages, told: Callable[[str], str]) -> dict[str, Round]:
    """Return where each round is now that is another one by its name, or is no more while its name still is one.

    ``told`` returns the page that moves or ids say a plan is now, or "".
    """
    before, now = round_names(old), round_names(new)
    sure = {name: place.split("/")[0] for name in before if (place := told(f"{name}/{PLAN}")).endswith(f"/{PLAN}")}
    plans = _Plans(old, new, before, now)
    guessed = {name: plans.best(name) for name in before if name not in sure}
    taken = {*sure.values()}
    places = {name: Round(to) for name, to in sure.items()}
    for name, to in guessed.items():
        if to and to != name and to not in taken:
            places[name] = Round(to, f"The round {name} seems to be {to} now, judging by its page.")
    movers = {one.name: name for name, one in places.items()}
    for name in before:  # whose name another round has now
        if name not in places and name in movers and not plans.stays(name, movers[name]):
            places[name] = Round("")
    return {name: one for name, one in places.items() if one.name != name}


@dataclass(frozen=True)
class _Plans:
    """The plans of all rounds before and now, to be compared."""

    old: HubPages
    new: HubPages
    before: list[str]
    now: list[str]

    def best(self, name: str) -> str:
        """Return the round that ``name`` clearly is now, judging by its plan; "" where that is not clear."""
        if name in self.now and self.alike(name, name) >= SURE:
            return name
        found = _first({one: self.alike(name, one) for one in self.now})
        return found if found and _first({one: self.alike(one, found) for one in self.before}) == name else ""

    def alike(self, name: str, there: str) -> float:
        """Return how like the old plan of ``name`` is to the new plan of the round ``there``."""
        before, now = f"{name}/{PLAN}", f"{there}/{PLAN}"
        title = TITLE * (self.old.title(before) == self.new.title(now))
        old, new = self.old.text(before) or "", self.new.text(now) or ""
        return title + (1 if old == new else likeness(old, new))

    def stays(self, name: str, mover: str) -> bool:
        """Whether the round that is called ``name`` is still what it was, and ``mover`` became part of it."""
        own = self.alike(name, name)
        return own >= ENOUGH and own >= self.alike(mover, name)


def _first(scores: Mapping[str, float]) -> str:
    """Return the name with the best score, if it is good enough and clearly better than the next."""
    ranked = sorted(scores, key=lambda name: -scores[name])
    if not ranked or scores[ranked[0]] < ENOUGH:
        return ""
    return "" if ranked[1:] and scores[ranked[0]] - scores[ranked[1]] < MARGIN else ranked[0]
