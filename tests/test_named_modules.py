"""Modules of the kit that a text, a comment or a table names by a dotted name are where it says."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"\bkit(?:\.[a-z_]+){2,}(?::[A-Za-z_]+)?")  # kit.check.page, or kit.check.page:check_page


def is_there(name: str) -> bool:
    """Whether ``name`` is a folder, a module, or something that a module defines or imports."""
    dotted, _, inside = name.partition(":")
    parts = dotted.split(".")
    for end in range(len(parts), 1, -1):
        place = ROOT.joinpath(*parts[:end])
        names = [*parts[end:], *([inside] if inside else [])]
        if place.is_dir() and not names:
            return True
        if (module := place.with_suffix(".py")).is_file():
            text = module.read_text(encoding="utf-8")
            return all(re.search(rf"\b{one}\b", text) for one in names)
    return False


def test_every_module_that_is_named_is_there() -> None:
    gone = [
        f"{path.relative_to(ROOT)}: {name}"
        for folder in ("kit", "scripts", "docs/explanation", "docs/reference")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".md"}
        for name in NAMED.findall(path.read_text(encoding="utf-8"))
        if not is_there(name)
    ]

    assert gone == []
