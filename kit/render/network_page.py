"""The groups of a network as one page of HTML that needs nothing else: a map, dates, sites, versions, calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kit.model.edition import Brand
from kit.model.group import Group
from kit.render.html import page_from
from kit.render.site.groups import Meeting, anchor, listed, meeting, tiles
from kit.render.site.subscriptions import GROUP
from kit.source.tree.groups import FACTS

MARK = "<!DOCTYPE html><!-- peerkit network -->"  # the first line, by which an earlier page is known
_TEMPLATE = Path(__file__).parent / "templates" / "network.html"


@dataclass(frozen=True)
class Built:
    """A group whose site lies in ``folder``; ``subscribe`` says whether there is a calendar of its meetings."""

    group: Group
    folder: str
    subscribe: bool


def network_page(built: Sequence[Built]) -> Markup:
    """Return the page that lists ``built`` by name, and their meetings by date.

    Those that are over are there too, because a page that is made once does not know which day it is.
    """
    ordered = sorted(built, key=lambda one: (one.group.name.casefold(), one.group.id))
    groups = [one.group for one in ordered]
    meetings = [(one.day, row["name"], one) for row in map(_row, ordered) for one in row["meetings"]]
    return page_from(
        _TEMPLATE,
        colour=Brand.primary,
        groups=[_row(one) for one in ordered],
        tiles=tiles(groups) if any(one.areas for one in groups) else (),
        meetings=[{"group": name, "meeting": one} for _, name, one in sorted(meetings, key=lambda each: each[:2])],
    )


def _row(one: Built) -> dict[str, Any]:
    based, changed = one.group.based_on, len(one.group.variations)
    return {
        "anchor": anchor(one.group),
        "name": one.group.name,
        "areas": listed(one.group).areas,
        "site": f"{one.folder}/site/index.html",
        "calendar": f"{one.folder}/site/{GROUP}" if one.subscribe else "",
        "facts": f"{one.folder}/site/{FACTS}",
        "meetings": _meetings(one),
        "version": f"{based.name} {based.version}" if based else one.group.version,
        "changed": f"{changed} change{'s' * (changed != 1)}" if changed else "none",
    }


def _meetings(one: Built) -> list[Meeting]:
    """Return the meetings of a group that have a day, by day; each leads to its page in the group's built site."""
    made = [replace(meeting(each), href=f"{one.folder}/site/{each.id}/index.html") for each in one.group.rounds]
    return sorted((each for each in made if each.day), key=lambda each: (each.day, each.title))
