"""Small tools that tests share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def build_file_tree(root: Path, tree: Mapping[str, str | bytes]) -> Path:
    """Write ``tree`` (content by path) below ``root`` as it stands, and return ``root``."""
    for path, content in tree.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
