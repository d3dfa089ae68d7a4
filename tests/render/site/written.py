"""A site as files in a folder, for tests that open it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kit.publish.swap import fill
from kit.render.downloads import Download
from kit.render.reading.reading import Reading
from kit.render.site.writer import write_site


def write_into(folder: Path, reading: Reading, downloads: Mapping[str, Sequence[Download]] | None = None) -> None:
    """Write the site of ``reading`` into ``folder``, which is made."""
    made = write_site(reading, downloads or {})
    folder.mkdir(parents=True, exist_ok=True)
    fill(folder, made)
