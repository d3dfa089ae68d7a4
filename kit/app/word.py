"""Pages as Word documents: what the verb ``word`` writes. ``kit/app/word_back.py`` is the way back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kit.app.check import examine
from kit.app.region import open_region
from kit.franchise.compose.compose import compose
from kit.franchise.hub_pages import HubPages
from kit.franchise.word.marks import Source
from kit.franchise.word.spans import spans
from kit.franchise.word.write import Look, document_of
from kit.model.edition import round_named
from kit.model.errors import FindingsError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.page import DECORATIVE
from kit.model.tree import Tree
from kit.publish.single import writing_new
from kit.render.handout.pictures import draw_png
from kit.render.handout.typesetter import TypesettingError
from kit.render.office.word_sheet import large_print, run_sheet
from kit.source.markdown.addresses import picture_from
from kit.source.pictures.pictures import picture_problem
from kit.source.pictures.svg import rebuild
from kit.source.pictures.upright import upright
from kit.source.settings.files import read_hub
from kit.source.tree.read import read_tree
from kit.source.tree.text import decode
from kit.system.memo import remembering

_SUFFIX = ".docx"
_AS_THEY_ARE, _DRAWN = (".png", ".jpg", ".jpeg", ".gif"), (".svg", ".webp")
_WIDTH = 1_200  # pixels of a picture that is drawn, which is 12 cm wide


@dataclass(frozen=True)
class Place:
    """The hub or region at a folder: its own files, the tree that its pages are composed to, and its language."""

    root: Path
    tree: Tree
    composed: Tree
    is_region: bool
    language: str

    @property
    def pages(self) -> HubPages:
        """The composed pages."""
        return HubPages(self.composed)


def place_at(root: Path) -> Place:
    """Read the hub or region at ``root``. Raises FindingsError where it holds errors that stop it from being read."""
    found: list[Finding] = []
    is_region = (root / "region.toml").is_file()
    tree = open_region(root).tree if is_region else read_tree(root, found)
    composed = compose(tree, found)
    if composed is None or has_errors(found):
        raise FindingsError(found)
    hub = read_hub(composed.tree, [])
    language = next(iter(hub.languages), "") if hub else ""
    return Place(root, tree, composed.tree, is_region, composed.language or language or "en-GB")


@dataclass(frozen=True)
class Written:
    """A finished document: its bytes, and the titles of its pages."""

    data: bytes
    titles: Sequence[str]


@remembering()
def words_of(root: Path, address: str) -> Written:
    """Return the document in which the page or round at ``address`` can be edited.

    Raises WrongUsage for an unknown address, FindingsError for a tree that cannot be read, EnvironmentTrouble without
    python-docx.
    """
    place = place_at(root)
    names = pages_at(place, address)
    pages = place.pages
    sources = [Source(name, decode(f"{name}.md", pages.tree.files[f"{name}.md"], []) or "") for name in names]
    titles = [pages.title(name) for name in names]
    look = Look(titles[0], place.language)
    return Written(document_of(sources, look, lambda page, words: picture(place.composed, page, words)), titles)


@remembering()
def sheet_of(root: Path, address: str, led: bool, large: bool) -> Written:
    """Return a document to print and to read, which is not read back: the run sheet of a round if it is to be ``led``.

    Otherwise it is what those who come read: a page, or the plan and sessions of a round. Raises WrongUsage for an
    unknown address, FindingsError where a page has an error, EnvironmentTrouble without python-docx.
    """
    examined = examine(root)
    if examined.edition is None or has_errors(examined.findings):
        raise FindingsError(examined.findings)
    edition = examined.edition
    look = Look("", edition.page_language or next(iter(edition.languages), "en-GB"), large)

    def draw(page: str, words: str) -> tuple[bytes, str] | None:
        return picture(edition.tree, page, words)

    if led:
        meeting = round_named(edition, address.strip("/").removesuffix("/index"))
        title = f"{meeting.title}: run sheet"
        return Written(run_sheet(edition, meeting, replace(look, title=title), draw), [title])
    meetings = [one for one in edition.rounds if one.name == address.strip("/").removesuffix("/index")]
    names = [meetings[0].plan, *meetings[0].sessions] if meetings else [page_at(place_at(root), address)]
    if unknown := [name for name in names if name not in edition.pages]:
        raise WrongUsage(f"{unknown[0]} is not built, so there is nothing to print.", "Name a page of your site.")
    titles = [edition.pages[name].title for name in names]
    return Written(large_print(edition, names, replace(look, title=titles[0]), draw), titles)


def pages_at(place: Place, address: str) -> list[str]:
    """Return the pages at ``address``: a page, or the plan of a round and what stands in its folder."""
    plain = address.replace("\\", "/").removeprefix("./").strip("/")
    names = place.pages.names
    plan = f"{plain}/index"
    if plan in names:
        inside = sorted(name for name in names if name.startswith(f"{plain}/") and name != plan)
        return [plan, *(name for name in _in_order(place, plan, inside))]
    return [page_at(place, plain)]


def _in_order(place: Place, plan: str, inside: Sequence[str]) -> list[str]:
    """Return the pages of a round's folder, those on its agenda first, in its order."""
    from kit.franchise.compose.front_matter import session_names

    entries = place.pages.fields(plan).get("agenda", [])
    entries = entries.get("items", []) if isinstance(entries, dict) else entries
    folder = plan.removesuffix("index")
    listed = [f"{folder}{name}" for entry in entries if isinstance(entry, dict) for name in session_names(entry)]
    known = [name for name in dict.fromkeys(listed) if name in inside]
    return [*known, *(name for name in inside if name not in known)]


def page_at(place: Place, address: str) -> str:
    """Return the page that people call ``address``. Raises WrongUsage with the nearest names where there is none."""
    if place.is_region:
        from kit.franchise.capture.capture import look
        from kit.franchise.capture.editing import page_named

        return page_named(look(place.tree, []), address)
    import difflib

    plain = re.sub(r"\.md$", "", address.replace("\\", "/").partition("#")[0].removeprefix("./"))
    pages = place.pages
    for name in (plain, pages.by_id.get(plain, "")):
        if name in pages.names:
            return name
    near = difflib.get_close_matches(plain, sorted(pages.names), n=3, cutoff=0)
    raise WrongUsage(f"There is no page or round {plain}.", f"The nearest are {', '.join(near)}.")


def picture(tree: Tree, page: str, words: str) -> tuple[bytes, str] | None:
    """Return a picture that ``words`` of ``page`` show, and its alt text, if a document can hold its kind."""
    target = re.search(r"\]\(\s*<?([^\s<>()]+)", words)
    path = picture_from(f"{page}.md", target[1]) if target else None
    data = tree.files.get(path or "")
    if data is None or path is None or picture_problem(path, data) is not None:
        return None
    made = _for_documents(path, data)
    shown = re.sub(r"^\[Picture: |\]$", "", spans(words.strip()).shown)
    return (made, "" if shown == DECORATIVE else shown) if made else None


def _for_documents(path: str, data: bytes) -> bytes | None:
    """Return a picture as documents can hold it, without the place where it was taken; None for what cannot be."""
    suffix = PurePosixPath(path).suffix.lower()
    try:
        if suffix in _AS_THEY_ARE:
            return upright(data)
        drawing = data if suffix != ".svg" else rebuild(path, data, [])
        return draw_png(path, drawing, _WIDTH) if suffix in _DRAWN and drawing else None
    except (ValueError, TypesettingError):
        return None


def write_document(out: Path, data: bytes) -> None:
    """Write ``data`` to ``out``, which must not be there, or be just that: somebody may have written into it.

    Raises WrongUsage for another ending, EnvironmentTrouble where something stands there or it cannot be written.
    """
    if out.suffix.lower() != _SUFFIX:
        raise WrongUsage(
            f"{out} is no name for a Word document.",
            f"Let it end in {_SUFFIX}, such as {out.stem.strip('.') or 'page'}{_SUFFIX}",
        )
    with writing_new(out, data):
        pass
