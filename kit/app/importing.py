"""Bringing in material that was never ours: read, made into a draft, checked, and written as a round of its own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kit.app.introduced import changed, introduced
from kit.app.place import Place, look, refuse_name, refuse_taken, write_pages
from kit.franchise.importing.drafts import Imported, imported
from kit.franchise.importing.model import Material
from kit.franchise.importing.pages import plain_page
from kit.franchise.importing.report import report_page
from kit.franchise.scaffold import pages as scaffold
from kit.franchise.update.review import IMPORTED
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding
from kit.model.outputs import Location
from kit.render.outputs import reserved_names
from kit.source.office.foreign import html_of
from kit.source.tree.foreign import TEXT_SUFFIXES, read_foreign
from kit.system.locks import locked
from kit.system.memo import remembering


@dataclass(frozen=True)
class Drafted:
    """What an import made: the round's title, its folder and the page that tells of it, counted from the root.

    ``sessions`` are those on its agenda, ``found`` what a person should look at in the source.
    """

    title: str
    folder: str
    report: str
    sessions: tuple[str, ...]
    found: tuple[Finding, ...]


@remembering()
def import_round(root: Path, source: Path, name: str, dry_run: bool) -> tuple[Drafted, str | None]:
    """Write a draft of the round ``name`` made from the file, folder or .zip ``source``.

    Returns what was made, and None or a sentence that people must read. Raises WrongUsage where the name is taken or
    there is nothing to import, FindingsError where a Word document is unsafe or nothing could be read, Refused for too
    much, and EnvironmentTrouble where what reads Word documents is missing.
    """
    with locked(root):
        place = look(root)
        refuse_name(name, "peerkit import old-lesson --round round-6")
        refuse_taken(place, name)
        made = _made(source)
        made = mended(place, made, name)
        folder = posixpath.dirname(place.file(f"{name}/index"))
        changes = _changes(place, made, name, folder)
        report = _free_report(root, name)
        page = report_page(made, name, source.name, folder).encode()
        told = write_pages(root, place, changes, dry_run, "import", {report: page})
        return Drafted(made.title, folder, report, made.sessions, made.found), told


def _made(source: Path) -> Imported:
    """Read ``source`` and make a draft of it."""
    found: list[Finding] = []
    files = read_foreign(source, found)
    words = {path: html_of(path, data, found) for path, data in files.items() if path.lower().endswith(".docx")}
    if unsafe := [one for one in found if one.file in words and words[one.file] == ""]:
        raise FindingsError(unsafe, in_tree=False, message="Nothing was read: see to this file first.")
    made = imported(Material(source.resolve().name, files, words, source.is_file() and len(_texts(files)) == 1), _taken)
    if not made.sources:
        wrong = [*found, *made.found]
        raise FindingsError(wrong, in_tree=False, message="Nothing was written: there is no page here to import.")
    return replace(made, found=(*found, *made.found))


def _texts(files: Iterable[str]) -> list[str]:
    return [path for path in files if posixpath.splitext(path)[1].lower() in TEXT_SUFFIXES]


def _taken(name: str) -> bool:
    return any(one.place is Location.ROUND and one.holds(f"round/{name}") for one in reserved_names())


def _changes(place: Place, made: Imported, name: str, folder: str) -> dict[str, bytes]:
    changes = {f"{folder}/{file}": data for file, data in made.files.items()}
    if place.is_region:
        changes["region.toml"] = scaffold.with_round(place.tree.files["region.toml"], name)
    if there := sorted(changes.keys() & place.tree.files.keys() - {"region.toml"}):
        raise WrongUsage(f"{there[0]} is there already.", "Choose a name for the round that nothing has yet.")
    return changes


def mended(place: Place, made: Imported, name: str) -> Imported:
    """Return ``made`` with pages that the kit would refuse as the plain words that they hold, so that none is lost."""
    folder = posixpath.dirname(place.file(f"{name}/index"))
    for _ in range(2):
        changes = _changes(place, made, name, folder)
        wrong = _by_page(introduced(place.tree, changed(place.tree, changes)), folder, made.files)
        if not wrong:
            return made
        pages = {page: plain_page(made.files[page].decode()).encode() for page in wrong}
        sources = dict(made.sources)
        told = [_told(sources.get(page, page), found) for page, found in wrong.items()]
        made = replace(made, files={**made.files, **pages}, found=(*made.found, *told))
    return made


def _by_page(found: Iterable[Finding], folder: str, files: Mapping[str, bytes]) -> dict[str, Finding]:
    out: dict[str, Finding] = {}
    for one in found:
        page = one.file.removeprefix(f"{folder}/")
        if page in files and page.endswith(".md"):
            out.setdefault(page, one)
    return out


def _told(source: str, found: Finding) -> Finding:
    message = f"It could not be made into a page of ours, so its words stand in a block as they are: {found.message}"
    return replace(found, file=source, line=None, message=message, hint="Take the text out of the block, part by part.")


def _free_report(root: Path, name: str) -> str:
    number = 1
    while (root / (path := f"{IMPORTED}{name}{f'-{number}' if number > 1 else ''}.md")).exists():
        number += 1
    return path
