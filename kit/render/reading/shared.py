"""What Sphinx knows of each page that other pages may show."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.environment import BuildEnvironment


def shared(env: BuildEnvironment) -> object:
    """Return what Sphinx knows of each page that other pages may show, for comparing it before and after a change.

    That is titles, the targets and captions of links, terms, the order of pages, and the pictures in use.
    """
    titles = {name: title.pformat() for name, title in env.titles.items()}
    headings = {name: _slugs(known.get("myst_slugs", {})) for name, known in env.metadata.items()}
    tables = [dict(env.domaindata["std"][table]) for table in ("labels", "anonlabels", "objects", "terms")]
    return titles, headings, tables, dict(env.toctree_includes), frozenset(env.images)


def _slugs(headings: Mapping[str, tuple[int, str, str]]) -> dict[str, tuple[str, str]]:
    """Return the id and the title of each heading, without its line."""
    return {slug: (identity, title) for slug, (_, identity, title) in headings.items()}
