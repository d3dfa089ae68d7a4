"""One mistake is told once, and in the place where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.examine import examine
from tests.helpers import build_file_tree

HUB = 'schema = 1\nid = "hub"\nname = "Hub"\nversion = "2026.1"\n'
PLAN = "---\nminutes: 60\nagenda:\n  - {session: talk}\n---\n\n# A round\n"


@pytest.mark.parametrize(
    ("front_matter", "place"),
    [
        ("---\nminutes: about 45\n---\n", "bad-value at round-1/talk.md:2"),
        ("---\nminutes: -3\n---\n", "bad-value at round-1/talk.md:2"),
        ("---\nminutes:\n---\n", "no-minutes at round-1/talk.md:2"),
        ("---\ngroup_size: 5-8\n---\n", "no-minutes at round-1/talk.md:1"),
        ("---\nminutes: [45\ncut: 2\n---\n", "bad-yaml at round-1/talk.md:3"),
        ("", "no-front-matter at round-1/talk.md:1"),
    ],
)
def test_minutes_that_are_missing_or_wrong_are_told_once(tmp_path: Path, front_matter: str, place: str) -> None:
    """Whoever mistypes the minutes is not told as well that there are none."""
    pages = {
        "index.md": "# Home\n",
        "round-1/index.md": PLAN,
        "round-1/talk.md": f"{front_matter}\n# A talk\n\nHello.\n",
    }
    build_file_tree(tmp_path, {"hub.toml": HUB, **pages})

    assert [f"{one.code.value} at {one.place}" for one in examine(tmp_path).findings] == [place]
