"""Makes a plain Sphinx project of the pages that the kit's site of a hub has, for ``bench.py`` to compare with."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kit.app.check import assemble_hub, guides_of
from kit.render.reading.reading import guide_tree
from kit.render.reading.settings import HEADING_ANCHORS, MYST_EXTENSIONS
from kit.render.reading.source_folder import source_files, write_source

CONF = f"""
project = "Plain"
extensions = ["myst_parser", "sphinx_design"]
source_suffix = {{".md": "markdown"}}
myst_enable_extensions = {MYST_EXTENSIONS!r}
myst_heading_anchors = {HEADING_ANCHORS}
smartquotes = False
html_theme = "furo"
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
"""

_GUIDES = "guides/index.md"
_GUIDES_TREE = b"\n:::{toctree}\n:hidden:\n:glob:\n\n*/*\n\n:::\n"

_OPENING = re.compile(r"^(?P<colons>:{3,})\{(?P<kind>activity|facilitator|slide|handout)\}[ \t]*(?P<title>.*)$")
_OPTION = re.compile(r"^:(?P<name>[a-z]+):[ \t]*(?P<value>.*)$")


def write_plain(hub: Path, folder: Path) -> None:
    """Write a project into ``folder``, which is made: ``source`` with its conf.py, ready for ``sphinx-build``.

    The pages are those that the kit gives to Sphinx for the hub at ``hub``: composed, front matter blanked, with the
    same hidden toctrees, the guides included where the hub's site carries them. Only the kit's own blocks change, and
    the guides get a toctree, which the kit's menu does without.
    """
    guides = guides_of(hub)
    files = source_files(assemble_hub(hub), guide_tree(guides) if guides else None)
    pages = {path: plain_page(data.decode()).encode() for path, data in files.items() if path.endswith(".md")}
    if _GUIDES in pages:
        pages[_GUIDES] += _GUIDES_TREE
    write_source({**files, **pages, "conf.py": CONF.encode()}, folder / "source")


def plain_page(text: str) -> str:
    """Return a page with each block of the kit as an admonition, its options as a line of text: no word is lost."""
    lines: list[str] = []
    options: list[str] | None = None  # of the block that has just begun; None elsewhere
    for line in text.split("\n"):
        if opening := _OPENING.match(line):
            lines.append(f"{opening['colons']}{{admonition}} {opening['title'] or opening['kind'].capitalize()}")
            options = []
        elif options is not None and (option := _OPTION.match(line)):
            options.append(f"{option['name']}: {option['value']}")
        else:
            lines += ["", ", ".join(options)] if options else []
            lines.append(line)
            options = None
    return "\n".join(lines)


def write_large(hub: Path, folder: Path, copies: int) -> Path:
    """Write a hub with ``copies`` of each round of ``hub`` into ``folder`` and return its place."""
    large = folder / "sessions"
    shutil.copytree(hub, large)
    for plan in sorted(hub.glob("*/index.md")):
        for number in range(2, copies + 1):
            _copy_round(plan.parent, large / f"{plan.parent.name}-{number}", number)
    return large


def _copy_round(round_: Path, target: Path, number: int) -> None:
    """Copy a round; ids stay unique, and links to other rounds stay as they are."""
    shutil.copytree(round_, target)
    for page in target.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"^id: (\S+)$", rf"id: \1-{number}", text, flags=re.M), encoding="utf-8", newline="\n")
