"""As much of a document as its page can take, in few enough tries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from kit.franchise.word.assemble import Assembled
from kit.franchise.word.fitting import fitted
from kit.model.findings import Code, Finding


def tried(changes: int, wrong: Callable[[set[int]], bool]) -> tuple[set[int], int]:
    """Return the changes of a document that its page takes, and how often the page was made and looked at.

    ``wrong`` says whether a page with the changes that it is given has a mistake.
    """
    looks: list[int] = []
    kept: dict[str, set[int]] = {}

    def make(left_out: Mapping[int, str]) -> Assembled:
        there = set(range(changes)) - left_out.keys()
        text = " ".join(map(str, sorted(there)))
        kept[text] = there
        return Assembled(text, changed=list(range(changes)))

    def mistakes(made: Assembled) -> Sequence[Finding]:
        looks.append(1)
        found = wrong(kept[made.text])
        return [Finding(Code.UNSAFE_SIZE, "page.md", None, "It is wrong.", "Mend it.")] * found

    made, stay = fitted(make, mistakes)
    assert not stay
    return kept[made.text], len(looks)


@pytest.mark.parametrize("bad", [(), (0,), (7, 8), (3, 50, 99)])
def test_a_page_takes_all_but_what_is_wrong(bad: tuple[int, ...]) -> None:
    assert tried(100, lambda there: bool(there & {*bad}))[0] == {*range(100)} - {*bad}


def test_a_page_that_holds_so_many_takes_the_first_of_them() -> None:
    assert tried(40, lambda there: len(there) > 25)[0] == {*range(25)}


def test_a_book_in_a_page_is_told_of_in_few_tries_and_what_fits_is_taken() -> None:
    took, tries = tried(5_000, lambda there: len(there) > 1_000)

    assert took == {*range(1_000)}
    assert tries < 200
