"""Words in built files, whatever their kind, so that tests can say where a word went."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from pypdf import PdfReader


def words_of(data: bytes, name: str) -> str:
    """Return all text of a built file, metadata and hidden parts included."""
    if name.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(data))
        pages = "\n".join(page.extract_text() for page in reader.pages)
        return pages + str(reader.metadata) + str(reader.outline)
    if name.endswith((".pptx", ".zip")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(words_of(archive.read(part), part) for part in archive.namelist())
    text = data.decode("utf-8", errors="replace")
    # Office splits words over runs, so text is also read without its markup.
    return text + re.sub(r"<[^>]*>", "", text) if name.endswith((".xml", ".rels")) else text


def files_with(word: str, out: Path) -> set[str]:
    """Return the paths of the files below ``out`` that hold ``word``."""
    paths = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix() for path in paths if word in words_of(path.read_bytes(), path.name)}
