"""The properties of a deck: what programs show of a file before it is opened."""

from __future__ import annotations

import datetime
from xml.sax.saxutils import escape

from kit.model.edition import Edition

_LONGEST = 255  # characters that programs show of a property


def core_xml(edition: Edition, title: str) -> bytes:
    """Return the part with a deck's title, author, language and dates; nothing of a borrowed deck's own stays."""
    when = datetime.datetime.fromtimestamp(edition.epoch, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = escape(edition.name[:_LONGEST])
    date = "".join(
        f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{when}</dcterms:{kind}>' for kind in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title[:_LONGEST])}</dc:title><dc:subject>{name}</dc:subject><dc:creator>{name}</dc:creator>"
        f"<cp:lastModifiedBy>{name}</cp:lastModifiedBy><cp:revision>1</cp:revision>{date}"
        f"<dc:language>{escape(edition.language)}</dc:language></cp:coreProperties>"
    ).encode()
