"""Write the locks: every package in one version, with the hashes of its files.

``kit/requirements.lock`` holds what the kit needs. Regions carry it and install by it, on any system and any Python
that the kit supports. ``scripts/release.lock`` holds what makes a release. Run before a release::

    .venv/bin/python scripts/lock.py            # raise every version that still fits
    .venv/bin/python scripts/lock.py --check    # change nothing; see that both hold what pyproject.toml asks for

uv resolves for all systems at once (``pip install '.[release]'`` brings it).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK, TOOLS = ROOT / "kit" / "requirements.lock", ROOT / "scripts" / "release.lock"
_WORDS = ("--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate")


def locked(upgrade: bool) -> dict[Path, str]:
    """Return what the locks should hold; without ``upgrade`` they keep each version that still fits."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {LOCK: project["dependencies"], TOOLS: project["optional-dependencies"]["release"]}
    oldest = project["requires-python"].removeprefix(">=")
    return {lock: _resolved(lock, needs, oldest, upgrade) for lock, needs in wanted.items()}


def _resolved(lock: Path, needs: list[str], oldest: str, upgrade: bool) -> str:
    with tempfile.TemporaryDirectory() as folder:
        asked, made = Path(folder, "requirements.in"), Path(folder, "requirements.lock")
        asked.write_text("".join(f"{one}\n" for one in needs), encoding="utf-8")
        if lock.exists() and not upgrade:
            shutil.copy(lock, made)
        words = [*_WORDS, "--python-version", oldest, str(asked), "--output-file", str(made)]
        subprocess.run([sys.executable, "-m", "uv", "pip", "compile", *words], cwd=ROOT, check=True)
        return made.read_text(encoding="utf-8")


def main() -> None:
    """Write both locks, or with ``--check`` end with a sentence where one is out of date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args().check
    for lock, text in locked(upgrade=not check).items():
        name = lock.relative_to(ROOT)
        if check and lock.read_text(encoding="utf-8") != text:
            sys.exit(f"{name} does not hold what pyproject.toml asks for: run scripts/lock.py, and the tests.")
        lock.write_text(text, encoding="utf-8")
        pinned = sum("==" in line for line in text.splitlines())
        print(f"{name}: {pinned} packages")


if __name__ == "__main__":
    main()
