"""The kit that a region carries in ``wheel/``: itself as a wheel, the packages that go with it, and what installs them.

The workflows of a region install from there, so that no package index has to have our name and a group builds with the
kit that it knows. No command reads ``wheel/``. The wheel is put together anew from the installed files, after the
binary distribution format (packaging.python.org/en/latest/specifications/binary-distribution-format): whoever can run
the kit can start a region. The same files give the same bytes.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

from packaging.version import InvalidVersion, Version

from kit import __version__
from kit.franchise.upstream.sources import builtin_hub
from kit.model.errors import EnvironmentTrouble

FOLDER = "wheel"
LOCK = "requirements.lock"  # other packages, each in one version with its hashes; scripts/lock.py writes it
INSTALL = "install.sh"  # what workflows run, in the folder of the region

_ABOUT = f"peerkit-{__version__}.dist-info"
_TAGS = "py3-none-any"
_NAME = f"peerkit-{__version__}-{_TAGS}.whl"
_WHEEL = f"Wheel-Version: 1.0\nGenerator: peerkit {__version__}\nRoot-Is-Purelib: true\nTag: {_TAGS}\n"
_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_LEFT_BEHIND = frozenset({"__pycache__", ".DS_Store", "Thumbs.db", "desktop.ini"})
_AGAIN = "Install the kit again from its wheel or its folder."


@lru_cache(maxsize=1)
def carried_kit() -> Mapping[str, bytes]:
    """Return the files of ``wheel/`` by path: the running kit as a wheel, its lock, and what installs both.

    Raises EnvironmentTrouble where the kit cannot be packed, as where it runs without having been installed.
    """
    package = Path(str(files("kit")))
    members = dict(sorted([*_code(package), *_below(builtin_hub(), "kit/builtin"), *_about()]))
    beside = {name: (package / name).read_bytes() for name in (LOCK, INSTALL)}
    return {f"{FOLDER}/{name}": data for name, data in {**beside, _NAME: _zipped(members)}.items()}


def renewed_kit(root: Path) -> dict[str, bytes | None]:
    """Return what changes in ``wheel/`` of the region at ``root``: nothing, unless the running kit is newer.

    A region without a wheel does without one on purpose (``fork --no-kit``). Raises EnvironmentTrouble as
    ``carried_kit`` does.
    """
    there = sorted(path.name for path in (root / FOLDER).glob("peerkit-*.whl"))
    if not there or any(version_in(name) >= Version(__version__) for name in there):
        return {}
    return {**{f"{FOLDER}/{name}": None for name in there}, **carried_kit()}


def version_in(name: str) -> Version:
    """Return the version in a wheel's name; a name that nobody can read counts as older than any."""
    try:
        return Version(name.split("-")[1])
    except InvalidVersion:
        return Version("0.dev0")


def _code(package: Path) -> Iterator[tuple[str, bytes]]:
    return (one for one in _below(package, "kit") if not one[0].startswith("kit/builtin/"))


def _below(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of ``folder`` as members below ``name``, without what Python and desktops leave there."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and _LEFT_BEHIND.isdisjoint(parts):
            yield "/".join([name, *parts]), path.read_bytes()


def _about() -> Iterator[tuple[str, bytes]]:
    """Yield what installers want to know of the kit: name, needs, commands and licences, as they were installed."""
    about = _installed()
    yield f"{_ABOUT}/WHEEL", _WHEEL.encode()
    for path in about.files or ():
        inside = path.parts[1:] if path.parts[0] == _ABOUT else ()
        if inside[:1] in {("METADATA",), ("entry_points.txt",), ("licenses",)}:
            yield "/".join([_ABOUT, *inside]), path.read_binary()


def _installed() -> Distribution:
    try:
        about = distribution("peerkit")
    except PackageNotFoundError as error:
        raise EnvironmentTrouble(
            "The kit runs from files that nobody installed, so it cannot be packed.", _AGAIN
        ) from error
    if about.version != __version__:
        message = f"The kit was installed as {about.version} and is {__version__} now, so it cannot be packed."
        raise EnvironmentTrouble(message, _AGAIN)
    return about


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a wheel that holds ``members``, and last the list of them that installers check it by."""
    lines = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in members.items()]
    record = f"{_ABOUT}/RECORD"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as wheel:
        for name, data in {**members, record: "".join([*lines, f"{record},,\n"]).encode()}.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def whole(wheel: bytes) -> bool:
    """Whether ``wheel`` is a zip that holds just the files of its own list, each as the list says."""
    try:
        with zipfile.ZipFile(io.BytesIO(wheel)) as opened:
            members = {name: opened.read(name) for name in opened.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return False
    records = [name for name in members if name.endswith(".dist-info/RECORD")]
    listed = csv.reader(members[records[0]].decode(errors="replace").splitlines()) if len(records) == 1 else ()
    said = {line[0]: line[1] for line in listed if len(line) == 3}
    real = {name: "" if name in records else f"sha256={_digest(data)}" for name, data in members.items()}
    return bool(real) and said == real


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
