"""What a release is made of, as CycloneDX (cyclonedx.org): packages as installed by the lock, and files of others.

The packages are read by ``cyclonedx-py`` from an environment that holds nothing else. Fonts and scripts of others lie
in the kit unchanged; the tables beside them say what they are.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("kit/render/fonts", "kit/render/day/vendor", "kit/render/site/vendor")
_ROW = re.compile(
    r"\| (?P<files>`[^|]+) \| (?P<what>[^|]+) \| (?P<version>[^|]+) \| <(?P<url>[^|]+)> \| (?P<licence>.+) \|"
)


@dataclass(frozen=True)
class Vendored:
    """Files of others in the kit: ``licence`` is of the SPDX list, ``text`` the file in which it stands."""

    name: str
    version: str
    url: str
    licence: str
    text: str
    files: tuple[Path, ...]


def vendored() -> Iterator[Vendored]:
    """Yield what the tables beside the files of others say."""
    for folder in FOLDERS:
        for row in _ROW.finditer((ROOT / folder / "README.md").read_text(encoding="utf-8")):
            files = tuple(ROOT / folder / name for name in re.findall(r"`([^`]+)`", row["files"]))
            (text,) = re.findall(r"`([^`]+)`", row["licence"])
            licence = "OFL-1.1" if text.endswith("OFL.txt") else row["licence"].partition(",")[0]
            name = row["what"].partition(",")[0]
            yield Vendored(name, row["version"].partition(" ")[0].rstrip(","), row["url"], licence, text, files)


def sbom(python: Path, version: str) -> str:
    """Return the list for the kit in ``version``, with the packages that the Python of an environment has."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), str(python)]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    made["metadata"]["component"] |= {"version": version, "purl": f"pkg:pypi/peerkit@{version}"}
    made["components"] += [_component(one) for one in vendored()]
    text = json.dumps(made, indent=1, sort_keys=True) + "\n"
    if wrong := JsonStrictValidator(SchemaVersion.from_version(made["specVersion"])).validate_str(text):
        message = f"The list is not as CycloneDX wants it: {wrong}"
        raise SystemExit(message)
    return text


def _component(one: Vendored) -> Mapping[str, Any]:
    return {
        "type": "library" if one.files[0].suffix == ".js" else "file",
        "bom-ref": f"vendored/{one.name}@{one.version}",
        "name": one.name,
        "version": one.version,
        "licenses": [{"license": {"id": one.licence}}],
        "externalReferences": [{"type": "vcs", "url": one.url}],
        "components": [_file(path, one) for path in one.files],
    }


def _file(path: Path, one: Vendored) -> Mapping[str, Any]:
    name = path.relative_to(ROOT).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    hashes = [{"alg": "SHA-256", "content": digest}]
    return {"type": "file", "bom-ref": f"file/{name}", "name": name, "version": one.version, "hashes": hashes}
