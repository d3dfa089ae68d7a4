"""The scripts that keep a page of the preview up to date and let it be changed, put into pages on their way out (pure).

The site itself never has them. Whatever shows the preview, ``serve`` or a studio in a browser, puts them in here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, keep_trailing_newline=True
)
PAGE = Path(__file__).with_name("page.js")
EDITOR = Path(__file__).with_name("editor")

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(")', re.IGNORECASE)


@dataclass(frozen=True)
class Scripts:
    """Where pages find the scripts: ``page`` and ``editor`` are addresses, ``base`` is that of the site itself.

    Pages that get a ``token``, the secret of this run, have the editor too. ``source`` is what a page may reach
    besides its own host. With a ``channel`` pages hear news by that name within the browser, and not over a socket.
    """

    page: str
    editor: str
    token: str = ""
    source: str = ""
    base: str = "/"
    channel: str = ""


def with_scripts(page: bytes, shown: str, scripts: Scripts) -> bytes:
    """Return ``page`` with ``scripts`` at its end; ``shown`` names the state of the site in which it was sent.

    Where the page's Content-Security-Policy allows no scripts but its own, it allows these too.
    """
    tag = TEMPLATES.get_template("script.html").render(scripts=scripts, shown=shown)
    text = _POLICY.sub(lambda found: found[1] + _allowing(found[2], scripts.source) + found[3], page.decode())
    before, end, after = text.rpartition("</body>")
    return (before + tag + end + after if end else text + tag).encode()


def _allowing(policy: str, source: str) -> str:
    """Return a policy, as it stands in an attribute, that allows the scripts and ``source`` too."""
    rules = [rule.split() for rule in unescape(policy).split(";") if rule.strip()]
    known = {rule[0]: [one for one in rule[1:] if one != "'none'"] for rule in rules if rule[0] != "default-src"}
    for name, sources in (("script-src", ["'self'"]), ("connect-src", ["'self'", *([source] if source else [])])):
        known[name] = list(dict.fromkeys([*known.get(name, []), *sources]))
    before = [" ".join(rule) for rule in rules if rule[0] == "default-src"]
    after = [" ".join([name, *(sources or ["'none'"])]) for name, sources in known.items()]
    return escape("; ".join(before + after))
