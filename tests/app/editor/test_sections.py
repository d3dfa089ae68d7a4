"""Changing a section: what is opened, what is written, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.app.check import check
from kit.app.editor.desk import Desk
from kit.model.findings import has_errors
from tests.helpers import build_file_tree
from tests.live.trees import write_hub, write_region

FOLDER = "overrides/round-1/score"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_region(tmp_path)


def asked(root: Path, ask: str, anchor: str, page: str = "round-1/score", **more: Any) -> dict[str, Any]:
    """Return the answer to a request about a section."""
    return Desk(root).ask({"ask": ask, "page": page, "anchor": anchor, **more})


def opened(root: Path, anchor: str, page: str = "round-1/score") -> dict[str, Any]:
    now: dict[str, Any] = asked(root, "open", anchor, page)["now"]
    return now


def saved(root: Path, anchor: str, text: str, page: str = "round-1/score", why: str = "") -> dict[str, Any]:
    """Save ``text`` as somebody who has just opened the section, and has read what there is to read."""
    more = {"text": text, "why": why, "mark": opened(root, anchor, page)["mark"]}
    answer = asked(root, "save", anchor, page, **more)
    return asked(root, "save", anchor, page, **more, agreed=answer["agreed"]) if "agreed" in answer else answer


def files(root: Path) -> dict[str, bytes]:
    """Return all files of a tree but the kit's own notes."""
    paths = [path for path in root.rglob("*") if path.is_file() and ".kit" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_a_page_says_which_sections_can_be_changed(region: Path) -> None:
    answer = Desk(region).ask({"ask": "page", "page": "round-1/score"})

    assert [one["title"] for one in answer["sections"]] == ["How ready are we?", "Score yourselves", "Why it matters"]


def test_a_page_of_the_kit_alone_has_none(region: Path) -> None:
    assert Desk(region).ask({"ask": "page", "page": "credits"})["sections"] == []


def test_what_the_hub_says_stands_beside_whether_it_is_changed_or_not(region: Path) -> None:
    hubs = "## Why it matters\n\n![A wall with scores](wall.svg)\n\nBecause of this."
    assert opened(region, "why-it-matters")["hub"] == hubs
    saved(region, "why-it-matters", "## Why we care\n\nOurs.")
    (ours,) = [
        one for one in Desk(region).ask({"ask": "page", "page": "round-1/score"})["sections"] if "care" in one["title"]
    ]
    assert opened(region, ours["anchor"])["hub"] == hubs

    saved(region, "score-yourselves", "## Score yourselves\n\nIn pairs.")
    assert opened(region, "score-yourselves")["hub"] == "## Score yourselves"


def test_where_blocks_stand_only_heading_and_prose_are_opened(region: Path) -> None:
    now = opened(region, "score-yourselves")

    assert (now["text"], now["kind"]) == ("## Score yourselves", "words")
    assert now["file"] == f"{FOLDER}/score-yourselves.words.md"


def test_a_section_without_blocks_is_opened_whole(region: Path) -> None:
    now = opened(region, "why-it-matters")

    assert now["text"].startswith("## Why it matters\n\n![A wall with scores](wall.svg)")
    assert now["file"] == f"{FOLDER}/why-it-matters.replace.md"


def test_saving_words_changes_one_file_keeps_the_blocks_and_passes_check(region: Path) -> None:
    before = files(region)
    answer = saved(region, "score-yourselves", "## Score yourselves\n\nOurs.", why='A "reason"')

    assert answer["answer"] == "saved"
    written = {path: data for path, data in files(region).items() if before.get(path) != data}
    assert written == {
        f"{FOLDER}/score-yourselves.words.md": b'---\nwhy: "A \\"reason\\""\n---\n\n## Score yourselves\n\nOurs.\n'
    }
    assert not has_errors(check(region).findings)
    assert opened(region, "score-yourselves")["why"] == 'A "reason"'


def test_an_override_opens_with_its_own_words_and_keeps_its_line_ends_and_remarks(region: Path) -> None:
    text = "\ufeff---\r\n# A remark\r\nwhy: Ours.\r\n---\r\n\r\n## Why it matters\r\n\r\nOld.\r\n"
    build_file_tree(region, {f"{FOLDER}/why-it-matters.replace.md": text})
    now = opened(region, "why-it-matters")
    assert (now["text"], now["why"], now["ours"]) == ("## Why it matters\n\nOld.", "Ours.", True)

    saved(region, "why-it-matters", "## Why it matters\n\nNew.", why="Ours.")
    assert (region / FOLDER / "why-it-matters.replace.md").read_bytes() == text.replace("Old.", "New.").encode()


def test_words_that_changed_since_are_returned_and_nothing_is_written(region: Path) -> None:
    mark = opened(region, "why-it-matters")["mark"]
    saved(region, "why-it-matters", "## Why it matters\n\nFirst.")
    before = files(region)
    answer = asked(region, "save", "why-it-matters", text="## Why it matters\n\nSecond.", mark=mark)

    assert (answer["answer"], answer["now"]["text"]) == ("changed", "## Why it matters\n\nFirst.")
    assert files(region) == before
    assert asked(region, "back", "why-it-matters", mark=mark)["answer"] == "changed"


def test_upstreams_words_that_changed_since_count_as_well(region: Path) -> None:
    mark = opened(region, "why-it-matters")["mark"]
    page = region / "upstream/round-1/score.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Because of this.", "Because of that."), encoding="utf-8")

    assert asked(region, "save", "why-it-matters", text="## Why\n\nOurs.", mark=mark)["answer"] == "changed"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("No heading.", ":1", "has no heading"),
        ("## Why it matters\n\n[x](nowhere.md)", ":3", "nowhere.md"),
        ("## Why it matters\n\n:::{actvity} x\n:::", ":3", "no block called actvity"),
        ("## Why it matters\n\n[x](../../../etc/passwd)", ":3", ""),
    ],
)
def test_an_error_refuses_the_change_with_its_line(region: Path, text: str, place: str, words: str) -> None:
    before = files(region)
    answer = saved(region, "why-it-matters", text)

    assert answer["answer"] == "refused"
    told = answer["findings"][0]
    assert told["level"] == "error"
    assert told["place"] == f"{FOLDER}/why-it-matters.replace.md{place}"
    assert words in told["message"]
    assert files(region) == before


def test_a_warning_is_told_before_anything_is_written_and_then_stops_nobody(region: Path) -> None:
    text = "## Why it matters\n\nTo be said:\n- one\n\n#Not a heading"
    more = {"text": text, "mark": opened(region, "why-it-matters")["mark"]}
    first = asked(region, "save", "why-it-matters", **more)

    assert (first["answer"], first["findings"][0]["level"]) == ("look", "warning")
    assert not (region / FOLDER).exists()
    assert asked(region, "save", "why-it-matters", **more, agreed=first["agreed"])["answer"] == "saved"


def test_an_empty_section_is_no_change_but_a_slip(region: Path) -> None:
    answer = saved(region, "why-it-matters", " \n ")

    assert answer["message"] == "The section is empty, so there is nothing to save."


def test_saving_what_is_there_writes_nothing(region: Path) -> None:
    assert saved(region, "why-it-matters", opened(region, "why-it-matters")["text"])["answer"] == "same"


def test_the_hubs_words_come_back_and_undo_brings_ours_again(region: Path) -> None:
    before = files(region)
    saved(region, "why-it-matters", "## Why it matters\n\nOurs.")
    ours = files(region)
    answer = asked(region, "back", "why-it-matters", mark=opened(region, "why-it-matters")["mark"])

    assert answer["answer"] == "saved"
    assert files(region) == before
    desk = Desk(region)
    again = desk.ask({"ask": "undo", "mark": answer["undo"]["mark"]})
    assert files(region) == ours
    assert again["undo"]["again"] is True
    assert desk.ask({"ask": "undo", "mark": answer["undo"]["mark"]})["answer"] == "trouble"


def test_undo_takes_nothing_back_that_somebody_edited_since(region: Path) -> None:
    answer = saved(region, "why-it-matters", "## Why it matters\n\nOurs.")
    file = region / FOLDER / "why-it-matters.replace.md"
    file.write_text("## Why it matters\n\nBy hand.\n", encoding="utf-8")
    told = Desk(region).ask({"ask": "undo", "mark": answer["undo"]["mark"]})

    assert "edited since" in told["message"]
    assert "By hand." in file.read_text(encoding="utf-8")


def test_a_page_of_the_regions_own_is_changed_in_its_file(region: Path) -> None:
    saved(region, "our-own", "# Our own\n\nWe tell two stories.", "round-1/ours")

    text = (region / "pages/round-1/ours.md").read_text(encoding="utf-8")
    assert text == "---\nminutes: 10\n---\n\n# Our own\n\nWe tell two stories.\n"


def test_a_hub_changes_the_section_in_its_page_and_no_other_byte(tmp_path: Path) -> None:
    hub = write_hub(tmp_path)
    page = hub / "round-1/score.md"
    before = page.read_bytes().replace(b"\n", b"\r\n")
    page.write_bytes(before)
    now = opened(hub, "score-yourselves")
    assert ":::{facilitator}" in now["text"]

    answer = saved(hub, "score-yourselves", now["text"].replace("Go first.", "Begin."))
    assert page.read_bytes() == before.replace(b"Go first.", b"Begin.")
    Desk(hub).ask({"ask": "undo", "mark": answer["undo"]["mark"]})
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("page", "anchor"),
    [("../../etc/passwd", "x"), ("round-1/score", "../x"), ("region", "x"), ("", ""), ("messages/invitation", "x")],
)
def test_what_is_no_section_of_a_page_is_never_opened_or_written(region: Path, page: str, anchor: str) -> None:
    before = files(region)

    assert asked(region, "open", anchor, page)["answer"] == "trouble"
    assert asked(region, "save", anchor, page, text="# x", mark="")["answer"] == "trouble"
    assert files(region) == before


@pytest.mark.parametrize(
    "request_", [{}, {"ask": "rm"}, {"ask": "open"}, {"ask": "open", "page": 1}, {"ask": "page", "page": "x" * 400}]
)
def test_what_cannot_be_asked_is_told_in_a_sentence(region: Path, request_: dict[str, Any]) -> None:
    assert Desk(region).ask(request_)["message"].startswith("The editor c")


def test_a_region_that_cannot_be_read_is_told_and_left_alone(region: Path) -> None:
    (region / "region.toml").write_text("schema = ", encoding="utf-8")
    answer = asked(region, "open", "why-it-matters")

    assert answer["answer"] == "refused"
    assert answer["findings"][0]["place"].startswith("region.toml")
