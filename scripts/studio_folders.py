"""Fill the two folders that ``peerkit studio`` takes: Pyodide from npm, and the kit's packages for a browser.

    .venv/bin/python scripts/studio_folders.py FOLDER

Pyodide comes in the version below, and each package in that of the kit's lock for the Python that runs this, by the
hashes of the lock: the studio then makes the same bytes as the command line here.
What only a whole distribution of Pyodide has (lxml, Pillow) is left out. Both clients take what they have cached.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from kit.studio.wheels import PURE_ENOUGH, SEEING, needed, python_of

PYODIDE = "pyodide@314.0.7"
BROWSER = ["--platform", "pyemscripten_2026_0_wasm32", "--platform", "any"]


def fill(folder: Path) -> None:
    """Write ``folder/pyodide`` and ``folder/wheels``; what lies there already is kept."""
    pyodide, wheels = folder / "pyodide", folder / "wheels"
    if not pyodide.is_dir():
        _unpack(pyodide)
    here = ".".join(map(str, sys.version_info[:2]))
    lines = {name: line for name, line in needed(here).items() if name not in SEEING}
    _download(
        wheels,
        [line for name, line in lines.items() if name not in PURE_ENOUGH],
        ["--python-version", python_of(pyodide), *BROWSER],
    )
    _download(wheels, [line for name, line in lines.items() if name in PURE_ENOUGH])


def _unpack(pyodide: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["npm", "pack", "--silent", PYODIDE], cwd=place, check=True, stdout=subprocess.DEVNULL)
        (packed,) = Path(place).glob("*.tgz")
        with tarfile.open(packed) as archive:
            archive.extractall(place, filter="data")
        pyodide.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(Path(place, "package"), pyodide)


def _download(wheels: Path, lines: Iterable[str], more: Sequence[str] = ()) -> None:
    with tempfile.TemporaryDirectory() as place:
        wanted = Path(place, "wanted.txt")
        wanted.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        asked = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--dest", str(wheels), "-r", str(wanted)]
        subprocess.run([sys.executable, "-m", "pip", "--quiet", "download", *asked, *more], check=True)


if __name__ == "__main__":
    fill(Path(sys.argv[1]))
