"""The folder of a studio for the web: its page, Pyodide, the packages of the kit, the kit itself, and a hub.

Nothing is downloaded: Pyodide and the packages come from folders that somebody filled before. The same folders give the
same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kit import __version__
from kit.app.carried_kit import FOLDER as WHEEL
from kit.app.carried_kit import carried_kit
from kit.app.fork import Parent, parent_at
from kit.app.studio import FACTS
from kit.franchise.upstream.sources import Source
from kit.live.scripts import EDITOR, PAGE
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.studio.held import packed
from kit.studio.wheels import Chosen, chosen, pruned

_PAGE = Path(__file__).with_name("page")
_CARRIER = "http.js"  # how the editor's scripts ask; a studio has its own
_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_SECONDS = 40  # from the first click until a first region is shown: measured on two busy cores, with all files at hand
_BUILD = b"@build@"


@dataclass(frozen=True)
class Part:
    """A file that a studio loads: ``when`` is "start", or the part of a build for which it is needed."""

    file: str
    data: bytes
    when: str = "start"


def studio_files(root: Path, pyodide: Path, wheels: Path) -> dict[str, bytes]:
    """Return the files of a studio for the hub or region at ``root``, by path.

    ``pyodide`` is Pyodide's own folder: its package of npm, or a whole distribution, whose lxml and Pillow are taken
    too. ``wheels`` holds the kit's packages. Raises WrongUsage that names all that is missing, FindingsError where the
    hub has errors.
    """
    parent = _parent(root)
    picked = chosen(pyodide, wheels)
    parts = [*_runtime(pyodide), *_python(picked), Part("hub.zip", _hub(root))]
    page = dict(_page())
    facts = _facts(parent, parts, picked, page)
    page["offline.js"] = page["offline.js"].replace(_BUILD, str(facts["build"]).encode())
    made = {**page, FACTS: f"{json.dumps(facts, indent=2)}\n".encode(), **{part.file: part.data for part in parts}}
    return dict(sorted(made.items()))


def _parent(root: Path) -> Parent:
    parent = parent_at(root)
    if not parent.source:
        message = "The hub says nowhere what its regions receive from, so none can begin in a studio."
        raise WrongUsage(message, 'Write it in hub.toml, such as source = "https://github.com/OWNER/HUB".')
    return parent


def _page() -> Iterator[tuple[str, bytes]]:
    """Yield the page and its scripts, and below ``live/`` those of the preview, which ask by the studio's carrier."""
    for path in sorted(_PAGE.rglob("*")):
        if path.is_file() and path.name not in ("README.md", "carrier.js"):
            yield path.relative_to(_PAGE).as_posix(), path.read_bytes()
    yield "live/page.js", PAGE.read_bytes()
    for path in sorted(EDITOR.glob("*.js")):
        yield f"live/{path.name}", ((_PAGE / "carrier.js") if path.name == _CARRIER else path).read_bytes()


def _runtime(pyodide: Path) -> Iterator[Part]:
    missing = [name for name in _PYODIDE if not (pyodide / name).is_file()]
    if missing:
        message = f"{pyodide} is not Pyodide's own folder: it has no {', '.join(missing)}."
        raise WrongUsage(message, "Get it with: npm pack pyodide, and unpack that.")
    for name in _PYODIDE:
        yield Part(f"pyodide/{name}", (pyodide / name).read_bytes())


def _python(picked: Chosen) -> Iterator[Part]:
    """Yield what the first preview needs in one zip, the kit's own wheel, and one part each for what comes later."""
    yield Part("python/packages.zip", packed(pruned(picked.start)))
    name, wheel = next((path, data) for path, data in carried_kit().items() if path.endswith(".whl"))
    yield Part(f"python/{name.removeprefix(f'{WHEEL}/')}", wheel)
    for when, wheels in picked.later.items():
        yield Part(f"python/{when}.zip", packed(pruned(wheels)), when)


def _hub(root: Path) -> bytes:
    found: list[Finding] = []
    tree = Source(root, str(root)).tree(found)
    if has_errors(found):
        raise FindingsError(found)
    return packed(tree.files)


def _facts(parent: Parent, parts: list[Part], picked: Chosen, page: Mapping[str, bytes]) -> dict[str, object]:
    """Return what the page knows before it loads anything; ``build`` is another text for other bytes."""
    digest = hashlib.sha256()
    for path, data in sorted({**page, **{part.file: part.data for part in parts}}.items()):
        digest.update(f"{path}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return {
        "build": digest.hexdigest()[:16],
        "version": __version__,
        "hub": {"name": parent.hub.name, "version": parent.hub.version},
        "parts": [{"file": part.file, "bytes": len(part.data), "when": part.when} for part in parts],
        "page": sorted(page),
        "cannot": list(picked.cannot),
        "pictures": picked.sees,
        "seconds": _SECONDS,
    }
