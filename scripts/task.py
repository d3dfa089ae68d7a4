"""What ``make`` and ``make.bat`` do. Needs nothing but Python: it makes ``.venv`` and installs the kit there itself."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
EXAMPLE = "docs/examples/midlands"
GROUPS = "docs/examples/groups"  # what the example and other, invented groups say of themselves

TASKS = {
    "help": "say what there is",
    "demo": "install, then build the hub and the Midlands example into _build/",
    "examples": "install, then put the example regions into _build/examples, to look at and change",
    "build": "build the hub into _build/hub",
    "serve": "show the hub in the browser, again after each change",
    "check": "report every mistake in the hub",
    "test": "install what tests need, then run them",
    "release": "make a release in dist/, for regions that receive from SOURCE",
}


def run(*command: str | Path) -> None:
    """Run a command in the repository; end with its exit code if that is not 0."""
    code = subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    if code:
        sys.exit(code)


def install(extra: str = "") -> None:
    """Make ``.venv`` and install the kit into it, unless that was done with the same pyproject.toml."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = HOME / f".installed-{extra or 'kit'}"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_environment()
    print(f"Installing the kit{' and its tools' if extra else ''} into .venv ...", flush=True)
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", target)
    stamp.write_text(wanted)


def make_environment() -> None:
    """Make the virtual environment, or say what the system lacks for it."""
    print("Making a virtual environment in .venv ...", flush=True)
    try:
        venv.create(HOME, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit("Python cannot make virtual environments here. On Debian or Ubuntu: apt-get install python3-venv")


def kit(*arguments: str) -> None:
    """Run ``peerkit``."""
    run(PYTHON, "-m", "kit", *arguments)


def demo() -> None:
    """Build the hub and one region that was forked from it, and say where to look."""
    install()
    kit("-C", EXAMPLE, "build", "--out", "_build/midlands")
    kit("-C", "sessions", "build", "--out", "_build/hub", "--groups", GROUPS)
    print("\nOpen these in a browser, and look beside them for handouts and decks:")
    for name in ("hub", "midlands"):
        print(f"  {ROOT / '_build' / name / 'site' / 'index.html'}")


def main() -> None:
    """Do what the first argument says; ``test`` passes further ones on to pytest."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs before anything is installed, by whatever Python is there
        sys.exit("The kit needs Python 3.11 or newer.")
    task, arguments = (sys.argv[1] if len(sys.argv) > 1 else "help"), sys.argv[2:]
    if task == "demo":
        demo()
    elif task == "examples":
        install()
        run(PYTHON, ROOT / "scripts" / "examples.py")
    elif task in ("build", "check"):
        install()
        kit("-C", "sessions", task)
    elif task == "serve":
        install("serve")
        kit("-C", "sessions", "serve", *arguments)
    elif task == "test":
        install("dev")
        run(PYTHON, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *(arguments or ["-m", "not slow"]))
    elif task == "release":
        install("release")
        run(PYTHON, ROOT / "scripts" / "release.py", *arguments)
    else:
        print("\n".join(f"  make {word:<8} {meaning}" for word, meaning in TASKS.items()))
        sys.exit(0 if task == "help" else 2)


if __name__ == "__main__":
    main()
