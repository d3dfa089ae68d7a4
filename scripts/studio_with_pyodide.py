"""Build the hub in Chromium with pictures and slides: ``python scripts/studio_with_pyodide.py DISTRIBUTION WHEELS``.

DISTRIBUTION is a whole distribution of Pyodide, whose lxml and Pillow are tried; WHEELS holds the kit's packages. It
says which files differ from those that this computer makes of the same region, and ends with 1 where any does.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from kit.franchise.upstream.sources import builtin_hub  # noqa: E402
from kit.model.errors import KitError  # noqa: E402
from kit.publish.swap import fill  # noqa: E402
from kit.studio.packing import studio_files  # noqa: E402
from kit.studio.wheels import chosen  # noqa: E402
from tests.studio.browsers import asking, served  # noqa: E402
from tests.studio.stories import Ask, desk_in, story  # noqa: E402

WHERE = "A whole distribution of Pyodide, as its releases have it, holds both."


def made(ask: Ask) -> dict[str, bytes]:
    """Return all files that a desk makes of the region of the story, by path."""
    story(ask)
    answer, files = ask({"ask": "everything"})
    if answer["answer"] != "everything":
        sys.exit(f"It was not built: {answer}")
    with zipfile.ZipFile(io.BytesIO(files[answer["name"]])) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def studio(pyodide: Path, wheels: Path) -> dict[str, bytes]:
    """Return the files of a studio that makes all that the command line makes; ends in a sentence where none can be."""
    try:
        if not chosen(pyodide, wheels).sees:
            sys.exit(
                f"{pyodide} has no lxml or no Pillow for browsers, so pictures and slides cannot be tried. {WHERE}"
            )
        return studio_files(builtin_hub(), pyodide, wheels)
    except KitError as error:
        sys.exit(f"{error.message} {error.hint}")


def main() -> None:
    """Build here and in the browser, and compare."""
    if len(sys.argv) != 3:
        sys.exit("Name two folders: python scripts/studio_with_pyodide.py DISTRIBUTION WHEELS")
    files = studio(*map(Path, sys.argv[1:]))
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "studio")
        folder.mkdir()
        fill(folder, {**files, "blank.html": b"<!doctype html><title>x</title>"})
        here = made(desk_in(Path(work, "desk"), builtin_hub()))
        with served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page()
            page.set_default_timeout(0)
            page.goto(f"{address}blank.html")
            there = made(asking(page))
            browser.close()
    for name, found in (("this computer", here), ("the browser", there)):
        kinds = Counter(path.rpartition(".")[2] for path in found)
        print(f"Made by {name}: {', '.join(f'{count} .{kind}' for kind, count in sorted(kinds.items()))}.")
    differing = sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))
    print(f"{len(differing)} of them differ.", *differing, sep="\n")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
