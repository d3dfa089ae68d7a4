"""Reading a hub from a git address with the ``git`` command: only its files, in one version.

git runs with the protocols that people need alone, after ``--``, without hooks, submodules, prompts or the user's own
settings, into a folder that is gone afterwards. What comes out is read by the same rules as any folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.model.errors import EnvironmentTrouble
from kit.system.workdir import scratch

SECONDS = 120  # how long one git command may take
ADDRESS = re.compile(r"(https|ssh)://[^\s-]\S*|[\w.-]+@[\w.-]+:\S+", re.IGNORECASE)
TYPED_ONLY = re.compile(r"file://\S+", re.IGNORECASE)


def is_address(text: str, typed: bool) -> bool:
    """Whether ``text`` is a git address; ``file://`` counts only where somebody typed it."""
    return bool(ADDRESS.fullmatch(text)) or (typed and bool(TYPED_ONLY.fullmatch(text)))


@contextmanager
def cloned(address: str, version: str | None) -> Iterator[Path]:
    """Yield a folder with the files of ``address`` in ``version``: the tag of that name or with a v, else the newest.

    Raises EnvironmentTrouble where git is missing, the address cannot be reached or the version is unknown.
    """
    if shutil.which("git") is None:
        message = "git is not installed, and without it a git address cannot be read."
        raise EnvironmentTrouble(message, "Download the hub as a zip from that address, then name the zip.")
    with scratch("git") as home, tempfile.TemporaryDirectory(dir=home) as folder:
        place = Path(folder) / "hub"
        tag = _tag(address, version, Path(folder)) if version else None
        branch = ["--branch", tag] if tag else []
        _git(
            ["clone", "--quiet", "--depth", "1", "--no-recurse-submodules", *branch, "--", address, str(place)], folder
        )
        shutil.rmtree(place / ".git")
        yield place


def _tag(address: str, version: str, folder: Path) -> str:
    listed = _git(["ls-remote", "--tags", "--refs", "--", address], str(folder))
    tags = {line.rpartition("refs/tags/")[2] for line in listed.splitlines()}
    for tag in (version, f"v{version}"):
        if tag in tags:
            return tag
    known = ", ".join(sorted(tags)[-5:]) or "none"
    raise EnvironmentTrouble(f"{address} has no version {version}.", f"Its newest versions are: {known}.")


def _git(arguments: list[str], folder: str) -> str:
    settings = ["-c", "core.hooksPath=", "-c", "core.symlinks=false", "-c", "protocol.allow=never"]
    for protocol in ("https", "ssh", "file"):
        settings += ["-c", f"protocol.{protocol}.allow=always"]
    environment = {
        **os.environ,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
        "GIT_TEMPLATE_DIR": "",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(
            ["git", *settings, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        message = f"git did not answer within {SECONDS} seconds."
        raise EnvironmentTrouble(message, "Try again later, or download the hub as a zip.") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        message = f"git could not read that address: {reason}."
        raise EnvironmentTrouble(message, "See that the address is right and that you may read it.")
    return done.stdout
