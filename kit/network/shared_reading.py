"""One Sphinx for many editions that have most of their pages in common: a page is read again only where it differs.

Of the edition that was read first, the base, everything that Sphinx knows is kept as bytes. Each further edition begins
with a fresh copy of that, so nothing of one group can reach the site of another. Where a setting differs that Sphinx
asks for when it starts, or pictures share a name, the pages are read from nothing, as if they were alone.
"""

from __future__ import annotations

import pickle
import posixpath
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.environment import CONFIG_OK, BuildEnvironment
from sphinx.util.build_phase import BuildPhase

from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.network.kept_contents import KeptContents
from kit.network.kept_pages import KeptPages
from kit.render.reading.reading import Reading, guide_tree, read
from kit.render.reading.settings import own_files, settings
from kit.render.reading.shared import shared
from kit.render.reading.source_folder import bring, differing, source_files
from kit.render.site.state import html_builder

Read = Callable[[Edition, Path, list[Finding], Path | None], Reading]

# What Sphinx asks for each time that it writes. All other settings must be the same in every edition.
_ASKED_ANEW = ("kit_edition", "project", "version", "release", "html_title")
_NEVER_OLD = 2**62  # as a time of reading: pages are read again where their text differs, whatever their files' times


@dataclass
class SharedReading:
    """The pages of ``base`` as Sphinx has read them in ``folder``, which must not exist; ``guides`` is as for ``read``.

    ``shared`` counts editions that began with these, ``alone`` those that had to be read from nothing.
    """

    base: Edition
    folder: Path
    guides: Path | None = None
    shared: int = 0
    alone: int = 0
    _complaints: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the base. Raises FindingsError where a picture of the guides cannot be used."""
        self._reading = read(self.base, self.folder, self._complaints, self.guides)
        app = self._reading.app
        self._guide_tree = guide_tree(self.guides) if self.guides else None
        self._source = self._base_source = source_files(self.base, self._guide_tree)
        self._own = own_files(self.base)
        self._settings = _fixed(self.base)
        self._pickled = _without_settings(app.env)
        self._documents = {name: _document(app, name) for name in app.env.all_docs}
        self._at_start = _files(Path(app.outdir))
        self._kept = KeptPages(app)
        self._contents = KeptContents(self._kept)
        self._outdated: frozenset[str] = frozenset()
        app.connect("env-get-outdated", lambda *_: self._outdated)

    def read(self, edition: Edition, folder: Path, found: list[Finding], guides: Path | None = None) -> Reading:
        """Return the pages of ``edition``, as ``reading.read`` does; only one such reading can be used at a time."""
        if self._complaints or guides != self.guides or _fixed(edition) != self._settings:
            return self._from_nothing(edition, folder, found, guides)
        before = tuple(found)
        reading = self._begin(edition, found)
        with reading.at_work():
            names = self._read_differing(edition)
        if _renamed(reading.app.env):
            found[:] = before
            return self._from_nothing(edition, folder, found, guides)
        self.shared += 1
        unchanged = frozenset(reading.app.env.all_docs) - names
        self._kept.begin(edition, unchanged, shared(reading.app.env), found)
        return replace(reading, recall=partial(self._contents.recall, found))

    def _from_nothing(self, edition: Edition, folder: Path, found: list[Finding], guides: Path | None) -> Reading:
        self.alone += 1
        return read(edition, folder, found, guides)

    def _begin(self, edition: Edition, found: list[Finding]) -> Reading:
        """Let Sphinx know what it knew of the base, and nothing of the edition before this one."""
        app = self._reading.app
        for name in _ASKED_ANEW:
            setattr(app.config, name, settings(edition, self.folder)[name])
        app.env = html_builder(app).env = self._fresh_env(app)
        html_builder(app).images = {}
        _file_checksum_inner.cache_clear()
        _empty(Path(app.outdir), self._at_start)
        source, own = source_files(edition, self._guide_tree), own_files(edition)
        bring(self._source, source, Path(app.srcdir))
        bring(self._own, own, Path(app.srcdir).with_name("own"))
        self._source, self._own = source, own
        places = replace(self._reading.places, origins=edition.origins)
        return replace(self._reading, edition=edition, places=places, found=found)

    def _fresh_env(self, app: Sphinx) -> BuildEnvironment:
        env: BuildEnvironment = pickle.loads(self._pickled)  # noqa: S301 - our own bytes, which never left this process
        env.setup(app)
        env.config_status = CONFIG_OK  # what was read hangs on none of the settings that differ
        env.all_docs = dict.fromkeys(env.all_docs, _NEVER_OLD)
        env._pickled_doctree_cache = dict(self._documents)
        env._builder_cls = type(app.builder)
        return env

    def _read_differing(self, edition: Edition) -> frozenset[str]:
        """Read the pages that differ from the base's, and return their names."""
        app = self._reading.app
        builder = html_builder(app)
        paths = differing(self._base_source, self._source)
        names = _pages(paths)
        names |= {name for name, page in edition.pages.items() if page != self.base.pages.get(name, page)}
        if _pages(self._base_source) != _pages(self._source):
            names |= self._kept.linking  # on reading a link MyST asks whether the page that it leads to is there
        self._outdated = frozenset(names & builder.env.all_docs.keys())
        for name in self._outdated:
            builder.env._pickled_doctree_cache.pop(name, None)
        builder.phase = BuildPhase.READING
        read = builder.read()
        self._outdated = frozenset()
        builder.env.check_consistency()
        builder.phase = BuildPhase.RESOLVING
        return frozenset(read)


def _pages(paths: Iterable[str]) -> set[str]:
    return {path.removesuffix(".md") for path in paths if path.endswith(".md")}


def _fixed(edition: Edition) -> dict[str, Any]:
    """Return the settings of ``edition`` that Sphinx asks for once, when it starts."""
    return {name: value for name, value in settings(edition, Path("own")).items() if name not in _ASKED_ANEW}


def _without_settings(env: BuildEnvironment) -> bytes:
    """Return ``env`` as bytes; without settings of its own it will not compare each of them with the next edition's."""
    settings, vars(env)["config"] = env.config, None
    try:
        return pickle.dumps(env, pickle.HIGHEST_PROTOCOL)
    finally:
        env.config = settings


def _document(app: Sphinx, name: str) -> bytes:
    app.env.get_doctree(name)
    return app.env._pickled_doctree_cache[name]


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _empty(folder: Path, but_for: Mapping[Path, bytes]) -> None:
    """Let ``folder`` hold what it held when Sphinx started: what extensions write then, and never again."""
    shutil.rmtree(folder)
    folder.mkdir()
    for path, data in but_for.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _renamed(env: BuildEnvironment) -> bool:
    """Whether a picture's name has a number because another has the same, which depends on the order of reading."""
    return any(posixpath.basename(path) != name for path, (_, name) in env.images.items())
