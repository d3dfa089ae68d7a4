"""HTML that is made outside Sphinx: pages from templates, with every value escaped, and data inside a page."""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kit.render.policy import INLINE, policy

_KINDS = {"svg": "svg+xml", "jpg": "jpeg"}  # of pictures; the others are called as their suffix is
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def page_from(template: Path, **values: Any) -> Markup:
    """Return the page that the file ``template`` makes of ``values``. Raises UndefinedError for one that is missing.

    Without a ``policy`` among them the page may show its own style, and load and run nothing.
    """
    known = {"policy": policy(style_src=[INLINE]), **values}
    page = _environment(template.parent).get_template(template.name).render(known)
    return Markup(page)  # noqa: S704 - its values are escaped


def script_text(data: Any) -> Markup:
    """Return ``data`` as JSON that can stand between script tags, whatever words are in it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_ESCAPED))  # noqa: S704 - nothing is left that could end the script


def picture_address(name: str, data: bytes) -> str:
    """Return an address that holds the picture ``data`` itself, of the kind that the suffix of ``name`` says."""
    kind = name.rpartition(".")[2].lower()
    return f"data:image/{_KINDS.get(kind, kind)};base64,{base64.b64encode(data).decode()}"


@cache
def _environment(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
