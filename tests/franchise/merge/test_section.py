"""Merging loses nothing, and asks only when two people changed the same words."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kit.franchise.merge.section import merge
from kit.franchise.merge.units import keys, same
from kit.franchise.merge.words import unsaid
from tests.franchise.merge.random_pages import Three, edited, page, respelt, threes
from tests.helpers import examples

CASES = Path(__file__).parents[2] / "cases" / "merge"
MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def read(case: str) -> tuple[Three, str | None]:
    """Return a case and its expected result, None for one in which people are asked."""
    texts = {path.stem: path.read_bytes().decode() for path in (CASES / case).iterdir()}
    return Three(texts["base"], texts["local"], texts["upstream"]), texts.get("expected")


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_a_section_is_merged_as_its_authors_would_expect(case: str) -> None:
    three, expected = read(case)

    merged = merge(three.base, three.ours, three.theirs)

    assert merged.text == expected
    assert bool(merged.conflicts) == (expected is None)


def test_a_question_holds_the_three_passages_and_nothing_else() -> None:
    three, _ = read("same-sentence")

    merged = merge(three.base, three.ours, three.theirs)

    assert merged.conflicts == (
        ("Take ten minutes for this.", "Take fifteen minutes for this.", "Take five minutes for this."),
    )


def test_a_passage_that_one_side_took_out_is_empty_in_the_question() -> None:
    three, _ = read("deleted-here-changed-there")

    merged = merge(three.base, three.ours, three.theirs)

    assert merged.conflicts == (("Take ten minutes.", "", "Take five minutes."),)


def test_people_are_told_when_both_sides_added_at_one_place() -> None:
    three, _ = read("both-add-a-list-item")

    merged = merge(three.base, three.ours, three.theirs)

    assert len(merged.notes) == 1
    assert "dots" in merged.notes[0]
    assert "Welsh cakes" in merged.notes[0]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d]+", text))


def git_is_clean(three: Three, by_word: bool = False) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for path, text in zip(names, (three.ours, three.base, three.theirs), strict=True):
            path.write_bytes("\n".join(re.findall(r"\S+|\n", text) if by_word else [text]).encode() + b"\n" * by_word)
        command = ["git", "merge-file", "-p", "--diff3", *map(str, names)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("triples", [300, pytest.param(5000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("longest", [6, 18])
def test_hardly_anybody_is_asked_what_git_would_not_ask_with_each_word_on_a_line_of_its_own(
    triples: int, longest: int
) -> None:
    """Nor, line by line, anything, but where a table takes in the words below it, or is none any more."""
    asked = 0
    for seed in range(triples):
        random = Random(seed)  # noqa: S311
        base = page(random, longest)
        three = Three(base, edited(random, base), edited(random, base))
        if merge(three.base, three.ours, three.theirs).text is None:
            assert not git_is_clean(three) or _spoils_a_table(three)
            asked += git_is_clean(three, by_word=True)

    assert asked < triples * 0.01


def _spoils_a_table(three: Three) -> bool:
    """Whether a side's table takes in the words below it, or is none any more: the other's rows have no place then."""
    sides = (three.ours, three.theirs)
    return any(_ends_in_words(side) or _tables(side) < _tables(three.base) for side in sides)


def _tables(text: str) -> int:
    return sum(token.type == "table_open" for token in MarkdownIt("commonmark").enable("table").parse(text))


def _ends_in_words(text: str) -> bool:
    """Whether a line of words stands right below a row of a table, of which it is a row then."""
    return re.search(r"(?m)^\|.*\|\n(?![|\n])\S", text) is not None


PROPERTY = settings(max_examples=examples(60))


@PROPERTY
@given(threes())
def test_nobody_is_asked_what_git_would_not_ask(three: Three) -> None:
    merged = merge(three.base, three.ours, three.theirs)

    assert merged.text is not None or not git_is_clean(three) or _spoils_a_table(three)


@PROPERTY
@given(threes())
def test_it_does_not_matter_for_questions_who_is_who(three: Three) -> None:
    one, other = merge(three.base, three.ours, three.theirs), merge(three.base, three.theirs, three.ours)

    assert (one.text is None) == (other.text is None)


@PROPERTY
@given(threes())
def test_no_word_that_a_side_added_or_both_kept_is_lost(three: Three) -> None:
    text = merge(three.base, three.ours, three.theirs).text
    assume(text is not None)
    base, ours, theirs, merged = (
        re.findall(r"[^\W\d]+", one) for one in (three.base, three.ours, three.theirs, str(text))
    )
    changed = [_words_changed(base, side) for side in (ours, theirs)]

    for word in {*ours, *theirs}:
        gone = sum(out[word] for out, _ in changed)
        added = max(new[word] for _, new in changed)
        most = max(ours.count(word), theirs.count(word))
        assert merged.count(word) >= base.count(word) - gone + added or merged.count(word) >= most


def _words_changed(base: list[str], side: list[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word went and came. One that went in one place and came in another counts as both."""
    steps = SequenceMatcher(None, base, side, autojunk=False).get_opcodes()
    changes = [(base[i:j], side[k:n]) for kind, i, j, k, n in steps if kind != "equal"]
    return Counter(one for out, _ in changes for one in out), Counter(one for _, new in changes for one in new)


@PROPERTY
@given(threes())
def test_every_sentence_of_ours_is_in_the_result_in_the_base_or_in_upstream(three: Three) -> None:
    text = merge(three.base, three.ours, three.theirs).text

    assume(text is not None)
    assert unsaid(three.ours, str(text), three.base) == []
    assert unsaid(three.theirs, str(text), three.base) == []


ROWS = ("| Point | Score |", "| ----- | ----: |", "| Point point. | point |")


@pytest.mark.parametrize("ours", [*permutations(ROWS), *permutations(ROWS, 2)], ids=lambda rows: " ".join(rows))
def test_no_sentence_is_lost_where_a_table_is_none_any_more(ours: tuple[str, ...]) -> None:
    """A row of dashes holds no words, wherever it went: below another row it makes that row the head of a table."""
    base, mine = ("## Point\n\n" + "\n".join(rows) + "\n" for rows in (ROWS, ours))
    for rows in permutations((*ROWS, "Point point.")):
        yours = "## Point\n\n" + "\n".join(rows) + "\n"
        text = merge(base, mine, yours).text
        if text is not None:
            assert unsaid(mine, text, base) == unsaid(yours, text, base) == []


@PROPERTY
@given(threes())
def test_no_mark_of_a_conflict_is_ever_written(three: Three) -> None:
    merged = merge(three.base, three.ours, three.theirs)
    texts = [merged.text or "", *merged.notes, *(passage for one in merged.conflicts for passage in one)]

    assert not [mark for text in texts for mark in MARKS if mark in text]


@PROPERTY
@given(threes())
def test_one_sided_changes_are_taken_whole(three: Three) -> None:
    assert merge(three.base, three.ours, three.base).text == three.ours
    assert merge(three.base, three.ours, three.ours).text == three.ours
    taken = merge(three.base, three.base, three.theirs).text
    assert taken is not None
    assert keys(taken) == keys(three.theirs)


@PROPERTY
@given(threes())
def test_a_second_merge_changes_nothing(three: Three) -> None:
    merged = merge(three.base, three.ours, three.theirs).text
    assume(merged is not None)

    again = merge(three.theirs, str(merged), three.theirs)

    assert again.text == merged
    assert not again.taken


@PROPERTY
@given(threes(), st.randoms(use_true_random=False))
def test_other_bytes_that_say_the_same_never_ask_and_never_replace_ours(three: Three, random: Random) -> None:
    other = respelt(random, three.base)
    assume(same(other, three.base))

    assert merge(three.base, three.ours, other).text == three.ours
    assert merge(other, three.ours, three.base).text == three.ours
    kept = merge(three.base, other, three.theirs)
    assert kept.text is not None
    assert keys(kept.text) == keys(three.theirs)


@settings(max_examples=examples(150))
@given(*[st.text(st.sampled_from("ab.#-*>|:`~ \n\r\t\ufeff\\[]()=+%<!1{}\x0c"), max_size=60)] * 3)
def test_no_text_makes_it_fail(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)

    assert merged.text is not None or merged.conflicts
