"""As much of a document as its page can take: one paragraph that would bring a mistake refuses no other. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kit.franchise.word.assemble import Assembled
from kit.model.findings import Finding


def fitted(
    make: Callable[[Mapping[int, str]], Assembled], wrong: Callable[[Assembled], Sequence[Finding]]
) -> tuple[Assembled, Sequence[Finding]]:
    """Return the page that ``make`` makes with as many changes as bring no mistake, and the mistakes that stay.

    ``make`` takes the changes to leave out, by the numbers of their paragraphs with the reason; ``wrong`` says what is
    wrong with a page. Mistakes stay only where they come of what was taken out of the document.
    """
    made = make({})
    if not (found := wrong(made)):
        return made, ()
    if wrong(make(dict.fromkeys(made.changed, ""))):
        return made, found
    refused: dict[int, str] = {}

    def keep(good: list[int], more: Sequence[int]) -> list[int]:
        """Return ``good`` and those of ``more`` that bring no mistake beside it."""
        tried = {*good, *more}
        found = wrong(make({one: "" for one in made.changed if one not in tried}))
        if not found:
            return [*good, *more]
        if len(more) == 1:
            refused[more[0]] = f"{found[0].message} So the page did not take these words:"
            return good
        half = len(more) // 2
        return keep(keep(good, more[:half]), more[half:])

    keep([], made.changed)
    return make(refused), ()
