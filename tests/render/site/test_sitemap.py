"""Lists for search engines."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kit.render.site.head import for_search_engines, page_url
from tests.render.editions import edition

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_without_an_address_there_are_none() -> None:
    assert for_search_engines(edition({"index.md": "# Home\n"}), ["index"]) == {}


def test_each_page_is_listed_once_at_the_address_by_which_it_is_shared() -> None:
    made = edition({"index.md": "# Home\n"}, url="https://example.org/a&b")
    files = for_search_engines(made, {"round-1/ready", "index", "round-1/index"})
    listed = ElementTree.fromstring(files["sitemap.xml"]).findall(f"{SPACE}url/{SPACE}loc")  # noqa: S314 - our own

    assert [one.text for one in listed] == [
        "https://example.org/a&b/",
        "https://example.org/a&b/round-1/",
        "https://example.org/a&b/round-1/ready.html",
    ]
    assert list(files) == ["sitemap.xml"]


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/"])
def test_a_site_with_a_host_of_its_own_tells_robots_where_the_list_is(url: str) -> None:
    files = for_search_engines(edition({"index.md": "# Home\n"}, url=url), ["index"])

    assert files["robots.txt"].decode().splitlines()[-1] == "Sitemap: https://example.org/sitemap.xml"
    assert "run-sheet" not in files["robots.txt"].decode()


def test_a_page_called_index_something_keeps_its_name() -> None:
    assert (
        page_url(edition({}, url="https://example.org"), "round-1/my-index")
        == "https://example.org/round-1/my-index.html"
    )
