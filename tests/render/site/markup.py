"""Pages of a built site as trees, so that tests ask for elements and not for how their tags are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html


def parsed(page: Path) -> Any:
    """Return the root element of a page."""
    return lxml.html.document_fromstring(page.read_text(encoding="utf-8"))


def one(element: Any, path: str) -> Any:
    """Return the one element that an XPath finds; fail where there are none or several."""
    found = element.xpath(path)
    assert len(found) == 1, (path, len(found))
    return found[0]


def words(element: Any) -> str:
    """Return all text in an element, with single spaces, none of them before a comma."""
    return " ".join(" ".join(element.itertext()).split()).replace(" ,", ",")
