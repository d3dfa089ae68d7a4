"""A pack's first page names what is there in plain words, for whom it is, and nothing that is not there."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from kit.model.edition import Brand, Edition
from kit.model.page import Fence
from kit.render.pack import packed, place
from tests.render.editions import edition

FILES = {
    "index.md": "# Home\n",
    "round-1/index.md": "# Tea & talk\n",
    "round-1/zebra.md": "# Zebras first\n",
    "round-1/apple.md": "# Apples <second>\n",
}
MADE = dict.fromkeys(
    (
        "site/round-1/index.html",
        "site/round-1/run-sheet.html",
        "site/round-1/zebra.html",
        "site/_static/kit.css",
        "handouts/round-1/apple.pdf",
        "handouts/round-1/attendee.pdf",
        "handouts/round-1/run-sheet.pdf",
        "handouts/round-1/sign-in.pdf",
        "handouts/round-1/zebra.pdf",
        "decks/round-1.pptx",
        "decks/round-1/zebra.pptx",
        "calendar/round-1.ics",
        "messages/round-1/thank-you.txt",
    ),
    b"x" * 2000,
)


def group() -> Edition:
    agenda = {"round-1/zebra": 20, "round-1/apple": 30}
    said = {"date": datetime.date(2027, 7, 14), "sessions": ("round-1/zebra", "round-1/apple")}
    return edition(
        FILES, agenda, 13 * 60 + 5, round_=said, brand=Brand("#ffee00"), variables={"venue": "O'Neill & Sons"}
    )


def start() -> str:
    one = group()
    return packed(one, one.rounds[0], MADE)["START-HERE.html"].decode()


def links() -> list[tuple[str, str]]:
    """Return address and words of each link, in order."""
    found = re.findall(r'<a href="([^"]*)">(.*?)</a>', start())
    return [(address, re.sub(r"<[^>]*>", "", words)) for address, words in found]


def test_what_may_show_facilitators_words_goes_to_their_folder() -> None:
    ours = {path for path in MADE if place(path).startswith("for-facilitators/")}

    assert {path for path in ours if not path.startswith("site/")} == {
        "handouts/round-1/run-sheet.pdf",
        "decks/round-1.pptx",
        "decks/round-1/zebra.pptx",
    }
    assert ours >= {path for path in MADE if path.startswith("site/")}
    assert place("handouts/round-1/run-sheet-one-page.pdf").startswith("for-facilitators/")


def test_links_have_plain_words_type_and_size_and_handouts_come_in_the_order_of_the_day() -> None:
    assert links() == [
        ("for-facilitators/site/round-1/run-sheet.html", "Run sheet, for screens"),
        ("for-facilitators/handouts/round-1/run-sheet.pdf", "Run sheet, to print (PDF, 2 KB)"),
        ("for-facilitators/decks/round-1.pptx", "Slides with your notes: Tea &amp; talk (PowerPoint, 2 KB)"),
        ("for-facilitators/decks/round-1/zebra.pptx", "Slides with your notes: Zebras first (PowerPoint, 2 KB)"),
        ("handouts/round-1/attendee.pdf", "Attendee pack: the agenda and all handouts (PDF, 2 KB)"),
        ("handouts/round-1/zebra.pdf", "Handout: Zebras first (PDF, 2 KB)"),
        ("handouts/round-1/apple.pdf", "Handout: Apples &lt;second&gt; (PDF, 2 KB)"),
        ("handouts/round-1/sign-in.pdf", "Sign-in sheet (PDF, 2 KB)"),
        ("calendar/round-1.ics", "The date, to add to a calendar (calendar file, 2 KB)"),
        ("messages/round-1/thank-you.txt", "Thank you (plain text, 2 KB)"),
        ("for-facilitators/site/round-1/index.html", "Tea &amp; talk"),
        ("for-facilitators/site/round-1/zebra.html", "Zebras first"),
    ]


def test_it_says_when_and_where_and_colours_can_be_read() -> None:
    page = start()

    assert "Wednesday 14 July 2027, 50 minutes, 1:05pm to 1:55pm, O&#39;Neill &amp; Sons" in page
    assert "<title>Tea &amp; talk: Digital peer groups</title>" in page
    assert "#ffee00" not in page  # yellow cannot be read on white, so a darker shade of it stands there


def test_a_group_of_which_nothing_is_there_has_no_heading() -> None:
    one = group()
    page = packed(one, one.rounds[0], {"site/round-1/index.html": b""})["START-HERE.html"].decode()

    assert re.findall("<h2>(.*?)</h2>", page) == ["The pages of the round"]


def test_each_paper_says_how_many_copies_to_print_and_nothing_else_does() -> None:
    people = {"heads": 28, "table_size": 6, "sessions": ("round-1/zebra", "round-1/apple")}
    one = edition(FILES, {"round-1/zebra": 20, "round-1/apple": 30}, round_=people, is_region=True)
    sheet = Fence("handout", "", {"for": ("table", 4)}, "One line.", 3, 7, 6)
    one = replace(one, pages={name: replace(page, fences=(sheet,)) for name, page in one.pages.items()})
    start_page = packed(one, one.rounds[0], MADE)["START-HERE.html"].decode()
    link = r'<a href="([^"]*)">[^<]*(?:<span[^<]*</span>)?</a>(?:<br>([^<]*))?</li>'
    said = dict(re.findall(link, start_page))

    assert said["handouts/round-1/attendee.pdf"] == "28 copies, one for each person"
    assert said["handouts/round-1/zebra.pdf"] == "5 copies, one for each table"
    assert said["handouts/round-1/sign-in.pdf"] == "1 copy"
    assert said["for-facilitators/handouts/round-1/run-sheet.pdf"] == "one for each person who leads"
    assert said["for-facilitators/decks/round-1.pptx"] == said["calendar/round-1.ics"] == ""


def test_a_region_that_has_not_said_who_comes_is_told_what_to_write() -> None:
    one = replace(group(), is_region=True)
    page = packed(one, one.rounds[0], MADE)["START-HERE.html"].decode()

    assert "Write heads and table_size below [round.round-1] in region.toml, and the copies are counted." in page
    assert "The copies are counted for" not in page


def test_large_print_is_called_that_and_printed_for_whoever_asked() -> None:
    one = group()
    made = {**MADE, "handouts/round-1/attendee-large.pdf": b"x" * 2000, "handouts/round-1/zebra-large.pdf": b"x" * 2000}
    page = packed(one, one.rounds[0], made)["START-HERE.html"].decode()

    assert "Attendee pack: the agenda and all handouts, in large print" in page
    assert "Handout: Zebras first, in large print" in page
    assert page.count("as many as people asked for") == 1
