"""Editing and capture on the disk: what stands in a region, in ``editing/`` or in an edited tree, read and written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.app.check import examine
from kit.app.introduced import beyond, changed, errors, introduced
from kit.app.region import Region, edited_upstream, open_region, write_changes
from kit.franchise.capture.capture import Captured, capture, look
from kit.franchise.capture.composed_region import ComposedRegion
from kit.franchise.capture.editing import EDITING, REMEMBERED, Begun, begin, edited_tree
from kit.franchise.capture.rounds import round_names, rounds_there
from kit.franchise.compose.compose import compose
from kit.franchise.home import HOME, REGION, has_home
from kit.franchise.record import tree_digest
from kit.franchise.upstream.git import is_address
from kit.franchise.upstream.sources import reach
from kit.model.errors import FindingsError, KitError, WrongUsage
from kit.model.findings import Finding, Level, has_errors
from kit.model.tree import Tree
from kit.publish.files import read
from kit.publish.journal import apply
from kit.source.tree.read import read_tree
from kit.system.memo import remembering


@dataclass(frozen=True)
class Stored:
    """What a capture did: its findings, and whether ``upstream/`` still holds somebody's edits."""

    captured: Captured
    upstream_edited: bool
    told: Sequence[str] = ()


def begin_editing(root: Path, page: str, dry_run: bool) -> tuple[Begun, bool]:
    """Write the composed page to ``editing/``; return it, and whether anything had to be written.

    Raises WrongUsage for a hub or an unknown page, KitError where the page is being edited already.
    """
    if (root / "hub.toml").is_file() and not (root / "region.toml").is_file():
        message = "This is a hub, whose pages are edited where they stand."
        raise WrongUsage(message, f"Open {root / page.removesuffix('.md')}.md itself.")
    region = open_region(root)
    begun = begin(look(region.tree, []), page, _files(root, EDITING), _files(root, REMEMBERED))
    new = any(read(root / path) != data for path, data in begun.changes.items())
    if new and not dry_run:
        apply(root, begun.changes, "edit")
    return begun, new


@remembering()
def capture_editing(root: Path, dry_run: bool) -> Stored:
    """Store what was changed in ``editing/``, and take the files away that are stored."""
    region = open_region(root)
    editing = _files(root, EDITING)
    if not editing:
        return Stored(Captured(), edited_upstream(region), _told(region))
    view = look(region.tree, [])
    edited = edited_tree(view, editing, _files(root, REMEMBERED))
    wrong = errors(edited.tree)
    refuse_wrong(wrong, view.composed.tree, edited.tree, lambda path: f"{EDITING}{path}" if path in editing else path)
    captured = capture(region.tree, edited.tree, [])
    gone = {f"{folder}{path}": None for path in edited.done for folder in (EDITING, REMEMBERED)}
    changes = {**captured.changes, **{path: None for path in gone if (root / path).exists()}}
    notes, left = [*edited.notes, *captured.notes], [*edited.left, *captured.left]
    return store(region, Captured(changes, notes, left), dry_run)


@remembering()
def capture_from(root: Path, folder: Path, dry_run: bool) -> Stored:
    """Store every difference of the edited tree in ``folder`` to the composed one.

    Raises WrongUsage if ``folder`` is no composed tree, FindingsError if something in it is unsafe or unreadable.
    """
    _refuse_other(folder)
    region = open_region(root)
    found: list[Finding] = []
    edited = read_tree(folder, found, region=False)
    if has_errors(found):
        raise FindingsError(_inside(f"{folder.as_posix()}/", found))
    view = look(region.tree, [])
    if dict(view.seen(edited).files) == dict(view.composed.tree.files):
        return Stored(Captured(), edited_upstream(region), _told(region))
    wrong = [one for one in examine(folder).findings if one.level is Level.ERROR]
    refuse_wrong(wrong, view.composed.tree, edited, lambda path: f"{folder.as_posix()}/{path}")
    _refuse_without_rounds(folder, view, edited)
    return store(region, capture(region.tree, edited, []), dry_run)


def _refuse_without_rounds(folder: Path, view: ComposedRegion, edited: Tree) -> None:
    """Raise WrongUsage for a tree with none of the region's rounds: it is another's, or was not written to its end."""
    if round_names(view.composed.tree) and not rounds_there(view, edited):
        message = (
            f"{folder} holds none of your rounds, so it seems not to be the tree that peerkit compose --out wrote."
        )
        hint = "Write it again. To leave a round out, write drop = true under [round.NAME] in region.toml."
        raise WrongUsage(message, hint)


def _refuse_other(folder: Path) -> None:
    if not folder.is_dir():
        raise WrongUsage(f"There is no folder {folder}.", "Make one with peerkit compose --out DIR, and edit it.")
    if (folder / "region.toml").is_file():
        message = f"{folder} is a region, not a folder that peerkit compose --out wrote."
        raise WrongUsage(message, "Write one with peerkit compose --out DIR, edit it, and name that.")
    if not (folder / "hub.toml").is_file():
        message = f"{folder} holds no hub.toml, so it is no tree as peerkit compose --out writes it."
        raise WrongUsage(message, "Name the folder that holds hub.toml.")


@remembering()
def capture_upstream(root: Path, dry_run: bool) -> Stored:
    """Store edits that somebody made in ``upstream/`` as the region's own, and put ``upstream/`` back as it was.

    Raises KitError where the text as it was cannot be had from the source any more.
    """
    region = open_region(root)
    if not edited_upstream(region):
        return Stored(Captured(), False, _told(region))
    original = _original(region)
    found: list[Finding] = []
    edited = compose(region.tree, found)
    if edited is None or has_errors(found):
        raise FindingsError(found)
    unsafe = [one for one in errors(edited.tree) if one.code.unsafe]
    if unsafe:
        raise FindingsError(unsafe)
    here = region.tree.under("upstream").files
    rest = {path: data for path, data in region.tree.files.items() if not path.startswith("upstream/")}
    restored = Tree({**rest, **{f"upstream/{path}": data for path, data in original.files.items()}})
    captured = capture(restored, edited.tree, [])
    back = {
        f"upstream/{path}": original.files.get(path)
        for path in sorted(here.keys() | original.files.keys())
        if here.get(path) != original.files.get(path)
    }
    stored = Captured({**captured.changes, **back}, captured.notes, [*captured.left, *_unseen(region, back)])
    if stored.left:
        message = f"Some edits in upstream/ cannot be stored as yours, so nothing was changed. {' '.join(stored.left)}"
        raise KitError(message, "Copy those words elsewhere, undo them in upstream/, then run the command again.")
    return replace(store(region, stored, dry_run), upstream_edited=False)


def _unseen(region: Region, back: Collection[str]) -> list[str]:
    """Return a sentence where somebody edited upstream's own home page, which the region does not show."""
    if not has_home(region.settings, region.tree.under("upstream")) or f"upstream/{HOME}.md" not in back:
        return []
    return [f"upstream/{HOME}.md: your home page is made from upstream/{REGION}.md, so nobody would see these words."]


def _original(region: Region) -> Tree:
    """Return upstream's tree at the pin, from the source."""
    pin = region.settings.upstream
    version = pin.version if is_address(pin.source, False) else None
    try:
        tree = reach(region.root, pin.source, version).tree
    except KitError as error:
        raise _no_original(f"the source cannot be read: {error.message}") from error
    if tree_digest(tree) != pin.tree:
        raise _no_original(f"{pin.source} is not as it was when you received it")
    return tree


def _no_original(why: str) -> KitError:
    message = f"What stood in upstream/ before the edits is not known here, because {why}."
    hint = (
        "Put upstream/ back from a copy of this region, keeping the edited pages aside; "
        "then edit those pages with peerkit edit and put your words in."
    )
    return KitError(message, hint)


def refuse_wrong(wrong: Sequence[Finding], before: Tree, edited: Tree, shown: Callable[[str], str]) -> None:
    """Raise FindingsError for errors of the ``edited`` tree that it had not ``before``, and for all that is unsafe.

    ``shown`` gives the path by which people know a file of it, which stays there as they left it.
    """
    new = beyond([one for one in wrong if not one.code.unsafe], before, edited)
    found = [one for one in wrong if one.code.unsafe or one in new]
    if found:
        told = [replace(one, file=shown(one.file)) for one in found]
        raise FindingsError(told, in_tree=False, message=_STORED_NOTHING)


_STORED_NOTHING = "Nothing was stored, and what you edited stays as you left it: mend these there first."


def store(region: Region, captured: Captured, dry_run: bool) -> Stored:
    """Write what was captured. Raises FindingsError where it would bring a mistake, with nothing written."""
    wrong = introduced(region.tree, changed(region.tree, captured.changes)) if captured.changes else []
    if wrong:
        raise FindingsError(wrong, in_tree=False, message=_STORED_NOTHING)
    told = _told(region)
    if captured.changes and not dry_run and (sentence := write_changes(region, captured.changes, "capture")):
        told.append(sentence)
    return Stored(captured, edited_upstream(region), told)


def _told(region: Region) -> list[str]:
    return [region.recovered] if region.recovered else []


def _files(root: Path, folder: str) -> dict[str, bytes]:
    """Return the files in ``editing/`` or beside it. Raises FindingsError for names and links that are refused."""
    place = root / folder
    if not place.is_dir() or place.is_symlink():
        return {}
    found: list[Finding] = []
    tree = read_tree(place, found, region=False)
    if has_errors(found):
        raise FindingsError(_inside(folder, found))
    return dict(tree.files)


def _inside(folder: str, found: Sequence[Finding]) -> list[Finding]:
    """Return findings of another tree with the folder in which they are."""
    return [replace(one, file=f"{folder}{one.file}") for one in found]
