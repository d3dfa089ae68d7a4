"""A studio that was written before, as the site of a hub takes it in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.model.errors import WrongUsage
from kit.publish.files import read

FACTS = "studio.json"  # what a studio says of itself
_MAX_FACTS = 1_000_000  # bytes


@dataclass(frozen=True)
class Studio:
    """The files of a studio by path; ``build`` is another text for other files."""

    build: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


def studio_in(folder: Path) -> Studio:
    """Return the studio that ``peerkit studio`` wrote to ``folder``. WrongUsage where it is none."""
    try:
        facts = json.loads(read(folder / FACTS, _MAX_FACTS) or b"")
        names = [FACTS, *map(str, facts["page"]), *(str(part["file"]) for part in facts["parts"])]
        build = str(facts["build"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{folder} is no studio: it has no {FACTS} that can be read."
        raise WrongUsage(
            message, "Write one there first: peerkit studio --out DIR, which also says what it needs."
        ) from error
    found = {name: read(folder / name) for name in names if ".." not in name.split("/")}
    if missing := sorted(name for name in names if found.get(name) is None):
        raise WrongUsage(f"The studio in {folder} has no {missing[0]}.", "Write it again with peerkit studio.")
    return Studio(build, {name: data for name, data in found.items() if data is not None})
