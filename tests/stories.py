"""A region and its hub on the disk, and the hub's next version: the story that tests and guides tell."""

from __future__ import annotations

from pathlib import Path

from kit.app.fork import Wishes, start
from kit.publish.plain import write_new
from tests.helpers import build_file_tree
from tests.regions import HUB, HUB_TOML, NEXT_STEPS, SESSION

WHY = """\
---
why: our own case
---

## Why it matters

Because of that.
"""
LOCAL = {
    "overrides/round-1/how-ready/why-it-matters.replace.md": WHY,
    "overrides/round-1/how-ready/talk-it-over.replace.md": "### Talk it over\n\nIn pairs.\n\nThen tell your table.\n",
    "overrides/round-1/next-steps/page.toml": "[set]\ncut = 3\n",
    "pages/round-1/ours.md": "---\nminutes: 10\n---\n\n# Our own\n\nWe tell a story.\n",
}
AGENDA = """
[[round.round-1.agenda]]
add = "ours"
after = "how-ready"
"""

NEXT = {
    "hub.toml": HUB_TOML.replace("2026.1", "2026.2"),
    "round-1/how-ready.md": SESSION.replace("Because of this.", "Because of this and more.").replace(
        "In pairs.", "In pairs, standing."
    ),
    "round-1/next-steps.md": NEXT_STEPS.replace("What we do next", "What each of us does next"),
    "round-2/index.md": "---\nminutes: 60\n---\n\n# Point by point\n\nThe second meeting.\n",
}


def tell(folder: Path) -> tuple[Path, Path]:
    """Write a hub, fork a region with local changes, then bring out the hub's next version; return (region, hub)."""
    hub, region = folder / "hub", folder / "midlands"
    build_file_tree(hub, HUB)
    wishes = Wishes(region, "Midlands Peer Group", None, str(hub), {"venue": "Hall", "contact": "a@example.org"})
    started = start(wishes)
    write_new(region, started.files, started.folders)
    build_file_tree(region, LOCAL)
    settings = region / "region.toml"
    settings.write_text(settings.read_text() + AGENDA)
    build_file_tree(hub, NEXT)
    return region, hub


def contents(region: Path) -> dict[str, bytes]:
    """The region's files by path, without what the kit keeps for undoing."""
    paths = (path for path in region.rglob("*") if path.is_file())
    names = {path.relative_to(region).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith(".kit/") or "/lock/" in name}
