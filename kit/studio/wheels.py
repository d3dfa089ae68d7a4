"""Which wheels a studio takes, from the folders that somebody filled, and what of them a browser needs."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from kit.app.carried_kit import LOCK
from kit.model.errors import WrongUsage

# Packages whose compiled parts only make them quicker: a wheel for any system does, without those.
PURE_ENOUGH = frozenset({"markupsafe", "pyyaml", "charset-normalizer"})
SEEING = ("lxml", "pillow")  # what looks into pictures; not on the package index for browsers
_DECKS = ("python-pptx", "xlsxwriter")
_LATER = {"typst": "handouts"}  # needed for a part of a build only
# What no page of ours needs: tests, sources of translations, type stubs, and what other languages' dates look like.
_UNUSED = re.compile(
    r"(?:^|/)tests?/|\.(?:po|pot|pyi|pyx|pxd|c|h|map)$|^babel/locale-data/(?!root|en|cy|ga|gd)|^sphinx/locale/(?!cy|ga|gd)[^/]+/"
)
_ENVIRONMENT = {"sys_platform": "emscripten", "platform_system": "Emscripten", "os_name": "posix"}


@dataclass(frozen=True)
class Chosen:
    """The wheels of a studio: for its start, and for each part of a build that needs more.

    ``cannot`` are the parts that it cannot make, ``sees`` whether it can look into pictures.
    """

    start: Sequence[Path]
    later: Mapping[str, Sequence[Path]]
    cannot: tuple[str, ...]
    sees: bool


def chosen(pyodide: Path, wheels: Path) -> Chosen:
    """Return the wheels to take from both folders. Raises WrongUsage that names every package that is missing."""
    python = python_of(pyodide)
    found = _found([*_distributed(pyodide), *sorted(wheels.glob("*.whl"))], python)
    names = needed(python)
    missing = sorted(name for name in names if name not in found and name not in SEEING)
    if missing:
        raise WrongUsage(f"{wheels} has no wheel for a browser of: {', '.join(missing)}.", _how(missing, python))
    sees = all(name in found for name in SEEING)
    cannot = () if sees else ("decks",)
    start = [
        name for name in names if name in found and name not in _LATER and (sees or name not in (*SEEING, *_DECKS))
    ]
    later = {when: [found[name]] for name, when in _LATER.items()}
    return Chosen([found[name] for name in sorted(start)], later, cannot, sees)


def python_of(pyodide: Path) -> str:
    """Return which Python that Pyodide is, such as 3.14."""
    try:
        said = json.loads((pyodide / "pyodide-lock.json").read_bytes())["info"]["python"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{pyodide} is not Pyodide's own folder: its pyodide-lock.json cannot be read."
        raise WrongUsage(message, "Get it with: npm pack pyodide, and unpack that.") from error
    return ".".join(str(said).split(".")[:2])


def _distributed(pyodide: Path) -> Iterator[Path]:
    """Yield the wheels of a whole distribution that the kit has a use for."""
    packages = json.loads((pyodide / "pyodide-lock.json").read_bytes()).get("packages", {})
    for name in (*SEEING, *sorted(PURE_ENOUGH)):
        path = pyodide / str(packages.get(name, {}).get("file_name") or "-")
        if path.is_file():
            yield path


def needed(python: str) -> dict[str, str]:
    """Return the packages that the kit's lock names for such a Python in a browser, each with its line of that lock."""
    lock = files("kit").joinpath(LOCK).read_text(encoding="utf-8").replace("\\\n", "")
    environment = {**_ENVIRONMENT, "python_version": python, "python_full_version": f"{python}.0"}
    found: dict[str, str] = {}
    for line in lock.splitlines():
        wanted, *hashes = line.split(" --hash=")
        one = Requirement(wanted) if hashes else None
        if one and (one.marker is None or one.marker.evaluate(environment)):
            pinned = f"{one.name}{one.specifier}"
            found[canonicalize_name(one.name)] = " ".join([pinned, *(f"--hash={each.strip()}" for each in hashes)])
    return found


def _found(paths: Iterable[Path], python: str) -> dict[str, Path]:
    """Return the wheel of each package that a browser's Python can use; the newest, where there are several."""
    best: dict[str, tuple[bool, object, Path]] = {}
    for path in paths:
        name, version, _, tags = parse_wheel_filename(path.name)
        fits = any(_fits(tag.interpreter, tag.abi, tag.platform, python) for tag in tags)
        if not fits and name not in PURE_ENOUGH:
            continue
        known = best.get(name)
        if known is None or (fits, version) > known[:2]:
            best[name] = (fits, version, path)
    return {name: path for name, (_, _, path) in best.items()}


def _fits(interpreter: str, abi: str, platform: str, python: str) -> bool:
    if platform == "any":
        return interpreter.startswith("py")
    short = f"cp{python.replace('.', '')}"
    return "wasm32" in platform and (abi == "abi3" or interpreter == short or interpreter.startswith("py"))


def _how(missing: Sequence[str], python: str) -> str:
    names = " ".join(missing)
    return (
        f"Fill that folder with: python -m pip download --no-deps --only-binary :all: --python-version {python} "
        f"--platform pyemscripten_2026_0_wasm32 --platform any {names}"
    )


def pruned(wheels: Iterable[Path]) -> dict[str, bytes]:
    """Return the files of ``wheels`` that a browser needs, by path."""
    made: dict[str, bytes] = {}
    for path in wheels:
        foreign = "wasm32" not in path.name and not path.name.endswith("-any.whl")
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as wheel:
            for name in sorted(wheel.namelist()):
                compiled = foreign and name.endswith((".so", ".pyd", ".dylib"))
                if not name.endswith("/") and not compiled and not _UNUSED.search(name):
                    made[name] = wheel.read(name)
    return made
