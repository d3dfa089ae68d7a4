"""One Sphinx reading of an edition's pages, from which every writer takes its documents."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives, roles
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import additional_nodes, docutils_namespace, patch_docutils, register_node
from sphinx.util.logging import NAMESPACE

from kit.model.edition import Edition
from kit.model.errors import FindingsError
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.render.content.model import Contents
from kit.render.content.translate import Recall, anew, contents
from kit.render.reading.complaints import Places, complaints, extensions_as_they_are
from kit.render.reading.filling import KEPT, private_nodes
from kit.render.reading.settings import own_files, settings
from kit.render.reading.source_folder import source_files, write_source
from kit.source.pictures.upright import upright_pictures
from kit.system.private_names import READING, SPHINX, confirm_attributes, confirm_modules


class _PlainBuilder(StandaloneHTMLBuilder):
    """What post-transforms see instead of the HTML builder, so that those that are only for HTML stay away."""

    name = "kit"
    format = "kit"


Words = tuple[dict[str, Any], dict[str, Any]]  # what docutils knows by name: directives, and roles


def _registries() -> Words:
    """Return docutils' own tables, which it keeps for the whole process; kit.system.private_names lists them."""
    return vars(directives)["_directives"], vars(roles)["_roles"]


@dataclass(frozen=True)
class Reading:
    """The pages of one edition, read once. ``app`` is Sphinx, with its HTML builder; ``folder`` is private to it.

    Links resolve when a document is asked for, so ``found`` may still grow while writers work. ``recall`` is as for
    ``contents``.
    """

    edition: Edition
    app: Sphinx
    folder: Path
    places: Places
    found: list[Finding]
    known_nodes: frozenset[type[nodes.Element]]
    known_words: Words
    recall: Recall = anew

    @cached_property
    def contents(self) -> Contents:
        """What gives the content of a page by its name, resolved and filled; each page is translated once."""
        return contents(self.document, self.recall)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While it is open, docutils knows this reading's nodes, directives and roles; complaints become findings.

        Sphinx keeps all of that for the whole process, where another reading may have been made since.
        """
        with self.names_known(), complaints(self.app, self.places, self.found):
            yield

    @contextmanager
    def names_known(self) -> Iterator[None]:
        """While it is open, docutils knows this reading's nodes, directives and roles: once is enough for much work."""
        if self.known_nodes <= additional_nodes:
            yield
            return
        with patch_docutils(self.app.confdir), docutils_namespace():
            for node in self.known_nodes:
                register_node(node)
            for registry, known in zip(_registries(), self.known_words, strict=True):
                registry.update(known)
            yield

    def document(self, name: str) -> nodes.document:
        """Return a fresh copy of the page called ``name`` (``round-1/how-ready``), resolved and filled.

        Variables are text, gaps are ``gap`` nodes, links to pages are references whose ``refuri`` is relative to the
        page's own place in the site, and each activity has ``scaled``. Facilitator nodes are still in place.
        The ``uri`` of a picture is its path in ``edition.tree``. Raises KeyError for a page that was not read.
        """
        env = self.app.env
        if name not in env.all_docs:
            raise KeyError(name)
        document = env.get_doctree(name)
        private = private_nodes(document)
        for node in private:
            node[KEPT] = True
        html, env._builder_cls = env._builder_cls, _PlainBuilder
        try:
            with self.at_work():
                env.apply_post_transforms(document, name)
        finally:
            env._builder_cls = html
        for node in private:
            del node[KEPT]
        for toctree in list(document.findall(addnodes.toctree)):
            toctree.parent.remove(toctree)
        return document


def read(edition: Edition, folder: Path, found: list[Finding], guides: Path | None = None) -> Reading:
    """Read all pages of ``edition`` with Sphinx and return them.

    ``folder`` is made and filled, and must be empty or absent; nothing is written anywhere else. ``guides`` is the
    folder with the guides' pages, which go under ``guides/``. What Sphinx finds wrong is added to ``found``,
    by this function and by the writers that use its result.
    """
    confirm_modules("Sphinx", READING)
    source = folder.resolve() / "source"
    write_source(source_files(edition, guide_tree(guides) if guides else None), source)
    own = source.with_name("own")
    write_source(own_files(edition), own)
    places = Places(source, edition.origins, guides.name if guides else "")
    with patch_docutils(source), docutils_namespace():
        with extensions_as_they_are():
            app = _sphinx(edition, source, own)
        confirm_attributes("Sphinx", app, SPHINX)
        with complaints(app, places, found):
            _read_pages(app)
        known = frozenset(additional_nodes)
        words = (dict(_registries()[0]), dict(_registries()[1]))
    return Reading(edition, app, folder.resolve(), places, found, known, words)


def guide_tree(folder: Path) -> Tree:
    """Return the files of the guides' folder by path relative to it, their pictures as ``examine`` leaves them.

    Raises FindingsError where a picture cannot be turned upright.
    """
    files = (path for path in folder.rglob("*") if path.is_file())
    found: list[Finding] = []
    read = Tree({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    ready = upright_pictures(read, found)
    if found:
        raise FindingsError([replace(one, file=f"{folder.name}/{one.file}") for one in found])
    return ready


def _sphinx(edition: Edition, source: Path, own: Path) -> Sphinx:
    """Start Sphinx without any conf.py; it writes beside ``source`` only, and prints nothing."""
    app = Sphinx(
        srcdir=source,
        confdir=None,
        outdir=source.with_name("html"),
        doctreedir=source.with_name("doctrees"),
        buildername="html",
        confoverrides=settings(edition, own),
        status=None,
        warning=None,
        freshenv=True,
    )
    logging.getLogger(NAMESPACE).setLevel(logging.WARNING)  # all else it would put together and tell nobody
    return app


def _read_pages(app: Sphinx) -> None:
    app.builder.read()
    app.env.check_consistency()
