"""Reading a hub from a git address with the ``git`` command: only its files, in one version.

git runs with the protocols that people need alone, after ``--``, without hooks, submodules, prompts or anybody's
settings, into a folder that is gone afterwards. No attribute of the repository counts, so that no filter runs and each
file comes as it was stored. Proxies and certificates are taken from the environment, passwords from ``.netrc``, keys
from ssh. What comes out is read by the same rules as any folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from kit.model.errors import EnvironmentTrouble
from kit.source.tree.paths import shown
from kit.system.workdir import scratch

SECONDS = 120  # how long one git command may take
OLDEST = (2, 32)  # the first that knows GIT_CONFIG_GLOBAL
ADDRESS = re.compile(r"(https|ssh)://[^\s-]\S*|[\w.-]+@[\w.-]+:\S+", re.IGNORECASE)
TYPED_ONLY = re.compile(r"file://\S+", re.IGNORECASE)

_SETTINGS = (
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.symlinks=false",
    "core.fsmonitor=false",
    "credential.helper=",
    "protocol.allow=never",
    *(f"protocol.{protocol}.allow=always" for protocol in ("https", "ssh", "file")),
)
# What a repository says of its files in .gitattributes would choose filters, line ends and encodings; this counts more.
_AS_STORED = "* -text -ident -filter -working-tree-encoding\n"
_KEPT = ("GIT_SSL_", "GIT_PROXY_SSL_", "GIT_HTTP_PROXY_AUTHMETHOD", "GIT_EXEC_PATH")
_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TEMPLATE_DIR": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
    "LC_ALL": "C",
}


def is_address(text: str, typed: bool) -> bool:
    """Whether ``text`` is a git address; ``file://`` counts only where somebody typed it."""
    return bool(ADDRESS.fullmatch(text)) or (typed and bool(TYPED_ONLY.fullmatch(text)))


@contextmanager
def cloned(address: str, version: str | None) -> Iterator[Path]:
    """Yield a folder with the files of ``address`` in ``version``: the tag of that name or with a v, else the newest.

    Raises EnvironmentTrouble where git is missing or too old, the address cannot be reached or the version is unknown.
    """
    _refuse_old(_program())
    with scratch("git") as home, tempfile.TemporaryDirectory(dir=home) as folder:
        place = Path(folder) / "hub"
        tag = _tag(address, version, folder) if version else None
        branch = ["--branch", tag] if tag else []
        alone = ["--quiet", "--no-checkout", "--depth", "1", "--no-recurse-submodules"]
        _git(["clone", *alone, *branch, "--", address, str(place)], folder)
        (place / ".git" / "info").mkdir(exist_ok=True)
        (place / ".git" / "info" / "attributes").write_text(_AS_STORED, encoding="utf-8")
        _git(["reset", "--quiet", "--hard"], str(place))
        shutil.rmtree(place / ".git")
        yield place


def _program() -> str:
    """Return the path of git. Raises EnvironmentTrouble where there is none.

    Never one in the current folder, where Windows looks first: a region could hold a git.exe.
    """
    name = "git.exe" if os.name == "nt" else "git"
    places = (Path(folder) / name for folder in os.get_exec_path() if Path(folder).is_absolute())
    program = next((place for place in places if place.is_file() and os.access(place, os.X_OK)), None)
    if program is None:
        message = "git is not installed, and without it a git address cannot be read."
        raise EnvironmentTrouble(message, "Download the hub as a zip from that address, then name the zip.")
    return str(program)


@cache
def _refuse_old(program: str) -> None:
    """Raise EnvironmentTrouble for a git that cannot be told to leave the user's own settings alone."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=SECONDS, check=False).stdout
    version = re.search(r"(\d+)\.(\d+)", said)
    if version is None or (int(version[1]), int(version[2])) < OLDEST:
        message = f"The git on this machine is too old ({shown(said.strip()) or 'it does not say which it is'})."
        oldest = ".".join(map(str, OLDEST))
        raise EnvironmentTrouble(message, f"Install git {oldest} or newer, or download the hub as a zip.")


def _tag(address: str, version: str, folder: str) -> str:
    listed = _git(["ls-remote", "--tags", "--refs", "--", address], folder)
    tags = {line.rpartition("refs/tags/")[2] for line in listed.splitlines()}
    for tag in (version, f"v{version}"):
        if tag in tags:
            return tag
    known = shown(", ".join(sorted(tags)[-5:])) or "none"
    raise EnvironmentTrouble(f"{address} has no version {version}.", f"Its newest versions are: {known}.", "--to")


def _git(arguments: list[str], folder: str) -> str:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    try:
        done = subprocess.run(
            [_program(), *settings, *arguments],
            cwd=folder,
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        message = f"git did not answer within {SECONDS} seconds."
        raise EnvironmentTrouble(message, "Try again later, or download the hub as a zip.") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        fatal = (line.removeprefix("fatal: ") for line in said if line.startswith("fatal: "))
        reason = shown(next(fatal, said[-1])).rstrip(".")
        message = f"git could not read that address: {reason}."
        raise EnvironmentTrouble(message, "See that the address is right and that you may read it.")
    return done.stdout


def environment() -> dict[str, str]:
    """Return the environment for git: the machine's, and of git's own variables only what names a certificate."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key.startswith(_KEPT)}
    return {**kept, **_ALONE}
