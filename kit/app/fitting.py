"""Changes of a region tried in memory first, so that what would be wrong is asked or told, and all the rest comes in.

An example: the region's section has a footnote ``[^1]``, and now upstream's has one of that name. Put together the page
would hold two of them, which no build takes. So this one section is not merged: the region's text stays on the page,
the question shows both, and everything else that upstream improved comes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kit.app.assemble import located
from kit.app.causes import not_theirs_to_change
from kit.app.introduced import changed, introduced
from kit.franchise.compose.compose import compose
from kit.franchise.update.draft import News
from kit.franchise.update.resolve import Settled
from kit.franchise.update.update import Updated
from kit.franchise.upstream.sources import Reached, not_ours
from kit.model.errors import KitError
from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.source.tree.text import split_lines

Changes = Mapping[str, bytes | None]
Attempt = Callable[[frozenset[str]], Updated]


def refuse_new_mistakes(old: Tree, reached: Reached) -> None:
    """Raise FindingsError for errors that upstream has by itself, and that its ``old`` tree has not."""
    found = introduced(old, reached.tree) if old.files != reached.tree.files else []
    if found:
        raise not_ours([located(one, reached.composed) for one in found], reached.text)


@dataclass(frozen=True)
class _Try:
    """An update that merges nothing at the addresses in ``held``, each with the error that it was held for."""

    held: Mapping[str, Finding]
    updated: Updated
    wrong: Sequence[Finding]


def fitted(tree: Tree, attempt: Attempt) -> Updated:
    """Return the update of the region in ``tree`` that brings as few errors as can be; those that stay are told.

    ``attempt`` makes the update without merging at the addresses that it is given. Raises KitError where the kit itself
    would spoil the region.
    """
    best = _tried(tree, attempt, {})
    while better := next(_better(tree, attempt, best), None):
        best = better
    _refuse_spoilt(tree, best)
    told = [(News.TOLD, _asked(address, one)) for address, one in best.held.items()]
    told += [(News.UNFIT, _told(not_theirs_to_change(one))) for one in best.wrong]
    return replace(best.updated, news=[*best.updated.news, *told])


def _tried(tree: Tree, attempt: Attempt, held: Mapping[str, Finding]) -> _Try:
    updated = attempt(frozenset(held))
    return _Try(held, updated, introduced(tree, changed(tree, updated.changes)) if updated.changes else ())


def _better(tree: Tree, attempt: Attempt, best: _Try) -> Iterator[_Try]:
    """Yield tries that hold one more address, and have fewer errors for it."""
    for one in best.wrong:
        for address in _suspects(one, best):
            again = _tried(tree, attempt, {**best.held, address: one})
            if len(again.wrong) < len(best.wrong):
                yield again


def _suspects(one: Finding, best: _Try) -> list[str]:
    """Return the merged addresses that ``one`` may come from: its own section first, then others that it speaks of."""
    merged = [address for address in best.updated.merged if address not in best.held]
    about = f"{one.file} {one.message}"
    near = [address for address in merged if address.replace("#", "/").partition(":")[0] in one.file]
    return [*near, *(one for one in merged if one not in near and _page(one) in about)]


def _page(address: str) -> str:
    return address.partition("#")[0].partition(":")[0].partition("@")[0]


def _asked(address: str, one: Finding) -> str:
    why = f"{one.message} ({one.place})"
    return f"{address}: put together with upstream's changes it would be wrong, so yours stays and you are asked. {why}"


def _told(one: Finding) -> str:
    return f"{one.place}: {one.message} {one.hint}".strip()


def _refuse_spoilt(tree: Tree, best: _Try) -> None:
    """A region that cannot even be composed is no outcome of anything that a hub or an organiser did."""
    if best.wrong and compose(changed(tree, best.updated.changes), []) is None and compose(tree, []) is not None:
        message = f"The update would have left the region in disorder: {best.wrong[0].place}: {best.wrong[0].message}"
        raise KitError(message, "Nothing was changed. Please report this.")


# Answers to questions: those that would bring an error stay open, and the others are settled.

Settling = Callable[[Sequence[Settled]], Changes]


def settled(
    tree: Tree, answers: Sequence[Settled], settle: Settling
) -> tuple[Changes, list[Settled], dict[str, list[Finding]]]:
    """Return what ``settle`` changes, the answers that fit, and by address what is wrong with those that do not.

    All are tried at once, and one by one only where that brings an error.
    """
    changes = settle(answers)
    if not introduced(tree, changed(tree, changes)):
        return changes, list(answers), {}
    fit, unfit = list[Settled](), dict[str, list[Finding]]()
    for one in answers:
        changes = settle([*fit, one])
        if wrong := introduced(tree, changed(tree, changes)):
            unfit[one.address] = _in_their_file(one, changes, wrong)
        else:
            fit.append(one)
    return settle(fit) if fit else {}, fit, unfit


def _in_their_file(one: Settled, changes: Changes, wrong: Sequence[Finding]) -> list[Finding]:
    """Return findings at lines of the text that was given with ``one`` as they are numbered in its own file."""
    text = (one.text or "").encode()
    path, data = next(
        ((path, data) for path, data in changes.items() if text and data and data.endswith(text)), ("", b"")
    )
    above = len(split_lines(data.decode())) - len(split_lines(text.decode()))
    return [
        replace(finding, file=one.file, line=finding.line and finding.line - above + one.line - 1)
        if one.file and finding.file == path and (finding.line is None or finding.line > above)
        else not_theirs_to_change(finding)
        for finding in wrong
    ]
