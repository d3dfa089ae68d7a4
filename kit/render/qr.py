"""QR codes, as slides and signs show them."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=64)  # first and last slides, handouts and signs show the same few
def qr_code(link: str) -> bytes:
    """Return a QR code of ``link`` as a PNG with the margin of four dots that the standard asks for (ISO/IEC 18004)."""
    buffer = io.BytesIO()
    segno.make(link, error="m", micro=False).save(buffer, kind="png", scale=12, border=4)
    return buffer.getvalue()


def qr_alt(link: str) -> str:
    """Return what somebody hears who cannot see the QR code of ``link``."""
    return f"QR code: opens {link}"
