"""Writes the site: Sphinx's HTML builder takes the pages that were read, and the kit takes what visitors need."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from sphinx.application import Sphinx

from kit.model.errors import FindingsError, Refused
from kit.model.findings import has_errors
from kit.render.downloads import Download
from kit.render.reading.reading import Reading
from kit.render.site.in_memory import in_memory
from kit.render.site.navigation import guide_entries
from kit.render.site.state import Site, html_builder
from kit.render.site.subscriptions import SUBSCRIPTIONS
from kit.source.tree.paths import PICTURE_SUFFIXES

# Sphinx's notes to itself and to other sites, files that only the theme's developers use, and what no page loads.
_MACHINE_FILES = frozenset({".buildinfo", "objects.inv"})
_UNUSED = frozenset(
    {
        *("basic.css", "debug.css", "skeleton.css", "file.png", "minus.png", "plus.png"),
        *("furo.js", "furo-extensions.js", "base-stemmer.js", "english-stemmer.js"),
    }
)
_MACHINE_SUFFIXES = (".map", ".LICENSE.txt")
# The last look at what is published: what is written for a site, and where pictures are put.
_WRITTEN = frozenset({".html", ".css", ".js", ".json", ".txt", ".xml"})
_KINDS = {"_static": _WRITTEN | PICTURE_SUFFIXES, "_images": PICTURE_SUFFIXES, "_downloads": frozenset[str]()}


def write_site(reading: Reading, downloads: Mapping[str, Sequence[Download]]) -> dict[str, bytes]:
    """Return the files that visitors are served, by path; ``downloads`` are what each round offers, by its name.

    The files of ``downloads`` are not among them: whoever has their bytes adds them. Raises FindingsError where a page
    cannot be built or a link leads nowhere.
    """
    with (
        writing(reading, Site(reading.edition, downloads, guide_entries(reading.app.env))),
        in_memory(html_builder(reading.app)) as pages,
    ):
        reading.app.build(force_all=True)
    if has_errors(reading.found):
        raise FindingsError(reading.found)
    return dict(sorted({**served(reading), **pages}.items()))


@contextmanager
def writing(reading: Reading, site: Site) -> Iterator[None]:
    """While it is open, Sphinx writes ``site``."""
    reading.app.config.kit_site = site
    try:
        with reading.at_work():
            yield
    finally:
        reading.app.config.kit_site = None


def generated_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each page that the kit makes itself, for Sphinx to write."""
    site: Site | None = app.config.kit_site
    for name, one in site.generated.items() if site else ():
        make = resolve_name(one.page.make)
        context = {"title": one.title, **make(app, site, *([one.round] if one.round else []))}
        yield name, context, f"pages/{one.page.name}.html"


def served(reading: Reading) -> dict[str, bytes]:
    """Return the files that Sphinx has written and visitors are served; refuse one of no kind of a site's."""
    folder = Path(reading.app.outdir)
    written = (Path(place, name) for place, _, names in os.walk(folder) for name in names)
    found = {path.relative_to(folder): path for path in written}
    kept = {path: at for path, at in sorted(found.items()) if not _is_left_out(path)}
    for path in kept:
        refuse_sources(path)
    return {path.as_posix(): at.read_bytes() for path, at in kept.items()}


def refuse_sources(path: Path) -> None:
    """Raise Refused unless the file at ``path``, from the root of the site, is of a kind that its folder holds."""
    if path.suffix in _KINDS.get(path.parts[0], _WRITTEN) or path.as_posix() in SUBSCRIPTIONS:
        return
    raise Refused(
        f"The site would hold {path.as_posix()}, which is no page, style, script or picture, so nothing was built.",
        "Look for what leads to it on the pages, and please report it: a check should have found that.",
    )


def _is_left_out(path: Path) -> bool:
    if path.parts[0] == "_static" and path.name in _UNUSED:
        return True
    return path.name in _MACHINE_FILES or path.name.endswith(_MACHINE_SUFFIXES)
