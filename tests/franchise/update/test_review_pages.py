"""Review pages as people bring them back: ticks of every kind, texts typed there, and none of it ever lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from kit.franchise.update.asking import review_page
from kit.franchise.update.draft import Question
from kit.franchise.update.resolve import Choice, Settled, decided, resolve
from kit.franchise.update.review import KEPT, WHATS_NEW, answers, asks, is_sealed, review_path
from kit.model.tree import Tree
from tests.franchise.update.scenario import DAY, after, composed, updated
from tests.franchise.update.test_scenarios import played

READY = "round-1/how-ready#why-it-matters"
PATH = "review/round-1--how-ready.why-it-matters.md"
NEW = "## Why it matters\n\nMembers and residents notice first.\n"
USE = "- [ ] Use what I wrote below"
KEEP = "- [ ] Keep ours"

QUESTION = Question(
    "a/talk#why",
    "conflict",
    "Why",
    "## Why\n\n- [x] Take theirs\n\nAddress: `b/talk#why`\n\nCafé and “tea”.\n",
    "## Why\n\nTheirs.\n",
    "## Why\n",
)
EARLIER = review_page(QUESTION).replace("- [ ] Use what I wrote below\n\n", "")  # as kits asked that had two boxes
EARLIER = "".join(line for line in EARLIER.splitlines(True) if not line.startswith(("Seal:", "For a text")))


def page(text: str | bytes) -> dict[str, bytes]:
    return {"review/a.md": text if isinstance(text, bytes) else text.encode()}


TICKS = [
    "- [x] Keep ours",
    "- [X] Keep ours",
    "- [ x ] Keep ours",
    "-  [x]  Keep ours",
    "* [x] Keep ours",
    "+ [x] Keep ours",
    "[x] Keep ours",
    "**- [x] Keep ours**",
    "- **[x]** Keep ours",
    "- **[x] Keep ours**",
    "- [**x**] Keep ours",
    "- [x] *Keep ours*",
    "__- [x] Keep ours__",
    "- \\[x\\] Keep ours",
    "- [✓] Keep ours",
    "- [✔] keep ours",
    "- [☑] Keep ours",
    "☒ Keep ours",
    "- ☑ Keep ours",
    "• ☒\u00a0Keep ours",
    "\t- [x] Keep ours  ",
    "- [x] Keep ours.",
]


@pytest.mark.parametrize("tick", TICKS)
def test_every_usual_tick_counts_on_new_pages_and_on_earlier_ones(tick: str) -> None:
    for text in (review_page(QUESTION), EARLIER):
        (answer,) = answers(page(text.replace(KEEP, tick)))

        assert (answer.address, answer.ticked, answer.text) == ("a/talk#why", ("Keep ours",), "")


@pytest.mark.parametrize(
    "tick", ["- [ ] Keep ours", "- [] Keep ours", "☐ Keep ours", "- [ ] **Keep ours**", "> - [x] Keep ours"]
)
def test_an_empty_or_quoted_box_is_no_tick(tick: str) -> None:
    (answer,) = answers(page(review_page(QUESTION).replace(KEEP, tick)))

    assert answer.ticked == ()


def mailed(text: str) -> str:
    return "".join(f"> {line}".rstrip(" ") for line in text.splitlines(True))


WAYS: list[Callable[[str], bytes]] = [
    str.encode,
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: text.replace("\n", "\r").encode(),
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: text.encode("utf-16"),
    lambda text: text.encode("cp1252"),
    lambda text: unicodedata.normalize("NFD", text).encode(),
    lambda text: mailed(text).encode(),
    lambda text: mailed(mailed(text)).encode(),
    lambda text: text.replace("“", '"').replace("”", '"').encode(),
    lambda text: text.replace("\n", "  \n").encode(),
]


@pytest.mark.parametrize("way", WAYS)
def test_programs_that_save_a_page_anew_have_not_touched_it(way: Callable[[str], bytes]) -> None:
    text = review_page(QUESTION).replace("- [ ] Take", "- [x] Take")
    (answer,) = answers(page(way(text)))

    assert (answer.address, answer.ticked, answer.touched) == ("a/talk#why", ("Take theirs",), False)


@pytest.mark.parametrize("way", WAYS)
def test_a_text_is_read_however_it_was_saved(way: Callable[[str], bytes]) -> None:
    (answer,) = answers(
        page(way(review_page(QUESTION).replace(USE, "- [x] Use what I wrote below") + "## Why\n\nCafé.\n"))
    )

    assert unicodedata.normalize("NFC", answer.text.replace("  \n", "\n")) == "## Why\n\nCafé.\n"
    assert decided([answer])[0][0].text == answer.text


def test_a_text_copied_with_the_quotes_of_the_page_loses_them() -> None:
    (answer,) = answers(page(review_page(QUESTION) + "> ## Why\n>\n> - [x] Both.\n"))

    assert (answer.text, answer.ticked) == ("## Why\n\n- [x] Both.\n", ())


def test_a_box_within_a_typed_text_is_part_of_the_text() -> None:
    (answer,) = answers(page(review_page(QUESTION) + "## Why\n\n- [x] Keep ours\n"))

    assert (answer.text, answer.ticked) == ("## Why\n\n- [x] Keep ours\n", ())


def test_a_word_more_or_less_anywhere_above_the_boxes_breaks_the_seal() -> None:
    text = review_page(QUESTION)

    assert is_sealed(text)
    for old, new in (("Theirs.", "Theirs, too."), ("Theirs.", ""), ("- [ ] Take", "Ask Sam.\n- [ ] Take")):
        assert not is_sealed(text.replace(old, new))


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("a/talk#why", "review/a--talk.why.md"),
        ("a/talk.md", "review/a--talk.md"),
        ("a@talk:minutes", "review/a.agenda.talk.field.minutes.md"),
        ("brand/logo.svg", "review/brand--logo.svg.md"),
    ],
)
def test_pages_have_tidy_names(address: str, path: str) -> None:
    assert review_path(address) == path


def troubles(*texts: str) -> list[str]:
    done, left = decided(answers({f"review/{number}.md": text.encode() for number, text in enumerate(texts)}))

    assert not done
    return [one.trouble for one in left]


def ticked(*labels: str) -> str:
    text = review_page(QUESTION)
    for label in labels:
        text = text.replace(f"- [ ] {label}", f"- [x] {label}")
    return text


def test_what_stays_open_says_why() -> None:
    assert troubles(ticked()) == ["no box is ticked."]
    assert troubles(ticked("Keep ours", "Take theirs")) == ["2 boxes are ticked: “Keep ours” and “Take theirs”."]
    assert troubles(ticked("Use what I wrote below")) == [
        "“Use what I wrote below” is ticked, and nothing is written below it."
    ]
    assert "a text stands below them" in troubles(ticked() + NEW)[0]
    assert "“Keep ours” is ticked, and a text stands below" in troubles(ticked("Keep ours") + NEW)[0]
    two = troubles(ticked("Keep ours"), ticked("Take theirs"))
    assert two[0].startswith("2 boxes are ticked on review/0.md and review/1.md")


# The same on the pages of a region.


def asked() -> Tree:
    return played("same-paragraph").end


def changed(tree: Tree, old: str, new: str, path: str = PATH) -> Tree:
    text = tree.files[path].decode()

    assert old in text
    return after(tree, {path: text.replace(old, new).encode()})


def settled(tree: Tree) -> Tree:
    done, _ = decided(answers(tree.files))
    changes = resolve(tree, done, DAY, [])

    assert changes is not None
    return after(tree, changes)


def newer() -> Tree:
    upstream = played("same-paragraph").case.steps[-1].upstream
    page = upstream.files["round-1/how-ready.md"]
    return after(
        upstream, {"round-1/how-ready.md": page.replace(b"Why it matters\n\n", b"Why it matters\n\nOnce more. ")}
    )


def test_a_text_with_its_tick_stands_on_the_page_and_nothing_is_left_of_the_question() -> None:
    tree = settled(changed(asked(), f"{USE}\n\n", f"- [x] Use what I wrote below\n\n{NEW}"))

    assert "Members and residents notice first." in composed(tree)["round-1/how-ready.md"].decode()
    assert [path for path in tree.files if path.startswith("review/")] == [WHATS_NEW]


@pytest.mark.parametrize("written", [("Our members", "Both our members"), (f"{USE}\n\n", f"{USE}\n\n{NEW}")])
def test_an_update_with_nothing_new_leaves_what_was_written(written: tuple[str, str]) -> None:
    tree = changed(asked(), *written)

    assert dict(updated(tree, played("same-paragraph").case.steps[-1].upstream).changes) == {}


@pytest.mark.parametrize("written", [("Our members", "Both our members"), (f"{USE}\n\n", f"{USE}\n\n{NEW}")])
def test_a_question_that_moved_on_is_asked_beside_a_page_on_which_somebody_wrote(written: tuple[str, str]) -> None:
    tree = changed(asked(), *written)
    result = updated(tree, newer())
    now = after(tree, result.changes)

    assert now.files[PATH] == tree.files[PATH]
    second = PATH.replace(".md", "-2.md")
    assert result.review == {READY: second}
    assert b"Once more." in now.files[second]
    assert any(PATH in sentence and second in sentence for _, sentence in result.news)
    assert dict(updated(now, newer()).changes) == {}


def test_a_page_on_which_nobody_wrote_moves_on_with_its_question_and_a_tick_is_told() -> None:
    tree = changed(asked(), KEEP, "- [x] Keep ours")
    result = updated(tree, newer())
    now = after(tree, result.changes)

    assert [path for path in now.files if asks(path)] == [PATH]
    assert answers(now.files)[0].ticked == ()
    assert any("was ticked" in sentence for _, sentence in result.news)


def test_words_on_the_page_of_a_question_that_upstream_answers_are_kept_and_told() -> None:
    tree = changed(asked(), "Our members", "Both our members")
    upstream = played("same-paragraph").case.region_upstream  # upstream takes its change back
    result = updated(tree, upstream)
    now = after(tree, result.changes)

    kept = PATH.replace("review/", KEPT)
    assert not [path for path in now.files if asks(path)]
    assert b"Both our members" in now.files[kept]
    assert any(kept in sentence for _, sentence in result.news)
    assert dict(updated(now, upstream).changes) == {}


def test_one_answer_settles_both_pages_and_keeps_what_it_does_not_use() -> None:
    tree = changed(asked(), f"{USE}\n\n", f"{USE}\n\n{NEW}")
    tree = after(tree, updated(tree, newer()).changes)
    tree = settled(changed(tree, "- [ ] Take", "- [x] Take", PATH.replace(".md", "-2.md")))

    assert not [path for path in tree.files if asks(path)]
    assert b"Members and residents" in tree.files[PATH.replace("review/", KEPT)]


def test_words_are_kept_where_a_question_is_settled_by_its_address() -> None:
    tree = changed(asked(), f"{USE}\n\n", f"{USE}\n\n{NEW}")
    changes = resolve(tree, [Settled(READY, Choice.KEEP)], DAY, [])

    assert changes is not None
    assert b"Members and residents" in (changes[PATH.replace("review/", KEPT)] or b"")


def test_a_page_with_an_earlier_name_goes_on_and_is_settled() -> None:
    tree = played("both-add-a-page-of-one-name").end
    name = review_path("round-1/walk.md")
    old = f"{name}.md"
    moved = after(tree, {old: tree.files[name], name: None})

    assert dict(updated(moved, played("both-add-a-page-of-one-name").case.steps[-1].upstream).changes) == {}
    now = settled(changed(moved, KEEP, "- [x] Keep ours", old))
    assert not [path for path in now.files if asks(path)]


def test_a_note_of_their_own_in_the_folder_is_left_alone() -> None:
    tree = after(asked(), {"review/notes.md": b"Ask Sam.\n"})

    assert updated(tree, newer()).changes.get("review/notes.md", b"") == b""
