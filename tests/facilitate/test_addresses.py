"""Addresses on the web."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kit.facilitate.addresses import address_of, page_address
from tests.render.editions import edition


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("sam.o'neil@example.org", "mailto:sam.o'neil@example.org"),
        ("see https://example.org", ""),
        ("javascript:alert(1)", ""),
        ("sam@home", ""),
        ("a@example.org b@example.org", ""),
    ],
)
def test_only_a_value_that_is_wholly_an_address_is_one(value: str, address: str) -> None:
    assert address_of(value) == address


@pytest.mark.parametrize(
    ("url", "name", "expected"),
    [
        ("", "round-1/index", ""),
        ("https://x.example", "round-1/index", "https://x.example/round-1/"),
        ("https://x.example/site/", "round-1/how-ready", "https://x.example/site/round-1/how-ready.html"),
    ],
)
def test_pages_have_addresses_where_the_site_has_one(url: str, name: str, expected: str) -> None:
    assert page_address(replace(edition({"index.md": "# Home\n"}), url=url), name) == expected
