"""What Sphinx made of a page, kept for the next group that has the very same page.

A page of a site is made in steps: links and values go into its document, the kit computes what tells of the meeting,
all of it becomes HTML, and a template puts the group's name, menu and foot around it. Of a page that is the same for
two groups the second takes over the document and its HTML, and only what is computed and the template are made anew.
Whether it is the same is asked of everything on which the steps hang (``_key``); in doubt it is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from kit.facilitate.standing import targets_left_out
from kit.model.edition import Edition
from kit.model.page import Page
from kit.render.reading.filling import VARIABLE, place_of, values_for
from kit.render.site.blocks import Computed
from kit.render.site.inserts import compute, computed_in
from kit.render.site.state import Site, html_builder
from kit.render.site.stems import remember_stems

_MOST_TITLES = 5_000  # titles and contents of pages that are kept as HTML; a site has a few hundred


@dataclass
class _Kept:
    """One page: its resolved document, and what was made of it."""

    key: object
    document: nodes.document
    pieces: Mapping[Any, Any]
    written: dict[tuple[str, str], Any] = field(default_factory=dict)
    html: _Html | None = None
    words: Any = None


@dataclass(frozen=True)
class _Html:
    """A document as HTML in pieces; those of class Computed stand for the nodes at ``places``."""

    fragment: list[str]
    meta: list[str]
    places: list[tuple[int, int]]


class KeptPages:
    """The pages that were written for the groups before. ``app`` is the Sphinx that writes all of them.

    ``linking`` are the pages of the base that lead to others.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        documents = {name: app.env.get_doctree(name) for name in app.env.all_docs}
        self.linking = {name for name, one in documents.items() if _holds(one, addnodes.pending_xref)}
        self._pictured = {name for name, one in documents.items() if _holds(one, nodes.image)}
        self._pages: dict[str, _Kept] = {}
        self._by_document: dict[int, _Kept] = {}
        self._titles: dict[str, dict[str, str]] = {}
        self._unchanged: frozenset[str] = frozenset()
        self._around: object = None
        self._written_last: tuple[nodes.document, Any] | None = None
        self._site: Site | None = None
        builder = vars(html_builder(app))
        builder["create_translator"] = self._translator
        builder["render_partial"] = self._partial
        builder["load_indexer"] = self._begin_index

    def begin(self, edition: Edition, unchanged: frozenset[str], around: object) -> None:
        """Let Sphinx write ``edition`` next, whose pages called ``unchanged`` are read as the base's.

        ``around`` is what other pages may show of each page: titles, targets and captions of links.
        """
        self._harvest()
        self._keep_sheets()
        self._edition, self._unchanged, self._around = edition, unchanged, around
        vars(self._app.env)["get_and_resolve_doctree"] = self._resolved

    def _key(self, name: str) -> object:
        """Return what the document of a page hangs on, None for one that cannot be kept.

        A picture's file may be another in each group's colours, so that pages with pictures are not kept.
        """
        if name not in self._unchanged or name in self._pictured:
            return None
        edition = self._edition
        around = self._around if name in self.linking else None
        page = edition.pages.get(name)
        return (around, *_of_edition(edition, page)) if page else (around,)

    def _resolved(self, name: str, builder: Any, **given: Any) -> nodes.document:
        site: Site = self._app.config.kit_site
        self._site = site
        key, kept = self._key(name), self._pages.get(name)
        if key is None or kept is None or kept.key != key:
            document = BuildEnvironment.get_and_resolve_doctree(self._app.env, name, builder, **given)
            if key is not None:
                self._keep(name, _Kept(key, document, site.pieces.get(name, {})))
            return document
        for node in computed_in(kept.document):
            node.parent.remove(node)
        if kept.pieces:
            site.pieces[name] = kept.pieces
            site.written.update(kept.written)
        compute(self._app, kept.document, name)
        return kept.document

    def _keep(self, name: str, kept: _Kept) -> None:
        if name in self._pages:
            del self._by_document[id(self._pages[name].document)]
        self._pages[name] = self._by_document[id(kept.document)] = kept

    def _of(self, document: nodes.document) -> _Kept | None:
        return self._by_document.get(id(document))

    def _translator(self, document: nodes.document, *_: Any) -> Any:
        builder = html_builder(self._app)
        kept = self._of(document)
        if kept is None:
            return type(builder).create_translator(builder, document, builder)
        self._harvest()
        if kept.html and kept.html.places == _places(document):
            return _Replay(document, kept.html)
        translator = type(builder).create_translator(builder, document, builder)
        self._written_last = document, translator
        return translator

    def _harvest(self) -> None:
        """Keep the HTML of the page that was written last, and what stands of each page on run sheets."""
        if self._written_last is None:
            return
        document, translator = self._written_last
        self._written_last = None
        places = _places(document)
        if (kept := self._of(document)) and sum(isinstance(one, Computed) for one in translator.fragment) == len(
            places
        ):
            kept.html = _Html(translator.fragment, translator.meta, places)

    def _keep_sheets(self) -> None:
        """Keep what stands of each page on the run sheets of the site that was written last."""
        site, self._site = self._site, None
        if site is None:
            return
        for (sheet, name), parts in site.written.items():
            if (kept := self._pages.get(name)) and kept.pieces is site.pieces.get(name):
                kept.written[sheet, name] = parts

    def _partial(self, node: nodes.Node | None) -> dict[str, str]:
        builder = html_builder(self._app)
        make = type(builder).render_partial
        if not isinstance(node, nodes.title | nodes.bullet_list) or _holds(node, nodes.image):
            return make(builder, node)
        text = node.pformat()
        if text not in self._titles:
            if len(self._titles) >= _MOST_TITLES:
                self._titles.clear()
            self._titles[text] = make(builder, node)
        return self._titles[text]

    def _begin_index(self, _: Any) -> None:
        index: Any = html_builder(self._app).indexer
        remember_stems(index)
        vars(index)["_word_collector"] = lambda document: self._words(index, document)

    def _words(self, index: IndexBuilder, document: nodes.document) -> Any:
        kept = self._of(document)
        if kept is None:
            return IndexBuilder._word_collector(index, document)
        kept.words = kept.words or IndexBuilder._word_collector(index, document)
        return kept.words


class _Replay:
    """Stands for a translator: it has the HTML of ``document`` already, in which no page of ours has maths."""

    def __init__(self, document: nodes.document, html: _Html) -> None:
        self.document = document
        computed = iter(computed_in(document))
        self.fragment = [next(computed)["html"] if isinstance(one, Computed) else one for one in html.fragment]
        self.meta = html.meta

    def dispatch_visit(self, _: nodes.Node) -> NoReturn:
        raise nodes.SkipNode


def _holds(document: nodes.Node, kind: type[nodes.Node]) -> bool:
    return next(iter(document.findall(kind)), None) is not None


def _places(document: nodes.document) -> list[tuple[int, int]]:
    """Return where each computed node stands."""
    return [(id(one.parent), one.parent.index(one)) for one in computed_in(document)]


def _of_edition(edition: Edition, page: Page) -> tuple[object, ...]:
    """Return what the document of ``page`` shows of its edition: kinds of format, values, and minutes."""
    values = values_for(edition, page.name)
    used = sorted(set(VARIABLE.findall(page.text)))
    places = [place_of(edition, page.name, one.kinds) for one in page.activities]
    minutes = [place.minutes_of(at, page) if place else None for at, place in enumerate(places)]
    return (
        frozenset(edition.kinds_of(page.name)),
        [values.get(name) for name in used],
        minutes,
        targets_left_out(edition),
        edition.moved,
        edition.dropped,
    )
