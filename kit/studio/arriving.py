"""A saved region that comes back: a zip from anywhere, or files that this browser kept. Both go through one gate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kit.model.errors import WrongUsage
from kit.source.tree.zips import read_plain
from kit.studio.held import packed


def arrived(files: Mapping[str, bytes], place: Path) -> dict[str, bytes]:
    """Return the files of a region by path; ``place`` is a path at which a zip may lie for a moment.

    Raises Refused for what is unsafe to unpack, WrongUsage for what is no region.
    """
    (first, data), *others = files.items() or [("", b"")]
    place.write_bytes(data if first.endswith(".zip") and not others else packed(files))
    try:
        return _at_its_top({path: data for path, data in read_plain(place).items() if not path.endswith("/")})
    finally:
        place.unlink()


def _at_its_top(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files below the folder of ``region.toml``: people zip a folder, or what is in it."""
    tops = {path.removesuffix("region.toml") for path in files if path.count("/") < 2 and path.endswith("region.toml")}
    top = min((one for one in tops if one == "" or one.endswith("/")), key=len, default=None)
    if top is None:
        raise WrongUsage(
            "There is no region.toml in this, so it is no region.", "Choose the zip that Save my region made."
        )
    return {path.removeprefix(top): data for path, data in files.items() if path.startswith(top)}
