"""A session that a round in a room and one online share: each output has the blocks of its round's kind."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from kit.app.build import Order, build
from kit.app.check import examine
from kit.model.edition import Edition
from kit.model.findings import Code
from tests.helpers import build_file_tree, places
from tests.regions import HUB_TOML

WALL = """\
---
minutes: 20
materials: ["big dots: 3 per person, room", "flipchart: 1 per table", "breakout link: 1, online"]
---

# Sort the ideas

Sort what we have.

## Sort

::::{activity} At the wall
:minutes: 20
:in: room, hybrid

1. Walk to the painted side.

:::{say}
:in: hybrid

Hello camera.
:::

::::

:::{activity} On the board
:minutes: 12
:in: online

1. Open the shared board.

:::

:::{activity} Look back
:minutes: 8
:in: online

1. Say what surprised you.

:::

:::{facilitator}
:in: online

Paste the link to the board.
:::

:::{say}
:in: room

Please take your pen.
:::

:::{slide} Painted side
:in: room

- Here
:::

:::{handout} Paper cards
:in: room

Cut these.
:::

:::{handout} For all

Write here ___
:::

:::{lang} cy
:in: online

Croeso.
:::

:::{passage}
:in: room

Sit by the window.

![A desk, seen from above.](desk.svg)
:::

What stands in every kind.
"""
PLAN = """\
---
minutes: 60
agenda:
  - {{session: {session}, minutes: 20}}
  - {{break: Tea, minutes: 10}}
---

# {title}

Why we meet.
"""
FILES = {
    "hub.toml": HUB_TOML.replace('venue = ""        # where it is', 'venue = "Hall"').replace(
        'contact = ""', 'contact = "a@example.org"'
    ),
    "index.md": "# Peer groups\n\nWelcome.\n",
    "round-1/index.md": PLAN.format(session="sort", title="In the hall"),
    "round-1/sort.md": WALL,
    "round-1/desk.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>',
    "round-2/index.md": PLAN.format(session="round-1/sort", title="On screen")
    .replace("agenda:\n", "agenda:\n  kind: online\n  items:\n")
    .replace("minutes: 20", "minutes: 40"),
}
ROOM = ("painted side", "take your pen", "Paper cards")
ONLINE = ("shared board", "surprised you", "link to the board", "Croeso")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds")
    build(build_file_tree(folder / "hub", FILES), folder / "out", Order(), lambda _: None)
    return folder / "out"


def edition(tmp_path: Path, files: dict[str, str]) -> tuple[Edition, list[tuple[Code, str]], list[str]]:
    examined = examine(build_file_tree(tmp_path / "hub", files))
    assert examined.edition is not None
    return examined.edition, places(examined.findings), [one.message for one in examined.findings]


def page(path: Path) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))


def pdf(path: Path) -> str:
    return " ".join(" ".join(one.extract_text() for one in PdfReader(path).pages).split())


def deck(path: Path) -> str:
    slides = list(Presentation(str(path)).slides)
    shown = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
    return "\n".join([*shown, *(note or "" for note in notes)])


def holds(text: str, words: tuple[str, ...]) -> list[bool]:
    return [one.casefold() in text.casefold() for one in words]


def test_a_session_page_has_the_blocks_of_every_kind_and_says_where_each_belongs(out: Path) -> None:
    text = page(out / "site" / "round-1" / "sort.html")

    assert all(holds(text, ("painted side", "Paper cards", "shared board", "surprised you", "Croeso", "every kind")))
    assert not any(holds(text, ("take your pen", "link to the board", "Hello camera")))
    assert re.search(r"At the wall\s+20\s+minutes?\s+In a room\s", text)
    assert re.search(r"On the board\s+24\s+minutes?\s+Online\s", text)
    assert not re.search(r"For all\s+In a room", text)


@pytest.mark.parametrize("sheet", ["site/ROUND/run-sheet.html", "handouts/ROUND/run-sheet.pdf", "decks/ROUND.pptx"])
def test_what_leaders_hold_has_the_blocks_of_the_round_alone(out: Path, sheet: str) -> None:
    read = {".html": page, ".pdf": pdf, ".pptx": deck}[Path(sheet).suffix]
    room, online = (read(out / sheet.replace("ROUND", name)) for name in ("round-1", "round-2"))

    cues = (False,) if sheet.endswith("pptx") else ()  # no slide has handouts or asides
    assert holds(room, ROOM[: 2 if cues else 3]) == [True] * (2 if cues else 3)
    assert not any(holds(room, ONLINE))
    assert all(holds(online, ONLINE[:3]))
    assert not any(holds(online, (*ROOM, "Hello camera")))


def test_a_passage_and_its_picture_stand_in_rounds_of_its_kind_alone(out: Path) -> None:
    text = page(out / "site" / "round-1" / "sort.html")
    room, online = (pdf(out / "handouts" / name / "run-sheet.pdf") for name in ("round-1", "round-2"))

    assert re.search(r"In a room\s+Sit by the window", text)
    assert all(holds(room, ("Sit by the window", "A desk, seen from above")))
    assert not any(holds(online, ("by the window", "seen from above")))


def test_day_page_attendee_pack_and_totals_follow_the_round(out: Path) -> None:
    for name, there, other in (("round-1", ROOM[:1], ONLINE[:2]), ("round-2", ONLINE[:2], ROOM[:1])):
        text = page(out / "site" / name / "day.html")
        assert all(holds(text, there)), name
        assert not any(holds(text, other)), name
    room, online = (pdf(out / "handouts" / name / "attendee.pdf") for name in ("round-1", "round-2"))
    assert "Paper cards" in room
    assert "Paper cards" not in online
    assert "For all" in online
    room, online = (page(out / "site" / name / "run-sheet.html") for name in ("round-1", "round-2"))
    assert "big dots" in room
    assert "breakout link" not in room
    assert "breakout link" in online
    assert "big dots" not in online


def test_a_session_that_two_rounds_share_lasts_in_each_as_its_agenda_says(tmp_path: Path) -> None:
    """Not as in the first of them."""
    files = {**FILES, "round-2/index.md": PLAN.format(session="round-1/sort", title="Again").replace("20", "40")}
    build(build_file_tree(tmp_path / "hub", files), tmp_path / "out", Order(), lambda _: None)

    for name, minutes in (("round-1", 20), ("round-2", 40)):
        sheet = page(tmp_path / "out" / "site" / name / "run-sheet.html")
        paper = pdf(tmp_path / "out" / "handouts" / name / "run-sheet.pdf")
        assert re.search(rf"At the wall\s+{minutes} min\b", sheet), name
        assert f"At the wall At the start: {minutes} minutes" in paper, name
        assert f"{60 - minutes} minutes" not in paper, name


def test_the_handout_of_the_session_says_which_sheet_is_for_which_round(out: Path) -> None:
    text = pdf(out / "handouts" / "round-1" / "sort.pdf")

    assert "In a room Paper cards" in text
    assert text.count("In a room") == 1


def test_minutes_are_those_of_the_activities_that_stand(tmp_path: Path) -> None:
    one, found, _ = edition(tmp_path, FILES)

    scaled = [meeting.timetable.items[0].activities for meeting in one.rounds]
    assert scaled == [((20,),), ((24, 16),)]
    assert (Code.MINUTES_MISMATCH, "round-1/sort.md:2") not in found


def test_a_sum_that_fails_in_one_kind_is_told_with_that_kind(tmp_path: Path) -> None:
    files = {**FILES, "round-1/sort.md": WALL.replace(":minutes: 12", ":minutes: 10")}

    _, found, messages = edition(tmp_path, files)

    assert (Code.MINUTES_MISMATCH, "round-1/sort.md:2") in found
    assert any("its activities online add up to 18 minutes" in one for one in messages)


@pytest.mark.parametrize(
    ("option", "says"),
    [("in-person", "in-person"), ("room and online", "room and online"), ("", "no kind"), ("Online", "Online")],
)
def test_an_unknown_kind_is_told_with_its_line(tmp_path: Path, option: str, says: str) -> None:
    text = WALL.replace(":in: room\n\nPlease", f":in: {option}\n\nPlease")
    line = text.splitlines().index("Please take your pen.") - 0
    found = examine(build_file_tree(tmp_path / "hub", {**FILES, "round-1/sort.md": text})).findings

    (told,) = [one for one in found if one.code is Code.BAD_VALUE]
    assert (told.file, told.line) == ("round-1/sort.md", line - 1)
    assert says in told.message


def test_an_online_round_is_told_what_still_speaks_of_a_room(tmp_path: Path) -> None:
    """What stands in a room only is no matter, and so is what no online round uses."""
    text = WALL.replace("What stands in every kind.", "Share your table's dots, and look at the flip chart.")
    _, found, messages = edition(tmp_path, {**FILES, "round-1/sort.md": text})
    line = text.splitlines().index("Share your table's dots, and look at the flip chart.") + 1

    told = [place for code, place in found if code is Code.ROOM_WORDS]
    assert told == ["round-1/sort.md:3", f"round-1/sort.md:{line}"]
    assert any("here it speaks of table, dots, flip chart" in one for one in messages)
    room_only = {name: words for name, words in FILES.items() if not name.startswith("round-2")}
    _, found, _ = edition(tmp_path / "room", room_only)
    assert Code.ROOM_WORDS not in [code for code, _ in found]


def test_a_hub_is_told_of_its_other_formats_too(tmp_path: Path) -> None:
    plan = FILES["round-1/index.md"].replace("\n---\n\n#", "\nagendas:\n  online:\n    - {session: sort}\n---\n\n#")
    files = {**FILES, "round-1/index.md": plan}
    del files["round-2/index.md"]

    assert (Code.ROOM_WORDS, "round-1/sort.md:3") in edition(tmp_path, files)[1]


LINKED = """
## More

See [the cards](#cards), [others](sort.md#cards) and {ref}`these <cards>`.

:::{facilitator}
:in: room

Point at [the wall](#cards).
:::

:::::{handout} Cards
:in: room

(cards)=
### The cards

Cut.

:::::
"""


def linked(online: bool) -> dict[str, str]:
    """A hub whose session leads to a handout that is for a room, held online only or in a room too."""
    kind = "agenda:\n  kind: online\n  items:\n" if online else "agenda:\n"
    other = "# Home\n\nSee [the cards there](round-1/sort.md#cards).\n"
    plan = FILES["round-1/index.md"].replace("agenda:\n", kind)
    return FILES | {"round-1/sort.md": WALL + LINKED, "round-1/index.md": plan, "index.md": other}


def test_a_link_to_what_no_round_shows_becomes_its_words_and_is_told(tmp_path: Path) -> None:
    """The note's own link stands in no round either, so nobody is told of it."""
    root = build_file_tree(tmp_path / "hub", linked(online=True))
    build(root, tmp_path / "out", Order(), lambda _: None)
    found = [one for one in examine(root).findings if one.code is Code.DROPPED_LINK]
    site = tmp_path / "out" / "site"
    line = (WALL + LINKED).splitlines().index(LINKED.splitlines()[3]) + 1

    assert "<p>See the cards, others and these.</p>" in (site / "round-1" / "sort.html").read_text(encoding="utf-8")
    assert "<p>See the cards there.</p>" in (site / "index.html").read_text(encoding="utf-8")
    assert sorted((one.place, one.message.split('"')[1]) for one in found) == [
        ("index.md:3", "the cards there"),
        (f"round-1/sort.md:{line}", "others"),
        (f"round-1/sort.md:{line}", "the cards"),
        (f"round-1/sort.md:{line}", "these"),
    ]


def test_a_link_to_what_some_round_shows_stays(tmp_path: Path) -> None:
    root = build_file_tree(tmp_path / "hub", linked(online=False))
    build(root, tmp_path / "out", Order(), lambda _: None)
    text = (tmp_path / "out" / "site" / "round-1" / "sort.html").read_text(encoding="utf-8")

    assert Code.DROPPED_LINK not in [one.code for one in examine(root).findings]
    assert text.count('href="#cards"') == 3
    assert 'id="cards"' in text
