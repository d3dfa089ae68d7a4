"""Writes the site: Sphinx's HTML builder takes the pages that were read, and the kit copies what visitors need."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kit.model.errors import FindingsError
from kit.model.findings import has_errors
from kit.render.reading import Reading
from kit.render.site.download import Download
from kit.render.site.guides import guide_entries
from kit.render.site.state import Site

__all__ = ["Download", "write_site"]

# Sphinx's notes to itself and to other sites, and files that only the theme's developers use.
_MACHINE_FILES = frozenset({".buildinfo", "objects.inv"})
_MACHINE_SUFFIXES = (".map", ".LICENSE.txt")


def write_site(reading: Reading, out: Path, downloads: Mapping[str, Sequence[Download]]) -> None:
    """Write the site into ``out``, which is made; ``downloads`` are what each round offers, by its name.

    The files of ``downloads`` are not written: whoever has their bytes puts them into place. Nothing else is in
    ``out`` than what visitors are served. Raises FindingsError where a page cannot be built or a link leads nowhere.
    """
    app = reading.app
    app.config.kit_site = Site(reading.edition, downloads, guide_entries(app.env))
    try:
        with reading.at_work():
            app.build(force_all=True)
    finally:
        app.config.kit_site = None
    if has_errors(reading.found):
        raise FindingsError(reading.found)
    for path in _served(Path(app.outdir)):
        target = out / path.relative_to(app.outdir)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _served(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _MACHINE_FILES and not path.name.endswith(_MACHINE_SUFFIXES):
            yield path
