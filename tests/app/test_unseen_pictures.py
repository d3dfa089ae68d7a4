"""Where nothing can look into pictures, as in a browser, none is let through: pages say in words what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app import assemble
from kit.app.build import Order, build
from kit.model.findings import Code
from tests.live.trees import write_region


def test_a_picture_that_nobody_looked_at_is_told_and_stands_on_its_page_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = write_region(tmp_path)
    monkeypatch.setattr(assemble, "can_look", lambda: False)

    found = build(region, tmp_path / "out", Order(("site",)), lambda _: None)
    page = (tmp_path / "out/site/round-1/score.html").read_text(encoding="utf-8")

    assert [one.file for one in found if one.code is Code.UNSEEN_PICTURE] == ["upstream/round-1/wall.svg"]
    assert "[Picture left out here: A wall with scores]" in page
    assert "wall.svg" not in page
    assert not list((tmp_path / "out").rglob("*.svg"))
