"""The order in which an update shows things, and that it goes on for ever."""

from __future__ import annotations

import gc
import logging
from pathlib import Path

import pytest

from kit.live.preview import Preview, Stage
from tests.live.clean import started, updated
from tests.live.trees import svg, write_hub

SCORE = "round-1/score.md"


@pytest.fixture
def made(tmp_path: Path) -> Preview:
    return started(write_hub(tmp_path / "hub"), tmp_path / "work")


def edit(made: Preview, path: str, old: str, new: str) -> None:
    page = made.root / path
    page.write_bytes(page.read_bytes().replace(old.encode(), new.encode()))


def test_the_page_that_was_changed_is_there_before_all_others(made: Preview) -> None:
    edit(made, SCORE, "# How ready are we?", "# Are we ready?")
    update = made.update()
    first = next(update)

    assert (first.stage, set(first.changed)) == (Stage.FIRST, {"round-1/score.html"})
    assert b"Are we ready?" in made.files["round-1/score.html"]
    assert b"Are we ready?" not in made.files["round-1/index.html"]

    last = next(update)

    assert last.stage is Stage.DONE
    assert {"round-1/index.html", "round-1/next-steps.html", "searchindex.js"} <= last.changed
    assert b"Are we ready?" in made.files["round-1/index.html"]


def test_where_a_setting_changes_every_page_those_that_are_open_come_first(made: Preview) -> None:
    made.open_pages = lambda: {"round-1/next-steps", "round-1/day"}
    edit(made, "hub.toml", "#1b4965", "#0b5a3c")
    first, last = updated(made)

    assert first.changed == {"round-1/next-steps.html", "_static/brand.css"}
    assert "index.html" in last.changed


def test_a_picture_is_there_with_the_pages_that_show_it(made: Preview) -> None:
    (made.root / "round-1/wall.svg").write_bytes(svg("#00ff00").encode())

    assert "_images/wall.svg" in updated(made)[0].changed


def test_a_change_that_no_page_shows_is_no_news(made: Preview) -> None:
    edit(made, "hub.toml", "schema = 1", "schema = 1 # a remark")

    assert [(news.stage, news.changed) for news in updated(made)] == [(Stage.DONE, frozenset())]


def test_words_alone_never_make_sphinx_write_every_page(made: Preview) -> None:
    for turn in range(3):
        edit(made, SCORE, "Because of", f"Because {turn} of")
        updated(made)

    assert (made.whole, made.everything) == (1, 0)


@pytest.mark.slow
def test_many_edits_take_no_more_memory_than_a_few(made: Preview, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "sphinx")  # pytest keeps what is logged, and the objects that it names

    def objects_after(edits: int) -> int:
        for turn in range(edits):
            edit(made, SCORE, "Because of", f"Because {turn} of")
            edit(made, SCORE, f"Because {max(0, turn - 3)} ", "Because ")
            updated(made)
        gc.collect()
        return len(gc.get_objects())

    few = objects_after(15)

    assert objects_after(25) < few * 1.2 + 500
