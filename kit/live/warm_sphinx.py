"""Sphinx kept warm between changes: it reads again what changed, writes the page that people look at, then the rest.

This is the one place of the preview that knows how Sphinx works inside; ``kit.render.private`` confirms the names.
Sphinx itself is run by the same calls as for a build, so that what others add to the site is in the preview too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import _write_docname
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder
from sphinx.util.build_phase import BuildPhase

from kit.model.edition import Edition
from kit.model.errors import FindingsError
from kit.model.findings import has_errors
from kit.render.outputs import downloads_of
from kit.render.reading.reading import read
from kit.render.site.navigation import guide_entries
from kit.render.site.state import Site, html_builder
from kit.render.site.writer import served, writing

Ask = Callable[[], bool]


class Halted(BaseException):
    """Raised inside Sphinx when there is something better to do; Sphinx lets it pass."""


class Doubt(Exception):
    """The short way met something that only a whole build can tell."""


class Warm:
    """One edition's pages, read and written once by Sphinx, and kept so.

    ``halt`` is asked before each page that is written for completeness' sake; where it says yes, Halted comes out of
    ``write_some`` or ``write_all``, and ``owed`` says what they have left undone.
    """

    def __init__(self, edition: Edition, folder: Path, guides: Path | None, halt: Ask) -> None:
        """Read and write everything in ``folder``, which must not exist.

        Raises FindingsError where a page cannot be built.
        """
        self.halt = halt
        self.owed: frozenset[str] = frozenset()
        self._may_halt = False
        self._outdated: frozenset[str] = frozenset()
        self._index: IndexBuilder | None = None
        self._reading = read(edition, folder, [], guides)
        self._stop_on_errors()
        self._always = self._outputs()  # what extensions write when Sphinx starts, and never again
        self._site = self._empty_site()
        self._connect()
        self.write_all()

    @property
    def app(self) -> Sphinx:
        """Sphinx."""
        return self._reading.app

    @property
    def source(self) -> Path:
        """The private folder with the pages as Sphinx reads them."""
        return Path(self.app.srcdir)

    @property
    def own(self) -> Path:
        """The private folder with the group's static files."""
        return self.source.with_name("own")

    @property
    def pages(self) -> frozenset[str]:
        """The names of all pages, guides included."""
        return frozenset(self.app.env.all_docs)

    def files(self) -> dict[str, bytes]:
        """Return all files that visitors are served, by path."""
        out = Path(self.app.outdir)
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in served(self._reading)}

    def files_of(self, names: Collection[str]) -> dict[str, bytes]:
        """Return the files of the pages called ``names``, by path."""
        out = Path(self.app.outdir)
        paths = [html_builder(self.app).get_output_path(name) for name in names]
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths if path.is_file()}

    def pages_with(self, paths: Collection[str]) -> frozenset[str]:
        """Return the names of the pages that show one of the pictures at ``paths``."""
        env = self.app.env
        names = (name for name in env.all_docs if not env.dependencies.get(name, set()).isdisjoint(paths))
        return frozenset(names)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While it is open, steps after one another are quicker."""
        with self._reading.names_known():
            yield

    def read_again(self, edition: Edition, outdated: Collection[str], others: bool) -> bool:
        """Take over ``edition``, and read the pages called ``outdated`` again, and those that are new.

        ``others`` says whether files of the source have come or gone. Returns whether other pages know as much of them
        as before. Raises Doubt where Sphinx complains.
        """
        env, pages, pictures = self.app.env, self.pages, self._pictures()
        before = {name: facts(env, name) for name in outdated}
        places = replace(self._reading.places, origins=edition.origins)
        self._reading = replace(self._reading, edition=edition, places=places, found=[])
        self.app.config.kit_edition = edition
        with self._reading.at_work():
            self._read(frozenset(outdated), others)
        self._confident()
        if pictures != self._pictures() and any(map(_renamed, (*pictures.items(), *self._pictures().items()))):
            raise Doubt("Pictures of the same name get numbers in the order in which pages were read.")
        self._renew(pages & frozenset(outdated))
        return pages == self.pages and before == {name: facts(env, name) for name in outdated}

    def write_first(self, names: Collection[str], prepare: bool, beside: bool = False) -> None:
        """Write the pages called ``names`` for those who wait, and with ``beside`` the group's files and pictures.

        ``prepare`` says that what Sphinx knows of the whole site may be another. Raises Doubt where Sphinx complains.
        """
        builder = html_builder(self.app)
        builder.indexer = None  # it is brought up to date with the rest
        with writing(self._reading, self._site):
            if prepare:
                builder.search = False
                builder.prepare_writing(set(names))
                builder.search = True
            if beside:
                _file_checksum_inner.cache_clear()
                builder.copy_html_static_files(builder.globalcontext)
                builder.copy_image_files()
            for name in sorted(names):
                _write_docname(name, env=self.app.env, builder=builder, tags=builder.tags)
        self._confident()

    def write_some(self, names: Collection[str]) -> None:
        """Write the pages called ``names``, all that is made from several pages, and the search index.

        Raises Doubt where Sphinx complains, and Halted.
        """
        paths = [Path(self.app.env.doc2path(name)) for name in sorted(names)]
        self._renew(names)
        with without_looking(self.app.env), without_copying(html_builder(self.app)):
            self._write(names, lambda: self.app.build(filenames=paths))
        self._confident()

    def write_all(self) -> None:
        """Write everything, as if nothing had been there.

        Raises FindingsError where a page cannot be built, and Halted.
        """
        for path in self._outputs() - self._always:
            (Path(self.app.outdir) / path).unlink()
        _file_checksum_inner.cache_clear()
        html_builder(self.app).images = {}
        self._index = None
        self._site = self._empty_site()
        self._write(self.pages, lambda: self.app.build(force_all=True))
        self._stop_on_errors()

    def _read(self, outdated: frozenset[str], others: bool) -> None:
        """Read again; ``others`` says whether there may be pages or pictures that were not there before."""
        env, builder = self.app.env, html_builder(self.app)
        self._outdated = outdated
        builder.phase = BuildPhase.READING
        with without_looking(env) if not others else nullcontext():
            for name in builder.read():
                env._pickled_doctree_cache.pop(name, None)
        self._outdated = frozenset()
        env.check_consistency()
        builder.phase = BuildPhase.RESOLVING

    def _write(self, names: Collection[str], build: Callable[[], None]) -> None:
        self.owed = frozenset(names)
        self._may_halt = True
        try:
            with writing(self._reading, self._site):
                build()
            self.owed = frozenset()
        finally:
            self._may_halt = False
            self._index = html_builder(self.app).indexer or self._index

    def _empty_site(self) -> Site:
        edition = self._reading.edition
        offers = {name: list(ones) for name, ones in downloads_of(edition, {}).items()}
        return Site(edition, offers, guides=guide_entries(self.app.env))

    def _renew(self, names: Collection[str]) -> None:
        """Begin a new site in which all pages but those called ``names`` are as they were."""
        old, new, kept = self._site, self._empty_site(), self.pages - frozenset(names)
        new.pieces |= {name: pieces for name, pieces in old.pieces.items() if name in kept}
        new.written |= {key: parts for key, parts in old.written.items() if key[1] in kept}
        self._site = new

    def _pictures(self) -> dict[str, str]:
        return {path: name for path, (_, name) in self.app.env.images.items()}

    def _confident(self) -> None:
        if self._reading.found:
            raise Doubt(self._reading.found[0].message)

    def _stop_on_errors(self) -> None:
        if has_errors(self._reading.found):
            raise FindingsError(self._reading.found)

    def _outputs(self) -> set[Path]:
        out = Path(self.app.outdir)
        return {path.relative_to(out) for path in out.rglob("*") if path.is_file()}

    def _connect(self) -> None:
        self.app.connect("env-get-outdated", lambda *_: self._outdated)
        self.app.connect("doctree-resolved", self._ask, priority=1)
        self.app.connect("html-page-context", self._ask, priority=1)
        vars(html_builder(self.app))["load_indexer"] = self._load_index  # not what was last written to the disk

    def _ask(self, *_: Any) -> None:
        if self._may_halt and self.halt():
            raise Halted

    def _load_index(self, names: Collection[str]) -> None:
        self.owed |= frozenset(names)  # Sphinx adds pages that list others
        if (index := html_builder(self.app).indexer) is not None:
            without(index, self._index, self.pages - frozenset(names))
            remember_stems(index)


def _renamed(picture: tuple[str, str]) -> bool:
    """Whether a picture has another name in the site than in the tree, because another picture has that name."""
    return posixpath.basename(picture[0]) != picture[1]


# What Sphinx knows of one page that shows on others: titles, contents, labels, terms, pictures.


def facts(env: BuildEnvironment, name: str) -> object:
    """Return everything that pages other than ``name`` may show of it, to be compared with the same at another time."""
    if name not in env.all_docs:
        return None
    standard = env.domaindata["std"]
    return (
        [_text(table.get(name)) for table in (env.titles, env.longtitles, env.tocs)],
        [sorted(_of(standard[table], name)) for table in ("labels", "anonlabels", "objects", "terms")],
        sorted(path for path, (pages, _) in env.images.items() if name in pages),
        env.toctree_includes.get(name),
        sorted(env.metadata[name]),
    )


def _text(node: Any) -> str:
    return node.pformat() if node is not None else ""


def _of(table: dict[Any, tuple[str, ...]], name: str) -> Iterator[str]:
    return (f"{key} {entry[1:]}" for key, entry in table.items() if entry[0] == name)


# The search index from one writing to the next: what it holds of pages that are not written again.

_STEMS = 50_000  # kept; a site has a few thousand different words
_STEMMERS: dict[type, Callable[[str], str]] = {}


def without(index: IndexBuilder, before: IndexBuilder | None, kept: frozenset[str]) -> None:
    """Let ``index``, which is new, know of the pages ``kept`` what the index ``before`` knew, and of no others.

    Words that stood on other pages only are gone, as if those pages had never been read.
    """
    for table in ("_titles", "_filenames", "_all_titles", "_index_entries"):
        known = vars(before)[table] if before else {}
        vars(index)[table] = {name: entry for name, entry in known.items() if name in kept}
    for table in ("_mapping", "_title_mapping"):
        words = vars(before)[table] if before else {}
        vars(index)[table] = {word: left for word, pages in words.items() if (left := pages & kept)}
    for table in ("_objtypes", "_objnames"):
        vars(index)[table] = {}


def remember_stems(index: IndexBuilder) -> None:
    """Let ``index`` remember the stems of words: they hardly change from one change of a site to the next."""
    language = index.lang
    vars(language)["stem"] = _STEMMERS.setdefault(type(language), lru_cache(_STEMS)(language.stem))


# What Sphinx need not do again for a change of a few pages.


def _nothing(*_: Any) -> None:
    """Do nothing. Sphinx stores its environment, so this cannot be a function without a name."""


def _none_outdated(_: bool) -> tuple[set[str], set[str], set[str]]:
    """Return the pages that are new, changed and gone: none."""
    return set(), set(), set()


@contextmanager
def without_looking(env: BuildEnvironment) -> Iterator[None]:
    """While it is open, Sphinx does not look for files: it has those that there are, and is told which have changed."""
    vars(env).update(find_files=_nothing, get_outdated_files=_none_outdated)
    try:
        yield
    finally:
        del vars(env)["find_files"], vars(env)["get_outdated_files"]


@contextmanager
def without_copying(builder: StandaloneHTMLBuilder) -> Iterator[None]:
    """While it is open, Sphinx copies no style sheets and no pictures: they are there."""
    vars(builder).update(copy_assets=_nothing, copy_image_files=_nothing)
    try:
        yield
    finally:
        del vars(builder)["copy_assets"], vars(builder)["copy_image_files"]
