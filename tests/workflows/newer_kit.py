"""A kit that is newer than the running one, for tests: its wheel with another version, and everything else alike."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile

from kit import __version__
from kit.app.carried_kit import carried_kit


def newer_kit(version: str = "999.0") -> dict[str, bytes]:
    """Return the files of ``wheel/`` by path, as a hub would carry them."""
    files = {path: data for path, data in carried_kit().items() if not path.endswith(".whl")}
    (wheel,) = (data for path, data in carried_kit().items() if path.endswith(".whl"))
    return {**files, f"wheel/peerkit-{version}-py3-none-any.whl": _as(wheel, version)}


def _as(wheel: bytes, version: str) -> bytes:
    about = f"peerkit-{version}.dist-info"
    with zipfile.ZipFile(io.BytesIO(wheel)) as old:
        members = {name.replace(f"peerkit-{__version__}.dist-info", about): old.read(name) for name in old.namelist()}
    del members[f"{about}/RECORD"]
    for name in ("kit/__init__.py", f"{about}/METADATA"):
        members[name] = members[name].replace(__version__.encode(), version.encode(), 1)
    lines = [f"{name},{_digest(data)},{len(data)}\n" for name, data in members.items()]
    members[f"{about}/RECORD"] = "".join([*lines, f"{about}/RECORD,,\n"]).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, data in members.items():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _digest(data: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
