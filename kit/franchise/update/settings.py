"""Updating region.toml: variables and colours that upstream changed or renamed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kit.franchise.update.draft import Draft, News
from kit.model.schema import HubFile, RegionFile


def update_settings(draft: Draft, region: RegionFile, hub: HubFile, toml: Any) -> None:
    """Tell what changed under the region's own values, and follow variables that have new names."""
    draft.settings["variables"] = _values(draft, "variables", region.variables, hub.variables)
    brand = {key: str(value) for key, value in region.brand.model_dump().items() if value is not None}
    theirs = {key: str(value) for key, value in hub.brand.model_dump().items() if value is not None}
    draft.settings["brand"] = _values(draft, "brand", brand, theirs)
    _variables(draft, region, hub, toml)


def _values(draft: Draft, table: str, ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    known = getattr(draft.before.settings, table)
    for key, value in ours.items():
        now = theirs.get(key)
        if key in known and now is not None and now != known[key] and now != value:
            draft.tell(News.TOLD, f"Upstream changed {table}:{key} to “{now}”; yours, “{value}”, stays.")
    return {key: theirs[key] for key in ours if key in theirs}


def _variables(draft: Draft, region: RegionFile, hub: HubFile, toml: Any) -> None:
    for name, value in region.variables.items():
        new = draft.follower.moves.get(f"variables:{name}", "").removeprefix("variables:")
        if new and new in hub.variables and new not in region.variables and value:
            toml["variables"][new] = value
            draft.tell(News.FOLLOWED, f"The variable {name} is {new} now, and has your value.")
        elif name not in hub.variables and name in draft.before.settings.variables:
            draft.tell(News.TOLD, f"Upstream no longer uses the variable {name}; yours stays.")
