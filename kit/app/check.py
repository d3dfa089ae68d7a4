"""From a folder to a checked edition: load, compose, parse and time, apply every rule."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kit.app.assemble import assemble, located
from kit.app.causes import at_their_cause, not_theirs_to_change, without_echoes
from kit.app.earlier import default_folder, revisions_due
from kit.app.other_source import other_source
from kit.app.private import joins
from kit.check.edition import check_edition
from kit.facilitate.built import built
from kit.facilitate.off_agenda import unlinked
from kit.franchise.compose.compose import Composed, compose
from kit.franchise.update.review import open_questions
from kit.franchise.upstream.pristine import edited_files, edited_upstream
from kit.model.edition import Edition, without_pages
from kit.model.errors import FindingsError
from kit.model.findings import Code, Finding, Level, has_errors
from kit.model.tree import Tree
from kit.render.logo import logo_ground
from kit.render.outputs import reserved_names
from kit.render.palette import drawing_colours
from kit.source.pictures.swatches import in_colours
from kit.source.pictures.upright import upright_pictures
from kit.source.tree.damage import DamagedError
from kit.source.tree.read import read_tree, review_pages, with_record
from kit.source.tree.rules import copied_questions
from kit.system.gc_tuning import calm
from kit.system.workdir import scratch


@dataclass(frozen=True)
class Checked:
    """What is known of a tree after checking: ``edition`` is None where its settings could not be read."""

    composed: Composed | None
    edition: Edition | None
    findings: tuple[Finding, ...]


def load(root: Path, format_name: str = "") -> Checked:
    """Load, compose, parse and time the tree at ``root``, with every finding of reading it.

    Rounds that have the format of this name are in it, whatever a region picked.
    """
    found: list[Finding] = []
    tree = with_record(root, read_tree(root, found))
    composed = compose(tree, found, format_name)
    if composed is not None and composed.region is not None:
        found += [edited_upstream(path) for path in edited_files(tree, composed.region) or ()]
    edition = None if composed is None else assemble(composed, found, format_name)
    return Checked(composed, edition, ordered(found))


def examine(root: Path, today: datetime.date | None = None, hidden: bool = False, format_name: str = "") -> Checked:
    """Load the tree at ``root`` and apply every rule; ``today`` adds advice about pages that wait for a review.

    Rules hold for the whole tree, and the edition that is returned is what a build makes of it: without the sessions
    that are not part of a region's meeting, and without hidden rounds unless ``hidden`` asks for them. Its pictures are
    fit for every output: upright, without metadata, and drawings in the group's colours. Only outputs need them so, and
    turning takes its time, so what just reads or copies a tree goes without.
    """
    loaded = load(root, format_name)
    if loaded.composed is None or loaded.edition is None:
        return loaded
    composed, found = loaded.composed, list[Finding]()
    edition = _dressed(replace(loaded.edition, tree=_fit(loaded.edition, found)))
    found += check_edition(edition, reserved_names(), today, refused=_refused(loaded.findings, edition.is_region))
    joins(root, edition, found)
    found += other_source(edition)
    review = review_pages(root) if edition.is_region else {}
    found += [*open_questions(review), *copied_questions(review)]
    edition = without_pages(edition, unlinked(edition)) if hidden else built(edition)
    everything = [*loaded.findings, *(located(one, composed) for one in found)]
    return Checked(composed, edition, ordered(at_their_cause(without_echoes(everything, composed), composed, rules)))


def _refused(found: Sequence[Finding], is_region: bool) -> frozenset[str]:
    """Return the paths, in the composed tree, of files that were refused when the tree was read."""
    codes = (Code.UNSAFE_PATH, Code.UNSAFE_SIZE, Code.UNSAFE_SYMLINK, Code.UNREADABLE)
    paths = (one.file for one in found if one.code in codes and one.line is None)
    return frozenset(path.partition("/")[2] if is_region else path for path in paths)


def _fit(edition: Edition, found: list[Finding]) -> Tree:
    """Return the tree of ``edition`` with its pictures fit for every output."""
    files = dict(upright_pictures(edition.tree, found).files)
    light, _ = drawing_colours(edition.brand)
    return Tree({path: in_colours(data, light) if path.endswith(".svg") else data for path, data in files.items()})


def _dressed(edition: Edition) -> Edition:
    """Return ``edition`` with the ground that its logo needs, by the colours of the picture."""
    return replace(edition, brand=replace(edition.brand, logo_ground=logo_ground(edition, _drawn)))


def _drawn(path: str, data: bytes, width: int) -> bytes:
    from kit.render.handout.pictures import draw_png
    from kit.render.handout.typesetter import TypesettingError

    try:
        return draw_png(path, data, width)
    except TypesettingError as error:
        raise DamagedError(str(error)) from error


def rules(tree: Tree, remarks: bool = True) -> list[Finding]:
    """Return what reading and checking the files of ``tree``, a hub or region, finds; turning its pictures apart.

    Without ``remarks``, what is said of pages' words is left out, which is no error and takes most of the time.
    """
    found: list[Finding] = []
    composed = compose(tree, found)
    edition = None if composed is None else assemble(composed, found)
    if composed is not None and edition is not None:
        found += [located(one, composed) for one in check_edition(edition, reserved_names(), remarks=remarks)]
    return found


def check(root: Path, today: datetime.date | None = None) -> Checked:
    """Examine the tree at ``root``, and let Sphinx read every page without an error, for what only it can see.

    Where nothing is an error, the writers are rehearsed too, for what only they can see.
    What the last build left at its usual place shows which meetings moved unsaid. Nothing is written outside a private
    folder that is gone afterwards.
    """
    examined = examine(root, today, hidden=True)
    if examined.composed is None or examined.edition is None or any(one.code.unsafe for one in examined.findings):
        return examined
    sound = without_pages(examined.edition, _pages_with_errors(examined))
    if "index" not in sound.pages:
        return examined
    from kit.render.reading.reading import read
    from kit.render.rehearsal import rehearse

    found: list[Finding] = []
    with calm(), scratch("check") as folder:
        reading = read(sound, folder / "reading", found, guides_of(root))
        if sound.pages.keys() == examined.edition.pages.keys():
            for name in _with_terms(sound):
                reading.document(name)
            if not has_errors([*examined.findings, *found]):
                rehearse(sound, reading.contents, found)
    found += revisions_due(examined.edition, default_folder(examined.edition.id))
    everything = [*examined.findings, *map(not_theirs_to_change, found)]
    return Checked(examined.composed, examined.edition, ordered(everything))


def _with_terms(edition: Edition) -> list[str]:
    """Return the pages that name terms of a glossary: whether there are such terms shows when all pages are read."""
    return [name for name, page in edition.pages.items() if any(role == "term" for role, _ in page.roles)]


def _pages_with_errors(examined: Checked) -> set[str]:
    """Return the pages to which an error belongs: by its own file, or because one of their lines came from there."""
    files = {one.file for one in examined.findings if one.level is Level.ERROR}
    assert examined.composed is not None  # noqa: S101 - the caller has looked
    by_file = examined.composed.origins.by_file
    names = examined.edition.pages if examined.edition else {}
    return {
        name
        for name, page in names.items()
        if page.path in files or any(origin.file in files for origin in by_file.get(page.path, ()))
    }


def ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings by file and line, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: (one.file, one.line or 0, str(one.code.value))))


def guides_of(root: Path) -> Path | None:
    """Return the folder of guides that a hub's site carries: ``docs/`` beside a hub called ``sessions/``."""
    guides = root.resolve().parent / "docs"
    return guides if root.resolve().name == "sessions" and (guides / "index.md").is_file() else None


def assemble_hub(root: Path) -> Edition:
    """Return the checked edition of the hub at ``root``, for a plain ``sphinx-build``.

    Raises FindingsError where it holds errors.
    """
    examined = examine(root)
    if examined.edition is None or has_errors(examined.findings):
        raise FindingsError(examined.findings)
    return examined.edition
