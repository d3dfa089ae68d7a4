"""The digest of a tree, by which a region knows exactly what it stands on."""

from __future__ import annotations

import hashlib
import unicodedata

from kit.model.tree import Tree

TEXT_SUFFIXES = (".md", ".toml")


def normalised(data: bytes) -> bytes:
    """Return text as LF, NFC and without a byte order mark; bytes that are no UTF-8 come back as they are."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).encode()


def file_digest(path: str, data: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal, of its normalised text if it is Markdown or TOML."""
    return hashlib.sha256(normalised(data) if path.endswith(TEXT_SUFFIXES) else data).hexdigest()


def tree_digest(tree: Tree) -> str:
    """Return ``sha256:`` and the SHA-256 over the sorted lines ``path NUL digest LF`` of the tree's files."""
    whole = hashlib.sha256()
    for path in sorted(tree.files):
        whole.update(f"{path}\0{file_digest(path, tree.files[path])}\n".encode())
    return f"sha256:{whole.hexdigest()}"
