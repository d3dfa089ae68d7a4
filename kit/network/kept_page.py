"""One page that was written: its document, and what Sphinx made of it, to be told of another group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from docutils import nodes

from kit.facilitate.agenda_places import place_of
from kit.facilitate.standing import targets_left_out
from kit.facilitate.variables import VARIABLE, values_for
from kit.model.edition import Edition
from kit.model.formats import Kind
from kit.model.page import Page
from kit.render.nodes import told, variable
from kit.render.reading.filling import value_of
from kit.render.reading.pieces import Piece
from kit.render.site.blocks import Computed, Told, mark_bare_links
from kit.render.site.excerpts import EXCERPTS_OF


@dataclass
class KeptPage:
    """One page: its resolved document, and what was made of it. ``values`` are those of the variables that it tells.

    ``context`` is what Sphinx tells templates of it but for its HTML: titles of pages near it, too, which hold while
    what is ``around`` it does.
    """

    key: object
    document: nodes.document
    pieces: Mapping[Kind, list[Piece]]
    written: dict[tuple[str, Piece], Any]
    values: Mapping[str, str]
    computed: list[nodes.Element]
    html: Html | None = None
    words: Any = None
    around: object = None
    context: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note where variables stand."""
        bodies = [(one, one.body) for found in self.pieces.values() for one in found if one.body is not None]
        within = {one: list(body.findall(told)) for one, body in bodies}
        self._telling = {one for one, found in within.items() if found}
        self.told = list(self.document.findall(told))
        self._copied = [node for found in within.values() for node in found]
        for node in self.told:
            node["classes"] = ["no-search"]  # its words are those of one edition, and added for each

    def tell(self, values: Mapping[str, str]) -> None:
        """Put ``values`` where the page, and what run sheets take from it, has those of another edition."""
        if values == self.values:
            return
        for node in (*self.told, *self._copied):
            node.clear()
            node += value_of(node["name"], values)
            mark_bare_links(node)
        for key in [key for key in self.written if key[1] in self._telling]:
            del self.written[key]
        if self.told:
            self.document.attributes.pop(EXCERPTS_OF, None)
        self.values = values


@dataclass(frozen=True)
class Html:
    """A document as HTML in pieces; those of class Computed stand for the nodes at ``places``."""

    fragment: list[str]
    meta: list[str]
    places: list[tuple[int, int]]


class Replay:
    """Stands for a translator: it has the HTML of ``document`` already, in which no page of ours has maths."""

    def __init__(self, kept: KeptPage, html: Html, values: Mapping[str, str]) -> None:
        self.document = kept.document
        computed = iter(kept.computed)
        self.fragment = [
            next(computed)["html"] if isinstance(one, Computed) else values[one.name] if isinstance(one, Told) else one
            for one in html.fragment
        ]
        self.meta = html.meta

    def dispatch_visit(self, _: nodes.Node) -> NoReturn:
        """Pass over the whole document."""
        raise nodes.SkipNode


def places_of(computed: list[nodes.Element]) -> list[tuple[int, int]]:
    """Return where each of these nodes stands."""
    return [(id(one.parent), one.parent.index(one)) for one in computed]


def variables_fixed_in(document: nodes.document) -> list[str]:
    """Return the variables of a page as it was read whose values are in its titles or elsewhere than in paragraphs."""
    loose = {one["name"] for one in document.findall(variable) if not isinstance(one.parent, nodes.paragraph)}
    return sorted(loose | _in_attributes(document))


def variables_in(document: nodes.document) -> list[str]:
    """Return all variables of a page as it was read."""
    return sorted({one["name"] for one in document.findall(variable)} | _in_attributes(document))


def _in_attributes(document: nodes.document) -> set[str]:
    texts = (str(one.get(key, "")) for one in document.findall(nodes.Element) for key in ("title", "alt"))
    return set[str]().union(*map(VARIABLE.findall, texts))


def told_of(edition: Edition, page: Page, shown: list[str]) -> tuple[object, ...]:
    """Return what the document of ``page`` has of its edition: kinds of format, the values ``shown``, and minutes."""
    values = values_for(edition, page.name)
    places = [place_of(edition, page.name, one.kinds) for one in page.activities]
    minutes = [place.minutes_of(at, page) if place else None for at, place in enumerate(places)]
    return (
        edition.kinds_of(page.name, unused=frozenset()),
        [values.get(name) for name in shown],
        minutes,
        targets_left_out(edition),
        edition.moved,
        edition.dropped,
    )
