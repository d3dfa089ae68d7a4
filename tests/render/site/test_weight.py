"""A page loads what it shows and no more."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.render.site.groups import region, site_of
from tests.render.site.markup import parsed

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
SESSION = "# A talk\n\n" + "\n".join(
    f"## Part {number}\n\n:::{{activity}} Step {number}\n:minutes: 5\n\n1. Do this first.\n1. Then do that.\n\n:::\n"
    for number in range(6)
)
TABS = "# Tabs\n\n::::{tab-set}\n:::{tab-item} One\nFirst\n:::\n:::{tab-item} Two\nSecond\n:::\n::::\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {
        "round-1/talk.md": SESSION,
        "tabs.md": TABS,
        "code.md": "# Code\n\n```python\nprint(1)\n```\n",
        "brand/logo.svg": LOGO,
    }
    made = region(files)
    return site_of(region(files, brand=type(made.brand)(logo="brand/logo.svg")), tmp_path_factory.mktemp("weight"))


def _loaded(page: Path) -> set[str]:
    """Return the names of what a page loads, without what it only links to."""
    root = parsed(page)
    addresses = root.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src | //link[@rel='icon']/@href")
    return {re.sub(r"\?.*", "", address) for address in addresses if not address.startswith("data:")}


def _names(page: Path) -> set[str]:
    return {address.rsplit("/", 1)[-1] for address in _loaded(page)}


def test_a_session_page_is_loaded_in_12_requests_and_45_kilobytes(built: Path) -> None:
    """Compressed as a web server does it; the bound is the one that the site promises."""
    page = built / "round-1/talk.html"
    files = [page, *(page.parent / address for address in _loaded(page))]
    size = sum(len(gzip.compress(path.read_bytes(), 6)) for path in files)

    assert len(files) <= 12
    assert size <= 45_000


def test_a_page_without_tabs_code_or_search_has_none_of_what_they_need(built: Path) -> None:
    assert _names(built / "round-1/talk.html") == {"furo.css", "kit.css", "brand.css", "kit.js", "logo.svg"}


def test_tabs_bring_their_styles_and_their_script(built: Path) -> None:
    assert {"sphinx-design.min.css", "design-tabs.js"} <= _names(built / "tabs.html")
    assert "design-tabs.js" not in _names(built / "code.html")


def test_code_brings_its_colours(built: Path) -> None:
    assert "pygments.css" in _names(built / "code.html")
    assert "pygments.css" not in _names(built / "tabs.html")


def test_the_search_page_has_all_that_search_needs(built: Path) -> None:
    needed = {"searchtools.js", "language_data.js", "searchindex.js", "doctools.js", "documentation_options.js"}

    assert needed <= _names(built / "search.html")


def test_everything_that_a_page_loads_is_there(built: Path) -> None:
    lost = [
        (page.name, address)
        for page in built.rglob("*.html")
        for address in _loaded(page)
        if not (page.parent / address).is_file()
    ]

    assert lost == []
