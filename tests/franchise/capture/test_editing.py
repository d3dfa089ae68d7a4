"""An edited page, when the page itself changed while it was being edited."""

from __future__ import annotations

import pytest

from kit.franchise.capture.editing import rebased
from tests.regions import SESSION


def test_changes_of_different_sections_are_both_there() -> None:
    edited = SESSION.replace("Because of this.", "Because of us.")
    now = SESSION.replace("In pairs.", "In threes.").replace("minutes: 20\ncut", "minutes: 25\ncut")

    assert rebased(SESSION, edited, now) == now.replace("Because of this.", "Because of us.")


def test_changes_of_different_paragraphs_of_one_section_are_both_there() -> None:
    was = "# A\n\nOne.\n\nTwo.\n\nThree.\n"

    assert rebased(was, was.replace("One", "Uno"), was.replace("Three", "Tres")) == "# A\n\nUno.\n\nTwo.\n\nTres.\n"


def test_a_section_that_one_added_and_one_that_the_other_took_out() -> None:
    edited = SESSION.replace("## Why it", "## New\n\nOurs.\n\n## Why it")
    now = SESSION.replace("In pairs.", "In threes.")

    assert rebased(SESSION, edited, now) == edited.replace("In pairs.", "In threes.")
    assert rebased(SESSION, now, edited) == edited.replace("In pairs.", "In threes.")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("Because of this.", "Because of us."), ("Because of this.", "Because of them.")),
        (("minutes: 20\ncut", "minutes: 25\ncut"), ("cut: 2", "cut: 3")),
        (("## Why it matters\n\nBecause of this.\n", ""), ("Because of this.", "Because of them.")),
        (("### Talk it over\n\nIn pairs.\n\n", ""), ("## Why it", "## New\n\nTheirs.\n\n## Why it")),
    ],
)
def test_what_only_a_person_can_put_together_is_left_to_one(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    edited, now = SESSION.replace(*ours), SESSION.replace(*theirs)
    assert SESSION not in (edited, now)

    assert rebased(SESSION, edited, now) is None
