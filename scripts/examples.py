"""Put the example regions into ``_build/examples/``, whole, to look at, build and change.

``docs/examples/`` holds only what is their own: each adds the pages that it was forked from, and the digest of these,
when it is put there. A region that keeps an ``upstream/`` stays on that, as the one that is behind does.

Run: ``.venv/bin/python scripts/examples.py``, or ``make examples``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kit.franchise.compose.compose import compose
from kit.franchise.record import tree_digest
from kit.franchise.upstream.pristine import RECORD, pristine_record
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.source.tree.read import read_tree

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "examples"
NAMES = tuple(sorted(path.parent.name for path in EXAMPLES.glob("*/region.toml")))

_SOURCE = re.compile(r'^source = "([^"]*)"', re.MULTILINE)
_PIN = re.compile(r'^tree = "[^"]*"', re.MULTILINE)


def whole(name: str) -> dict[str, bytes]:
    """Return every file of an example by path; ends where what it was forked from has a mistake."""
    files = {path.relative_to(EXAMPLES / name).as_posix(): path.read_bytes() for path in _own(EXAMPLES / name)}
    settings = files["region.toml"].decode("utf-8")
    upstream = Tree(files).under("upstream")
    if not upstream.files:
        upstream = _source((EXAMPLES / name / _SOURCE.findall(settings)[0]).resolve())
    pinned = _PIN.sub(f'tree = "{tree_digest(upstream)}"', settings).encode()
    kept = {f"upstream/{path}": data for path, data in upstream.files.items()}
    return {**files, **kept, "region.toml": pinned, RECORD: pristine_record(upstream)}


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files by path below ``folder``, and return it."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def _own(folder: Path) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if "_build" not in path.relative_to(folder).parts]


def _source(place: Path) -> Tree:
    """Return the pages that the hub or the example at ``place`` gives to those who fork it."""
    found: list[Finding] = []
    tree = Tree(whole(place.name)) if place.parent == EXAMPLES else read_tree(place, found)
    composed = compose(tree, found)
    if composed is None or found:
        raise SystemExit(f"{place.name} has findings; mend them first: {found[0].message}")
    return composed.tree


def main() -> None:
    """Write each example that is not there yet; what somebody changed in one stays."""
    for name in NAMES:
        folder = ROOT / "_build" / "examples" / name
        if folder.exists():
            print(f"{folder} is there already and stays as it is; delete it to have it anew.")
        else:
            print(write(folder, whole(name)))


if __name__ == "__main__":
    main()
