"""``peerkit capture --word``: the words of somebody who has only Word come back to where they belong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.conftest import Peerkit
from tests.cli.letters import WHY, edit, files, paragraph, word, written
from tests.franchise.word.google import as_exported
from tests.helpers import build_file_tree
from tests.regions import SESSION
from tests.source.office.test_documents import relation


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
