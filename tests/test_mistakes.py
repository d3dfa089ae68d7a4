"""What organisers are told when they make a mistake, word for word: tests/cases/mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.mistakes import MADE, Mistake, mistakes, region_in

MISTAKES = mistakes()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("mistakes")
    region_in(place)
    return place


def test_a_region_without_mistakes_has_nothing_to_mend(start: Path) -> None:
    code, says = Mistake("nothing", "peerkit check", 0, "").told(start)

    assert (code, says.splitlines()[0]) == (0, "my-region: nothing to mend.")


@pytest.mark.parametrize("one", MISTAKES.values(), ids=MISTAKES)
def test_the_organiser_is_told_just_this(one: Mistake, start: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    shutil.copytree(start, place)
    one.commit(place)

    assert one.told(place) == (one.exit, one.says)


def test_there_are_sixty_mistakes_and_each_says_what_to_do_next() -> None:
    assert len(MISTAKES) >= 60
    assert set(MADE) == {kind for one in MISTAKES.values() for kind in one.make.values()}
    assert [name for name, one in MISTAKES.items() if "Next: " not in one.says.splitlines()[-1]] == []
    assert len({one.did for one in MISTAKES.values()}) == len(MISTAKES)
