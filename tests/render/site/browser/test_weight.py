"""What the first visit to a page fetches, as the browser asks for it."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.render.site.browser.conftest import Visit
from tests.render.site.browser.looking import listed
from tests.render.site.browser.sites import Built

MOST_BYTES = 45 * 1000  # gzip at level 9, the page itself included
MOST_REQUESTS = 12


def asked(site: Built, name: str, visitor: Visit) -> list[str]:
    """Return the addresses that a browser asks for when it opens this page for the first time."""
    page = visitor()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(site.address(name))
    page.wait_for_load_state("networkidle")
    page.context.close()
    return [one for one in addresses if not one.startswith("data:")]


def weight(address: str) -> int:
    """Return how many bytes a server sends for a file, compressed as servers do once and for all."""
    return len(gzip.compress(Path(unquote(urlsplit(address).path)).read_bytes(), 9))


def test_a_session_is_light_and_asks_nobody_else(site: Built, visitor: Visit) -> None:
    sessions = [name for name in site.pages if "/" in name and name.startswith("round-") and _is_session(name)]
    found = []
    for name in sessions:
        addresses = asked(site, name, visitor)
        others = [one for one in addresses if not one.startswith("file:")]
        size = sum(map(weight, addresses))
        found += [f"{name} asks another host: {one}" for one in others]
        if len(addresses) > MOST_REQUESTS or size > MOST_BYTES:
            each = ", ".join(f"{one.rpartition('/')[2]} {weight(one)}" for one in addresses)
            found.append(f"{name} weighs {size} bytes in {len(addresses)} requests: {each}")

    assert sessions
    assert found == [], listed(found)


def _is_session(name: str) -> bool:
    return not name.endswith(("/index.html", "/run-sheet.html", "/day.html", "/checklist.html"))
