"""The digest of a tree: what counts as the same."""

from __future__ import annotations

import hashlib
import unicodedata

from kit.franchise.record import tree_digest
from kit.model.tree import Tree


def test_the_digest_is_the_one_that_the_contract_spells_out() -> None:
    tree = Tree({"b/x.png": b"\x89PNG\r\n", "a.md": b"# A\n"})
    lines = f"a.md\0{hashlib.sha256(b'# A' + bytes([10])).hexdigest()}\n"
    lines += f"b/x.png\0{hashlib.sha256(bytes([0x89]) + b'PNG' + bytes([13, 10])).hexdigest()}\n"

    assert tree_digest(tree) == "sha256:" + hashlib.sha256(lines.encode()).hexdigest()


def test_line_ends_marks_and_composed_letters_do_not_change_the_digest_of_text() -> None:
    welsh = "# Tŷ\n"
    same = ["\ufeff" + welsh, welsh.replace("\n", "\r\n"), unicodedata.normalize("NFD", welsh)]

    digests = {tree_digest(Tree({"a.md": text.encode()})) for text in [welsh, *same]}

    assert len(digests) == 1


def test_line_ends_do_change_the_digest_of_a_picture() -> None:
    assert tree_digest(Tree({"a.svg": b"<svg/>\n"})) != tree_digest(Tree({"a.svg": b"<svg/>\r\n"}))


def test_a_page_that_is_no_utf_8_has_a_digest_too() -> None:
    assert tree_digest(Tree({"a.md": b"\xff"})) != tree_digest(Tree({"a.md": b"\xfe"}))
