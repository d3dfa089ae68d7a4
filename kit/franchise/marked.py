"""A new region with marks where its answers go, so that a page in a browser can fill them in. Pure.

The browser writes nothing of its own: every line is one that ``fork`` wrote. ``region.toml`` comes twice, with all
marks and as it is where nothing was decided; the two have the same lines, so each line of the first can give way to
that of the second where its answer is left for later::

    date = 1111-11-11        # with a mark
    # date = 2027-01-20      # left for later
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from kit.franchise.fork import Meeting, Order, first_round, region_files
from kit.franchise.repository import SETTINGS
from kit.model.schema import HubFile
from kit.model.tree import Tree
from kit.source.settings.toml_text import literal

NAME, ID, START, PRIMARY = (f"[[{key}]]" for key in ("name", "id", "start", "primary"))
TODAY, DATE, HEADS = datetime.date(2222, 2, 22), datetime.date(1111, 11, 11), 111111
PLAIN = "region.toml.plain"  # beside the region's files, in what the browser gets


@dataclass(frozen=True)
class Marked:
    """The files by path; ``marks`` are what stands in them for each answer, by name; ``gaps`` are variables.

    An answer that is a text stands as TOML writes it; ``later`` are those whose lines have another form without them.
    """

    files: Mapping[str, bytes]
    marks: Mapping[str, str]
    gaps: tuple[str, ...]
    later: tuple[str, ...]


def marked_region(tree: Tree, hub: HubFile, source: str) -> Marked:
    """Return a region of the hub whose composed tree is ``tree``; ``source`` is where it is to receive from."""
    gaps = tuple(name for name, value in hub.variables.items() if not value.strip())
    values = {name: f"[[variable {name}]]" for name in gaps}
    meets = first_round(tree.files, ()) is not None
    meeting = Meeting(DATE, START, HEADS) if meets else Meeting()
    whole = region_files(Order(ID, NAME, source, values, TODAY, meeting, PRIMARY), tree, hub)
    plain = region_files(Order(ID, NAME, source, values, TODAY), tree, hub)[SETTINGS]
    marks = {"today": TODAY.isoformat(), "id": literal(ID), "name": literal(NAME), "primary": literal(PRIMARY)}
    marks |= {"date": DATE.isoformat(), "start": literal(START), "heads": str(HEADS)} if meets else {}
    marks |= {f"variable {name}": literal(value) for name, value in values.items()}
    later = ("primary", "date", "start", "heads") if meets else ("primary",)
    return Marked({**whole, PLAIN: plain}, marks, gaps, later)
