"""What ``upstream/`` held when it was received, file by file, so that edits made there by mistake are noticed. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kit.franchise.record import FOLDER, file_digest, tree_digest
from kit.model.findings import Code, Finding
from kit.model.schema import RegionFile
from kit.model.tree import Tree

RECORD = f"{FOLDER}upstream.json"


def pristine_record(upstream: Tree) -> bytes:
    """Return the record's file for ``upstream`` as it was received: a digest for each path."""
    digests = {path: file_digest(path, data) for path, data in sorted(upstream.files.items())}
    return (json.dumps(digests, indent=0, ensure_ascii=False) + "\n").encode()


def edited_files(tree: Tree, region: RegionFile) -> list[str] | None:
    """Return the files of ``upstream/`` that somebody edited, added or took out, none if all is as it was received.

    None means that something is different and nobody recorded what: only the whole tree's digest is known then.
    """
    upstream = tree.under("upstream")
    if tree_digest(upstream) == region.upstream.tree:
        return []
    known = _known(tree.files.get(RECORD))
    if known is None:
        return None
    now = {path: file_digest(path, data) for path, data in upstream.files.items()}
    return sorted(path for path in known.keys() | now.keys() if known.get(path) != now.get(path))


def edited_upstream(path: str) -> Finding:
    """Return the finding for a file of ``upstream/`` that somebody edited."""
    message = "This file belongs to upstream and was edited here, so the next update could not go on."
    hint = "Make the edit a change of your own: peerkit capture --upstream"
    return Finding(Code.UPSTREAM_EDITED, f"upstream/{path}", None, message, hint)


def _known(data: bytes | None) -> Mapping[str, str] | None:
    try:
        content = json.loads(data.decode("utf-8")) if data else None
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
