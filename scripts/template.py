"""Make a template repository of the hub: ``template.py DEST --source https://example.org/hub.git#sessions``.

Whoever copies it with "Use this template" has a region of her own: she edits region.toml in the browser, and its
workflows do the rest. It is what ``fork`` writes, with a name to replace and the hub's public address as its source, so
it receives improvements like any other region; no history has to be shared for that.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kit.app.fork import Wishes, start
from kit.franchise.upstream.sources import BUILTIN
from kit.publish.plain import write_new
from kit.source.settings.toml_text import literal

NAME, ID = "Your group’s name", "your-group"


def template(dest: Path, hub: str, source: str) -> dict[str, bytes]:
    """Return the template's files; ``hub`` is what is read, ``source`` the address that its regions receive from."""
    files = dict(start(Wishes(dest=dest, name=NAME, id=ID, source=hub, values={})).files)
    for name in ("region.toml", "lineage.toml"):
        lines = files[name].decode().splitlines(keepends=True)
        written = [f"source = {literal(source)}\n" if line.startswith("source = ") else line for line in lines]
        files[name] = "".join(written).encode()
    return files


def main() -> None:
    """Write the template to a new folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dest", type=Path, help="a folder that does not exist yet")
    parser.add_argument("--hub", default=BUILTIN, help="the hub to read: a folder, a .zip or builtin")
    parser.add_argument("--source", required=True, help="where its regions receive from: an address of the hub")
    given = parser.parse_args()
    files = template(given.dest, given.hub, given.source)
    write_new(given.dest, files, ("overrides", "pages", "files"))
    print(f"{len(files)} files in {given.dest}")


if __name__ == "__main__":
    main()
