"""Updating what region.toml has of hub.toml: variables and brand, each merged with its recorded base. Pure.

Upstream met on Tuesdays (B), and meets on Thursdays now (U). What becomes of the region's own line (T):

=================  ========================================================================
``"Tuesday"``      the region had upstream's value, so the line says ``"Thursday"``
``"Thursday"``     both say the same; from now on that is what upstream said
``"Wednesday"``    the region's own choice: it stays, and the report tells once what upstream has
no line            the region takes whatever upstream says
=================  ========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.franchise.compose.settings import given
from kit.franchise.update.draft import Draft, News, canonical
from kit.model.schema import HubFile, RegionFile
from kit.source.settings.toml_edit import TomlEditor


def update_settings(draft: Draft, region: RegionFile, hub: HubFile, toml: TomlEditor) -> None:
    """Merge the values that the region sets, and follow variables that have new names."""
    _rename(draft, region, hub, toml)
    ours, theirs = given(region), given(hub)
    for table in ours:
        base = getattr(draft.before.settings, table)
        for key, value in ours[table].items():
            if key in base:
                _merge(draft, (table, key), base[key], value, theirs[table].get(key), toml)
        draft.settings[table] = {key: theirs[table][key] for key in ours[table] if key in theirs[table]}


def _merge(draft: Draft, path: tuple[str, str], base: str, ours: str, theirs: str | None, toml: TomlEditor) -> None:
    """Bring one value to upstream's present one, where the region has only what upstream had."""
    table, key = path
    had_upstreams = canonical(ours) == canonical(base)
    if theirs is None:
        if (
            had_upstreams and table == "brand"
        ):  # its file may be gone as well; a variable may stand in the region's text
            toml.remove(path)
            draft.tell(News.TOLD, f"Upstream no longer has {table}:{key}; yours was the same, “{ours}”, and went too.")
    elif canonical(theirs) in (canonical(base), canonical(ours)):
        return
    elif had_upstreams:
        toml.set(path, theirs)
        draft.tell(News.TOLD, f"Upstream changed {table}:{key}; yours was the same, “{base}”, and is “{theirs}” now.")
    else:
        draft.tell(News.TOLD, f"Upstream changed {table}:{key} to “{theirs}”; yours, “{ours}”, stays.")


def _rename(draft: Draft, region: RegionFile, hub: HubFile, toml: TomlEditor) -> None:
    """Give a variable that has a new name upstream the region's value; its own text may go on using the old name."""
    known: Mapping[str, str] = draft.before.settings.variables
    for name, value in region.variables.items():
        new = draft.follower.moves.get(f"variables:{name}", "").removeprefix("variables:")
        if new and new in hub.variables and new not in region.variables:
            if canonical(value) == canonical(known.get(name)):
                toml.set(("variables", name), hub.variables[new])
            else:
                toml.set(("variables", new), value)
                draft.tell(News.FOLLOWED, f"The variable {name} is {new} now, and has your value.")
        elif name not in hub.variables and name in known:
            draft.tell(News.TOLD, f"Upstream no longer uses the variable {name}; yours stays.")
