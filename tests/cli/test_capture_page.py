"""``peerkit capture --from PAGE.md``: a page that people wrote in together elsewhere, as in a pad."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Peerkit
from tests.cli.letters import files
from tests.helpers import build_file_tree
from tests.regions import HUB, PLAN, SESSION

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
