"""What is allowed passes: a page with every block of the allow-list is checked and built without a word."""

from __future__ import annotations

import re
from pathlib import Path

from kit.app.build import Order, build
from kit.app.check import check
from kit.check.allowlist import directives
from kit.model.findings import Level
from tests.helpers import build_file_tree
from tests.hostile.attacks import PLACEHOLDER_PICTURE
from tests.regions import HUB

PAGE = (Path(__file__).parent / "good.md").read_text(encoding="utf-8")


def test_the_page_holds_every_block_of_the_allow_list() -> None:
    assert set(re.findall(r"^[:`]{3,}\{([a-z-]+)\}", PAGE, re.MULTILINE)) == set(directives())


def test_it_passes_and_is_built_whole(tmp_path: Path) -> None:
    root = build_file_tree(tmp_path / "tree", {**HUB, "a.png": PLACEHOLDER_PICTURE, "round-1/good.md": PAGE})
    found = [one for one in check(root).findings if one.level is Level.ERROR]
    left = build(root, tmp_path / "out", Order(), lambda _: None)

    assert [f"{one.code} {one.place} {one.message}" for one in found] == []
    assert [one for one in left if one.level is Level.ERROR] == []
    assert "Somebody like us" in (tmp_path / "out/site/round-1/good.html").read_text(encoding="utf-8")
    assert (tmp_path / "out/handouts/round-1/good.pdf").is_file()
