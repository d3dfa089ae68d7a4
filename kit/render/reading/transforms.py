"""What happens to every page once, when it is read, and holds for every edition that uses the reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from kit.facilitate.variables import VARIABLE
from kit.model.characters import without_unseen
from kit.model.page import Page
from kit.render import nodes as kit_nodes
from kit.render.blocks.activity import activity
from kit.render.reading.walk import Walk
from kit.source.markdown.addresses import picture_from
from kit.source.markdown.inline import COMMENTS
from kit.source.markdown.slugs import anchors, slug, unique

# Section ids: the anchors of the kit's addresses, in the HTML and for ``#anchor`` links.
# docutils and MyST each number and shorten ids in their own way. Addresses, file names and links must agree, so the
# kit's anchors replace theirs.


def _title(section: nodes.section) -> str:
    heading = section.next_node(nodes.title)
    return heading.rawsource if heading is not None else ""


class SectionAnchors(SphinxTransform):
    """Give every section of level 1 to 4 its anchor as first id, and no other element the same."""

    default_priority = 263  # after MyST's PrioritiseExplicitIds, before its AddSlugIds and all reference resolving

    def apply(self, **_: object) -> None:
        """Change the ids of the document."""
        sections = [node for node in self.document.findall(nodes.section) if "slug" in node]
        explicit = self._explicit_ids()
        anchors = self._anchors(sections, explicit)
        for section in sections:
            self._forget(section, explicit)
        for section, anchor in zip(sections, anchors, strict=True):
            self._claim(section, anchor)
        for rubric in self.document.findall(nodes.rubric):
            self._plain(rubric)
        self._tell_myst(sections)

    def _explicit_ids(self) -> dict[str, str]:
        """Return explicit target names by their ids."""
        types = self.document.nametypes
        named = {name: self.document.nameids.get(name) for name, explicit in types.items() if explicit}
        return {one: name for name, one in named.items() if one}

    def _anchors(self, sections: list[nodes.section], explicit: dict[str, str]) -> list[str]:
        page: Page | None = self.config.kit_edition.pages.get(self.env.docname)
        if page and len(page.sections) == len(sections):
            return [section.anchor for section in page.sections]
        targets = [next((one for one in node["ids"] if one in explicit), "") for node in sections]
        slugs = unique(slug(_title(node)) for node in sections)
        return anchors(slugs, targets, explicit)

    def _forget(self, section: nodes.section, explicit: dict[str, str]) -> None:
        for one in [one for one in section["ids"] if one not in explicit]:
            section["ids"].remove(one)
            self.document.ids.pop(one, None)

    def _claim(self, section: nodes.section, anchor: str) -> None:
        holder = self.document.ids.get(anchor)
        if holder is not None and holder is not section:
            self._rename(holder, anchor)
        section["ids"] = [anchor, *(one for one in section["ids"] if one != anchor)]
        section["slug"] = anchor
        self.document.ids[anchor] = section
        name = nodes.fully_normalize_name(anchor)
        if self.document.nametypes.get(name) and name in section["names"]:
            self.document.nameids[name] = anchor

    def _rename(self, holder: nodes.Element, old: str) -> None:
        """Move another element off an id that a section needs; a double hyphen stands in no slug."""
        new = f"{old}--{holder.tagname}"
        holder["ids"] = [new if one == old else one for one in holder["ids"]]
        self.document.ids[new] = holder
        for name, one in list(self.document.nameids.items()):
            if one == old:
                self.document.nameids[name] = new

    def _plain(self, rubric: nodes.rubric) -> None:
        """A heading inside a block is no section: it keeps its level and has no address of its own."""
        rubric.attributes.pop("slug", None)
        if level := rubric.attributes.pop("level", None):
            rubric["heading-level"] = level

    def _tell_myst(self, sections: list[nodes.section]) -> None:
        slugs = {node["ids"][0]: (node.line, node["ids"][0], _title(node)) for node in sections}
        self.document.myst_slugs = slugs  # type: ignore[attr-defined]  # MyST reads this attribute
        self.env.metadata[self.env.docname]["myst_slugs"] = slugs


# Languages of code that are coloured in sessions; guides may use any.
LANGUAGES = frozenset(
    {"bash", "css", "html", "ini", "javascript", "json", "markdown", "md", "python", "sh", "sql", "text"}
) | {"toml", "xml", "yaml"}
_WORDS = ("title", "alt", "grouping")  # attributes that people read
_CODE = (nodes.literal, nodes.FixedTextElement, nodes.raw, nodes.comment, nodes.math, nodes.math_block)


def inside(node: nodes.Node, wanted: Callable[[nodes.Node], bool]) -> bool:
    """Whether ``node`` stands anywhere inside one that is ``wanted``."""
    parent = node.parent
    while parent is not None:
        if wanted(parent):
            return True
        parent = parent.parent
    return False


class DropComments(SphinxTransform):
    """Drop HTML comments, which MyST hands on as raw HTML."""

    default_priority = 1

    def apply(self, **_: object) -> None:
        """Remove the nodes."""
        for node in list(self.document.findall(nodes.comment)):
            node.parent.remove(node)
        for raw in list(self.document.findall(nodes.raw)):
            if COMMENTS.fullmatch(raw.astext()):
                raw.parent.remove(raw)


class DropUnseen(SphinxTransform):
    """Drop the marks inside words that nobody sees, so that words are found, and slides show them, as they are read."""

    default_priority = 2

    def apply(self, **_: object) -> None:
        """Replace texts."""
        for text in list(self.document.findall(nodes.Text)):
            if (seen := without_unseen(text)) != text:
                text.parent.replace(text, nodes.Text(seen))
        for node in self.document.findall(nodes.Element):
            node.attributes |= {key: without_unseen(node[key]) for key in _WORDS if isinstance(node.get(key), str)}


class KeepNotesTogether(SphinxTransform):
    """Mark footnotes that facilitator blocks define, before MyST moves them to the page's end."""

    default_priority = 2

    def apply(self, **_: object) -> None:
        """Set ``facilitator`` on the footnotes."""
        for footnote in self.document.findall(nodes.footnote):
            if inside(footnote, kit_nodes.is_note):
                footnote["facilitator"] = True


class KeepRules(SphinxTransform):
    """Put a node of our own in the place of a rule: docutils has them only one at a time and outside blocks."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Replace nodes."""
        for node in list(self.document.findall(nodes.transition)):
            if "footnotes" not in node["classes"]:  # that one opens MyST's notes at a page's end
                node.replace_self(kit_nodes.rule())


class NumberActivities(SphinxTransform):
    """Give each activity its position among the page's activities, from 0."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Set ``index``."""
        for index, node in enumerate(self.document.findall(activity)):
            node["index"] = index


class MarkVariables(SphinxTransform):
    """Turn ``{{ name }}`` in text into nodes that each edition fills. Guides are not filled."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Replace texts."""
        if self.env.docname not in self.config.kit_edition.pages:
            return
        for text in list(self.document.findall(nodes.Text)):
            if VARIABLE.search(text) and not inside(text, lambda one: isinstance(one, _CODE)):
                text.parent.replace(text, list(split_variables(str(text))))


def split_variables(text: str) -> Iterator[nodes.Node]:
    """Yield the texts and variables that ``text`` is made of."""
    position = 0
    for match in VARIABLE.finditer(text):
        if match.start() > position:
            yield nodes.Text(text[position : match.start()])
        yield kit_nodes.variable(match[0], match[0], name=match[1])
        position = match.end()
    if position < len(text):
        yield nodes.Text(text[position:])


def forget_facilitator_names(app: Sphinx, document: nodes.document) -> None:
    """Take targets and terms of facilitator blocks off Sphinx's lists, which searches and inventories show."""
    hidden: set[str] = set()
    for block in document.findall(kit_nodes.is_note):
        hidden.update(*(node["ids"] for node in block.findall(nodes.Element)))
    standard = app.env.domaindata["std"]
    for store in (standard["labels"], standard["anonlabels"], standard["objects"]):
        for key, entry in list(store.items()):
            if entry[0] == app.env.docname and entry[1] in hidden:
                del store[key]


def keep_targets_apart(app: Sphinx, _: nodes.document) -> None:
    """Let the same ``(name)=`` stand on many pages: Sphinx has one list of names, and here each has its page's with it.

    ``kit.render.reading.filling`` says which page's target a ``ref`` means.
    """
    page, standard = app.env.docname, app.env.domaindata["std"]
    for store in (standard["labels"], standard["anonlabels"]):
        for name in [name for name, entry in store.items() if entry[0] == page and not name.startswith(f"{page}#")]:
            store[f"{page}#{name}"] = store.pop(name)


class PlainCode(SphinxTransform):
    """Show code as plain text where its language is not one of a few: each has a parser that others wrote."""

    default_priority = 500

    def apply(self, **_: object) -> None:
        """Set ``language``."""
        for block in self.document.findall(nodes.literal_block):
            if block.get("language") not in LANGUAGES and self.env.docname in self.config.kit_edition.pages:
                block["language"] = "text"


class PutWordsForPictures(SphinxTransform):
    """Put what a picture shows, in words, where its file was left empty, since nobody could look at it here."""

    default_priority = 5  # before anything collects pictures

    def apply(self, **_: object) -> None:
        """Replace pictures."""
        files = self.config.kit_edition.tree.files
        for image in list(self.document.findall(nodes.image)):
            if files.get(picture_from(f"{self.env.docname}.md", image["uri"]) or "") == b"":
                image.replace_self(_in_words(image))


def _in_words(image: nodes.image) -> nodes.Element:
    words = nodes.emphasis("", f"[Picture left out here: {image.get('alt') or 'it has no words'}]")
    return words if isinstance(image.parent, nodes.TextElement) else nodes.paragraph("", "", words)


READING = (
    *(PutWordsForPictures, PlainCode, DropComments, DropUnseen, KeepNotesTogether, KeepRules),
    *(SectionAnchors, NumberActivities, MarkVariables, Walk),
)


def add_transforms(app: Sphinx) -> None:
    """Add everything here to Sphinx."""
    for transform in READING:
        app.add_transform(transform)
    app.connect("doctree-read", forget_facilitator_names, priority=900)  # after the labels were noted
    app.connect("doctree-read", keep_targets_apart, priority=910)
