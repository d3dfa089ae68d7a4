"""Credits: whose words a tree holds, read, added to, and handed on when a region is composed. Pure.

A hub has them in ``credits.toml``, where ``accept`` adds a table for each change that it takes. A region's own stand in
its ``lineage.toml``, as what it adopted from other groups; composing puts them below upstream's, so that whoever forks
the region credits them too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from kit.franchise.moved import latest
from kit.model.credits import CREDITS, Credit
from kit.model.credits_schema import CreditsFile
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.source.settings.toml import read_toml
from kit.source.settings.toml_text import table_lines
from kit.source.settings.validate import validate

_HEADING = "# Groups whose words stand in these pages. The kit adds to the end; please leave the rest.\n"
LINEAGE = "lineage.toml"


def read_credits(tree: Tree, found: list[Finding]) -> tuple[Credit, ...]:
    """Return the credits of a hub's or composed tree, each once; none without the file, or where it has mistakes."""
    toml = read_toml(CREDITS, tree.files[CREDITS], found) if CREDITS in tree.files else None
    read = validate(CreditsFile, toml.data, toml.lines, CREDITS, found) if toml else None
    every = (Credit(one.address, one.group, one.on, one.url, one.by) for one in read.credit) if read else ()
    return _each_once(every)


def _each_once(every: Iterable[Credit]) -> tuple[Credit, ...]:
    """Return the first credit of each group and person for an address; without a person only where none is named."""
    first: dict[tuple[str, str, str], Credit] = {}
    for one in every:
        first.setdefault((one.address, one.group, one.by), one)
    named = {(address, group) for address, group, by in first if by}
    return tuple(one for one in first.values() if one.by or (one.address, one.group) not in named)


def with_credits(data: bytes, new: Sequence[Credit]) -> bytes:
    """Return the file ``data`` with ``new`` credits added at its end."""
    if not new:
        return data
    start = data.rstrip(b"\n") + b"\n" if data.strip() else _HEADING.encode()
    return start + "".join(f"\n{table_lines('[[credit]]', _values(one))}" for one in new).encode()


def _values(one: Credit) -> Mapping[str, object]:
    values = {"address": one.address, "group": one.group, "url": one.url, "by": one.by, "on": one.on}
    return {key: value for key, value in values.items() if value != ""}


def adopted(lineage: bytes) -> tuple[Credit, ...]:
    """Return what a region adopted from other groups, as its lineage says; events without a group are others'."""
    toml = read_toml(LINEAGE, lineage, []) if lineage else None
    events = toml.data.get("event", []) if toml else []
    return tuple(
        Credit(str(one["address"]), str(one["group"]), one["on"], str(one.get("url", "")), str(one.get("by", "")))
        for one in events
        if isinstance(one, Mapping) and one.get("what") == "adopted" and _is_credit(one)
    )


def _is_credit(event: Mapping[str, object]) -> bool:
    on = event.get("on")
    return bool(event.get("address")) and bool(event.get("group")) and isinstance(on, datetime.date)


def followed(every: Sequence[Credit], moved: Mapping[str, str]) -> tuple[Credit, ...]:
    """Return ``every`` credit at the addresses where their pages and sections are now."""
    return _each_once(Credit(_there(one.address, moved), one.group, one.on, one.url, one.by) for one in every)


def _there(address: str, moved: Mapping[str, str]) -> str:
    if address in moved:
        return latest(address, moved)
    page, mark, rest = address.partition("#")
    return f"{latest(page, moved)}{mark}{rest}" if page in moved else address


def handed_on(upstream: bytes, lineage: bytes) -> bytes:
    """Return ``credits.toml`` of a composed region: upstream's credits, then those for what the region adopted."""
    return with_credits(upstream, adopted(lineage))
