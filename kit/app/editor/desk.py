"""The editor on the disk: the tree is read anew for each request, and changes are written so that undo takes them back.

The files are the only truth: nothing is kept between two requests but what was computed from the same bytes.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.app.editor.requests import answer
from kit.app.editor.view import Changes, Outcome, fingerprint, listed
from kit.app.region import open_region, take_back, write_changes
from kit.model.errors import EnvironmentTrouble, FindingsError, KitError, WrongUsage
from kit.model.findings import Finding, has_errors
from kit.model.tree import Tree
from kit.publish.journal import apply, recover, stored
from kit.publish.journal_steps import UNDO
from kit.publish.plan import BadPlan, Way, to_json
from kit.source.tree.read import read_tree, with_everything
from kit.system.locks import locked
from kit.system.memo import Memory

COMMAND = "serve"  # what ``undo`` calls a change


@dataclass
class Desk:
    """The hub or region at ``root`` while it is edited; one request at a time."""

    root: Path
    _memory: Memory = field(default_factory=Memory)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to ``asked``, fit for JSON; whatever stands in the way is an answer in sentences."""
        try:
            with self._one, self._memory.in_use():
                return self._answer(asked)
        except FindingsError as error:
            return {"answer": "refused", "message": error.message, "findings": listed(error.findings)}
        except KitError as error:
            return {"answer": "trouble", "message": error.message, "hint": error.hint}
        except OSError as error:
            return {"answer": "trouble", "message": f"The files cannot be read or written: {error}.", "hint": ""}

    def _answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        if asked.get("ask") == "undo":
            return self._undo(str(asked.get("mark")))
        outcome = answer(self._read(), asked)
        if outcome.changes:
            outcome = self._write(asked)
        return outcome.data | {"undo": self._last()}

    @property
    def _is_region(self) -> bool:
        return (self.root / "region.toml").is_file()

    def _read(self) -> Tree:
        found: list[Finding] = []
        tree = read_tree(self.root, found)
        tree = with_everything(self.root, tree) if self._is_region else tree
        if has_errors(found):
            raise FindingsError(found)
        return tree

    def _write(self, asked: Mapping[str, Any]) -> Outcome:
        """Answer once more with nobody else writing, and write what that changes."""
        with locked(self.root):
            if self._is_region:
                region = open_region(self.root)
                outcome = answer(region.tree, asked)
                told = write_changes(region, outcome.changes, COMMAND) if outcome.changes else None
            else:
                recover(self.root)
                tree = self._read()
                outcome = answer(tree, asked)
                told = self._write_hub(tree, outcome.changes)
        return Outcome({**outcome.data, "told": told or ""})

    def _write_hub(self, tree: Tree, changes: Changes) -> str | None:
        if self._read().files != tree.files:
            message = "A file changed at this very moment, so nothing was saved."
            raise EnvironmentTrouble(message, "Wait until everything is saved, then save again.")
        return apply(self.root, changes, COMMAND) if changes else None

    def _last(self) -> dict[str, Any] | None:
        """Return what undo would take back of the editor's own changes; None where there is nothing."""
        try:
            plan = stored(self.root, UNDO)
        except BadPlan:
            return None
        if plan.command != COMMAND:
            return None
        return {"mark": fingerprint(to_json(plan).hex()), "again": plan.way is Way.UNDO}

    def _undo(self, mark: str) -> dict[str, Any]:
        last = self._last()
        if last is None or last["mark"] != mark:
            hint = "Load the page again to see what can be taken back now."
            raise WrongUsage("Something else was changed since, so nothing was taken back.", hint)
        done, wrong = take_back(self.root)
        word = "Made again" if done.again else "Taken back"
        said = " ".join(filter(None, (f"{word}: {', '.join(done.changed[:3])}.", done.told)))
        return {"answer": "undone", "message": said, "findings": listed(wrong), "undo": self._last()}
