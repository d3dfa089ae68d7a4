"""What comes into a studio: a saved region or a hub as a zip from anywhere, or files that this browser kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kit.model.errors import WrongUsage
from kit.source.tree.zips import read_plain
from kit.studio.held import packed

_KEPT = {"region.toml"}  # the one file of a region that has no other
# What lies beside the files of a region that somebody worked on elsewhere, and is none of it; folder.js says the same.
_BESIDE = (".git/", ".venv/", "_build/", "node_modules/")


def arrived(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the files of a region by path; in ``folder`` a zip may lie for a moment.

    Whatever comes goes through one gate: raises Refused for what is unsafe to unpack, WrongUsage for what is no region.
    """
    zipped = files if len(files) == 1 and not files.keys() <= _KEPT else {"region.zip": packed(files)}
    with laid(zipped, folder) as place:
        found = read_plain(place) if place else {}
    return _at_its_top({path: data for path, data in found.items() if not path.endswith("/")})


@contextmanager
def laid(files: Mapping[str, bytes], folder: Path) -> Iterator[Path | None]:
    """Yield where the one file of ``files`` lies in ``folder`` for as long as this is open, under the name people know.

    A zip that is called otherwise gets ``.zip`` at its end. Yields None where there is no file.
    """
    places = [folder / _named(name, data) for name, data in files.items()]
    for place, data in zip(places, files.values(), strict=True):
        place.write_bytes(data)
    try:
        yield places[0] if places else None
    finally:
        for place in places:
            place.unlink(missing_ok=True)


def _named(name: str, data: bytes) -> str:
    plain = re.sub(r"[\\/#\x00-\x1f]", "-", name)[-100:]  # "#" would name a folder inside
    return f"{plain}.zip" if data.startswith(b"PK") and not plain.lower().endswith(".zip") else plain


def _at_its_top(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files below the folder of ``region.toml``: people zip a folder, or what is in it."""
    tops = {path.removesuffix("region.toml") for path in files if path.count("/") < 2 and path.endswith("region.toml")}
    top = min((one for one in tops if one == "" or one.endswith("/")), key=len, default=None)
    if top is None:
        raise WrongUsage(
            "There is no region.toml in this, so it is no region.", "Choose the zip that Save my region made."
        )
    inside = {path.removeprefix(top): data for path, data in files.items() if path.startswith(top)}
    return {path: data for path, data in inside.items() if not path.startswith(_BESIDE)}
