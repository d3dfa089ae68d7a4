"""The sites that the browser looks at, each built once: a small one with everything on it, and the real ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.app.build import Order, build
from tests.helpers import build_file_tree

ROOT = Path(__file__).parents[4]
EVERYTHING = ROOT / "tests" / "roots" / "everything"
SITE_ONLY = Order(parts=("site",))

REGION = """\
schema = 1
id = "fenland"
name = "Fenland & Marsh Choirs"
languages = ["en"]
url = "https://fenland.example.org/"

[upstream]
source = "../everything"
version = "2026.1"
tree = "sha256:0"

[variables]
parking = "behind the hall"

[brand]
primary = "#ffff00"        # as hard as it gets: neither shows on white
accent = "#00ff00"

[round.round-1]
date = 2027-01-20
start = "10:30"
heads = 28
table_size = 6
leads = {everything = "Asha"}

[[round.round-1.agenda]]
add = "cake"
break = "Cake"
minutes = 10
after = "clinics"
"""


@dataclass(frozen=True)
class Built:
    """A built site below ``root``."""

    name: str
    root: Path

    @property
    def pages(self) -> list[str]:
        """Every page, by its path from the root."""
        found = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*.html"))
        return sorted(name for name in found if not name.endswith("/fragment.html"))  # a piece for pages of others

    def address(self, page: str) -> str:
        """The address of a page of this site, as one opens it from a folder."""
        return (self.root / page).as_uri()


def _everything() -> Iterator[tuple[str, bytes]]:
    for path in sorted(EVERYTHING.rglob("*")):
        if path.is_file():
            yield path.relative_to(EVERYTHING).as_posix(), path.read_bytes()


def hub_tree(_: Path) -> Path:
    """Return the small hub that shows everything."""
    return EVERYTHING


def region_tree(folder: Path) -> Path:
    """Write a region of the small hub, with a date and colours that are hard to read, and return it."""
    upstream: dict[str, str | bytes] = {f"upstream/{path}": data for path, data in _everything()}
    return build_file_tree(folder / "fenland", {"region.toml": REGION, **upstream})


def branded_tree(primary: str, accent: str) -> Callable[[Path], Path]:
    """Return what writes the small hub with other colours."""

    def write(folder: Path) -> Path:
        files = dict[str, str | bytes](_everything())
        settings = (EVERYTHING / "hub.toml").read_text(encoding="utf-8")
        files["hub.toml"] = settings.replace("#1b4965", primary).replace("#c8102e", accent)
        return build_file_tree(folder / "branded", files)

    return write


def changeable_tree(folder: Path) -> Path:
    """Write the real example with a repository named, so that its pages say how to change them, and return it."""
    tree = shutil.copytree(ROOT / "docs" / "examples" / "midlands", folder / "midlands")
    settings = tree / "region.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'repository = "https://github.com/example/midlands"\n{text}', encoding="utf-8")
    return tree


TREES: dict[str, Callable[[Path], Path]] = {
    "hub": hub_tree,
    "region": region_tree,
    "black and white": branded_tree("#000000", "#ffffff"),
    "grey": branded_tree("#808080", "#777777"),
    "sessions": lambda _: ROOT / "sessions",
    "midlands": changeable_tree,
}


def build_site(name: str, folder: Path) -> Built:
    """Build the site called ``name`` below ``folder``, which is empty."""
    build(TREES[name](folder), folder / "out", SITE_ONLY, lambda _: None)
    return Built(name, folder / "out" / "site")
