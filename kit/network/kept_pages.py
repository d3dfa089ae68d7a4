"""What Sphinx made of a page, kept for the next group that has the very same page.

A page of a site is made in steps: links and values go into its document, the kit computes what tells of the meeting,
all of it becomes HTML, and a template puts the group's name, menu and foot around it. Of a page that is the same for
two groups the second takes over the document and its HTML, and only what is computed and the template are made anew.
Whether it is the same is asked of everything on which the steps hang (``_key``); in doubt it is not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from kit.facilitate.variables import values_for
from kit.model.edition import Edition
from kit.model.findings import Finding
from kit.network.kept_page import Html, KeptPage, Replay, places_of, told_of, variables_fixed_in, variables_in
from kit.render.nodes import told
from kit.render.reading.filling import value_of
from kit.render.site.blocks import Computed, Told, mark_bare_links
from kit.render.site.inserts import compute, computed_in
from kit.render.site.state import Site, html_builder
from kit.render.site.stems import remember_stems

_MOST_VALUES = 1_000  # values of variables that are kept as HTML; a group has a dozen
_MOST_TITLES = 5_000  # titles and contents of pages that are kept as HTML; a site has a few hundred


class KeptPages:
    """The pages that were written for the groups before. ``app`` is the Sphinx that writes all of them.

    ``linking`` are the pages of the base that lead to others.
    """

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        documents = {name: app.env.get_doctree(name) for name in app.env.all_docs}
        self.linking = {name for name, one in documents.items() if _holds(one, addnodes.pending_xref)}
        self._fixed = {name: variables_fixed_in(one) for name, one in documents.items()}
        self._shown = {name: variables_in(one) for name, one in documents.items()}
        self._pictured = {name for name, one in documents.items() if _holds(one, nodes.image)}
        self._pages: dict[str, KeptPage] = {}
        self._by_document: dict[int, KeptPage] = {}
        self._titles: dict[tuple[str, str], dict[str, str]] = {}
        self._values_as_html: dict[tuple[str, str], str] = {}
        self._unchanged: frozenset[str] = frozenset()
        self._around: object = None
        self._found: Sequence[Finding] = ()
        self._written_last: tuple[nodes.document, Any, int] | None = None
        builder = vars(html_builder(app))
        builder["create_translator"] = self._translator
        builder["render_partial"] = self._partial
        builder["get_doc_context"] = self._context
        builder["post_process_images"] = self._pictures
        builder["load_indexer"] = self._begin_index

    def begin(self, edition: Edition, unchanged: frozenset[str], around: object, found: Sequence[Finding] = ()) -> None:
        """Let Sphinx write ``edition`` next, whose pages called ``unchanged`` are read as the base's.

        ``around`` is what other pages may show of each page: titles, targets and captions of links. A page of which
        anything is wrong, so that ``found`` grows, is not kept: that is told of each group.
        """
        self._harvest()
        self._edition, self._unchanged, self._found = edition, unchanged, found
        if around != self._around:  # else the same object, which is quicker to compare
            self._around = around
        vars(self._app.env)["get_and_resolve_doctree"] = self._resolved

    def _key(self, name: str) -> object:
        """Return what the document of a page hangs on, None for one that cannot be kept.

        A picture's file may be another in each group's colours, so that pages with pictures are not kept.
        """
        return None if name in self._pictured else self._hanging(name, self._fixed)

    def hangs_on(self, name: str) -> object:
        """Return what the content of a page hangs on, with all that it shows, None for one that cannot be kept.

        Pictures are no hindrance: of them content has their paths alone.
        """
        return self._hanging(name, self._shown)

    def _hanging(self, name: str, shown: Mapping[str, list[str]]) -> object:
        if name not in self._unchanged:
            return None
        edition = self._edition
        around = self._around if name in self.linking else None
        page = edition.pages.get(name)
        return (around, *told_of(edition, page, shown[name])) if page else (around,)

    def _resolved(self, name: str, builder: Any, **given: Any) -> nodes.document:
        site: Site = self._app.config.kit_site
        key, kept = self._key(name), self._pages.get(name)
        if key is not None and kept is not None and kept.key == key and self._renewed(kept, name):
            if kept.pieces:
                site.pieces[name], site.written[name] = kept.pieces, kept.written
            return kept.document
        before = len(self._found)
        document = BuildEnvironment.get_and_resolve_doctree(self._app.env, name, builder, **given)
        if key is not None and len(self._found) == before:
            written = site.written.setdefault(name, {})
            pieces, values, computed = site.pieces.get(name, {}), self._values(name), computed_in(document)
            self._keep(name, KeptPage(key, document, pieces, written, values, computed))
        return document

    def _renewed(self, kept: KeptPage, name: str) -> bool:
        """Let a page tell of this edition; return whether all that is computed stands where it stood before.

        Else its HTML is of no use, and its document neither: a translator puts titles into what it writes.
        """
        for node in kept.computed:
            node.parent.remove(node)
        kept.tell(self._values(name))
        compute(self._app, kept.document, name)
        kept.computed = computed_in(kept.document)
        return kept.html is not None and kept.html.places == places_of(kept.computed)

    def _values(self, name: str) -> Mapping[str, str]:
        return values_for(self._edition, name) if name in self._edition.pages else {}

    def _keep(self, name: str, kept: KeptPage) -> None:
        if name in self._pages:
            del self._by_document[id(self._pages[name].document)]
        self._pages[name] = self._by_document[id(kept.document)] = kept

    def _of(self, document: nodes.document) -> KeptPage | None:
        return self._by_document.get(id(document))

    def _translator(self, document: nodes.document, *_: Any) -> Any:
        builder = html_builder(self._app)
        kept = self._of(document)
        if kept is None:
            return type(builder).create_translator(builder, document, builder)
        self._harvest()
        if kept.html:
            return Replay(kept, kept.html, self._told_as_html(kept.html, kept.values))
        translator = type(builder).create_translator(builder, document, builder)
        self._written_last = document, translator, len(self._found)
        return translator

    def _told_as_html(self, html: Html, values: Mapping[str, str]) -> dict[str, str]:
        names = {one.name for one in html.fragment if isinstance(one, Told)}
        return {name: self._as_html(name, values.get(name, "")) for name in names}

    def _as_html(self, name: str, value: str) -> str:
        known = self._values_as_html
        if (name, value) not in known:
            if len(known) >= _MOST_VALUES:
                known.clear()
            known[name, value] = self._written(told("", "", value_of(name, {name: value}), name=name))
        return known[name, value]

    def _written(self, node: nodes.Element) -> str:
        """Return ``node`` as HTML, as it stands in a page."""
        mark_bare_links(node)
        builder = html_builder(self._app)
        document = new_document("", builder.docsettings)
        document += node
        translator: Any = type(builder).create_translator(builder, document, builder)
        document.walkabout(translator)
        return "".join(translator.fragment)

    def _harvest(self) -> None:
        """Keep the HTML of the page that was written last."""
        if self._written_last is None:
            return
        document, translator, before = self._written_last
        self._written_last = None
        kept, places = self._of(document), places_of(computed_in(document))
        if (
            kept
            and len(self._found) == before
            and sum(isinstance(one, Computed) for one in translator.fragment) == len(places)
        ):
            kept.html = Html(translator.fragment, translator.meta, places)

    def _partial(self, node: nodes.Node | None) -> dict[str, str]:
        builder = html_builder(self._app)
        make = type(builder).render_partial
        if not isinstance(node, nodes.title | nodes.bullet_list) or _holds(node, nodes.image):
            return make(builder, node)
        key = _looks(node)
        if key not in self._titles:
            if len(self._titles) >= _MOST_TITLES:
                self._titles.clear()
            self._titles[key] = make(builder, node)
        return self._titles[key]

    def _pictures(self, part: nodes.Node) -> None:
        builder = html_builder(self._app)
        if not isinstance(part, nodes.document) or self._of(part) is None:  # a page that is kept has none
            type(builder).post_process_images(builder, part)

    def _context(self, name: str, body: str, metatags: str) -> dict[str, Any]:
        builder = html_builder(self._app)
        kept = self._pages.get(name) if name in self._unchanged else None
        if kept is None:
            return type(builder).get_doc_context(builder, name, body, metatags)
        if not kept.context or kept.around != self._around:
            kept.context = type(builder).get_doc_context(builder, name, "", "")
            kept.around = self._around
        return {**kept.context, "meta": self._app.env.metadata.get(name), "body": body, "metatags": metatags}

    def _begin_index(self, _: Any) -> None:
        index: Any = html_builder(self._app).indexer
        remember_stems(index)
        vars(index)["_word_collector"] = lambda document: self._words(index, document)

    def _words(self, index: IndexBuilder, document: nodes.document) -> Any:
        kept = self._of(document)
        if kept is None:
            return IndexBuilder._word_collector(index, document)
        if kept.words is None:
            words = IndexBuilder._word_collector(index, document)
            kept.words = replace(words, words=list(dict.fromkeys(words.words)))  # how often is of no account
        told_here = (word for node in kept.told for word in index.lang.split(node.astext()))
        return replace(kept.words, words=[*kept.words.words, *told_here])


def _holds(document: nodes.Node, kind: type[nodes.Node]) -> bool:
    return next(iter(document.findall(kind)), None) is not None


def _looks(node: nodes.Element) -> tuple[str, str]:
    """Return what ``node``, a title or contents, is told apart by: most are plain words."""
    plain = all(isinstance(one, nodes.Text) for one in node.children) and not any(node.attributes.values())
    return (node.tagname, node.astext()) if plain else ("", node.pformat())
