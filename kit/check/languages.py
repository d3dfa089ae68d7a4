"""Language tags, as pages and PDFs can carry them (pure)."""

from __future__ import annotations

import re

# A language of ISO 639 and perhaps a script and a region: the plain forms of RFC 5646 (BCP 47).
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")


def is_language_tag(text: str) -> bool:
    """Whether ``text`` is a plain language tag, such as ``cy`` or ``en-GB``."""
    return bool(_TAG.fullmatch(text.strip()))
