"""A plain ``sphinx-build`` of the repository: the hub's pages, composed into a private folder, under the same rules."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.errors import ConfigError

from kit.model.edition import Edition
from kit.model.errors import FindingsError, KitError
from kit.model.tree import Tree
from kit.render.reading.reading import guide_tree
from kit.render.reading.settings import own_files, settings
from kit.render.reading.source_folder import source_files
from kit.render.site.navigation import guide_entries
from kit.render.site.state import Site

_FOLDER = "hub"  # below the folder of doctrees


def configure(root: Path) -> dict[str, Any]:
    """Return the names and values of a ``conf.py`` in ``root`` that builds the hub's site with its guides.

    Sphinx is led to a private folder below its doctrees, into which the pages are composed when it starts.
    Raises Sphinx's ConfigError, with every finding, where the content holds errors.
    """
    edition, guides = _content(root)

    def setup(app: Sphinx) -> None:
        folder = Path(app.doctreedir) / _FOLDER
        sources = source_files(edition, guides)
        refresh(sources, folder / "source")
        refresh(own_files(edition), folder / "own")
        app.srcdir = folder / "source"
        app.config.kit_digest = digest({**sources, **own_files(edition)}, edition)
        app.connect("builder-inited", _serve_own_files)
        app.connect("write-started", _begin_site)

    return settings(edition) | {"setup": setup}


def _serve_own_files(app: Sphinx) -> None:
    """Name the private static files only now, because Sphinx checks and refuses them while it configures itself."""
    app.config.html_static_path = [*app.config.html_static_path, str(Path(app.doctreedir) / _FOLDER / "own")]


def _content(root: Path) -> tuple[Edition, Tree]:
    from kit.app.check import assemble_hub

    try:
        return assemble_hub(root / "sessions"), guide_tree(root / "docs")
    except FindingsError as error:
        raise ConfigError("\n".join(f"{one.place}: {one.message}" for one in error.findings)) from error
    except KitError as error:
        raise ConfigError(f"{error.message} {error.hint}") from error


def _begin_site(app: Sphinx, builder: Builder) -> None:
    if builder.format == "html":
        app.config.kit_site = Site(app.config.kit_edition, guides=guide_entries(app.env))


def refresh(files: Mapping[str, bytes], folder: Path) -> None:
    """Make ``folder`` hold exactly ``files``; those that are there already keep their times, for Sphinx's sake."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for path in there.keys() - files.keys():
        there[path].unlink()
    for name, data in files.items():
        if name not in there or there[name].read_bytes() != data:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)


def digest(files: Mapping[str, bytes], edition: Edition) -> str:
    """Return a digest of all that pages are made from: when it changes, Sphinx writes every page again."""
    known = f"{sorted(edition.variables.items())}{edition.rounds}{edition.brand}{edition.name}{edition.standard}"
    known += f"{[page.meta for page in edition.pages.values()]}"
    whole = hashlib.sha256(known.encode())
    for path, data in sorted(files.items()):
        whole.update(f"{path} {len(data)}\n".encode() + data)
    return whole.hexdigest()
