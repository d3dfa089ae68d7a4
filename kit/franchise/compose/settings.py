"""The settings files of a composed tree: upstream's, with the region's values written into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kit.model.schema import HubFile, RegionFile
from kit.model.tree import Tree
from kit.source.settings.files import read_moves
from kit.source.settings.toml_edit import TomlEditor
from kit.source.settings.toml_text import table_lines

OWN = ("accessibility", "privacy")  # what a group says of its own site and nobody inherits
OWN_FILES = ("repository", "forge", "source")  # where its own files are kept, which a composed tree is none of
ANCESTRY = "based_on"


def merged_hub(upstream: bytes, region: RegionFile) -> bytes:
    """Return ``hub.toml`` with the region's id, name, languages, url, standard, variables and brand in it.

    Where it picks a standard, bare numbers of sessions go on to mean points of the first hub's.

    Upstream is added to what the material is based on. Its accessibility statement and privacy note are taken out, for
    they are about its own site; the region's stand in their place, if it has any. Everything else, comments included,
    stays as upstream wrote it.
    """
    hub = TomlEditor("upstream/hub.toml", upstream)
    hub.set((ANCESTRY,), _ancestors(hub.values))
    for key in ("id", "name", "languages", "url"):
        hub.set((key,), getattr(region, key))
    if region.standard is not None:
        hub.set(("points_of",), hub.values.get("points_of") or hub.values.get("standard", ""))
        hub.set(("standard",), region.standard)
    for key in (*OWN, *OWN_FILES):
        hub.remove((key,))
    own = {name: table.model_dump(exclude_unset=True) for name in OWN if (table := getattr(region, name)) is not None}
    for table, values in {**given(region), **own}.items():
        for key, value in values.items():
            hub.set((table, key), value)
    return hub.data


def _ancestors(upstream: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the groups whose material this is, oldest first."""
    nearest = {key: upstream[key] for key in ("name", "version", "url") if upstream.get(key)}
    return [*upstream.get(ANCESTRY, []), nearest]


def without_ancestry(hub: bytes) -> bytes:
    """Return a composed ``hub.toml`` without the groups that it is based on, which the kit writes there."""
    text = TomlEditor("hub.toml", hub)
    text.remove((ANCESTRY,))
    return text.data


def given(settings: HubFile | RegionFile) -> dict[str, dict[str, str]]:
    """Return what ``settings`` set of variables and brand, by table and name."""
    brand = {key: value for key, value in settings.brand.model_dump().items() if value is not None}
    return {"variables": dict(settings.variables), "brand": brand}


def merged_moves(upstream: str, moved: Mapping[str, str], dropped: Iterable[str], version: str) -> str:
    """Return the text of ``moves.toml`` with the region's renamed addresses and dropped pages added at its end.

    What upstream has written down itself is not written once more, or it would grow with every region of a region.
    """
    known = read_moves(Tree({"moves.toml": upstream.encode()}), [])
    there = {(one.from_, one.to) for one in known.move}
    gone = set(dropped) - {one.address for one in known.retired}
    moves = [(old, new) for old, new in moved.items() if (old, new) not in there]
    tables = [("[[move]]", {"from": old, "to": new, "in": version}) for old, new in moves]
    tables += [("[[retired]]", {"address": page, "in": version}) for page in sorted(gone)]
    start = upstream.rstrip("\n") + "\n" if upstream.strip() else ""
    return start + "".join("\n" + table_lines(header, values) for header, values in tables)
