"""The guides in the menu, from the tables of contents that their pages hold."""

from __future__ import annotations

from sphinx.environment import BuildEnvironment

from kit.render.site.navigation import Entry
from kit.render.staging import GUIDES


def guide_entries(env: BuildEnvironment) -> tuple[Entry, ...]:
    """Return one entry for the guides with all their pages below it, or nothing where the site carries none."""
    root = f"{GUIDES}/index"
    return (_entry(env, root),) if root in env.all_docs else ()


def _entry(env: BuildEnvironment, name: str) -> Entry:
    below = tuple(_entry(env, one) for one in env.toctree_includes.get(name, []) if one in env.all_docs)
    return Entry(name, env.titles[name].astext(), below)
