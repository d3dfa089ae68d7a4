"""What a round offers: for everybody first, for organisers last."""

from __future__ import annotations

import pytest

from kit.render.downloads import Download, people_size
from kit.render.outputs import downloads_of
from tests.render.editions import edition

FILES = {
    "index.md": "# Home\n",
    "round-1/index.md": "# Round one\n",
    "round-1/how-ready.md": "# How ready\n",
}


def test_what_organisers_print_comes_last_and_is_marked_as_theirs() -> None:
    names = ("forms", "how-ready", "badges", "attendee", "sign-in", "signs", "run-sheet")
    made = {f"round-1/{name}.pdf": b"%PDF" for name in names}

    offers = list(downloads_of(edition(FILES, {"round-1/how-ready": 20}), {"handouts": made})["round-1"])

    shown = [(one.path.removeprefix("downloads/round-1/"), one.organisers) for one in offers]
    assert shown[:2] == [("attendee.pdf", False), ("how-ready.pdf", False)]
    assert sorted(shown[2:]) == [("badges.pdf", True), ("forms.pdf", True), ("sign-in.pdf", True), ("signs.pdf", True)]


def test_the_handout_of_a_session_called_signs_is_offered_as_a_handout() -> None:
    files = {**FILES, "round-1/signs.md": "# Signs\n"}
    made = {"handouts": {"round-1/signs.pdf": b"%PDF"}}

    offers = list(downloads_of(edition(files, {"round-1/signs": 20}), made)["round-1"])

    assert [(one.title, one.organisers) for one in offers] == [("Handout: Signs", False)]


def test_large_print_is_offered_after_the_same_in_ordinary_print() -> None:
    names = ("attendee", "attendee-large", "forms", "forms-large", "how-ready", "how-ready-large")
    made = {"handouts": {f"round-1/{name}.pdf": b"%PDF" for name in names}}

    offers = list(downloads_of(edition(FILES, {"round-1/how-ready": 20}), made)["round-1"])

    shown = [one.path.removeprefix("downloads/round-1/") for one in offers]
    ends = [f"{name}{end}" for name in ("attendee", "how-ready", "forms") for end in (".pdf", "-large.pdf")]
    assert shown == ends
    assert [one.title.endswith(" in large print") for one in offers] == [False, True] * 3


# Downloads say what they are and how large.


@pytest.mark.parametrize(
    ("size", "shown"),
    [(1, "1 KB"), (120_400, "120 KB"), (999_400, "999 KB"), (999_600, "1.0 MB"), (2_345_678, "2.3 MB")],
)
def test_sizes_are_for_people(size: int, shown: str) -> None:
    assert people_size(size) == shown


def test_type_and_size_stand_together() -> None:
    assert Download("downloads/a.pdf", "A", "PDF", 2000).detail == "PDF, 2 KB"
