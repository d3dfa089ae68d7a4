"""The lock: what upstream said when each override was written. Machine-owned, one file a page. Pure.

``bases`` are by key: ``ANCHOR.replace``, ``ANCHOR.before``, ``ANCHOR.after`` and ``ANCHOR.remove`` hold the section's
text (of a neighbour, for before and after), ``set.FIELD`` the field's value or None, ``drop`` the page's digest,
``rename`` its name and ``order`` the anchors in upstream's order.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from kit.model.findings import Code, Finding
from kit.model.tree import Tree
from kit.source.settings.toml_text import table_lines

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

SCHEMA = 1
FOLDER = ".kit/lock/"
PAGES = f"{FOLDER}pages/"
SETTINGS = f"{FOLDER}settings.json"


@dataclass(frozen=True)
class Heading:
    """A section of upstream's page as it was: its anchor, level and title."""

    anchor: str
    level: int
    title: str


@dataclass(frozen=True)
class PageLock:
    """One page: its front-matter id ("" without), its front matter's text, its sections in order, and the bases."""

    id: str = ""
    head: str = ""
    outline: tuple[Heading, ...] = ()
    bases: Mapping[str, Any] = field(default_factory=dict)

    def earlier(self, anchor: str) -> list[str]:
        """Return the anchors before ``anchor``, the nearest first; none for a section that was never recorded."""
        anchors = [one.anchor for one in self.outline]
        return anchors[: anchors.index(anchor)][::-1] if anchor in anchors else []


@dataclass(frozen=True)
class SettingsLock:
    """What upstream had where the region sets its own.

    Values by variable and by brand key, digests by file and page path (None where upstream had none), and the entries
    of each round's agenda. ``moved`` are upstream's old page names by new ones and ``gone`` the pages that it gave up,
    since the region was forked: its own text may still link to them.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    brand: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str | None] = field(default_factory=dict)
    pages: Mapping[str, str | None] = field(default_factory=dict)
    agenda: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Lock:
    """All that is recorded of a region, by page name."""

    pages: Mapping[str, PageLock] = field(default_factory=dict)
    settings: SettingsLock = field(default_factory=SettingsLock)


def read_lock(files: Mapping[str, bytes], found: list[Finding]) -> Lock:
    """Return the lock among ``files``. A part that cannot be read, or was edited by hand, is a finding and left out."""
    pages = {}
    for path in sorted(files):
        content = _read(path, files[path], found) if path.startswith(PAGES) and path.endswith(".json") else None
        if content is not None:
            name = path.removeprefix(PAGES).removesuffix(".json")
            page = _typed(PageLock, content, path, found)
            if page is not None:
                pages[name] = page
    settings = _read(SETTINGS, files[SETTINGS], found) if SETTINGS in files else None
    return Lock(pages, (_typed(SettingsLock, settings, SETTINGS, found) if settings else None) or SettingsLock())


@lru_cache(maxsize=2)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Return what holds content to the types of ``kind``: making one takes longer than using it on a whole region."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _typed(kind: type[T], content: dict[str, Any], path: str, found: list[Finding]) -> T | None:
    """Return ``content`` as ``kind``. Anybody can compute a seal, so what is under one is held to its types too."""
    from pydantic import ValidationError

    try:
        adapter = _adapter(kind)  # type: ignore[arg-type]  # a class can be hashed, whatever its instances can
        typed: T = adapter.validate_python(content, strict=False, extra="forbid")
    except ValidationError:
        found.append(_spoilt(path, "is not what the kit writes"))
        return None
    return typed


def lock_files(lock: Lock) -> dict[str, bytes]:
    """Return the files of ``lock`` by path; a page without bases has none."""
    files = {f"{PAGES}{name}.json": _bytes(asdict(page)) for name, page in lock.pages.items() if page.bases}
    if lock.settings != SettingsLock():
        files[SETTINGS] = _bytes(asdict(lock.settings))
    return files


def _bytes(content: dict[str, Any]) -> bytes:
    sealed = {"schema": SCHEMA, "seal": seal_of(content), **content}
    return (json.dumps(sealed, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode()


def seal_of(content: dict[str, Any]) -> str:
    """Return a digest that tells a hand-edited lock from the kit's own, against slips and not against malice."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def _read(path: str, data: bytes, found: list[Finding]) -> dict[str, Any] | None:
    try:
        content = json.loads(data.decode("utf-8"))
        schema, seal, sealed = content.pop("schema"), content.pop("seal"), seal_of(content)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        found.append(_spoilt(path, "cannot be read"))
        return None
    if not isinstance(schema, int) or schema > SCHEMA:
        message = f"The record was written by a newer version of the kit (format {schema})."
        found.append(Finding(Code.NEWER_SCHEMA, path, None, message, "Install the newer kit; nothing was changed."))
        return None
    if seal != sealed:
        found.append(_spoilt(path, "was edited by hand"))
        return None
    return dict(content)


def _spoilt(path: str, what: str) -> Finding:
    return Finding(
        Code.SPOILT_RECORD,
        path,
        None,
        f"The kit's record of what upstream said {what}, so it is not used.",
        "Nothing of yours is lost: delete the file, and the next command records it anew from upstream/.",
    )


# The digest of a tree, by which a region knows exactly what it stands on.

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


# ``lineage.toml``: what a region received and gave. Only ever added to. Pure.

HEADING = "# What this region received and gave, oldest first. The kit adds to the end; please leave the rest.\n"

Event = tuple[str, Mapping[str, str]]


def added(lineage: bytes, events: Sequence[Event], date: datetime.date) -> bytes:
    """Return ``lineage`` with ``events`` (what happened, and its details) added at the end, all of one ``date``."""
    start = lineage.rstrip(b"\n") + b"\n" if lineage.strip() else HEADING.encode()
    tables = (table_lines("[[event]]", {"what": what, "on": date, **details}) for what, details in events)
    return start + "".join(f"\n{table}" for table in tables).encode()
