"""The README is the first thing that people see: nothing that it points to is missing, and its pictures are sound."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

_LINK = re.compile(r"(!?)\[([^]]*)\]\(([^)]+)\)")


def test_links_and_pictures_lead_to_files() -> None:
    """A link in the README opens on GitHub."""
    targets = [target for _, _, target in _LINK.findall(README) if "://" not in target]

    assert targets
    assert [target for target in targets if not (ROOT / target.partition("#")[0]).exists()] == []


def test_every_picture_is_used_and_says_what_it_shows() -> None:
    """Who cannot see a picture reads a sentence, and no picture lies about unused, here or in the guides."""
    guides = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*/*.md"))
    shown = {target: words for mark, words, target in _LINK.findall(README + guides) if mark and "pictures/" in target}
    made = [path.name for path in (ROOT / "docs" / "pictures").iterdir()]

    assert {target.rpartition("/")[2] for target in shown} == set(made)
    assert [target for target, words in shown.items() if len(words.split()) < 5] == []


def test_pictures_are_small_and_fetch_nothing() -> None:
    """A page of them opens quickly on a bad line, and no picture asks another server for anything."""
    for path in (ROOT / "docs" / "pictures").iterdir():
        assert path.stat().st_size < 200_000, path.name
        if path.suffix == ".svg":
            assert re.findall(r"url\(\s*[\"']?https?:|href=", path.read_text(encoding="utf-8")) == []
