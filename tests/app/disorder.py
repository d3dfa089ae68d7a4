"""A hub and a region of it, in which something goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kit.app.check import examine
from kit.app.fork import Wishes, start
from kit.model.findings import Level
from kit.publish.plain import write_new
from tests.helpers import build_file_tree

HUB_TOML = (
    'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.{}"\nlanguages = ["en"]\n\n[variables]\nday = "Monday"\n'
)
PLAN = "---\nminutes: 60\nagenda:\n  - {session: talk}\n---\n\n# Meeting\n"


def talk(text: str) -> str:
    return f"---\nminutes: 20\n---\n\n# Talk\n\n{text}\n"


HUB = {"hub.toml": HUB_TOML.format(1), "index.md": "# Hub\n", "a/index.md": PLAN}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
WHY = "overrides/a/talk/why.replace.md"
OTHER = "overrides/a/talk/other.replace.md"


def forked(folder: Path, pages: Mapping[str, str | bytes], local: Mapping[str, str]) -> tuple[Path, Path]:
    """A region of a hub with ``pages``, and with ``local`` files of its own; return (region, hub)."""
    hub, region = folder / "hub", folder / "region"
    build_file_tree(hub, {**HUB, **pages})
    started = start(Wishes(region, "Region", None, str(hub), {}))
    write_new(region, started.files, started.folders)
    build_file_tree(region, local)
    return region, hub


def next_version(hub: Path, files: Mapping[str, str | bytes]) -> None:
    build_file_tree(hub, {"hub.toml": HUB_TOML.format(2), **files})


def errors(region: Path) -> list[str]:
    """The errors that ``check`` finds, by place."""
    return [f"{one.place} {one.code.value}" for one in examine(region).findings if one.level is Level.ERROR]
