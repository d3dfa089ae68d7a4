"""A tree that an editor saved in another form holds no changes but those of its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from kit.franchise.capture.capture import capture
from kit.franchise.capture.resaved import as_before
from kit.model.tree import Tree
from tests.franchise.capture.test_capture import edited
from tests.franchise.capture.test_random_edits import READY, composed
from tests.regions import HUB, SESSION, region_files, tree

BOM = b"\xef\xbb\xbf"
WORDS = SESSION.replace("Because of this.", "Because of tŷ.")
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "Windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "old line ends": lambda data: data.replace(b"\n", b"\r"),
    "a byte order mark": lambda data: BOM + data,
    "letters in two parts": lambda data: unicodedata.normalize("NFD", data.decode()).encode(),
    "all of these": lambda data: BOM + unicodedata.normalize("NFD", data.decode()).replace("\n", "\r\n").encode(),
}
REGIONS = {
    "nothing of its own": {},
    "a section and a page of its own": {
        f"{READY}/why-it-matters.replace.md": "## Why it matters\r\n\r\nBecause of tŷ.\r\n",
        "pages/round-1/own.md": "---\nminutes: 5\n---\n\n# Our own tŷ\n\nHello.\n",
    },
}


def saved(files: Tree, form: str) -> Tree:
    plain = {path: data.replace(b"\r\n", b"\n") for path, data in files.files.items()}
    pages = {path: FORMS[form](data) for path, data in plain.items() if path.endswith((".md", ".toml"))}
    return Tree({**files.files, **pages})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("local", REGIONS)
def test_another_form_alone_is_no_change_and_told_in_one_sentence(local: str, form: str) -> None:
    region = tree(region_files(REGIONS[local], hub={**HUB, "round-1/how-ready.md": WORDS}))

    captured = capture(region, saved(composed(region).tree, form), [])

    assert captured.changes == {}
    assert captured.left == []
    assert len(captured.notes) == 1
    assert "no change" in captured.notes[0]


@pytest.mark.parametrize("form", FORMS)
def test_only_the_section_whose_words_changed_is_stored_in_the_form_of_its_page(form: str) -> None:
    region = tree(region_files({}, hub={**HUB, "round-1/how-ready.md": WORDS}))
    new = edited(region, "round-1/how-ready.md", "Because of tŷ.", "Because of tŷ a ŵy.")

    captured = capture(region, saved(new, form), [])

    assert captured.changes == {
        f"{READY}/why-it-matters.replace.md": "## Why it matters\n\nBecause of tŷ a ŵy.\n".encode()
    }


def test_a_new_page_stays_as_it_was_saved() -> None:
    region = tree(region_files({}))
    page = b"---\r\nminutes: 5\r\n---\r\n\r\n# New\r\n"

    captured = capture(region, Tree({**composed(region).tree.files, "round-1/new.md": page}), [])

    assert captured.changes == {"pages/round-1/new.md": page}


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (b"a\r\nb\nc\n", b"a\r\nb\r\nx\r\nc\r\n", b"a\r\nb\nx\nc\n"),  # its lines ended in two ways before
        (b"a\nb\n", b"a\r\nb\n", b"a\r\nb\n"),  # so does somebody write, and no editor
        (b"a\nb\n", b"a\r\nb", b"a\nb"),
        (b"a\n", b"\xff\r\n", b"\xff\r\n"),
        (b"", b"a\r\n", b"a\r\n"),
    ],
)
def test_lines_get_the_ends_that_they_had(was: bytes, now: bytes, expected: bytes) -> None:
    assert as_before(was, now) == expected
