"""What browsers are told of the kind of a file of the site (pure)."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

HTML = "text/html"
_PDF = "application/pdf"
_STILL = "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; sandbox"
# Said here, because on Windows other programs change what the system says.
_TYPES = {
    ".css": "text/css",
    ".html": HTML,
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


def type_of(name: str) -> str:
    """Return the media type of the file called ``name``."""
    known = _TYPES.get(PurePosixPath(name).suffix.lower())
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def policy_of(kind: str) -> str:
    """Return the Content-Security-Policy under which browsers open a file of that kind on its own, or "".

    A drawing is a document, too, and its scripts would act as the site. Pages say their own policy, and a browser's
    reader of PDFs, which keeps their scripts to itself, works under none.
    """
    return "" if kind in (HTML, _PDF) else _STILL
