"""Where a region can be forked from: a folder, a zip, or the hub that the kit carries."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from kit.franchise.compose.compose import Composed, compose
from kit.franchise.fork import source_from
from kit.franchise.upstream.git import cloned, is_address
from kit.model.errors import EnvironmentTrouble, FindingsError, KitError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.publish.files import read
from kit.source.settings.files import read_hub, read_region
from kit.source.tree.read import read_tree, with_record
from kit.source.tree.rules import MAX_SETTINGS
from kit.source.tree.zips import read_zip

BUILTIN = "builtin"

SETTINGS = ("hub.toml", "region.toml")

# Addresses that browsers and git would understand.
_GIT = re.compile(r"(https?|ssh|git|file|ftp)://|[\w.-]+@[\w.-]+:", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """A place that can be forked: ``place`` is its folder or zip here, ``text`` what people typed before ``#inner``."""

    place: Path
    text: str
    inner: str = ""

    @property
    def zipped(self) -> bool:
        """Whether it is a zip."""
        return self.place.suffix.lower() == ".zip" and self.place.is_file()

    def tree(self, found: list[Finding]) -> Tree:
        """Read its hub or region, by the same rules wherever it lies; what breaks them goes to ``found``.

        Raises Refused for a zip that is unsafe to unpack, WrongUsage where there is no hub and no region.
        """
        if self.zipped:
            return read_zip(self.place, self.inner, found)
        return with_record(self.place, read_tree(self.place, found))


def builtin_hub() -> Path:
    """Return the folder of the hub that the kit carries; in a checkout that is ``sessions/``.

    Raises EnvironmentTrouble where the installation is incomplete.
    """
    package = Path(str(files("kit")))
    for folder in (package / "builtin", package.parent / "sessions"):
        if (folder / "hub.toml").is_file():
            return folder
    message = "This installation of the kit carries no hub."
    raise EnvironmentTrouble(message, "Install the kit again, or name a hub with --from.")


def source_named(text: str) -> Source:
    """Return the source that ``text`` names: ``builtin``, a folder or a zip, with ``#path`` for a tree inside it.

    Raises WrongUsage where there is nothing of that name, or a folder with no hub and no region in it.
    """
    if text == BUILTIN:
        return Source(builtin_hub(), BUILTIN)
    place, _, inner = text.partition("#")
    top = Path(place).expanduser()
    if top.is_dir():
        return Source(tree_root(top, inner), place, inner)
    if top.suffix.lower() == ".zip" and top.is_file():
        return Source(top, place, inner)
    raise WrongUsage(*_nothing_there(place))


def _nothing_there(place: str) -> tuple[str, str]:
    if place.lower().startswith("file:"):
        message = f"{place} is an address as browsers have it, and not the name of a folder or .zip."
        return message, "Name the folder or .zip itself, without the file: before it."
    if _GIT.match(place):
        message = f"{place} is a web address, and not one of a kind that the kit reads."
        return message, "Download it as a zip from there, then name the zip; or give a git address: https:// or ssh://."
    hint = 'Name a folder with hub.toml or region.toml in it, a .zip of one, or "builtin".'
    if Path(place).expanduser().exists():
        return f"{place} is neither a folder nor a .zip file.", hint
    return f"There is no folder and no .zip called {place}.", hint


def tree_root(top: Path, inner: str = "") -> Path:
    """Return the first of ``top``, a single folder in it, and ``sessions/`` in either, that holds a hub or region.

    ``inner`` names another folder instead. Raises WrongUsage where none does.
    """
    if inner:
        candidates = [top / inner]
    else:
        folders = [path for path in top.iterdir() if path.is_dir() and not path.name.startswith(".")]
        single = folders if len(folders) == 1 else []
        candidates = [top, *single, *(one / "sessions" for one in (top, *single))]
    for candidate in candidates:
        if any((candidate / name).is_file() for name in SETTINGS):
            return candidate
    message = f"{top / inner if inner else top} holds no hub.toml and no region.toml."
    raise WrongUsage(message, "Name the folder that does, or add #FOLDER to the source.")


# Reaching a region's upstream: its source is read and composed; circles of regions are refused.

MAX_DEPTH = 10  # regions of regions of regions; a deeper chain is a mistake


@dataclass(frozen=True)
class Reached:
    """An upstream as it is now: its composed tree, its version, and its source as region.toml should name it.

    ``place`` is the folder or zip here that it was read from, None for one that had to be fetched. ``composed`` tells
    where upstream itself wrote each line.
    """

    tree: Tree
    version: str
    text: str
    composed: Composed
    place: Path | None = None


def reach(root: Path, source: str, version: str | None, typed: bool = False) -> Reached:
    """Read and compose the upstream ``source`` of the region at ``root``.

    A folder or zip that was ``typed`` counts from the current folder, one in region.toml from the region's. Raises
    EnvironmentTrouble where it cannot be reached or has no ``version``, KitError for a circle of regions, and
    FindingsError where it holds errors.
    """
    address, _, inner = source.partition("#")
    if is_address(address, typed):
        with cloned(address, version) as folder:
            reached = _composed(Source(tree_root(folder, inner), address, inner))
        return replace(reached, text=source)
    from_settings = not typed and source != BUILTIN
    named = _named(_from_region(root, source) if from_settings else source, _MOVED if from_settings else "")
    _refuse_circle(root, named)
    reached = _composed(named)
    if version is not None and version != reached.version:
        message = f"{source} has version {reached.version}, not {version}."
        hint = "Only a git address can give another version than the one that lies there."
        raise EnvironmentTrouble(message, hint, "--to")
    return replace(reached, text=_text(root, named, source), place=named.place)


@contextmanager
def opened(root: Path, source: str) -> Iterator[tuple[Source, Path]]:
    """Yield what ``source`` in the settings of the region at ``root`` names, and its top: a folder, or a zip.

    Raises EnvironmentTrouble where it cannot be reached, WrongUsage where it holds no hub and no region.
    """
    address, _, inner = source.partition("#")
    if is_address(address, typed=False):
        with cloned(address, None) as folder:
            yield Source(tree_root(folder, inner), address, inner), folder
    else:
        named = _named(source if source == BUILTIN else _from_region(root, source), _MOVED)
        yield named, named.place if source == BUILTIN else Path(named.text).expanduser()


def _composed(source: Source) -> Reached:
    found: list[Finding] = []
    tree = source.tree(found)
    composed = compose(tree, found)
    hub = read_hub(composed.tree, found) if composed else None
    if composed is None or hub is None or has_errors(found):
        raise not_ours(found, source.text)
    return Reached(composed.tree, hub.version, source.text, composed)


def not_ours(found: Sequence[Finding], source: str) -> FindingsError:
    """Return the error that tells what is wrong in upstream's own files, by their own paths."""
    which = "This is a mistake" if len(found) == 1 else "These are mistakes"
    whose = (
        f"{which} in upstream's own files, in {source}, so nothing was changed here and nothing is wrong with yours."
    )
    hint = "Tell those who keep them; once they are mended there, run the command again."
    return FindingsError(found, in_tree=False, message=f"{whose} {hint}")


def _from_region(root: Path, source: str) -> str:
    if source.lower().startswith("file:"):
        message = f"Upstream cannot be reached. {source} is an address, and in region.toml no address may begin so."
        hint = "As source under [upstream], write the name of the folder or zip, counted from region.toml's own folder."
        raise EnvironmentTrouble(message, f"{hint} For a git repository, type: peerkit update --from {source}")
    place, mark, inner = source.partition("#")
    return os.path.normpath(root / place) + mark + inner


_MOVED = "source under [upstream] in region.toml names it. If it is elsewhere now, type: peerkit update --from SOURCE"


def _named(place: str, hint: str) -> Source:
    try:
        return source_named(place)
    except WrongUsage as error:
        raise EnvironmentTrouble(f"Upstream cannot be reached. {error.message}", hint or error.hint) from error


def _text(root: Path, named: Source, source: str) -> str:
    if named.text == BUILTIN:
        return source
    return source_from(root, Path(named.text)) + (f"#{named.inner}" if named.inner else "")


def _refuse_circle(root: Path, source: Source) -> None:
    """Follow folders from region to region; one that comes back to itself is refused with the chain printed."""
    chain = [root.resolve()]
    place: Path | None = source.place
    while place is not None and (place / "region.toml").is_file() and len(chain) <= MAX_DEPTH:
        chain.append(place.resolve())
        if chain[-1] in chain[:-1]:
            names = " -> ".join(str(one) for one in chain)
            raise KitError(f"This region is among its own upstreams: {names}.", "Correct source in region.toml.")
        place = _next(place)


def _next(place: Path) -> Path | None:
    """Return the folder of the upstream of the region in ``place``, None where that is no folder."""
    data = read(place / "region.toml", MAX_SETTINGS)
    settings = None if data is None else read_region(Tree({"region.toml": data}), [])
    if settings is None or settings.upstream.source == BUILTIN or is_address(settings.upstream.source, typed=False):
        return None
    try:
        return source_named(_from_region(place, settings.upstream.source)).place
    except KitError:
        return None
