"""What a run sheet says of a session beside its steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kit.render.handout.blocks import context_for
from kit.render.handout.leading import led
from kit.render.handout.sheet import Sheet
from kit.render.reading.reading import read
from tests.helpers import build_file_tree
from tests.regions import HUB, PLAN
from tests.render.handout.conftest import edition_of

NOTES = """\
---
minutes: 45
---

# How ready are we?

:::{facilitator} If nobody speaks
- Ask Sam.
:::

:::{facilitator}
- Collect the cards.
:::

:::{facilitator}
- Open a window.
:::
"""


def notes_of(folder: Path, page: str) -> list[dict[str, Any]]:
    """Return the notes of a session that holds nothing else, as its run sheet draws them."""
    files = HUB | {"round-1/index.md": PLAN, "round-1/how-ready.md": page}
    edition = edition_of(build_file_tree(folder / "hub", files), [])
    written = read(edition, folder / "reading", []).contents("round-1/how-ready")
    drawn = led(written, context_for(Sheet(edition, [], notes=True), "round-1/how-ready", written))
    return [one for one in drawn if one["k"] == "facilitator"]


def test_a_note_without_a_title_stays_out_of_one_that_has_one_and_joins_its_like(tmp_path: Path) -> None:
    titled, plain = notes_of(tmp_path, NOTES)

    assert [len(one["c"]) for one in (titled, plain)] == [1, 1]
    assert [len(one["c"][0]["items"]) for one in (titled, plain)] == [1, 2]


def test_many_short_notes_that_are_joined_may_go_on_over_the_page(tmp_path: Path) -> None:
    """Two, of which each fills half of what may stay on a page, stay there."""
    note = f":::{{facilitator}}\n- {'Look round the room. ' * 20}\n:::\n\n"
    start = NOTES.partition(":::")[0]
    (two,), (ten,) = (notes_of(tmp_path / str(many), start + note * many) for many in (2, 10))

    assert [two["whole"], ten["whole"]] == [True, False]
