"""Word documents that somebody sends: opened only once they are known to be safe."""

from __future__ import annotations

import io
from types import ModuleType
from typing import TYPE_CHECKING

from kit.model.errors import EnvironmentTrouble, FindingsError
from kit.model.findings import Code, Finding
from kit.source.office.package import DOCUMENT
from kit.source.office.packages import package_problem
from kit.source.tree.damage import DamagedError, reading_bytes
from kit.system.extras import install_command

if TYPE_CHECKING:
    from docx.document import Document

MISSING = "Word documents need python-docx, which is not installed here."


def document_problem(path: str, data: bytes) -> Finding | None:
    """Return what makes the .docx ``data`` from ``path`` unfit to be opened, or None: nothing of it is run or fetched.

    That is zip tricks, macros and embedded files, whatever would be fetched from elsewhere, declared types and
    entities, and more than a document holds.
    """
    return package_problem(path, data, DOCUMENT)


def open_document(path: str, data: bytes) -> Document:
    """Return the .docx ``data`` opened by python-docx.

    Raises FindingsError for what is unsafe, damaged or no document, EnvironmentTrouble without python-docx.
    """
    if problem := document_problem(path, data):
        raise FindingsError([problem], in_tree=False, message="Nothing was read: see to this file first.")
    docx = need_docx()
    try:
        with reading_bytes():
            opened: Document = docx.Document(io.BytesIO(data))
            _ = opened.element.body
    except DamagedError as error:
        problem = Finding(Code.BROKEN_PICTURE, path, None, "The document is damaged.", DOCUMENT.again)
        raise FindingsError([problem], in_tree=False, message="Nothing was read: see to this file first.") from error
    return opened


def need_docx() -> ModuleType:
    """Return python-docx, which comes with the extra ``word``. Raises EnvironmentTrouble where it is missing."""
    try:
        import docx
    except ImportError as error:
        raise EnvironmentTrouble(MISSING, f"Install it with: {install_command('word')}") from error
    return docx
