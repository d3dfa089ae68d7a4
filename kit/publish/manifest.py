"""``manifest.json``: every file of a build with its size, digest, kind and round."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kit.publish import files

NAME = "manifest.json"
MAX_BYTES = 50 * 1024 * 1024  # a file takes some 200 of them

Kinds = Callable[[str], str]  # from the path of a file to its kind


def manifest(made: Mapping[str, bytes], rounds: frozenset[str], kind_of: Kinds) -> dict[str, list[dict[str, Any]]]:
    """Return the manifest of the files in ``made``, by path, sorted by path; sizes are in bytes.

    ``rounds`` are the names of rounds, to tell which one a file belongs to.
    """
    return {"files": [_entry(path, data, rounds, kind_of) for path, data in sorted(made.items()) if path != NAME]}


def _entry(path: str, data: bytes, rounds: frozenset[str], kind_of: Kinds) -> dict[str, Any]:
    return {
        "path": path,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "kind": kind_of(path),
        "round": next((part for part in path.replace(".", "/").split("/") if part in rounds), None),
    }


def to_json(content: dict[str, list[dict[str, Any]]]) -> bytes:
    """Return the manifest as the bytes of its file."""
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def listed(folder: Path) -> frozenset[str] | None:
    """Return the paths that the manifest in ``folder`` lists, itself included; None where there is none of a build's.

    The folder may be a stranger's: what is no plain file, larger than a manifest ever is, or no JSON, is none.
    """
    data = files.read(folder / NAME, MAX_BYTES)
    try:
        content = None if data is None else json.loads(data)
        return None if content is None else frozenset({NAME, *(str(entry["path"]) for entry in content["files"])})
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
