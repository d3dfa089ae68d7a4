"""Documents of the small region's pages, as people edit them in Word, and what lies in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

from tests.cli.conftest import Peerkit

WHY = "overrides/round-1/how-ready/why-it-matters"


def edit(path: Path, change: Callable[[Any], object]) -> None:
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))


def paragraph(document: Any, words: str) -> Any:
    return next(one for one in document.paragraphs if words in one.text)


def written(words: str, now: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        run = next(run for run in paragraph(document, words).runs if words in run.text)
        run.text = run.text.replace(words, now)

    return change


def word(peerkit: Peerkit, region: Path, letter: Path, page: str = "round-1/how-ready") -> None:
    assert peerkit("-C", region, "word", page, "-o", letter).code == 0


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
