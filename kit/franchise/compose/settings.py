"""The settings files of a composed tree: upstream's, with the region's values written into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import tomlkit
from tomlkit.items import Array

from kit.model.schema import RegionFile

OWN = ("accessibility", "privacy")  # what a group says of its own site and nobody inherits
ANCESTRY = "based_on"


def merged_hub(upstream: str, region: RegionFile) -> str:
    """Return the text of ``hub.toml`` with the region's id, name, languages, url, variables and brand in it.

    Upstream is added to what the material is based on. Its accessibility statement and privacy note are taken out, for
    they are about its own site; the region's stand in their place, if it has any. Everything else, comments included,
    stays as upstream wrote it.
    """
    document = tomlkit.parse(upstream)
    document[ANCESTRY] = _ancestors(document)
    document["id"] = region.id
    document["name"] = region.name
    document["languages"] = region.languages
    document["url"] = region.url
    for table, values in (("variables", region.variables), ("brand", _given(region))):
        if values and table not in document:
            document[table] = tomlkit.table()
        for key, value in values.items():
            document[table][key] = value
    for table in OWN:
        document.pop(table, None)
        if (own := getattr(region, table)) is not None:
            document[table] = own.model_dump(exclude_unset=True)
    return tomlkit.dumps(document)


def _ancestors(upstream: tomlkit.TOMLDocument) -> Array:
    """Return the groups whose material this is, oldest first, each as a small table on a line of its own."""
    said = upstream.unwrap()
    nearest = {key: said[key] for key in ("name", "version", "url") if said.get(key)}
    listed = tomlkit.array()
    for one in [*said.get(ANCESTRY, []), nearest]:
        entry = tomlkit.inline_table()
        entry.update(one)
        listed.append(entry)
    return listed.multiline(True)


def without_ancestry(hub: str) -> str:
    """Return the text of a composed ``hub.toml`` without the groups that it is based on, which the kit writes there."""
    document = tomlkit.parse(hub)
    document.pop(ANCESTRY, None)
    return tomlkit.dumps(document)


def _given(region: RegionFile) -> dict[str, str]:
    return {key: value for key, value in region.brand.model_dump().items() if value is not None}


def merged_moves(upstream: str, moved: Mapping[str, str], dropped: Iterable[str], version: str) -> str:
    """Return the text of ``moves.toml`` with the region's renamed addresses and dropped pages added at its end."""
    lines = [upstream.rstrip("\n") + "\n" if upstream.strip() else ""]
    for old, new in moved.items():
        lines.append(f'\n[[move]]\nfrom = "{old}"\nto = "{new}"\nin = "{version}"\n')
    for page in sorted(dropped):
        lines.append(f'\n[[retired]]\naddress = "{page}"\nin = "{version}"\n')
    return "".join(lines)
