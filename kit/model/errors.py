"""The errors that end a command, each with its exit code and a sentence for organisers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line needs errors at once, and findings only with content
    from kit.model.findings import Finding


class KitError(Exception):
    """Something that an organiser can mend. ``message`` says what and why, ``hint`` what to do.

    ``option`` is one, such as ``--to``, with whose value the command can only fail again.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", option: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.option = option


class FindingsError(KitError):
    """The content holds errors, so nothing was made. Exit 1, or 3 if any of them is unsafe.

    ``in_tree`` says that some are in the hub or region itself, where ``peerkit check`` finds them too. ``message`` says
    whose they are and what to do where it is not simply to mend them.
    """

    def __init__(self, findings: Sequence[Finding], in_tree: bool = True, message: str = "") -> None:
        super().__init__(message or "Nothing was changed: mend these first.")
        self.findings = tuple(findings)
        self.in_tree = in_tree
        self.exit_code = 3 if any(finding.code.unsafe for finding in findings) else 1


class WrongUsage(KitError):
    """The command names something that does not exist or cannot be done. Exit 2."""

    exit_code = 2


class Refused(KitError):
    """Something is unsafe and was not touched. Exit 3."""

    exit_code = 3


class EnvironmentTrouble(KitError):
    """The machine stands in the way: disk, permission, lock, a tool that is missing. Exit 4."""

    exit_code = 4
