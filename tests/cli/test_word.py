"""``peerkit word`` and ``capture --word``: a page to somebody who has only Word, and their words back."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.conftest import Peerkit
from tests.franchise.word.google import as_exported
from tests.helpers import build_file_tree
from tests.photos import NOTE, photo
from tests.regions import HUB, PLAN, SESSION, region_files
from tests.source.office.test_documents import relation

WHY = "overrides/round-1/how-ready/why-it-matters"


@pytest.fixture
def region(tmp_path: Path, hub: Path) -> Path:
    return build_file_tree(tmp_path / "midlands", region_files({}))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return tmp_path / "how-ready.docx"


def edit(path: Path, change: Callable[[Any], object]) -> None:
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))


def paragraph(document: Any, words: str) -> Any:
    return next(one for one in document.paragraphs if words in one.text)


def written(words: str, now: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        run = next(run for run in paragraph(document, words).runs if words in run.text)
        run.text = run.text.replace(words, now)

    return change


def word(peerkit: Peerkit, region: Path, letter: Path, page: str = "round-1/how-ready") -> None:
    assert peerkit("-C", region, "word", page, "-o", letter).code == 0


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("page", ["round-1/how-ready", "round-1"])
def test_a_document_that_came_back_as_it_went_stores_nothing(
    peerkit: Peerkit, region: Path, letter: Path, page: str
) -> None:
    word(peerkit, region, letter, page)
    before = files(region)

    ended = peerkit("-C", region, "capture", "--word", letter)

    assert ended.code == 0
    assert "nothing to store" in ended.err
    assert files(region) == before


def test_changed_words_become_an_override_with_the_comment_as_its_reason(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    word(peerkit, region, letter)
    edit(letter, written("Because of this.", "Because it “matters”."))
    edit(letter, lambda one: one.add_comment(paragraph(one, "Because").runs, "Members asked: twice", "Sam Okafor"))

    assert peerkit("-C", region, "capture", "--word", letter).code == 0

    stored = (region / f"{WHY}.replace.md").read_text(encoding="utf-8")
    assert stored == (
        '---\nwhy: "Members asked: twice (Sam Okafor)"\n---\n\n## Why it matters\n\nBecause it "matters".\n'
    )
    assert ": error:" not in peerkit("-C", region, "check").err


def test_words_beside_a_block_leave_the_block_upstream_s(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)
    edit(letter, written("Read the point.", "Read it twice."))

    assert peerkit("-C", region, "capture", "--word", letter).code == 0

    path = region / "overrides/round-1/how-ready/score-yourselves.replace.md"
    assert path.read_text(encoding="utf-8") == (
        "## Score yourselves\n\n:::{activity} Score yourselves\n:minutes: 20\n\n1. Read it twice.\n\n:::\n"
    )


def test_a_round_comes_back_in_one_file(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter, "round-1")
    edit(letter, written("What this round is for.", "Why we meet."))
    edit(letter, written("In pairs.", "In threes."))

    assert peerkit("-C", region, "capture", "--word", letter).code == 0

    made = {path for path in files(region) if path.startswith("overrides/")}
    assert made == {
        "overrides/round-1/index/meet-the-standard.replace.md",
        "overrides/round-1/how-ready/talk-it-over.replace.md",
    }


def test_at_a_hub_the_page_itself_changes(peerkit: Peerkit, hub: Path, letter: Path) -> None:
    word(peerkit, hub, letter)
    edit(letter, written("In pairs.", "In threes."))

    ended = peerkit("-C", hub, "capture", "--word", letter)

    assert ended.code == 0
    assert "1 page" in ended.err
    assert (hub / "round-1/how-ready.md").read_text(encoding="utf-8") == SESSION.replace("pairs", "threes")


def test_a_dry_run_says_and_writes_nothing(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)
    edit(letter, written("In pairs.", "In threes."))
    before = files(region)

    ended = peerkit("-C", region, "capture", "--word", letter, "-n")

    assert ended.code == 0
    assert "Would store: 1 override" in ended.err
    assert files(region) == before


def test_a_page_that_changed_meanwhile_keeps_both_changes(peerkit: Peerkit, hub: Path, letter: Path) -> None:
    word(peerkit, hub, letter)
    edit(letter, written("In pairs.", "In threes."))
    page = hub / "round-1/how-ready.md"
    page.write_text(SESSION.replace("Because of this.", "Because."), encoding="utf-8")

    assert peerkit("-C", hub, "capture", "--word", letter).code == 0

    now = SESSION.replace("Because of this.", "Because.").replace("In pairs.", "In threes.")
    assert page.read_text(encoding="utf-8") == now


def test_a_page_that_changed_in_the_same_words_is_left_and_the_document_s_are_kept(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    word(peerkit, region, letter)
    edit(letter, written("In pairs.", "In threes."))
    local = {"overrides/round-1/how-ready/talk-it-over.replace.md": "### Talk it over\n\nIn fours.\n"}
    build_file_tree(region, local)

    ended = peerkit("-C", region, "capture", "--word", letter)

    assert ended.code == 1
    assert "the page changed since" in ended.err
    assert (region / next(iter(local))).read_text(encoding="utf-8") == next(iter(local.values()))
    assert "> In threes." in (region / "review/kept/how-ready.md").read_text(encoding="utf-8")


def test_what_has_no_place_is_kept_in_a_review_page(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)

    def change(document: Any) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Our five", "Their ten"

    edit(letter, change)
    ended = peerkit("-C", region, "capture", "--word", letter)

    kept = (region / "review/kept/how-ready.md").read_text(encoding="utf-8")
    assert ended.code == 1
    assert "review/kept/how-ready.md" in ended.err
    assert "> Our five\n> Their ten\n" in kept
    assert ": error:" not in peerkit("-C", region, "check").err


def test_a_second_file_takes_nothing_of_the_first_one_s_review_page(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    kept = {"review/kept/how-ready.md": "# Of the first\n"}
    build_file_tree(region, kept)
    word(peerkit, region, letter)
    edit(letter, lambda one: setattr(one.add_table(1, 1).cell(0, 0), "text", "Our five"))

    assert peerkit("-C", region, "capture", "--word", letter).code == 1
    assert (region / "review/kept/how-ready.md").read_text(encoding="utf-8") == "# Of the first\n"
    assert "Our five" in (region / "review/kept/how-ready-2.md").read_text(encoding="utf-8")


def test_a_file_that_lost_all_but_its_words_is_read_by_them(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)
    letter.write_bytes(as_exported(letter.read_bytes()))
    edit(letter, written("ause of this.", "ause it matters."))

    assert peerkit("-C", region, "capture", "--word", letter).code == 0
    assert (region / f"{WHY}.replace.md").read_text(encoding="utf-8") == "## Why it matters\n\nBecause it matters.\n"


def test_such_a_file_of_a_page_that_changed_since_is_not_guessed_at(peerkit: Peerkit, hub: Path, letter: Path) -> None:
    word(peerkit, hub, letter)
    letter.write_bytes(as_exported(letter.read_bytes()))
    page = hub / "round-1/how-ready.md"
    page.write_text(SESSION.replace("In pairs.", "In fours."), encoding="utf-8")

    ended = peerkit("-C", hub, "capture", "--word", letter)

    assert ended.code == 1
    assert "In fours." in page.read_text(encoding="utf-8")
    assert "In pairs." in (letter.parent / "how-ready-not-placed.md").read_text(encoding="utf-8")


def test_tracked_changes_are_shown_first_if_asked_for(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)
    edit(letter, tracked)
    before = files(region)

    shown = peerkit("-C", region, "capture", "--word", letter, "--as-tracked")

    assert shown.code == 0
    assert shown.out.splitlines() == [
        "round-1/how-ready: Sam (2026-01-01): taken out: In pairs.",
        "round-1/how-ready: Sam (2026-01-01): added: In threes.",
    ]
    assert files(region) == before
    assert peerkit("-C", region, "capture", "--word", letter).code == 0
    stored = region / "overrides/round-1/how-ready/talk-it-over.replace.md"
    assert stored.read_text(encoding="utf-8") == "### Talk it over\n\nIn threes.\n"


def test_a_tracked_end_of_a_paragraph_is_shown_with_what_ends_there(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    word(peerkit, region, letter)
    edit(letter, lambda one: end_tracked(paragraph(one, "In pairs.")))

    shown = peerkit("-C", region, "capture", "--word", letter, "--as-tracked")

    assert shown.out == "round-1/how-ready: Sam (2026-01-01): added: the end of the paragraph “In pairs.”\n"
    assert "No changes are tracked" not in shown.err


def end_tracked(found: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    mark = f'<w:rPr {nsdecls("w")}><w:ins w:id="903" w:author="Sam" w:date="2026-01-01T00:00:00Z"/></w:rPr>'
    found._p.get_or_add_pPr().append(parse_xml(mark))


def tracked(document: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    run = paragraph(document, "In pairs.").runs[0]._r
    said = '<w:{0} {1} w:id="90{2}" w:author="Sam" w:date="2026-01-01T00:00:00Z"><w:r><w:{3}>{4}</w:{3}></w:r></w:{0}>'
    run.addprevious(parse_xml(said.format("del", nsdecls("w"), 1, "delText", "In pairs.")))
    run.addprevious(parse_xml(said.format("ins", nsdecls("w"), 2, "t", "In threes.")))
    run.getparent().remove(run)


def test_an_unsafe_document_is_refused_and_nothing_touched(peerkit: Peerkit, region: Path, letter: Path) -> None:
    from tests.source.office.test_documents import document

    letter.write_bytes(document(relation("attachedTemplate", "http://example.org/t.dotm", "settings")))
    before = files(region)

    ended = peerkit("-C", region, "capture", "--word", letter)

    assert ended.code == 3
    assert "would fetch something from outside it" in ended.err
    assert files(region) == before


def test_a_document_of_no_page_asks_for_its_page(peerkit: Peerkit, region: Path, letter: Path) -> None:
    docx.Document().save(str(letter))

    ended = peerkit("-C", region, "capture", "--word", letter)

    assert ended.code == 2
    assert "--page ADDRESS" in ended.err


MISTAKES: dict[str, Callable[[Any], object]] = {
    "a name that nothing fills in": written("In pairs.", "In pairs, zebra, at {{ nowhere }}."),
    "words above the title": lambda one: above(one, "How ready are we?", "A zebra."),
    "a new block": lambda one: above(one, "In pairs.", "::: {slide} zebra"),
    "two of them": lambda one: (
        above(one, "How ready are we?", "A zebra."),
        above(one, "In pairs.", "{{ nowhere }}"),
    ),
}


def above(document: Any, words: str, new: str) -> object:
    """Put a new paragraph above the one that holds ``words``."""
    return paragraph(document, words).insert_paragraph_before(new)


@pytest.mark.parametrize("name", MISTAKES)
def test_words_that_would_break_the_page_are_kept_aside_and_all_others_stored(
    peerkit: Peerkit, hub: Path, letter: Path, name: str
) -> None:
    word(peerkit, hub, letter)
    edit(letter, MISTAKES[name])
    edit(letter, written("Because of this.", "Because of that."))

    ended = peerkit("-C", hub, "capture", "--word", letter)

    assert ended.code == 1
    page = (hub / "round-1/how-ready.md").read_text(encoding="utf-8")
    assert page == SESSION.replace("Because of this.", "Because of that.")
    kept = (letter.parent / "how-ready-not-placed.md").read_text(encoding="utf-8")
    assert "zebra" in kept
    assert "So the page did not take these words:" in kept or "In a new block, below" in kept


def test_one_paragraph_that_no_page_can_hold_leaves_the_others_their_place(
    peerkit: Peerkit, hub: Path, letter: Path
) -> None:
    word(peerkit, hub, letter)
    edit(letter, lambda one: [above(one, "In pairs.", words) for words in ("First.", "&zebra; &lt; \\back", "Second.")])

    ended = peerkit("-C", hub, "capture", "--word", letter)

    assert ended.code == 1
    page = (hub / "round-1/how-ready.md").read_text(encoding="utf-8")
    assert page == SESSION.replace("In pairs.", "First.\n\nSecond.\n\nIn pairs.")
    assert "> &zebra; &lt; \\back" in (letter.parent / "how-ready-not-placed.md").read_text(encoding="utf-8")


def test_in_a_region_too_one_wrong_paragraph_refuses_no_other(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter, "round-1")
    edit(letter, MISTAKES["words above the title"])
    edit(letter, written("What this round is for.", "Why we meet."))
    edit(letter, written("Because of this.", "Because of that."))

    assert peerkit("-C", region, "capture", "--word", letter).code == 1

    made = {path for path in files(region) if path.startswith("overrides/")}
    assert made == {"overrides/round-1/index/meet-the-standard.replace.md", f"{WHY}.replace.md"}
    assert "> A zebra." in (region / "review/kept/how-ready.md").read_text(encoding="utf-8")


def test_a_page_that_lost_what_others_need_is_kept_whole(peerkit: Peerkit, hub: Path, letter: Path) -> None:
    plan = PLAN.replace("for.", "for: [why](how-ready.md#why-it-matters).")
    build_file_tree(hub, {"round-1/index.md": plan})
    word(peerkit, hub, letter)
    edit(
        letter, lambda one: paragraph(one, "Why it matters")._p.getparent().remove(paragraph(one, "Why it matters")._p)
    )

    ended = peerkit("-C", hub, "capture", "--word", letter)

    assert ended.code == 1
    assert "So nothing of it was stored." in ended.err
    assert (hub / "round-1/how-ready.md").read_text(encoding="utf-8") == SESSION
    assert "Because of this." in (letter.parent / "how-ready-not-placed.md").read_text(encoding="utf-8")


def test_a_document_is_never_written_over(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)
    word(peerkit, region, letter)  # the same again is no harm
    edit(letter, written("In pairs.", "In threes."))
    edited = letter.read_bytes()

    ended = peerkit("-C", region, "word", "round-1/how-ready", "-o", letter)

    assert ended.code == 4
    assert letter.read_bytes() == edited


def test_an_unknown_page_is_answered_with_the_nearest(peerkit: Peerkit, region: Path, letter: Path) -> None:
    ended = peerkit("-C", region, "word", "round-1/how-redy", "-o", letter)

    assert ended.code == 2
    assert "round-1/how-ready" in ended.err
    assert not letter.exists()


def test_without_the_extra_one_sentence_says_how_to_get_it(
    peerkit: Peerkit, region: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)

    ended = peerkit("-C", region, "word", "round-1/how-ready", "-o", letter)

    assert ended.code == 4
    assert "peerkit[word]" in ended.err


def test_documents_are_in_the_language_of_the_pages_and_have_a_title(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    word(peerkit, region, letter)
    document = docx.Document(io.BytesIO(letter.read_bytes()))

    assert document.core_properties.title == "How ready are we?"
    assert document.core_properties.language == "en"
    assert [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 2"] == [
        "Score yourselves",
        "Why it matters",
    ]


PAD = SESSION.replace("In pairs.", "In threes.")


@pytest.mark.parametrize("text", [PAD, PAD.replace("\n", "\r\n"), PAD.rstrip("\n"), "\ufeff" + PAD])
def test_a_page_from_a_pad_stores_what_differs(peerkit: Peerkit, region: Path, tmp_path: Path, text: str) -> None:
    pad = tmp_path / "pad.md"
    pad.write_bytes(text.encode())

    assert peerkit("-C", region, "capture", "--from", pad, "--page", "round-1/how-ready").code == 0

    made = {path: data for path, data in files(region).items() if path.startswith("overrides/")}
    assert made == {"overrides/round-1/how-ready/talk-it-over.replace.md": b"### Talk it over\n\nIn threes.\n"}


def test_a_pad_s_file_that_is_called_as_a_page_needs_no_address(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    pad = tmp_path / "how-ready.md"
    pad.write_text(PAD, encoding="utf-8")

    assert peerkit("-C", hub, "capture", "--from", pad).code == 0
    assert (hub / "round-1/how-ready.md").read_text(encoding="utf-8") == PAD


@pytest.mark.parametrize("name", ["pad.md", "index.md"])
def test_a_pad_s_file_that_could_be_any_page_asks_which(
    peerkit: Peerkit, region: Path, tmp_path: Path, name: str
) -> None:
    build_file_tree(region, {"pages/round-2/index.md": PLAN})
    (tmp_path / name).write_text(PAD, encoding="utf-8")

    ended = peerkit("-C", region, "capture", "--from", tmp_path / name)

    assert ended.code == 2
    assert "--page round-1/how-ready" in ended.err


def test_a_pad_s_page_that_holds_a_mistake_is_told(peerkit: Peerkit, hub: Path, tmp_path: Path) -> None:
    pad = tmp_path / "how-ready.md"
    pad.write_text(PAD.replace("In threes.", "<script>x</script>"), encoding="utf-8")

    assert peerkit("-C", hub, "capture", "--from", pad).code in (1, 3)
    assert (hub / "round-1/how-ready.md").read_text(encoding="utf-8") == HUB["round-1/how-ready.md"]


@pytest.mark.parametrize("words", [["--as-tracked"], ["--page", "a"], ["--word", "a.docx", "--upstream"]])
def test_options_that_do_not_go_together_are_told(peerkit: Peerkit, region: Path, words: list[str]) -> None:
    assert peerkit("-C", region, "capture", *words).code == 2


def test_a_drawing_is_shown_as_a_picture_that_no_program_fails_to_draw(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    """Two of them have bookmarks of different names, or LibreOffice would take the second for somebody's."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#123456"/></svg>'
    page = SESSION.replace("In pairs.", "![One.](a.svg)\n\n![Two.](a.svg)")
    build_file_tree(region, {"pages/round-1/how-ready.md": page, "files/round-1/a.svg": svg})
    word(peerkit, region, letter)
    with zipfile.ZipFile(letter) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
        marks = re.findall(r'bookmarkStart [^>]*w:name="([^"]*)"', archive.read("word/document.xml").decode())

    assert pictures
    assert all(one.startswith(b"\x89PNG") for one in pictures)
    assert len(marks) == len(set(marks))


def test_a_photograph_comes_upright_with_its_alt_text_and_without_its_notes(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    page = SESSION.replace("In pairs.", "![Two people talk.](two.jpg)")
    local: dict[str, str | bytes] = {"pages/round-1/how-ready.md": page, "files/round-1/two.jpg": photo("JPEG", 6)}
    build_file_tree(region, local)
    word(peerkit, region, letter)
    with zipfile.ZipFile(letter) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
        text = archive.read("word/document.xml").decode()

    assert len(pictures) == 1
    assert NOTE.encode() not in pictures[0]
    assert 'descr="Two people talk."' in text
    before = files(region)
    assert peerkit("-C", region, "capture", "--word", letter).code == 0
    assert files(region) == before
