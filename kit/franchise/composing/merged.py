"""The settings files of a composed tree: upstream's, with the region's values written into them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import tomlkit

from kit.model.schema import RegionFile


def merged_hub(upstream: str, region: RegionFile) -> str:
    """Return the text of ``hub.toml`` with the region's id, name, languages, url, variables and brand in it.

    Everything else, comments included, stays as upstream wrote it.
    """
    document = tomlkit.parse(upstream)
    document["id"] = region.id
    document["name"] = region.name
    document["languages"] = region.languages
    document["url"] = region.url
    for table, values in (("variables", region.variables), ("brand", _given(region))):
        if values and table not in document:
            document[table] = tomlkit.table()
        for key, value in values.items():
            document[table][key] = value
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
