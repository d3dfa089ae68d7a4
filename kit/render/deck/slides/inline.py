"""Inline nodes of a document become runs: words with one look each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from docutils import nodes

from kit.model.edition import Edition
from kit.model.findings import Code, Finding
from kit.render.blocks import nodes as kit_nodes
from kit.render.deck.slides.model import Run

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets); a lone surrogate is half of a broken character.
_BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SCHEMES = ("http", "https", "mailto", "tel")
_TAGS = {"en": "en-GB", "cy": "cy-GB", "gd": "gd-GB", "ga": "ga-IE", "kw": "kw-GB"}
_SILENT = ("comment", "target", "index", "substitution_definition", "system_message", "pending", "sd_tab_input")


@dataclass(frozen=True)
class Source:
    """Where a document came from: ``name`` of its page, the edition, and the list that findings go to."""

    edition: Edition
    name: str
    found: list[Finding] = field(default_factory=list)

    def refuse(self, node: nodes.Node, what: str) -> None:
        """Report that ``node`` holds something that slides cannot show."""
        file, line = self.place(node)
        message = f"Slides cannot show {what}, so its words were kept and its form was lost."
        self.found.append(Finding(Code.PAGE_SYNTAX, file, line, message, "Use plain text, a list or a table instead."))

    def place(self, node: nodes.Node) -> tuple[str, int | None]:
        """Return the file and line where ``node`` was written."""
        return self.edition.origins.locate(f"{self.name}.md", line_of(node))

    def address(self, reference: nodes.Node) -> str:
        """Return the absolute address that a reference leads to, or "" where a slide cannot know it."""
        target = reference.get("refuri", "") if isinstance(reference, nodes.Element) else ""
        if not target and isinstance(reference, nodes.Element) and reference.get("refid"):
            target = f"#{reference['refid']}"
        if urlsplit(target).scheme:
            return target if urlsplit(target).scheme in _SCHEMES else ""
        base = self.edition.url
        return urljoin(f"{base.rstrip('/')}/{self.name}.html", target) if base and target else ""


def line_of(node: nodes.Node) -> int | None:
    """Return the line on which ``node`` or the nearest node around it stands, where any of them knows."""
    current: nodes.Node | None = node
    while current is not None:
        if current.line:
            return int(current.line)
        current = current.parent
    return None


def clean(text: str) -> str:
    """Return ``text`` on one line, without the characters that no XML file can hold."""
    return _BROKEN.sub("", re.sub(r"[\t\n\r\v\f\u2028\u2029]", " ", text))


def language_tag(tag: str) -> str:
    """Return the tag that PowerPoint has proofing for, such as cy-GB for cy."""
    return _TAGS.get(tag, tag)


def silent(node: nodes.Node) -> bool:
    """Whether ``node`` has no words of its own, or none that belong on a slide's face."""
    return isinstance(node, kit_nodes.facilitator) or type(node).__name__ in _SILENT


def runs(parts: Iterable[nodes.Node], source: Source, look: Run | None = None) -> tuple[Run, ...]:
    """Return the words of inline nodes as runs, neighbours of one look joined, with ``look`` as the look to begin with.

    Pictures and facilitator notes are left out: whoever asks takes care of them.
    """
    flat: list[Run] = []
    for part in parts:
        flat.extend(_inline(part, source, look or Run("")))
    return _tidy(flat)


def _tidy(flat: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in flat:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" "))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(run for run in joined if run.text)


def _inline(node: nodes.Node, source: Source, look: Run) -> Iterable[Run]:
    if isinstance(node, nodes.Text):
        return [replace(look, text=clean(str(node)))]
    if silent(node) or isinstance(node, nodes.image):
        return []
    if isinstance(node, nodes.raw):
        return _raw(node, source, look)
    if not isinstance(node, nodes.Inline | nodes.TextElement):
        source.refuse(node, f"what is written here ({type(node).__name__})")
    after = (
        f" ({clean(node['explanation'])})" if isinstance(node, nodes.abbreviation) and node.get("explanation") else ""
    )
    dressed = _dress(node, source, look)
    inner = [run for child in node.children for run in _inline(child, source, dressed)]
    return [*inner, replace(look, text=after)] if after else inner


def _raw(node: nodes.raw, source: Source, look: Run) -> list[Run]:
    text = node.astext().strip()
    if node.get("format") != "html" or text.startswith(("<svg", '<input class="task-list')):
        return []
    if re.fullmatch(r"<br ?/?>", text):
        return [replace(look, text="\v")]
    source.refuse(node, "HTML")
    return [replace(look, text=clean(text))]


def _dress(node: nodes.Node, source: Source, look: Run) -> Run:
    for kind, change in _LOOKS:
        if isinstance(node, kind):
            look = change(node, source, look)
    return look


def _spoken(node: nodes.Node, _: Source, look: Run) -> Run:
    return replace(look, language=language_tag(node["tag"])) if isinstance(node, nodes.Element) else look


_Change = Callable[[nodes.Node, Source, Run], Run]
_LOOKS: tuple[tuple[type[nodes.Node], _Change], ...] = (
    (nodes.strong, lambda _, __, look: replace(look, bold=True)),
    (kit_nodes.gap, lambda _, __, look: replace(look, bold=True)),
    (nodes.emphasis, lambda _, __, look: replace(look, italic=True)),
    (nodes.title_reference, lambda _, __, look: replace(look, italic=True)),
    (nodes.literal, lambda _, __, look: replace(look, code=True)),
    (nodes.superscript, lambda _, __, look: replace(look, raised=1)),
    (nodes.footnote_reference, lambda _, __, look: replace(look, raised=1)),
    (nodes.subscript, lambda _, __, look: replace(look, raised=-1)),
    (nodes.reference, lambda node, source, look: replace(look, link=source.address(node))),
    (kit_nodes.language_span, _spoken),
)
