"""Adds the preview's script to pages on their way to the browser; the site itself never has it. Pure."""

from __future__ import annotations

import html
import re

SCRIPT = "/.live/page.js"  # no file of a site has a name that begins with a dot

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE)


def with_script(page: bytes, shown: str, address: str) -> bytes:
    """Return ``page`` with the script at its end; ``shown`` is what the script says the page was.

    A page that allows no scripts but its own has this one allowed too, and its way back to ``address``, which is
    "127.0.0.1:8000".
    """
    tag = f'<script src="{SCRIPT}" data-shown="{html.escape(shown)}" defer></script>\n'.encode()
    page = _POLICY.sub(lambda found: found[1] + _allowing(found[2], address) + found[3], page)
    end = page.rfind(b"</body>")
    return page + tag if end < 0 else page[:end] + tag + page[end:]


def _allowing(policy: bytes, address: str) -> bytes:
    rules = [rule.split() for rule in html.unescape(policy.decode()).split(";") if rule.strip()]
    known = {rule[0]: [one for one in rule[1:] if one != "'none'"] for rule in rules if rule[0] != "default-src"}
    for name, sources in (("script-src", ["'self'"]), ("connect-src", ["'self'", f"ws://{address}"])):
        known[name] = list(dict.fromkeys([*known.get(name, []), *sources]))
    before = [" ".join(rule) for rule in rules if rule[0] == "default-src"]
    after = [" ".join([name, *(sources or ["'none'"])]) for name, sources in known.items()]
    return html.escape("; ".join(before + after)).encode()
