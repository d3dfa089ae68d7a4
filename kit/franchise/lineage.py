"""``lineage.toml``: what a region received and gave. Only ever added to. Pure."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence

HEADING = "# What this region received and gave, oldest first. The kit adds to the end; please leave the rest.\n"

Event = tuple[str, Mapping[str, str]]


def added(lineage: bytes, events: Sequence[Event], date: datetime.date) -> bytes:
    """Return ``lineage`` with ``events`` (what happened, and its details) added at the end, all of one ``date``."""
    start = lineage.rstrip(b"\n") + b"\n" if lineage.strip() else HEADING.encode()
    return start + "".join(_event(what, details, date) for what, details in events).encode()


def _event(what: str, details: Mapping[str, str], date: datetime.date) -> str:
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in details.items()]
    return "\n".join(["", "[[event]]", f'what = "{what}"', f"on = {date.isoformat()}", *lines, ""])
