"""The last of three checks on what a page asks for: a walk over the doctree that Sphinx made of it.

The first (``kit.check``) reads the page as written, the second (``parser.py``) stands inside MyST. This one trusts
nothing that they let through: addresses, raw HTML, files and conditions are allowed in known shapes, else refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from kit.model.characters import refused, trouble
from kit.model.findings import Code
from kit.source.markdown.addresses import picture_from

SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})

# What MyST itself writes as raw text: task boxes, hard line breaks and struck words. sphinx-design's comes later.
_RAW = re.compile(
    r'<input class="task-list-item-checkbox" (checked="checked" )?disabled="disabled" type="checkbox">'
    r"|<br />\n|\\\\\n|</?s>"
)
_LOGGER = logging.getLogger(__name__)


def safe_address(address: str) -> bool:
    """Whether ``address`` is relative or of an allowed scheme; what cannot be taken apart is not."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES


class Walk(SphinxTransform):
    """Refuse what no page of ours can need, and take it out of the document."""

    default_priority = 870  # when directives, links and footnotes are done, before anything is noted for other pages

    def apply(self, **_: object) -> None:
        """Look at every node, and at every word."""
        for text in list(self.document.findall(nodes.Text)):
            if bad := next(refused(text), None):
                _say(text.parent, Code.UNSAFE_CHARACTER, trouble(bad[0]))
                text.parent.remove(text)
        for node in list(self.document.findall(nodes.Element)):
            for kind, refuse in _RULES.items():
                if isinstance(node, kind) and node.parent is not None:
                    refuse(node, self.env.docname)


def _say(node: nodes.Element, code: Code, message: str) -> None:
    _LOGGER.warning(message, location=node, type="kit", subtype=str(code.value))


def _refuse(node: nodes.Element, code: Code, message: str) -> None:
    _say(node, code, message)
    node.parent.remove(node)


def _raw(node: nodes.Element, _: str) -> None:
    if not _RAW.fullmatch(node.astext()):
        _refuse(node, Code.UNSAFE_HTML, "raw HTML cannot stand in a page")


def _reference(node: nodes.Element, _: str) -> None:
    if not safe_address(str(node.get("refuri", ""))):
        _refuse(node, Code.UNSAFE_LINK, f"a link leads to {node['refuri']}, which is no web, mail or phone address")


def _image(node: nodes.Element, page: str) -> None:
    """Give Sphinx the path that ``check`` saw; its folder holds no other file with the ending of a picture."""
    address = str(node.get("uri", ""))
    path = picture_from(f"{page}.md", address)
    if path is None:
        _refuse(node, Code.UNSAFE_PICTURE, f"{address} is no picture of the tree")
    else:
        node["uri"] = f"/{path}"


def _download(node: nodes.Element, _: str) -> None:
    _say(node, Code.BROKEN_LINK, f"a link leads to the file {node['reftarget']}, which is no page")
    node.parent.replace(node, node.children)


def _condition(node: nodes.Element, _: str) -> None:
    _refuse(node, Code.UNSAFE_DIRECTIVE, f"{node.tagname} cannot stand in a page")


_RULES: dict[type[nodes.Element], Callable[[nodes.Element, str], None]] = {
    nodes.raw: _raw,
    nodes.reference: _reference,
    nodes.image: _image,
    addnodes.download_reference: _download,
    addnodes.only: _condition,
    nodes.meta: _condition,
}
