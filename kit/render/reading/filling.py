"""What happens to a fresh copy of a page for one edition: links followed, variables filled, minutes set."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from kit.facilitate.addresses import address_of
from kit.facilitate.agenda_places import place_of
from kit.facilitate.standing import targets_left_out
from kit.facilitate.variables import TO_BE_CONFIRMED, filled, values_for
from kit.model.edition import Edition
from kit.model.page import DECORATIVE
from kit.render import nodes as kit_nodes
from kit.render.blocks.activity import activity
from kit.render.reading.kinds import KeepKinds, as_in, kinds_of_block
from kit.render.reading.pieces import pieces

KEPT = "kept"  # set by a reading on the notes and slides of a copy that may hold them


class StripNotes(SphinxPostTransform):
    """Take out facilitator notes and slides before anything is indexed or written, unless they are marked as kept.

    While a site is written, the run sheets that use the page take their pieces first; links and variables are done.
    """

    default_priority = 950  # after all else has been resolved; indexing and writing come after all transforms

    def run(self, **_: object) -> None:
        """Remove the blocks, the footnotes that they define, and those that only they refer to."""
        if (site := self.config.kit_site) is not None:
            hide_decorative(self.document)
            name = self.env.current_document.docname
            kinds = site.edition.kinds_of(name, unused=frozenset())
            site.pieces[name] = {kind: pieces(as_in(self.document, kind), name) for kind in kinds}
        strip_private(self.document)


def hide_decorative(document: nodes.document) -> None:
    """Give pictures that say nothing the empty alt text by which screen readers pass them over."""
    for image in document.findall(nodes.image):
        if str(image.get("alt", "")).strip().lower() == DECORATIVE:
            image["alt"] = ""


def strip_private(document: nodes.document) -> None:
    """Take out of ``document`` what attendees may not see, footnotes included, but for what is marked as kept."""
    for node in private_nodes(document):
        if not node.get(KEPT) and node.parent is not None:
            node.parent.remove(node)
    _drop_orphaned_footnotes(document)


def private_nodes(document: nodes.document) -> list[nodes.Element]:
    """Return what attendees' pages leave out: notes, slides, and footnotes that stand in notes."""
    blocks = [node for node in document.findall(kit_nodes.own) if kit_nodes.off_page(node)]
    return blocks + [node for node in document.findall(nodes.footnote) if node.get("facilitator")]


def _drop_orphaned_footnotes(document: nodes.document) -> None:
    there = {one for node in document.findall(nodes.footnote_reference) for one in node["ids"]}
    for footnote in list(document.findall(nodes.footnote)):
        left = [one for one in footnote["backrefs"] if one in there]
        if footnote["backrefs"] and not left:
            footnote.parent.remove(footnote)
        footnote["backrefs"] = left


class FollowMoves(SphinxPostTransform):
    """Lead links to moved pages to their new place, and turn those to what is not here into plain text.

    Not here are dropped pages and sections, and targets in blocks that no round uses.
    """

    default_priority = 8  # before MyST's resolver, 9, and Sphinx's, 10

    def run(self, **_: object) -> None:
        """Change the references."""
        edition: Edition = self.config.kit_edition
        targets, gone = Targets(self.env.domaindata["std"]), targets_left_out(edition)
        for node in list(self.document.findall(addnodes.pending_xref)):
            page, anchor = _section_meant(edition, *_page_meant(node))
            if page in edition.dropped or (gone and _leads_to(node, targets) in gone):
                node.replace_self(node[0].children or [nodes.Text(page)])
            elif (place := edition.moved.get(page)) or (page, anchor) != _page_meant(node):
                node["refdomain"], node["reftype"] = "doc", "myst"
                node["reftarget"], node["reftargetid"] = place or page, anchor
            elif node["refdomain"] == "doc" and node.get("reftargetid"):
                node["reftargetid"] = targets.id_of(node["reftarget"], node["reftargetid"])
            elif _names_target(node) and (meant := targets.meant(node["reftarget"].lower(), node["refdoc"])):
                node["reftarget"] = meant
            elif edition.dropped and node["reftype"] == "ref":
                node.replace_self(node[0].children)
        here = f"{self.env.current_document.docname}#"
        names = (address.removeprefix(here) for address in gone if address.startswith(here))
        _drop_links_within(self.document, {targets.id_of(here[:-1], name) for name in names})


def _section_meant(edition: Edition, page: str, anchor: str | None) -> tuple[str, str | None]:
    """Return where a section is now, as a dropped page where it was dropped, and unchanged where it is there."""
    there = edition.pages.get(page)
    address = f"{page}#{anchor}"
    if not anchor or (there and any(anchor in (one.anchor, one.slug) for one in there.sections)):
        return page, anchor
    if address in edition.dropped:
        return address, None
    new, _, section = edition.moved.get(address, address).partition("#")
    return new, section or anchor


def _page_meant(node: addnodes.pending_xref) -> tuple[str, str | None]:
    """Return the page and anchor that a reference names by path, or ("", None) where it names none."""
    target, _, anchor = str(node.get("reftarget", "")).partition("#")
    if node["refdomain"] == "doc" and node.get("reftargetid"):
        return target, str(node["reftargetid"])  # the page is there, so MyST has resolved its path
    by_link = node["reftype"] == "myst" and node["refdomain"] != "doc" and target.endswith(".md")
    if not by_link and node["reftype"] != "doc":
        return "", None
    folder = posixpath.dirname(node["refdoc"])
    path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return path.removesuffix(".md"), anchor or None


def _drop_links_within(document: nodes.document, gone: Collection[str]) -> None:
    """Leave the words of links within a page to ids that are ``gone``; MyST has resolved them when it read the page."""
    for node in list(document.findall(nodes.reference)) if gone else ():
        if node.get("refid") in gone:
            node.replace_self(node.children)


def _leads_to(node: addnodes.pending_xref, targets: Targets) -> str:
    """Return the explicit target that a reference may name, as ``page#name`` in small letters."""
    page, anchor = _page_meant(node)
    if page:
        return f"{page}#{anchor}".lower()
    return targets.meant(str(node["reftarget"]).lower(), node["refdoc"]) if _names_target(node) else ""


def _names_target(node: addnodes.pending_xref) -> bool:
    """Whether a reference names a target without its page."""
    return node["reftype"] in ("ref", "any") or (node["reftype"] == "myst" and node["refdomain"] != "doc")


class Targets:
    """The explicit targets of all pages, which Sphinx lists as ``page#name``."""

    def __init__(self, standard: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        self._ids = {key: entry[1] for store in ("anonlabels", "labels") for key, entry in standard[store].items()}
        self._pages: dict[str, list[str]] = {}
        for key in self._ids:
            page, _, name = key.partition("#")
            self._pages.setdefault(name, []).append(page)

    def id_of(self, page: str, name: str) -> str:
        """Return the id in HTML of the target called ``name`` on ``page``, or ``name`` where it is no such target."""
        return self._ids.get(f"{page}#{name}", name)

    def meant(self, name: str, page: str) -> str:
        """Return which target ``page`` means by ``name``: its own, else the only page's; "" where that is unclear."""
        pages = self._pages.get(name, [])
        if page in pages or len(pages) == 1:
            return f"{page if page in pages else pages[0]}#{name}"
        return ""


class FillVariables(SphinxPostTransform):
    """Put the edition's values where the page has ``{{ name }}``, and the agenda's minutes on activities."""

    default_priority = 12

    def run(self, **_: object) -> None:
        """Change the nodes."""
        edition: Edition = self.config.kit_edition
        name = self.env.current_document.docname
        if name not in edition.pages:
            return
        values = values_for(edition, name)
        on_site = self.config.kit_site is not None
        for node in list(self.document.findall(kit_nodes.variable)):
            value = value_of(node["name"], values)
            told = on_site and isinstance(node.parent, nodes.paragraph)
            node.replace_self(kit_nodes.told("", "", value, name=node["name"]) if told else value)
        _fill_attributes(self.document, values)
        _scale(self.document, edition, name)


def value_of(name: str, values: Mapping[str, str]) -> nodes.Node:
    """Return the variable called ``name`` as it stands in a page: text, a link, or a gap."""
    value = values.get(name, "")
    if not value:
        return kit_nodes.gap(TO_BE_CONFIRMED, TO_BE_CONFIRMED, name=name)
    if address := address_of(value):
        return nodes.reference(value, value, refuri=address, internal=False)
    return nodes.Text(value)


def _fill_attributes(document: nodes.document, values: Mapping[str, str]) -> None:
    for node in document.findall(nodes.Element):
        for attribute in ("title", "alt"):
            if isinstance(text := node.get(attribute), str) and "{{" in text:
                node[attribute] = filled(text, dict(values))


def _scale(document: nodes.document, edition: Edition, name: str) -> None:
    for node in document.findall(activity):
        place = place_of(edition, name, kinds_of_block(node))
        node["scaled"] = node["minutes"] if place is None else place.minutes_of(node["index"], edition.pages[name])


def add_filling(app: Sphinx) -> None:
    """Add everything here to Sphinx."""
    for transform in (KeepKinds, StripNotes, FollowMoves, FillVariables):
        app.add_post_transform(transform)
