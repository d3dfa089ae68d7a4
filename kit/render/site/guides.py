"""The guides in the menu, in the order in which their first page links to them."""

from __future__ import annotations

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from kit.render.site.navigation import Entry
from kit.render.staging import GUIDES

_ROOT = f"{GUIDES}/index"


def guide_entries(env: BuildEnvironment) -> tuple[Entry, ...]:
    """Return one entry for the guides with all their pages below it, or nothing where the site carries none."""
    if _ROOT not in env.all_docs:
        return ()
    guides = sorted(name for name in env.all_docs if name.startswith(f"{GUIDES}/") and name != _ROOT)
    linked = [node["reftarget"] for node in env.get_doctree(_ROOT).findall(addnodes.pending_xref)]
    names = dict.fromkeys([*(name for name in linked if name in guides), *guides])
    return (Entry(_ROOT, env.titles[_ROOT].astext(), tuple(Entry(name, env.titles[name].astext()) for name in names)),)
