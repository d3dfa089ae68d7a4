"""The live preview of a tree: after each change it makes the changed pages first, then all others that may differ.

At rest its files equal what ``build --only site`` makes of the same tree, byte for byte; while the tree has errors, it
keeps the last good site. Wherever the short way is in doubt, everything is built anew.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from kit.app.check import examine, guides_of
from kit.live.impact import Files, Inputs, near
from kit.live.warm_sphinx import Ask, Halted, WarmSphinx
from kit.model.errors import FindingsError
from kit.model.findings import Finding, has_errors
from kit.render.reading.reading import guide_tree
from kit.render.reading.source_folder import differing
from kit.system.memo import Memory


class Stage(Enum):
    """How far an update is."""

    FIRST = "first"  # the pages that were changed are there
    DONE = "done"  # all pages are
    MISTAKES = "mistakes"  # the site stays as it was


@dataclass(frozen=True)
class News:
    """How far an update is. ``changed`` are the paths of the site's files that are new, different or gone."""

    stage: Stage
    findings: tuple[Finding, ...]
    changed: frozenset[str]


def _never() -> bool:
    return False


@dataclass
class Preview:
    """The site of the tree at ``root``, in memory; ``work`` is a private folder for Sphinx.

    ``files`` is the site to serve now; it is replaced, never changed. ``waiting`` returns whether a newer change is
    there, so that the rest of this one may wait; ``ending``, whether the preview is being closed. ``open_pages``
    returns the names of the pages that are open in browsers. ``whole`` counts how often everything was read and
    written anew, ``everything`` how often the warm Sphinx wrote every page.
    """

    root: Path
    work: Path
    waiting: Ask = _never
    ending: Ask = _never
    open_pages: Callable[[], Collection[str]] = frozenset
    files: Files = field(default_factory=dict)
    whole: int = 0
    everything: int = 0
    _good: Files = field(default_factory=dict)  # the last site that was complete
    _warm: WarmSphinx | None = None
    _memory: Memory = field(default_factory=Memory)

    def update(self) -> Iterator[News]:
        """Bring the site up to date with the disk, and yield news as soon as new files are there.

        Ends early if ``waiting`` or ``ending`` returns True; the next update does the rest. Raises KitError and
        OSError if the tree or the private folder cannot be used.
        """
        before = self.files
        for stage, findings in self._stages():
            yield News(stage, findings, differing(before, self.files))
            before = self.files

    def _stages(self) -> Iterator[tuple[Stage, tuple[Finding, ...]]]:
        with self._memory.in_use():
            checked = examine(self.root)
        try:
            if checked.edition is None or has_errors(checked.findings):
                yield Stage.MISTAKES, checked.findings
                if self._warm is not None and self._warm.owed:  # what an earlier update left undone
                    self._write_owed(self._warm)
                    yield Stage.MISTAKES, checked.findings
            else:
                guides = guides_of(self.root)
                inputs = Inputs(checked.edition, guide_tree(guides) if guides else None)
                yield from ((stage, checked.findings) for stage in self._follow(inputs))
        except Halted:
            return
        except FindingsError as error:
            self.files = self._good
            yield Stage.MISTAKES, tuple(error.findings)
        except Exception:
            self.files = self._good
            raise

    def _follow(self, inputs: Inputs) -> Iterator[Stage]:
        warm, self._warm = self._warm, None  # after an exception on the way it cannot be trusted
        if warm is not None and warm.inputs.settings == inputs.settings:
            try:
                with warm.at_work():
                    yield from self._short_way(warm, inputs)
                return
            except Exception:  # Doubt above all; whatever it was, a whole build can tell
                self._warm = None
        self._build_whole(inputs)
        yield Stage.DONE

    def _short_way(self, warm: WarmSphinx, inputs: Inputs) -> Iterator[Stage]:
        """Read what has changed, write those pages, then the others that may look different."""
        names = warm.read_again(inputs)
        everything = warm.owes_everything
        first = names | (frozenset(self.open_pages()) & warm.pages if everything else frozenset())
        self._warm = warm
        if first:
            warm.owed |= near(inputs.edition, first) & warm.pages
            warm.write_first(first)
            written = warm.files() if everything else {}
            assets = {path: data for path, data in written.items() if path.startswith(("_static/", "_images/"))}
            self.files = {**self.files, **assets, **warm.files_of(first)}
            yield Stage.FIRST
        self._write_owed(warm)
        yield Stage.DONE

    def _write_owed(self, warm: WarmSphinx) -> None:
        if warm.owed:
            self.everything += warm.owes_everything
            warm.write_owed()
        self.files = self._good = warm.files()

    def _build_whole(self, inputs: Inputs) -> None:
        self.whole += 1
        gc.unfreeze()
        gc.collect()
        folder, old = self.work / f"whole-{self.whole}", self.work / f"whole-{self.whole - 1}"
        warm = WarmSphinx(inputs, folder, guides_of(self.root), self.ending)
        shutil.rmtree(old, ignore_errors=True)
        warm.halt = lambda: self.waiting() or self.ending()
        self._warm = warm
        self.files = self._good = warm.files()
        gc.freeze()  # the collector need not look through Sphinx again after every change
