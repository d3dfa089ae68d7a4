"""A meeting that does not take place as announced is seen as such on every output that speaks of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.app.build import Order, build
from tests.built import words_of
from tests.regions import hub_files, region_files

SETTINGS = """
[variables]
venue = "Council House, Birmingham"
contact = "us@example.org"

[round.round-1]
date = 2027-01-20
start = "10:30"
status = "STATUS"
status_note = "Too many of us are ill."
revision = 1
"""
HUB = {
    "countdown.md": "# Countdown\n\n## 2 days before: send the reminder\n\nDo.\n",
    "messages/reminder.md": "# Reminder\n\nSubject: Reminder of {{ round }}\n\nHello at {{ venue }}.\n",
    "round-1/next-steps.md": "---\nminutes: 15\n---\n\n# Next steps\n\nAsk.\n\n:::{handout} Notes\n\nWrite.\n\n:::\n",
}
# What tells of the group or of the kit, and of no meeting; badges are printed for meetings that go ahead only.
SILENT = (
    *("_static", "_images", "404", "accessibility", "brand", "credits", "privacy", "search", "excerpts", "standards"),
    ".kit",
)
NO_MEETING = ("robots.txt", "sitemap.xml", "manifest.json", "objects.inv", "countdown.ics", "badges.pdf", ".nojekyll")


@pytest.mark.parametrize(("status", "title"), [("cancelled", "Cancelled"), ("online", "Moved online")])
def test_every_output_says_what_became_of_the_meeting(tmp_path: Path, status: str, title: str) -> None:
    for path, text in region_files({}, SETTINGS.replace("STATUS", status), hub_files(HUB)).items():
        (tmp_path / "region" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "region" / path).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    build(tmp_path / "region", out, Order(), lambda _: None)

    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    concerned = {path for path in files if not path.endswith(NO_MEETING) and not any(one in path for one in SILENT)}
    said = {path for path in concerned if _says(title, status, words_of(files[path], path))}
    assert concerned - said == set()
    assert {path.partition("/")[0] for path in said} == {"site", "handouts", "decks", "calendar", "messages"}
    gone = {path for path in files if path.endswith(("badges.pdf", "checklist.pdf", "checklist.html", "countdown.ics"))}
    assert bool(gone) is (status == "online")


def _says(title: str, status: str, words: str) -> bool:
    return title.casefold() in " ".join(words.split()).casefold() or f'"status": "{status}"' in words
