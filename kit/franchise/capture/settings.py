"""Capturing what was changed in ``hub.toml`` of a composed tree into region.toml. Pure.

That is names, variables, brand, and what a group says of its own site.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.franchise.capture.toml_text import CannotWrite, remove_value, set_value
from kit.franchise.composing.merged import ANCESTRY, OWN

TOP = ("id", "name", "languages", "url")  # what a region says of itself in the hub.toml that is composed for it
TABLES = ("variables", "brand", *OWN)
_OWN = {(table,) for table in OWN}


@dataclass(frozen=True)
class Settings:
    """region.toml's new text; ``told`` are sentences on what changed, ``left`` on what a region cannot change."""

    text: str
    told: Sequence[str]
    left: Sequence[str]


def capture_settings(region: str, upstream: str, composed: str, edited: str) -> Settings:
    """Return region.toml with every value in which the ``edited`` hub.toml differs from the ``composed`` one.

    ``upstream`` is upstream's hub.toml: what it declares a region can change, and not take out.
    """
    before, after, theirs = (_data(one) for one in (composed, edited, upstream))
    told: list[str] = []
    left = [
        f"hub.toml: {key} belongs to upstream, so your change of it was left out." for key in _others(before, after)
    ]
    changes: list[tuple[tuple[str, ...], str, Any]] = [((), key, after.get(key)) for key in TOP]
    for table in TABLES:
        keys = [*after.get(table, {}), *(key for key in before.get(table, {}) if key not in after.get(table, {}))]
        changes += [((table,), key, after.get(table, {}).get(key)) for key in keys]
    for path, key, value in changes:
        if _get(before, path, key) == value:
            continue
        name = ".".join([*path, key])
        if value is None and path[:1] not in _OWN and _get(theirs, path, key) is not None:
            left.append(f"hub.toml: upstream has {name}, and a region can change it but not take it out.")
            continue
        try:
            region = remove_value(region, path, key) if value is None else set_value(region, path, key, value)
        except CannotWrite:
            left.append(
                f"hub.toml: {name} could not be written into region.toml line by line; write it there yourself."
            )
            continue
        told.append(f"{name} is {_shown(value)} now." if value is not None else f"{name} is no longer set.")
    return Settings(region, told, left)


def _others(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    keys = [*after, *(key for key in before if key not in after)]
    return [key for key in keys if key not in (*TOP, *TABLES, ANCESTRY) and before.get(key) != after.get(key)]


def _get(data: Mapping[str, Any], path: tuple[str, ...], key: str) -> Any:
    holder: Any = data.get(path[0], {}) if path else data
    return holder.get(key)


def _data(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))


def _shown(value: Any) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else f"“{value}”" if value else "empty"
