"""What ``start.html`` of a hub's site makes a region from: one script that holds the files, with marks for answers."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from kit.app.carried_kit import carried_kit
from kit.app.fork import parent_at
from kit.franchise.fork import FOLDERS
from kit.franchise.marked import PLAIN, marked_region
from kit.franchise.repository import SETTINGS

_DAY = (1980, 1, 1, 0, 0, 0)


def start_files(root: Path) -> bytes:
    """Return the script for the hub at ``root``; it sets ``peerkitStart``.

    A page that is opened from a folder may load scripts and nothing else, so the files come as one, packed and in
    base64. Raises EnvironmentTrouble where the kit cannot be packed.
    """
    parent = parent_at(root)
    made = marked_region(parent.tree, parent.hub, parent.source)
    packed = base64.b64encode(_zipped({**made.files, **carried_kit()})).decode()
    facts = {"settings": SETTINGS, "plain": PLAIN, "marks": made.marks, "later": made.later, "folders": FOLDERS}
    return f"window.peerkitStart = {json.dumps({**facts, 'files': packed})};\n".encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for path, data in sorted(files.items()):
            packed.writestr(zipfile.ZipInfo(path, _DAY), data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
