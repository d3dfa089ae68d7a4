"""What a page may load and run, as it tells the browser itself (Content Security Policy Level 3). Pure.

It is a second lock: should words of somebody else's ever come out as markup, no browser runs them. It stands in the
page, because whoever publishes a site may not be able to set headers; ``frame-ancestors`` counts in headers alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

NOTHING, INLINE = "'none'", "'unsafe-inline'"


def policy(**sources: Iterable[str]) -> str:
    """Return the policy that allows ``sources``, by directive with ``_`` for ``-``, and nothing else.

    Every kind of file has a directive of its own; what is not named is not loaded.
    """
    named = {"base_uri": (NOTHING,), "object_src": (NOTHING,), **sources}
    rules = (f"{name.replace('_', '-')} {' '.join(allowed)}" for name, allowed in named.items())
    return "; ".join([f"default-src {NOTHING}", *rules])


def exactly(text: str) -> str:
    """Return the source that allows a script or style sheet of exactly this text (section 6.7.2.3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
