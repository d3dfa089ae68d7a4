"""The kit that a region's hub carries in ``wheel/``, taken from there where it is newer than the running one.

Workflows run this before ``update``::

    python -P -m kit.app.hub_kit FOLDER

It writes the newer kit to FOLDER, with what installs it; ``update``, run with that, lets the region carry it. Without
this a region that nobody keeps on a laptop would stay on the kit that it began with. Where the hub carries none that is
newer, or none that can be used, nothing is written and a line says so. The hub that region.toml names is trusted here
with code, as at the fork: SECURITY.md says how far. No verb reads a ``wheel/``, the region's or the hub's.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from packaging.version import Version

from kit import __version__
from kit.app.carried_kit import FOLDER, INSTALL, LOCK, version_in, whole
from kit.franchise.upstream.sources import Source, opened
from kit.model.errors import KitError
from kit.model.tree import Tree
from kit.publish.files import names, read
from kit.publish.plain import write_new
from kit.source.settings.files import read_region
from kit.source.tree.paths import shown
from kit.source.tree.rules import MAX_SETTINGS
from kit.source.tree.zips import read_beside

MAX_WHEEL, MAX_LOCK = 50_000_000, 1_000_000  # bytes; the kit's own have 2 MB and 80 KB

_WHEEL = re.compile(r"peerkit-[\w.]+-py3-none-any\.whl")
_PIN = re.compile(r"[\w.-]+==[\w.!+]+( ; [\w .*'\"<>=!()]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|\s*|#.*")


def hub_kit(root: Path) -> tuple[Mapping[str, bytes], str]:
    """Return the files of a kit that the hub of the region at ``root`` carries and that is newer than this one.

    Beside them, or in their place, stands a sentence for people. Raises KitError where the hub cannot be read.
    """
    with opened(root, _source(root)) as (source, top):
        found = _carried(source, top)
    wheels = sorted(name for name in found if name != LOCK)
    newest = max(wheels, key=version_in, default=None)
    if newest is None or version_in(newest) <= Version(__version__):
        return {}, f"The hub carries no kit that is newer than {__version__}."
    version = version_in(newest)
    if version.is_prerelease:
        return {}, f"The hub carries the kit {version}, which is not a release, so it was not taken."
    if wrong := _wrong(found[newest], found.get(LOCK)):
        return {}, f"The hub carries the kit {version}, and it was not taken: {wrong}."
    install = Path(str(files("kit").joinpath(INSTALL))).read_bytes()
    kit = {newest: found[newest], LOCK: found[LOCK], INSTALL: install}
    return kit, f"The hub carries the kit {version}, which is newer than {__version__}."


def _source(root: Path) -> str:
    """Return the source that region.toml names; what is wrong in it is for ``update`` to say."""
    data = read(root / "region.toml", MAX_SETTINGS)
    settings = None if data is None else read_region(Tree({"region.toml": data}), [])
    return settings.upstream.source if settings else "builtin"


def _carried(source: Source, top: Path) -> dict[str, bytes]:
    """Return the wheels and the lock in the nearest ``wheel/``: beside the hub's pages, or above them up to ``top``."""
    if source.zipped:
        return read_beside(source.place, source.inner, FOLDER, _wanted)
    above = [source.place, *(one for one in source.place.parents if one.is_relative_to(top))]
    folder = next((one / FOLDER for one in above if (one / FOLDER).is_dir()), top / FOLDER)
    found = {name: read(folder / name, _most(name)) for name in names(folder) if _most(name)}
    return {name: data for name, data in found.items() if data is not None}


def _most(name: str) -> int:
    """Return how many bytes a file of that name may have; 0 for what is no part of a kit."""
    return MAX_LOCK if name == LOCK else MAX_WHEEL if _WHEEL.fullmatch(name) else 0


def _wanted(name: str, size: int) -> bool:
    return size <= _most(name)


def _wrong(wheel: bytes, lock: bytes | None) -> str:
    """Return why the kit cannot be used, or ""."""
    if lock is None:
        return f"{LOCK} is not beside it"
    lines = lock.decode(errors="replace").splitlines()
    odd = next((line for line in lines if not _PIN.fullmatch(line)), None)
    if odd is not None:
        return f"{LOCK} holds more than packages with their hashes: {shown(odd[:60])}"
    return "" if whole(wheel) else "its wheel is damaged"


def main() -> None:
    """Write the hub's newer kit to the folder that is named, if there is one. The exit code is 0 either way."""
    (folder,) = sys.argv[1:]
    try:
        kit, told = hub_kit(Path.cwd())
    except KitError as error:
        kit, told = {}, f"The hub was not asked for a newer kit. {error.message}"
    if kit:
        write_new(Path(folder), kit, ())
    sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main()
