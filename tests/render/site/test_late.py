"""What the web run sheet says of a day that runs late is what the printed one says."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from kit.model.agenda import SessionTimes
from tests.render.editions import edition
from tests.render.site.groups import site_of
from tests.render.site.markup import one, parsed, words

FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n",
    "round-1/index.md": "# Plan\n",
    "round-1/talk.md": "# Talk\n",
    "round-1/clinic.md": "# Clinic\n",
    "round-1/walk.md": "# Walk\n",
    "round-1/end.md": "# End\n",
}
DAY = {"round-1/talk": 30, "round-1/clinic+round-1/walk": 40, "round-1/end": 15}
TIMES = {  # minutes, shortest, cut
    "round-1/talk": SessionTimes("Talk", 30, 20, 2),
    "round-1/clinic": SessionTimes("Clinic", 40, 25, 1),
    "round-1/walk": SessionTimes("Walk", 30, 30, 1),
    "round-1/end": SessionTimes("End", 15, None, None),
}


def _late(folder: Path, times: dict[str, SessionTimes]) -> list[list[str]]:
    made = edition(FILES, DAY)
    changed = dataclasses.replace(made, rounds=(dataclasses.replace(made.rounds[0], times=times),))
    page = parsed(site_of(changed, folder) / "round-1/run-sheet.html")
    lists = page.xpath("//section[@class='kit-late']//*[self::ul or self::ol]")
    return [[words(item) for item in each.findall("li")] for each in lists]


def test_sessions_at_the_same_time_are_one_thing_that_gives_only_together(tmp_path: Path) -> None:
    assert _late(tmp_path, TIMES) == [
        ["Talk (20 of 30 minutes)", "Clinic and Walk (at the same time) (30 of 40 minutes)"],
        ["Clinic and Walk (at the same time) (saves 40 minutes)", "Talk (saves 30 minutes)"],
    ]


def test_a_parallel_that_must_stay_keeps_the_other_too(tmp_path: Path) -> None:
    stays = dataclasses.replace(TIMES["round-1/walk"], cut=None, shortest=None)

    assert _late(tmp_path, TIMES | {"round-1/walk": stays}) == [
        ["Talk (20 of 30 minutes)"],
        ["Talk (saves 30 minutes)"],
    ]


def test_a_day_in_which_nothing_gives_says_nothing(tmp_path: Path) -> None:
    made = site_of(edition(FILES, DAY), tmp_path)

    assert parsed(made / "round-1/run-sheet.html").xpath("//section[@class='kit-late']") == []
    assert words(one(parsed(made / "round-1/run-sheet.html"), "//h1")) == "Run sheet: Plan"
