"""As much of a document as its page can take: one paragraph that would bring a mistake refuses no other. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kit.franchise.word.assemble import Assembled
from kit.model.findings import Finding

Make = Callable[[Mapping[int, str]], Assembled]
Wrong = Callable[[Assembled], Sequence[Finding]]

MOST_BY_THEMSELVES = 50  # changes that are found to be at fault one by one; the page is made some ten times for each


def fitted(make: Make, wrong: Wrong) -> tuple[Assembled, Sequence[Finding]]:
    """Return the page that ``make`` makes with as many changes as it can take, and the mistakes that stay.

    ``make`` takes the changes to leave out, by the numbers of their paragraphs with the reason; ``wrong`` says what is
    wrong with a page. Mistakes stay only where they come of what was taken out of the document.
    """

    def mistake(made: Assembled) -> str:
        found = wrong(made)
        return f"{found[0].message} So the page did not take these words:" if found else ""

    made = make({})
    for why in (lambda made: mistake(made) or made.unsaid, mistake):
        if not why(made):
            return made, ()
        if not why(make(dict.fromkeys(made.changed, ""))):
            return make(_culprits(make, why, made.changed)), ()
    return made, wrong(made)


def _culprits(make: Make, why: Callable[[Assembled], str], changes: Sequence[int]) -> dict[int, str]:
    """Return those of ``changes`` that the page cannot take beside all others, each with the reason.

    Where they are many, such as all of a book that somebody pasted into a page, those that come after the first are
    left out in halves, and some of them might have fitted: a person looks at them anyway.
    """
    refused: dict[int, str] = {}

    def keep(good: list[int], more: Sequence[int]) -> list[int]:
        """Return ``good`` and those of ``more`` that the page can take beside it."""
        tried = {*good, *more}
        reason = why(make({one: "" for one in changes if one not in tried}))
        if not reason:
            return [*good, *more]
        if len(more) == 1 or len(refused) >= MOST_BY_THEMSELVES:
            refused.update(dict.fromkeys(more, reason))
            return good
        half = len(more) // 2
        return keep(keep(good, more[:half]), more[half:])

    keep([], changes)
    return refused
