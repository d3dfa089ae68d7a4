"""The private source folder that Sphinx reads: composed pages, their pictures, the guides, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kit.model.edition import Edition, Round
from kit.model.page import Page, PageKind
from kit.model.tree import Tree
from kit.render.palette import drawing_colours
from kit.source.pictures.swatches import in_colours
from kit.source.tree.paths import PICTURE_SUFFIXES

PICTURES = tuple(sorted(PICTURE_SUFFIXES))
GUIDES = "guides"
_EXAMPLES = "examples"


def source_files(edition: Edition, guides: Tree | None = None) -> dict[str, bytes]:
    """Return the files of the source folder by path; ``guides`` are those of ``docs/``, with paths relative to it."""
    pages = {page.path: _source(edition, page, guides) for page in edition.pages.values() if _is_built(page)}
    return {**_pictures(edition), **{path: text.encode() for path, text in pages.items()}, **_guides(guides)}


def write_source(files: Mapping[str, bytes], folder: Path) -> None:
    """Write ``files`` into ``folder``, which must not exist yet."""
    folder.mkdir(parents=True)
    for path, data in sorted(files.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> frozenset[str]:
    """Return the paths of files that are new, different or gone."""
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def bring(before: Mapping[str, bytes], after: Mapping[str, bytes], folder: Path) -> None:
    """Let ``folder``, which holds ``before``, hold ``after``."""
    for path in sorted(differing(before, after)):
        target = folder / path
        if path in after:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(after[path])
        else:
            target.unlink()


def _is_built(page: Page) -> bool:
    return page.kind.published


def _pictures(edition: Edition) -> dict[str, bytes]:
    light, dark = drawing_colours(edition.brand)
    found = {path: data for path, data in edition.tree.files.items() if path.lower().endswith(PICTURES)}
    return {path: in_colours(data, light, dark) if path.endswith(".svg") else data for path, data in found.items()}


def _guides(guides: Tree | None) -> dict[str, bytes]:
    files = guides.files if guides else {}
    wanted = {path: data for path, data in files.items() if path.split("/", 1)[0] != _EXAMPLES}
    return {f"{GUIDES}/{path}": data for path, data in wanted.items() if path.lower().endswith((".md", *PICTURES))}


def _source(edition: Edition, page: Page, guides: Tree | None) -> str:
    text = blank_front_matter(page)
    if page.kind is PageKind.HOME:
        return text + _toctree(_below_home(edition, guides))
    round_ = edition.round_planned_by(page.name)
    return text + _toctree(_below_plan(edition, round_)) if round_ else text


def blank_front_matter(page: Page) -> str:
    """Return the page's text with empty lines for its front matter, so that MyST never sees it and lines keep count."""
    lines = page.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join([""] * page.meta_last + lines[page.meta_last :])


def _below_home(edition: Edition, guides: Tree | None) -> list[str]:
    others = [page.name for page in edition.pages.values() if "/" not in page.name and page.kind is PageKind.PAGE]
    return [*(one.plan for one in edition.rounds), *sorted(others), *([f"{GUIDES}/index"] if _guides(guides) else [])]


def _below_plan(edition: Edition, round_: Round) -> list[str]:
    folder = round_.name + "/"
    listed = [name for name in round_.sessions if name.startswith(folder)]
    own = {page.name for page in edition.pages.values() if _is_built(page) and page.name.startswith(folder)}
    return [*listed, *sorted(own - {*listed, round_.plan})]


def _toctree(names: Iterable[str]) -> str:
    """A hidden list of pages, which gives Sphinx the order of the site. Three empty lines end any open paragraph."""
    return "\n\n\n:::{toctree}\n:hidden:\n\n" + "".join(f"/{name}\n" for name in names) + "\n:::\n"
