"""While pages hold mistakes the preview shows the last good site, and says what the mistakes are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.live.preview import Stage
from tests.live.clean import built, started, unlike, updated
from tests.live.edits import Edit, removing, replacing, writing
from tests.live.trees import write_hub

SCORE = "round-1/score.md"
UNSAFE = "Because <script>alert(1)</script> of this."

MISTAKES: dict[str, tuple[Edit, str]] = {
    "a page": (replacing(SCORE, "Because of this.", ":::{actvity} x"), f"{SCORE}:"),
    "something unsafe": (replacing(SCORE, "Because of this.", UNSAFE), f"{SCORE}:"),
    "a link on another page": (replacing(SCORE, "## Score yourselves", "## Give a score"), "round-1/next-steps.md:"),
    "a term that only Sphinx looks up": (replacing(SCORE, "Because", "Because {term}`nothing`"), f"{SCORE}:"),
    "the settings": (replacing("hub.toml", "schema = 1", "schema = one"), "hub.toml:1"),
    "the moves": (writing("moves.toml", "[[move]\n"), "moves.toml:1"),
    "a page that is gone": (removing("round-1/next-steps.md"), "round-1/"),
    "a name": (writing("round-1/Bad Name.md", "# Bad\n"), "round-1/Bad Name.md"),
    "a picture": (writing("round-1/wall.svg", "<svg"), "round-1/wall.svg"),
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hub(tmp_path_factory.mktemp("hub"))


def test_a_mistake_is_told_with_its_place_and_the_last_good_site_stays_until_it_is_mended(
    hub: Path, tmp_path: Path
) -> None:
    made = started(hub, tmp_path / "work")
    good = dict(made.files)
    for name, (edit, place) in MISTAKES.items():
        before = {path: path.read_bytes() for path in hub.rglob("*") if path.is_file()}
        edit(hub)
        last = updated(made)[-1]
        assert last.stage is Stage.MISTAKES, name
        assert any(one.place.startswith(place) for one in last.findings), (name, [one.place for one in last.findings])
        assert unlike(made.files, good) == [], name

        (hub / "round-1/Bad Name.md").unlink(missing_ok=True)
        for path, data in before.items():
            path.write_bytes(data)
        assert updated(made)[-1].stage is Stage.DONE, name
        assert unlike(made.files, good) == [], name


def test_a_tree_that_begins_with_a_mistake_shows_its_site_when_that_is_mended(tmp_path: Path) -> None:
    root = write_hub(tmp_path / "hub")
    page = root / SCORE
    text = page.read_bytes()
    page.write_bytes(text + b"\n:::{actvity} x\n")
    made = started(root, tmp_path / "work")

    assert made.files == {}

    page.write_bytes(text)

    assert updated(made)[-1].stage is Stage.DONE
    assert unlike(made.files, built(root, tmp_path / "out")) == []


def test_what_an_edit_left_undone_is_done_even_while_the_next_one_is_a_mistake(tmp_path: Path) -> None:
    root = write_hub(tmp_path / "hub")
    made = started(root, tmp_path / "work")
    plan = root / "round-1/index.md"
    plan.write_bytes(plan.read_bytes().replace(b"Meet the standard", b"Meet it"))
    made.waiting = lambda: True
    first = [news.stage for news in made.update()]
    good = built(root, tmp_path / "out")
    made.waiting = lambda: False
    (root / SCORE).write_bytes(b"\xff\xfe")

    assert first == [Stage.FIRST]
    assert unlike(made.files, good) != []
    assert updated(made)[-1].stage is Stage.MISTAKES
    assert unlike(made.files, good) == []
