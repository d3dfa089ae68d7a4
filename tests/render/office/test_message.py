"""Messages are filled in for the group, read well as plain text, and hold nothing that is not for everybody."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from kit.check.edition import check_edition
from kit.model.findings import Code, has_errors
from kit.render.office.message import write_messages
from kit.render.outputs import reserved_names
from tests.facilitate.trees import edition_of, region
from tests.regions import hub_files

HUB_FOLDER = Path(__file__).parents[3] / "sessions"
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

    assert sorted(made) == [f"round-1/invitation.{end}" for end in ("eml", "html", "txt")]
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


STATUS = {
    f"messages/{name}.md": (HUB_FOLDER / "messages" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("invitation", "cancelled", "postponed", "moved-online")
}


def made_for(facts: str) -> dict[str, bytes]:
    settings = f'[variables]\nvenue = "Caffè Nero"\ncontact = "us@example.org"\n[round.round-1]\n{facts}\n'
    return write_messages(region(settings, STATUS))


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ("date = 2027-01-20", ""),
        ('date = 2027-01-20\nstatus = "cancelled"', "cancelled"),
        ('was = 2027-01-20\nstatus = "postponed"', "postponed"),
        ('date = 2027-01-20\nstatus = "online"', "moved-online"),
    ],
)
def test_the_message_for_a_status_is_made_when_the_status_is_so(facts: str, name: str) -> None:
    made = {path.removeprefix("round-1/") for path in made_for(facts)}

    assert made == {f"{one}.{end}" for one in ("invitation", name) if one for end in ("txt", "html", "eml")}


def test_the_cancellation_says_when_and_why_and_leaves_out_a_why_that_nobody_gave() -> None:
    facts = 'date = 2027-01-20\nstatus = "cancelled"\n'
    alone = made_for(facts)["round-1/cancelled.txt"].decode()
    noted = made_for(f'{facts}status_note = "Too many of us are ill."\n')["round-1/cancelled.txt"].decode()

    assert "Meet the standard, which was to be on Wednesday 20 January 2027, will not take place." in alone
    assert "\n\nToo many of us are ill.\n\n" in noted
    assert alone == noted.replace("Too many of us are ill.\n\n", "")


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        ("date = 2027-01-20", "Wednesday 6 January 2027"),
        ("date = 2027-01-16", "Thursday 31 December 2026"),  # Saturday 2 January, after New Year's Day
        ("date = 2027-01-20\nreply_by = 2027-01-11", "Monday 11 January 2027"),
        ("", "to be confirmed"),
    ],
)
def test_the_invitation_names_the_day_by_which_to_reply(facts: str, day: str) -> None:
    assert f"Please reply by {day}, with:" in made_for(facts)["round-1/invitation.txt"].decode()


def test_the_invitation_says_how_to_get_there_where_the_round_says_it() -> None:
    alone = made_for("date = 2027-01-20")["round-1/invitation.txt"].decode()
    said = made_for('date = 2027-01-20\naccess = "No steps."\nbooking = "https://book.example.org/1"')
    text, html = (said[f"round-1/invitation.{end}"].decode() for end in ("txt", "html"))

    assert not any(words in alone for words in ("Access:", "Book your place", "How to get there"))
    assert "Access: No steps.\n\n" in text
    assert '<a href="https://book.example.org/1">' in html


def test_a_draft_opens_in_mail_programs_with_its_subject_and_both_forms_of_its_text() -> None:
    """It is not sent yet, and the same input gives the same bytes."""
    data = made_for("date = 2027-01-20")["round-1/invitation.eml"]
    draft = email.message_from_bytes(data, policy=email.policy.default)
    text, html = (part.get_content() for part in draft.iter_parts())

    assert draft["Subject"] == "Invitation to Meet the standard, Wednesday 20 January 2027"
    assert (draft["X-Unsent"], draft["To"], draft["Date"]) == ("1", None, None)
    assert draft.get_content_type() == "multipart/alternative"
    assert text.startswith("Hello,")
    assert "Venue: Caffè Nero" in text
    assert "<strong>Venue:</strong> Caffè Nero" in html
    assert "Subject:" not in html
    assert all(len(line) <= 78 for line in data.split(b"\r\n"))
    assert data == made_for("date = 2027-01-20")["round-1/invitation.eml"]


def test_a_subject_cannot_break_out_of_its_line() -> None:
    """Long titles and letters with accents are folded and encoded by the library."""
    title = {"round-1/index.md": "---\nagenda: []\n---\n\n# " + "Caffè " * 60 + "\n"}
    data = write_messages(region("", {**STATUS, **title}))["round-1/invitation.eml"]
    draft = email.message_from_bytes(data, policy=email.policy.default)

    assert draft["Subject"].startswith("Invitation to Caffè Caffè")
    assert draft["X-Unsent"] == "1"
