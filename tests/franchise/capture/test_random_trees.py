"""Random edits of whole trees: pages renamed, dropped, added and moved, files, variables and names."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.model.tree import Tree
from tests.franchise.capture.test_random_edits import REGIONS, composed, shown_again
from tests.helpers import examples
from tests.regions import region_files, tree

NEXT, READY, PLAN = "round-1/next-steps.md", "round-1/how-ready.md", "round-1/index.md"

TREES = [
    *REGIONS[:3],
    region_files(
        {
            "overrides/round-1/next-steps/page.toml": 'why = "a better name"\nrename = "what-next"\n',
            "overrides/round-1/how-ready/page.toml": "drop = true\n",
            "files/brand/logo.png": "a picture",
            "pages/round-1/map.png": "another",
        },
        '\n[variables]\nvenue = "Town Hall"  # the big room\n\n[brand]\nprimary = "#7a1f5c"\n',
    ),
]

CHANGES = st.sampled_from(
    ["rename", "drop", "add", "empty round", "picture", "no picture", "variable", "brand", "name", "words", "double"]
)


def _rename(files: dict[str, str], new: str) -> None:
    old = NEXT if NEXT in files else "round-1/what-next.md"
    if old in files and new not in files:
        files[new] = files.pop(old)


def _drop(files: dict[str, str]) -> None:
    """Take a page out as people do: the file, and its line of the agenda."""
    for path, item in ((NEXT, "next-steps"), ("round-1/what-next.md", "next-steps"), ("round-1/own.md", "own")):
        if path in files:
            del files[path]
            lines = files[PLAN].splitlines(keepends=True)
            files[PLAN] = "".join(line for line in lines if f"session: {item}" not in line)
            return


def _changed(files: dict[str, str], what: str, number: int) -> None:
    if what == "rename":
        _rename(files, ["round-1/what-now.md", "round-1/what-next.md", NEXT, "round-2/next.md"][number])
    elif what == "drop":
        _drop(files)
    elif what == "add":
        files[f"round-1/new-{number}.md"] = f"---\nminutes: {number + 5}\n---\n\n# New {number}\n\nWords of ours.\n"
    elif what == "empty round":
        files["round-3/index.md"] = "---\nminutes: 60\n---\n\n# A round of ours\n"
    elif what == "picture":
        files["brand/logo.png"] = f"picture {number}"
    elif what == "no picture":
        files.pop(["brand/logo.png", "round-1/map.png"][number % 2], None)
    elif what == "words":
        files["index.md"] += "\nMore of it.\n"
    elif what == "double" and READY in files:
        files["round-1/how-ready-again.md"] = files[READY]
    else:
        key = {"variable": "contact", "brand": "primary", "name": "name"}.get(what, "-")
        value = ["#000000", "#111111", "#222222", "#333333"][number]
        files["hub.toml"] = re.sub(rf'(?m)^{key} = "[^"]*"', f'{key} = "{value}"', files["hub.toml"], count=1)


@settings(max_examples=examples(80))
@given(st.sampled_from(TREES), st.lists(st.tuples(CHANGES, st.integers(0, 3)), min_size=1, max_size=5))
def test_edited_trees_come_back_byte_for_byte(files: dict[str, str], changes: list[tuple[str, int]]) -> None:
    region = tree(files)
    edited = {path: data.decode() for path, data in composed(region).tree.files.items()}
    for what, number in changes:
        _changed(edited, what, number)

    shown_again(region, Tree({path: text.encode() for path, text in edited.items()}))
