"""Messages are filled in for the group, read well as plain text, and hold nothing that is not for everybody."""

from __future__ import annotations

import pytest

from kit.check.edition import check_edition
from kit.model.findings import Code, has_errors
from kit.render.office.message import write_messages
from kit.render.outputs import reserved_names
from tests.facilitate.trees import edition_of, region
from tests.regions import hub_files

INVITATION = """\
---
reviewed: 2026-11-22
---

# Invitation

Subject: {{ round }}, {{ date }}

<!-- only for authors -->

Come to **{{ group }}**.
We meet at {{ venue }}, from {{ start }} to {{ end }}.

## The day

{{ agenda }}

1. Read [the plan](../round-1/index.md#meet-the-standard).
2. Write to {{ contact }}, or look at {{ link }}.

   Both are fine.
"""
SETTINGS = """
[variables]
venue = "O'Neill *Hall* & Sons"
contact = "us@example.org"

[round.round-1]
date = 2027-01-20
start = "10:30"
"""
TEXT = """\
Subject: Meet the standard, Wednesday 20 January 2027

Come to Midlands Peer Group. We meet at O'Neill *Hall* & Sons, from 10:30am to 11:15am.

The day

- 10:30am: Arrivals (15 minutes)
- 10:45am: How ready are we? (20 minutes)
- 11:05am: Next steps (10 minutes)

1. Read {plan}.
2. Write to us@example.org, or look at {link}.
   Both are fine.
"""


def messages(settings: str = SETTINGS, text: str = INVITATION, url: str = "") -> dict[str, str]:
    hub = {"messages/invitation.md": text}
    edition = region(settings, hub)
    if url:
        from dataclasses import replace

        edition = replace(edition, url=url)
    return {name: data.decode() for name, data in write_messages(edition).items()}


def test_a_message_is_filled_in_as_plain_text() -> None:
    """Values are text and never Markdown; without a site, links are their words alone."""
    made = messages()

    assert sorted(made) == ["round-1/invitation.html", "round-1/invitation.txt"]
    assert made["round-1/invitation.txt"] == TEXT.format(plan="the plan", link="to be confirmed")


@pytest.mark.parametrize("url", ["https://peers.example.org/", "https://peers.example.org"])
def test_where_the_site_is_published_links_are_whole(url: str) -> None:
    """Whoever reads a mail has no page from which an address could count."""
    made = messages(url=url)
    plan = "the plan (https://peers.example.org/round-1/index.html#meet-the-standard)"

    assert made["round-1/invitation.txt"] == TEXT.format(plan=plan, link="https://peers.example.org/round-1/")
    html = made["round-1/invitation.html"]
    assert '<a href="https://peers.example.org/round-1/index.html#meet-the-standard">the plan</a>' in html
    assert '<a href="mailto:us@example.org">us@example.org</a>' in html


def test_html_escapes_what_values_hold_and_is_not_for_search_engines() -> None:
    html = messages()["round-1/invitation.html"]

    assert "O'Neill *Hall* &amp; Sons" in html
    assert "<strong>Midlands Peer Group</strong>" in html
    assert "<li>10:45am: How ready are we? (20 minutes)</li>" in html
    assert '<html lang="en-GB">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "only for authors" not in html


def test_what_nobody_has_said_is_to_be_confirmed() -> None:
    text = messages(settings="")["round-1/invitation.txt"]

    assert "Subject: Meet the standard, to be confirmed" in text
    assert "We meet at to be confirmed, from to be confirmed to to be confirmed." in text
    assert "- How ready are we? (20 minutes)" in text


def test_a_region_replaces_a_part_of_a_message() -> None:
    """Like a part of any other page."""
    own = {"overrides/messages/invitation/the-day.replace.md": "## The day\n\nOurs is a surprise.\n"}
    made = write_messages(region(SETTINGS, {"messages/invitation.md": INVITATION}, own))

    assert "The day\n\nOurs is a surprise." in made["round-1/invitation.txt"].decode()


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (":::{facilitator}\n\n- Secret.\n\n:::", "a block"),
        ("| A | B |\n| - | - |\n| 1 | 2 |", "a table"),
        ("![A room](room.png)", "a picture"),
        ("> Quoted", "a quotation"),
        ("{kbd}`a`", "a role"),
        ("```text\ncode\n```", "a block"),
    ],
)
def test_what_plain_text_cannot_show_is_refused_at_its_line(body: str, what: str) -> None:
    """Facilitators' notes among it, so that no message sends them."""
    page = f"# Thanks\n\nHello.\n\n{body}\n"
    _, found = edition_of(hub_files({"messages/thanks.md": page}))
    told = [one for one in found if one.code is Code.BAD_MESSAGE]

    assert [one.place for one in told] == ["messages/thanks.md:5"]
    assert told[0].message == f"The page holds {what}, which a message in plain text cannot show."


def test_only_messages_may_name_the_agenda() -> None:
    edition, found = edition_of(hub_files({"messages/thanks.md": "# Thanks\n\n{{ agenda }}\n"}))
    assert not has_errors(found)

    edition, _ = edition_of(hub_files({"about.md": "# About\n\n{{ agenda }}\n"}))
    assert [one.code for one in check_edition(edition, reserved_names())] == [Code.UNKNOWN_VARIABLE]


def test_a_folder_of_messages_is_no_round() -> None:
    _, found = edition_of(hub_files({"messages/index.md": "# Messages\n\nHello.\n"}))

    assert Code.RESERVED_NAME in [one.code for one in found]
