"""How a process reads many regions: those with the same upstream share one reading of it."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from pathlib import Path

from kit.app.build import Read
from kit.app.check import examine
from kit.model.edition import Edition
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.network.shared_reading import SharedReading
from kit.publish.files import read
from kit.render.reading.reading import Reading
from kit.render.reading.reading import read as read_alone
from kit.source.settings.files import REGION, read_region
from kit.source.tree.rules import MAX_SETTINGS
from kit.system.memo import Memory, let_go

_MOST = 2  # upstreams that are kept at a time: each takes some 100 MB, and regions mostly follow one or two versions
# Regions: how often what they left behind is swept up. Documents hold their parts and those hold them, so that Python
# finds only by looking through everything that nobody needs them, which takes half as long as building a region.
_SWEPT_AFTER = 8


@dataclass
class Bases:
    """Readings in the private folder ``folder``, and what checking one region found out that holds for others."""

    folder: Path
    memory: Memory = field(default_factory=Memory)
    _kept: dict[str, SharedReading | None] = field(default_factory=dict)
    _made: int = 0
    _left: int = 0

    def reader(self, root: Path) -> Read:
        """Return how the pages of the region at ``root`` are read; what it shares is read when the first page is."""

        def read(edition: Edition, folder: Path, found: list[Finding], guides: Path | None) -> Reading:
            base = self._base(root)
            return (base.read if base else read_alone)(edition, folder, found, guides)

        return read

    def leave(self) -> None:
        """Let go of what belongs to the region that was built last, so that memory is flat in the number of regions."""
        let_go()
        self._left += 1
        if self._left % _SWEPT_AFTER == 0:
            gc.collect()

    def _base(self, root: Path) -> SharedReading | None:
        """Return the reading with which that of the region at ``root`` begins, None for as if it were alone."""
        tree = _upstream(root)
        if tree not in self._kept:
            while len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[tree] = self._shared(root / "upstream")
        return self._kept[tree]

    def _shared(self, upstream: Path) -> SharedReading | None:
        edition = _sound(upstream)
        if edition is None:
            return None
        self._made += 1
        return SharedReading(edition, self.folder / f"base-{self._made}")


def _upstream(root: Path) -> str:
    """Return what tells one upstream from another, "" where the region does not say."""
    settings = read_region(Tree({REGION: read(root / REGION, MAX_SETTINGS) or b""}), list[Finding]())
    return settings.upstream.tree if settings else ""


def _sound(upstream: Path) -> Edition | None:
    """Return the edition of a region's upstream by itself, None where it has errors: then nothing of it is shared."""
    if not (upstream / "hub.toml").is_file():
        return None
    examined = examine(upstream)
    return None if has_errors(examined.findings) else examined.edition
