"""Where the pages of a run sheet turn: steps, notes and words to say that belong together stand together."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from kit.model.findings import Finding
from kit.render.handout.writer import write_handouts
from kit.render.reading.reading import read
from tests.helpers import build_file_tree
from tests.regions import HUB
from tests.render.handout.conftest import edition_of
from tests.render.handout.measured import words

PART = """\
## Part {n}

What the page says of part {n}.

:::{{activity}} Activity {n}
:minutes: 10

1. Step {n} first.
2. Step {n} second, which takes a line or two more, because it says with care what people are to do there.

:::

:::{{facilitator}}

- **Stuck?** Note {n} first.
- **Running late?** Note {n} second, with a word or two more on what one may leave out, and why nobody minds.

:::

:::{{say}}

Words {n} to say aloud.

:::
"""


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages of a run sheet of one session with twenty activities, as words."""
    return _pages(tmp_path_factory, [PART.format(n=n) for n in range(1, 21)])


def _pages(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(_made(tmp_path_factory, parts))).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def _made(tmp_path_factory: pytest.TempPathFactory, parts: list[str], lead: str = "") -> bytes:
    talk = "---\nminutes: 200\n---\n\n# Talk\n\nThe lead.\n\n" + "\n".join(parts)
    plan = "---\nminutes: 200\nagenda:\n  - {session: talk}\n---\n\n# Round\n"
    files = {"hub.toml": HUB["hub.toml"], "index.md": "# Hub\n", "round-1/index.md": plan, "round-1/talk.md": talk}
    root = build_file_tree(tmp_path_factory.mktemp("long") / "hub", files)
    edition, found = edition_of(root, []), list[Finding]()
    led = replace(edition.rounds[0], leads={"round-1/talk": lead} if lead else {})
    edition = replace(edition, rounds=(led,))
    reading = read(edition, root.parent / "reading", found)
    return write_handouts(edition, reading.contents, found)["round-1/run-sheet.pdf"]


def test_the_notes_of_an_activity_stand_on_the_page_of_its_steps(long: list[str]) -> None:
    assert len(long) > 3
    for n in range(1, 21):
        page = next(page for page in long if f"Step {n} first." in page)
        assert all(f"{what} {n} {which}" in page for what in ("Step", "Note") for which in ("first", "second"))


def with_words_first(said: str) -> str:
    """``PART`` that begins with words to say, in place of those at its end."""
    title, rest = PART.split("What the page says of part {n}.\n\n")
    steps = rest[: rest.index(":::{{say}}")]
    return f"{title}:::{{{{say}}}}\n\n{said}\n\n:::\n\nWhat the page says of part {{n}}.\n\n{steps}"


@pytest.mark.parametrize("again", range(3))
def test_a_few_words_to_say_stand_on_the_page_of_the_steps_that_they_lead_on_to(
    tmp_path_factory: pytest.TempPathFactory, again: int
) -> None:
    said = "Words {n} to say aloud" + ", and more of them, so that it takes longer" * again + "."
    pages = _pages(tmp_path_factory, [with_words_first(said).format(n=n) for n in range(1, 21)])

    for n in range(1, 21):
        page = next(page for page in pages if f"Step {n} first." in page)
        assert f"Words {n} to say aloud" in page
        assert f"What the page says of part {n}." in page


def test_a_page_may_turn_after_many_words_to_say_and_between_their_paragraphs_but_not_within_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    each = "From here" + " we go on and on about what there is to say of part {n}" * 5 + " to there."
    parts = [with_words_first("\n\n".join([each] * 3)).format(n=n) for n in range(1, 13)]
    pages = _pages(tmp_path_factory, parts)
    turned = [n for n in range(1, 13) for page in pages if f"Step {n} first." in page and f"of part {n} to" not in page]
    held = [page.count("From here") for page in pages]

    assert turned, "whoever has said many words turns the page before the steps"
    assert held == [page.count("to there.") for page in pages]
    assert any(count % 3 for count in held)


def test_where_a_page_turns_within_a_part_the_next_says_in_its_margin_which_part_goes_on(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    said = "We go on and on about what there is to say of part {n}. " * 8
    pages = _pages(tmp_path_factory, [with_words_first(said).format(n=n) for n in range(1, 21)])
    told = [re.findall(r"Part (\d+) \(continued\)", page) for page in pages]
    starts = [re.findall(r"Part (\d+) Say", page) for page in pages]
    turned = [
        [n for n in before[-1:] if f"Step {n} first." in page and f"Step {n} first." not in last]
        for before, last, page in zip(starts, pages, pages[1:], strict=False)
    ]

    assert any(turned)
    assert told == [[], *turned]


PAPERS = """
:::{handout} A card
:::

:::{handout} A long sheet
:::

:::{handout} A form
:::
"""


def test_handouts_that_come_one_after_the_other_share_a_label(tmp_path_factory: pytest.TempPathFactory) -> None:
    said = " ".join(_pages(tmp_path_factory, [PART.format(n=1) + PAPERS]))

    assert "Handouts A card · A long sheet · A form" in said


def test_what_a_session_without_sections_is_for_stands_above_the_words_to_say(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    said = " ".join(_pages(tmp_path_factory, [":::{say}\n\nHello, all.\n\n:::\n"]))

    assert "The lead. Say Hello, all." in said


FOR_THE_SPEAKER = """
:::{{handout}} Prompts {n}
:for: speaker

Prompts {n} begin.

1. What happened in part {n}?
2. What changed in part {n}?
3. What is next in part {n}?

Prompts {n} end.

:::
"""


def test_what_is_handed_to_the_speaker_stands_on_one_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    pages = _pages(tmp_path_factory, [(PART + FOR_THE_SPEAKER).format(n=n) for n in range(1, 21)])

    for n in range(1, 21):
        page = next(page for page in pages if f"For the speaker: Prompts {n} " in page)
        assert f"Prompts {n} end." in page


def test_the_run_sheet_holds_the_words_to_say_and_the_page_s_own_words(long: list[str]) -> None:
    words = " ".join(long)

    assert "The lead." in words
    assert all(f"What the page says of part {n}." in words for n in range(1, 21))
    assert all(f"Say Words {n} to say aloud." in words for n in range(1, 21))


def test_notes_longer_than_a_page_go_on_over_the_page(tmp_path: Path) -> None:
    notes = "".join(
        f"- **Note {n}** goes on for so long that it takes two lines of its column.\n" for n in range(1, 81)
    )
    talk = f"---\nminutes: 9\n---\n\n# Talk\n\n:::{{activity}}\n1. Go\n:::\n\n:::{{facilitator}}\n\n{notes}\n:::\n"
    plan = "---\nminutes: 9\nagenda:\n  - {session: talk}\n---\n\n# Round\n"
    files = {"hub.toml": HUB["hub.toml"], "index.md": "# Hub\n", "round-1/index.md": plan, "round-1/talk.md": talk}
    edition, found = edition_of(build_file_tree(tmp_path / "hub", files), []), list[Finding]()
    reading = read(edition, tmp_path / "reading", found)
    made = write_handouts(edition, reading.contents, found)["round-1/run-sheet.pdf"]
    pages = pypdf.PdfReader(io.BytesIO(made)).pages

    notes_on = [page.extract_text().count("Note") for page in pages]
    assert sum(notes_on) == 80
    assert max(notes_on) < 40  # as many as a page holds, and none below its foot


UNEVEN = """\
## Part {n}

:::{{activity}} Activity {n}
:minutes: 5

{steps}

:::

:::{{facilitator}}

{notes}

:::
"""
SEVERAL = (*range(2, 16), 40)  # only the last are more steps than half a page holds


@pytest.fixture(scope="module")
def uneven(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A run sheet of activities with 2 to 15 steps and with 40, and with as many notes, in words of every length."""
    parts = [
        UNEVEN.format(
            n=n,
            steps="\n".join(f"{step}. Step {n}.{step}{' and more of it' * (step % 4)}." for step in range(1, n + 1)),
            notes="\n".join(f"- Note {n}.{note}{' with more words' * (n % 5)}." for note in range(1, n + 1)),
        )
        for n in SEVERAL
    ]
    return _made(tmp_path_factory, parts)


def test_steps_and_notes_of_a_run_sheet_stand_in_two_columns_that_never_move(uneven: bytes) -> None:
    """A list that counts to ten stands a little further in, in all of its pieces, and figures differ by a point."""
    places: dict[str, set[float]] = {}
    for (text, box), (after, _) in pairwise(one for page in words(uneven) for one in page):
        if text in ("Activity", "Step", "Note") and after[0].isdigit():
            many = " of a long list" * (text == "Step" and int(after.split(".")[0]) > 9)
            places.setdefault(text + many, set()).add(box.left)

    assert len(places) == 4
    assert all(max(found) - min(found) < 2 for found in places.values()), places


def _held(pages: list[str], what: str, n: int) -> list[int]:
    """Return how many of the ``n`` steps or notes of an activity each page holds that has any."""
    return [count for page in pages if (count := len(re.findall(rf"{what} {n}\.\d", page)))]


def test_a_page_turns_only_after_two_steps_and_before_two_more(uneven: bytes) -> None:
    pages = [" ".join(text for text, _ in page) for page in words(uneven)]
    held = {(what, n): _held(pages, what, n) for what in ("Step", "Note") for n in SEVERAL}

    assert {one: sum(counts) for one, counts in held.items()} == {(what, n): n for what, n in held}
    assert min(min(counts) for counts in held.values() if len(counts) > 1) >= 2


def test_no_page_turns_between_steps_that_fill_no_more_than_half_of_one(uneven: bytes) -> None:
    pages = [" ".join(text for text, _ in page) for page in words(uneven)]

    assert [n for n in SEVERAL if len(_held(pages, "Step", n)) > 1] == [40]


@pytest.mark.parametrize(
    "lead", ["Asha", "Małgorzata Wiśniewska-Brzęczyszczykiewicz", "Asha, Bryn, Chidi, Dilys and Eluned"]
)
def test_what_happens_has_the_widest_column_of_the_day_whoever_leads(
    tmp_path_factory: pytest.TempPathFactory, lead: str
) -> None:
    made = _made(tmp_path_factory, [PART.format(n=1)], lead)
    first = words(made)[0]
    heads = {text: box for text, box in first if text in ("Time", "What", "Minutes", "Who", "Took")}

    assert heads["Minutes"].left - heads["What"].left > heads["Took"].left - heads["Who"].left
    on_one_line = ((one, other) for (_, one), (_, other) in pairwise(first) if abs(one.top - other.top) < 2)
    assert not any(one.meets(other) for one, other in on_one_line)
