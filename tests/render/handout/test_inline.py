"""Links of a page that is printed."""

from __future__ import annotations

import pytest

from kit.render.handout.inline import outside, shown, target_of

SITE = "https://midlands.example.org/peers/"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:sam@example.org", "mailto:sam@example.org"),
        ("next-steps.html", "https://midlands.example.org/peers/round-1/next-steps.html"),
        ("../round-2/index.html#when", "https://midlands.example.org/peers/round-2/index.html#when"),
        ("#score", "https://midlands.example.org/peers/round-1/how-ready.html#score"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_a_link_leads_from_paper_to_its_full_address_or_nowhere(address: str, expected: str) -> None:
    assert target_of(address, "round-1/how-ready", SITE) == expected


def test_without_a_published_site_links_inside_it_lead_nowhere() -> None:
    assert target_of("next-steps.html", "round-1/how-ready", "") == ""


def test_only_addresses_outside_the_site_are_spelt_out() -> None:
    assert not outside("https://midlands.example.org/peers/index.html", SITE)
    assert outside("https://midlands.example.org.evil.example/peers/", SITE)
    assert outside("https://example.org/", "")


def test_mail_and_telephone_are_written_as_people_write_them() -> None:
    assert shown("mailto:sam@example.org") == "sam@example.org"
    assert shown("tel:+441214960000") == "+441214960000"
    assert shown("https://example.org/") == "https://example.org/"
