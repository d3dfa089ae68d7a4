"""Bring the example region up to the state of ``sessions/``: its ``upstream/``, its pin, its facts among the groups.

Run after a change of the hub: ``.venv/bin/python scripts/refresh_example.py``. A test fails while they differ.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kit.app.check import examine
from kit.franchise.record import tree_digest
from kit.franchise.upstream.pristine import RECORD, pristine_record
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.render.site.facts import group_facts, group_json
from kit.source.tree.read import read_tree

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "midlands"
FACTS = ROOT / "docs" / "examples" / "groups" / "midlands.json"


def hub() -> Tree:
    """Return the hub's files; end where it has a mistake."""
    found: list[Finding] = []
    tree = read_tree(ROOT / "sessions", found)
    if found:
        raise SystemExit("The hub has findings; mend them first: peerkit -C sessions check")
    return tree


def facts() -> bytes:
    """Return the example's ``group.json``, as a build writes it."""
    edition = examine(EXAMPLE).edition
    if edition is None:
        raise SystemExit("The example cannot be read: peerkit -C docs/examples/midlands check")
    return group_json(group_facts(edition))


def main() -> None:
    """Write the hub's files to ``upstream/``, its digest into region.toml, and the example's facts."""
    tree = hub()
    shutil.rmtree(EXAMPLE / "upstream", ignore_errors=True)
    for path, data in tree.files.items():
        target = EXAMPLE / "upstream" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (EXAMPLE / RECORD).parent.mkdir(parents=True, exist_ok=True)
    (EXAMPLE / RECORD).write_bytes(pristine_record(tree))
    settings = EXAMPLE / "region.toml"
    pinned = re.sub(
        r'^tree = "[^"]*"', f'tree = "{tree_digest(tree)}"', settings.read_text(encoding="utf-8"), flags=re.M
    )
    settings.write_text(pinned, encoding="utf-8", newline="\n")
    FACTS.write_bytes(facts())
    print(f"{len(tree.files)} files in {EXAMPLE.relative_to(ROOT)}/upstream")


if __name__ == "__main__":
    main()
