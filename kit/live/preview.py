"""Follows a tree: after each change it says which files of the site are new, the page that people look at first.

At rest, what it holds is what ``build --only site`` would make of the same files; while they hold mistakes, what it
would have made before. Wherever the short way is in doubt, everything is built anew.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from kit.app.check import Checked, examine, guides_of
from kit.live.impact import Files, Wanted, differing, holds_pictures, near, pages_in, reaches_everything, wanted
from kit.live.warm_sphinx import Ask, Halted, Warm
from kit.model.errors import FindingsError
from kit.model.findings import Finding, has_errors
from kit.render.reading.source_folder import GUIDES
from kit.system.memo import Memory


class Stage(Enum):
    """How far an update is."""

    FIRST = "first"  # the pages that were changed are there
    DONE = "done"  # all pages are
    MISTAKES = "mistakes"  # the site stays as it was


@dataclass(frozen=True)
class News:
    """What an update has brought so far. ``changed`` are paths of the site's files that are new, different or gone."""

    stage: Stage
    findings: tuple[Finding, ...]
    changed: frozenset[str]


@dataclass
class _Made:
    """What there is, and what it was made from. ``everything`` says that no page is sure to be up to date."""

    warm: Warm
    wanted: Wanted
    everything: bool = False


def _never() -> bool:
    return False


@dataclass
class Studio:
    """The site of the tree at ``root`` in memory, and what makes it, in ``work``, a private folder.

    ``files`` is the site as it is to be served now; it is replaced, never changed. ``waiting`` says that another change
    is there, so that what is left of this one may wait; ``ending``, that nobody needs any of it any more.
    ``looked_at`` names the pages that are open in browsers. ``whole`` counts the times that everything was read and
    written anew, ``everything`` those that every page was written by Sphinx as it was.
    """

    root: Path
    work: Path
    waiting: Ask = _never
    ending: Ask = _never
    looked_at: Callable[[], Collection[str]] = frozenset
    files: Files = field(default_factory=dict)
    whole: int = 0
    everything: int = 0
    _good: Files = field(default_factory=dict)  # the last site that was complete
    _made: _Made | None = None
    _memory: Memory = field(default_factory=Memory)

    def update(self) -> Iterator[News]:
        """Bring the site up to date with the files on the disk, and yield what is new as soon as it is there.

        Ends early where ``waiting`` or ``ending`` says so; the next update does what is left. Raises KitError and
        OSError where the tree or the private folder cannot be used.
        """
        before = self.files
        for stage, findings in self._stages():
            yield News(stage, findings, differing(before, self.files))
            before = self.files

    def _stages(self) -> Iterator[tuple[Stage, tuple[Finding, ...]]]:
        checked = self._examined()
        try:
            if checked.edition is None or has_errors(checked.findings):
                yield Stage.MISTAKES, checked.findings
                yield from ((stage, checked.findings) for stage in self._left())
            else:
                goal = wanted(checked.edition, guides_of(self.root))
                yield from ((stage, checked.findings) for stage in self._towards(goal))
        except Halted:
            return
        except FindingsError as error:
            self.files = self._good
            yield Stage.MISTAKES, tuple(error.findings)
        except Exception:
            self.files = self._good
            raise

    def _examined(self) -> Checked:
        with self._memory.in_use():
            return examine(self.root)

    def _towards(self, goal: Wanted) -> Iterator[Stage]:
        made, self._made = self._made, None  # unless all goes well, it is not to be relied on
        if made is not None and made.wanted.settings == goal.settings:
            try:
                yield from self._short_way(made, goal)
                return
            except Exception:  # Doubt above all; whatever it was, a whole build can tell
                self._made = None
        self._build_whole(goal)
        yield Stage.DONE

    def _short_way(self, made: _Made, goal: Wanted) -> Iterator[Stage]:
        """Read what has changed, write those pages, then the others that may look different."""
        with made.warm.at_work():
            self._made, first, beside = self._read(made, goal)
            if first:
                made.warm.write_first(first, self._made.everything, beside)
                self._show(made.warm, first, beside)
                yield Stage.FIRST
            yield from self._rest(self._made, near(goal.edition, first) if first else frozenset())

    def _read(self, made: _Made, goal: Wanted) -> tuple[_Made, frozenset[str], bool]:
        """Let Sphinx read what has changed; return what there is, which pages are first, and if files are too."""
        source, own = differing(made.wanted.source, goal.source), differing(made.wanted.own, goal.own)
        everything = made.everything or bool(own) or _reaches_everything(made.wanted, goal)
        _bring(source, goal.source, made.warm.source)
        _bring(own, goal.own, made.warm.own)
        outdated = (pages_in(source) | made.warm.pages_with(source)) & made.warm.pages
        others = made.wanted.source.keys() != goal.source.keys() or holds_pictures(source)
        everything |= not made.warm.read_again(goal.edition, outdated, others)
        looked_at = frozenset(self.looked_at()) if everything else frozenset()
        first = (outdated | pages_in(source) | looked_at) & made.warm.pages
        return _Made(made.warm, goal, everything), first, bool(own) or holds_pictures(source)

    def _show(self, warm: Warm, names: frozenset[str], beside: bool) -> None:
        written = warm.files() if beside else {}
        assets = {path: data for path, data in written.items() if path.startswith(("_static/", "_images/"))}
        self.files = {**self.files, **assets, **warm.files_of(names)}

    def _left(self) -> Iterator[Stage]:
        """Finish what an earlier update left undone."""
        if self._made is not None and (self._made.everything or self._made.warm.owed):
            yield from (Stage.MISTAKES for _ in self._rest(self._made, frozenset()))

    def _rest(self, made: _Made, names: frozenset[str]) -> Iterator[Stage]:
        if made.everything:
            self.everything += 1
            made.warm.write_all()
        elif some := (names | made.warm.owed) & made.warm.pages:
            made.warm.write_some(some)
        made.everything = False
        self.files = self._good = made.warm.files()
        yield Stage.DONE

    def _build_whole(self, goal: Wanted) -> None:
        self.whole += 1
        gc.unfreeze()
        gc.collect()
        folder, old = self.work / f"whole-{self.whole}", self.work / f"whole-{self.whole - 1}"
        warm = Warm(goal.edition, folder, guides_of(self.root), self.ending)
        shutil.rmtree(old, ignore_errors=True)
        warm.halt = lambda: self.waiting() or self.ending()
        self._made = _Made(warm, goal)
        self.files = self._good = warm.files()
        gc.freeze()  # the collector need not look through Sphinx again after every change


def _reaches_everything(before: Wanted, after: Wanted) -> bool:
    if f"{GUIDES}/index.md" in differing(before.source, after.source):
        return True  # the menu shows the guides in the order in which that page names them
    return before.source.keys() != after.source.keys() or reaches_everything(before.edition, after.edition)


def _bring(paths: frozenset[str], files: Files, folder: Path) -> None:
    """Let ``folder`` hold under ``paths`` what ``files`` holds."""
    for path in sorted(paths):
        target = folder / path
        if path in files:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(files[path])
        else:
            target.unlink()
