"""Pictures of a page, checked before Typst sees them."""

from __future__ import annotations

import re

from docutils import nodes

from kit.model.findings import Code
from kit.render.handout.sheet import Block, Context, line_of

DECORATIVE = "decorative"
_PERCENT = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*%\s*$")
_ADD_ALT = "Say in square brackets what the picture shows, or write decorative there."


def picture(node: nodes.Element, context: Context) -> Block | None:
    """Return a picture with its name, alt text ("" for a decorative one) and width in percent, or None.

    One without alt text, or that is not in the tree, is reported and left out.
    """
    alt = str(node.get("alt", "")).strip()
    if not alt:
        _report(node, context, Code.NO_ALT_TEXT, "has no alt text, so people who cannot see it miss it.", _ADD_ALT)
        return None
    name = context.sheet.picture(str(node.get("uri", "")))
    if name is None:
        _report(node, context, Code.BROKEN_PICTURE, "is not in the tree.", "Correct its path, or add the file.")
        return None
    drawn = "" if alt.lower() == DECORATIVE else context.sheet.said(alt, context.page, line_of(node))
    return {"k": "picture", "path": name, "alt": drawn, "width": width_of(node)}


def width_of(node: nodes.Element) -> float | None:
    """Return the width that the author asked for, in percent of the text; None where it is for the layout to say."""
    match = _PERCENT.match(str(node.get("width", "")))
    return min(float(match[1]), 100.0) if match else None


def _report(node: nodes.Element, context: Context, code: Code, trouble: str, hint: str) -> None:
    message = f"The picture {node.get('uri', '')} {trouble}"
    context.sheet.report(code, context.page, line_of(node), message, hint)
