"""Write 50 regions of a hub of 40 sessions, compare them, and print what that cost: ``side_by_side.py FOLDER``.

Each region replaces a section of each of eight sessions, always other ones, leaves out one session and gives another
more time. Prints the CPU seconds of reading and composing them all, and those of the whole comparison, as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from franchise import sentence, session_page, write_files

from kit.app import compare
from kit.system.memo import remembering

REGIONS, ROUNDS, SESSIONS, PARTS, VARIED = 50, 5, 8, 6, 8


def write_regions(folder: Path) -> list[Path]:
    """Write the regions below ``folder``, each with its own copy of the hub, and return their folders."""
    words = random.Random(1)  # noqa: S311 - the same pages every time is the point
    names = [f"round-{number}/session-{turn}" for number in range(1, ROUNDS + 1) for turn in range(1, SESSIONS + 1)]
    hub = {
        "hub.toml": 'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n',
        "index.md": "# Hub\n\nHello.\n",
        **{f"round-{number}/index.md": _plan(number) for number in range(1, ROUNDS + 1)},
        **{f"{name}.md": session_page(name, words, PARTS) for name in names},
    }
    return [_region(folder / f"region-{number}", hub, names, words) for number in range(REGIONS)]


def _plan(number: int) -> str:
    agenda = "".join(f"  - {{session: session-{turn}}}\n" for turn in range(1, SESSIONS + 1))
    return f"---\nminutes: 240\nagenda:\n{agenda}---\n\n# Round {number}\n\nWords.\n"


def _region(root: Path, hub: dict[str, str], names: list[str], words: random.Random) -> Path:
    *varied, dropped, retimed = words.sample(names, VARIED + 2)
    settings = (
        f'schema = 1\nid = "{root.name}"\nname = "{root.name}"\n'
        '[upstream]\nsource = "../hub"\nversion = "2026.1"\ntree = "sha256:0"\n'
        f'[[round.{dropped.split("/")[0]}.agenda]]\ndrop = "{dropped.split("/")[1]}"\n'
    )
    overrides = {f"overrides/{name}/part-1.replace.md": f"## Part 1\n\n{sentence(words)}\n" for name in varied}
    upstream = {f"upstream/{path}": text for path, text in hub.items()}
    own = {"region.toml": settings, f"overrides/{retimed}/page.toml": "[set]\nminutes = 35\n", **overrides}
    write_files(root, {**upstream, **own})
    return root


def main() -> None:
    """Measure, after one region that warms the imports up; both in the way ``compare`` does it."""
    folders = write_regions(Path(sys.argv[1]))
    compare.compare(folders[:1])
    started = time.process_time()
    with remembering():
        for folder in folders:
            compare.given_at(folder)
    read = time.process_time()
    compare.compare(folders)
    done = time.process_time()
    print(json.dumps({"reading": read - started, "comparing": done - read}))


if __name__ == "__main__":
    main()
