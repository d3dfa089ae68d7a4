"""Write ``kit/requirements.lock``: every package that the kit needs, in one version, with the hashes of its files.

Run before a release: ``.venv/bin/python scripts/lock.py``. Regions carry the lock and install by it, on any system and
any Python that the kit supports. uv resolves for all of them at once (``pip install '.[release]'`` brings it).
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "kit" / "requirements.lock"


def main() -> None:
    """Resolve anew; a version in the lock that still fits is raised too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    words = [
        "--universal",
        "--python-version",
        oldest,
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--upgrade",
    ]
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *words, "pyproject.toml", "--output-file", LOCK]
    subprocess.run(command, cwd=ROOT, check=True)
    pinned = sum("==" in line for line in LOCK.read_text(encoding="utf-8").splitlines())
    print(f"{LOCK.relative_to(ROOT)}: {pinned} packages")


if __name__ == "__main__":
    main()
