"""Small tools that tests share."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from hypothesis import settings

from kit.model.findings import Code, Finding


def build_file_tree(root: Path, tree: Mapping[str, str | bytes]) -> Path:
    """Write ``tree`` (content by path) below ``root`` as it stands, and return ``root``."""
    for path, content in tree.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def examples(full: int) -> int:
    """Return how many of ``full`` examples Hypothesis tries with the profile in force; see ``conftest.py``."""
    return max(1, full * settings().max_examples // 100)


def places(found: Iterable[Finding]) -> list[tuple[Code, str]]:
    """Return the code and the place of each finding, in order."""
    return [(one.code, one.place) for one in found]


def page_words(path: Path) -> str:
    """The words of a page of the site, without its elements, one space between two."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))).split())
