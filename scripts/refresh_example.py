"""Bring the example region's ``upstream/`` and its pin to the state of ``sessions/``.

Run after a change of the hub: ``.venv/bin/python scripts/refresh_example.py``. A test fails while they differ.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kit.franchise.digest import tree_digest
from kit.franchise.upstream.pristine import RECORD, pristine_record
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.source.read import read_tree

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "midlands"


def hub() -> Tree:
    """Return the hub's files; end where it has a mistake."""
    found: list[Finding] = []
    tree = read_tree(ROOT / "sessions", found)
    if found:
        raise SystemExit("The hub has findings; mend them first: peerkit -C sessions check")
    return tree


def main() -> None:
    """Write the hub's files to ``upstream/`` and its digest into region.toml."""
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
    print(f"{len(tree.files)} files in {EXAMPLE.relative_to(ROOT)}/upstream")


if __name__ == "__main__":
    main()
