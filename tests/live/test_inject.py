"""The script is added on the way to the browser, to pages that allow no scripts but their own too."""

from __future__ import annotations

import html
import re

from kit.live.web import with_script
from tests.live.asgi import ADDRESS

TAG = b'<script src="/.live/page.js" data-shown="a-1" defer></script>\n'


def test_the_script_is_the_last_thing_of_a_page() -> None:
    assert with_script(b"<body>x</body></html>", "a-1", ADDRESS) == b"<body>x" + TAG + b"</body></html>"


def test_a_page_without_an_end_has_it_all_the_same() -> None:
    assert with_script(b"<p>x", "a-1", ADDRESS) == b"<p>x" + TAG


def test_what_the_page_was_cannot_break_out_of_its_place() -> None:
    assert b'data-shown="&quot;&gt;"' in with_script(b"", '">', ADDRESS)


def policy_of(page: bytes) -> dict[str, list[str]]:
    found = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    rules = [rule.split() for rule in html.unescape(found[1].decode()).split(";")]
    return {rule[0]: rule[1:] for rule in rules}


def test_a_strict_page_lets_this_one_script_in_and_keeps_its_other_rules() -> None:
    strict = (
        b'<meta http-equiv="Content-Security-Policy" '
        b'content="default-src &#39;none&#39;; script-src &#39;sha256-x&#39;; img-src data:"><body></body>'
    )

    assert policy_of(with_script(strict, "a-1", ADDRESS)) == {
        "default-src": ["'none'"],
        "script-src": ["'sha256-x'", "'self'"],
        "img-src": ["data:"],
        "connect-src": ["'self'", f"ws://{ADDRESS}"],
    }
