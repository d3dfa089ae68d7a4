"""A Sphinx that stays in memory between changes: it reads changed pages again, writes those first, then the others.

This is the one place of the preview that knows how Sphinx works inside. Sphinx itself is run by the same calls as for
a build, so that whatever extensions add to a site is in the preview too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html._assets import _file_checksum_inner
from sphinx.search import IndexBuilder
from sphinx.util.build_phase import BuildPhase

from kit.live.impact import Inputs
from kit.model.errors import FindingsError
from kit.model.findings import has_errors
from kit.render.outputs import downloads_of
from kit.render.reading.reading import read
from kit.render.reading.shared import shared
from kit.render.reading.source_folder import bring, differing
from kit.render.site.navigation import guide_entries
from kit.render.site.state import Site, html_builder
from kit.render.site.stems import remember_stems
from kit.render.site.writer import served, writing

Ask = Callable[[], bool]


class Halted(BaseException):
    """Raised inside Sphinx to stop its writing for a newer change; Sphinx catches only subclasses of Exception."""


class Doubt(Exception):
    """A case that only a whole build can decide."""


class WarmSphinx:
    """The site that ``inputs`` make, read and written once by Sphinx, then kept up to date.

    ``owed`` names the pages that are still to be written; all pages, where a change may show on any of them. ``halt``
    is called before each owed page is written; where it returns True, ``write_owed`` raises Halted, and the same pages
    are owed as before.
    """

    def __init__(self, inputs: Inputs, folder: Path, guides: Path | None, halt: Ask) -> None:
        """Read and write everything in ``folder``, which must not exist; ``guides`` is the guides' own folder.

        Raises FindingsError where a page cannot be built.
        """
        self.inputs, self.halt = inputs, halt
        self._may_halt = False
        self._outdated: frozenset[str] = frozenset()
        self._indexed: dict[str, tuple[Any, ...]] = {}  # by page: what Sphinx gave the search index
        self._reading = read(inputs.edition, folder, [], guides)
        self._stop_on_errors()
        self._always = self._outputs()  # what extensions write when Sphinx starts, and never again
        self._site = self._empty_site()
        self._connect()
        self.owed = self.pages
        self._write()
        self._stop_on_errors()

    @property
    def app(self) -> Sphinx:
        """Sphinx."""
        return self._reading.app

    @property
    def pages(self) -> frozenset[str]:
        """The names of all pages, guides included."""
        return frozenset(self.app.env.all_docs)

    @property
    def owes_everything(self) -> bool:
        """Whether every page is still to be written."""
        return self.owed >= self.pages

    def files(self) -> dict[str, bytes]:
        """Return all files that visitors are served, by path."""
        return served(self._reading)

    def files_of(self, names: Collection[str]) -> dict[str, bytes]:
        """Return the files of the pages called ``names``, by path."""
        out = Path(self.app.outdir)
        paths = [html_builder(self.app).get_output_path(name) for name in names]
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths if path.is_file()}

    def at_work(self) -> AbstractContextManager[None]:
        """While it is open, docutils keeps this site's names, so that several steps need not each restore them."""
        return self._reading.names_known()

    def read_again(self, inputs: Inputs) -> frozenset[str]:
        """Read the pages that are new or different in ``inputs``, and return their names.

        Afterwards all pages are owed if others may look different too. Raises Doubt if Sphinx has a complaint.
        """
        env, before, pictures = self.app.env, shared(self.app.env), self._pictures()
        reaches_everything = self.inputs.reaches_everything(inputs)
        edition = inputs.edition
        places = replace(self._reading.places, origins=edition.origins)
        self._reading = replace(self._reading, edition=edition, places=places, found=[])
        self.app.config.kit_edition = edition
        self._bring(inputs)
        with self._reading.at_work():
            names = self._read()
        self._confident()
        if any(map(_renamed, (*pictures.items(), *self._pictures().items()))) and pictures != self._pictures():
            raise Doubt("Pictures of the same name get numbers in the order in which pages were read.")
        self._renew(names)
        if reaches_everything or before != shared(env):
            self.owed = self.pages
        return names

    def write_first(self, names: Collection[str]) -> None:
        """Write the pages called ``names`` and nothing else. Raises Doubt if Sphinx has a complaint."""
        builder = html_builder(self.app)
        with writing(self._reading, self._site):
            if self.owes_everything:
                _file_checksum_inner.cache_clear()
                builder.prepare_writing(set(names))
                builder.copy_html_static_files(builder.globalcontext)
                builder.copy_image_files()
            builder.write_documents(set(names))
        self._confident()

    def write_owed(self) -> None:
        """Write the pages that are owed, all that is made from several pages, and the search index.

        Raises Doubt if Sphinx has a complaint, and Halted.
        """
        if self.owes_everything:
            self._forget_what_was_written()
        self.owed &= self.pages
        self._renew(self.owed)
        self._write()
        self._confident()

    def _bring(self, inputs: Inputs) -> None:
        source = Path(self.app.srcdir)
        bring(self.inputs.source, inputs.source, source)
        bring(self.inputs.own, inputs.own, source.with_name("own"))
        changed = differing(self.inputs.source, inputs.source)
        self._outdated = frozenset(path.removesuffix(".md") for path in changed if path.endswith(".md"))
        self.inputs = inputs

    def _read(self) -> frozenset[str]:
        builder, env = html_builder(self.app), self.app.env
        builder.phase = BuildPhase.READING
        names = frozenset(builder.read())
        self._outdated = frozenset()
        for name in names:
            env._pickled_doctree_cache.pop(name, None)
        env.check_consistency()
        builder.phase = BuildPhase.RESOLVING
        return names

    def _forget_what_was_written(self) -> None:
        """Remove the last writing's files, and what Sphinx remembers of them."""
        for path in self._outputs() - self._always:
            (Path(self.app.outdir) / path).unlink()
        _file_checksum_inner.cache_clear()
        html_builder(self.app).images = {}

    def _write(self) -> None:
        paths = [Path(self.app.env.doc2path(name)) for name in sorted(self.owed)]
        self._may_halt = True
        try:
            with writing(self._reading, self._site):
                self.app.build(filenames=paths)
            self.owed = frozenset()
        finally:
            self._may_halt = False

    def _empty_site(self) -> Site:
        edition = self._reading.edition
        offers = {name: list(ones) for name, ones in downloads_of(edition, {}).items()}
        return Site(edition, offers, guides=guide_entries(self.app.env))

    def _renew(self, names: Collection[str]) -> None:
        """Begin a new site that keeps what is known of all pages but those called ``names``."""
        old, new, kept = self._site, self._empty_site(), self.pages - frozenset(names)
        new.pieces |= {name: pieces for name, pieces in old.pieces.items() if name in kept}
        new.written |= {name: parts for name, parts in old.written.items() if name in kept}
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
        self.app.connect("html-collect-pages", self._fill_index)
        vars(html_builder(self.app))["load_indexer"] = self._begin_index

    def _ask(self, *_: Any) -> None:
        if self._may_halt and self.halt():
            raise Halted

    # The search index is made anew each time: one that Sphinx updates keeps words that stand on no page any more. So it
    # needs all pages, and what Sphinx gives it of each is kept for the next time; its words, too, because writing a
    # page puts titles into its document.

    @property
    def _index(self) -> Any:
        return html_builder(self.app).indexer

    def _begin_index(self, names: Collection[str]) -> None:
        self.owed |= frozenset(names)  # Sphinx adds pages that list others
        for table in vars(self._index).values():
            if isinstance(table, dict) and table is not self.app.env.version:
                table.clear()  # Sphinx hands a new index the tables of the last one
        remember_stems(self._index)
        vars(self._index)["feed"] = self._keep

    def _keep(self, name: str, filename: str, title: str, document: nodes.document) -> None:
        words = IndexBuilder._word_collector(self._index, document)
        self._indexed[name] = filename, title, document, lambda _: words

    def _fill_index(self, _: Sphinx) -> tuple[()]:
        for name in sorted(self.pages & self._indexed.keys()):
            *page, vars(self._index)["_word_collector"] = self._indexed[name]
            IndexBuilder.feed(self._index, name, *page)
        return ()


def _renamed(picture: tuple[str, str]) -> bool:
    """Whether a picture has another name in the site than in the tree, because two pictures share their name."""
    return posixpath.basename(picture[0]) != picture[1]
