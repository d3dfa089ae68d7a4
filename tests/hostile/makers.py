"""Files that no text file can stand for: bombs, packed files, other encodings. Each is made anew, and small."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import socket
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from kit.franchise.record import seal_of
from tests import photos
from tests.regions import HUB

MB = 1024 * 1024
_HEAD = "---\nminutes: 5\n---\n\n# Attack\n\n"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MASTER = "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


class _Loot:
    """Unpickling this would run a command."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch LOOT",)


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """Return a PNG whose header says ``width`` by ``height``, with ``data`` for its pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = data or zlib.compress(b"\0" * ((width * 3 + 1) * height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _zip(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(_named(name, method), content)
    return stream.getvalue()


def _named(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("x")
    info.filename = name  # as it stands: ZipInfo itself would tidy it up
    info.compress_type = method
    return info


def _rels(*links: tuple[str, str, str]) -> str:
    one = '<Relationship Id="r{}" Type="{}/{}" Target="{}" TargetMode="{}"/>'
    made = "".join(one.format(at, _OFFICE, kind, target, mode) for at, (kind, target, mode) in enumerate(links))
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{made}</Relationships>'


def _deck(more: Mapping[str, bytes | str] | None = None, types: str = "", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the least that passes for a presentation, with ``more`` parts."""
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{types}</Types>',
            "ppt/presentation.xml": "<presentation/>",
            **(more or {}),
        },
        method,
    )


def _twice(name: str, parts: Mapping[str, bytes | str]) -> bytes:
    """Return a zip with two parts of one name, which zipfile itself would warn of."""
    data = _zip({**parts, name: b"one", name[:-1] + "~": b"two"})
    return data.replace((name[:-1] + "~").encode(), name.encode())


def _lying(data: bytes, name: str) -> bytes:
    """Return the zip ``data`` whose list says that ``name`` unpacks to one byte less than it does."""
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(b"PK\x01\x02", at + 1)
    size = struct.unpack("<I", data[at + 24 : at + 28])[0]
    return data[: at + 24] + struct.pack("<I", size - 1) + data[at + 28 :]


def _locked(data: bytes) -> bytes:
    """Return the zip ``data`` with every entry marked as encrypted."""
    changed = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            changed[at + offset] |= 1
            at = data.find(sign, at + 1)
    return bytes(changed)


def _spoilt(data: bytes, name: str) -> bytes:
    """Return the zip ``data`` with the packed bytes of ``name`` spoilt."""
    at = data.index(name.encode()) + len(name) + 12
    return data[:at] + bytes(255 - byte for byte in data[at : at + 20]) + data[at + 20 :]


def _hidden(content: bytes, kind: str, relation: str = "slideMaster") -> bytes:
    """Return a deck with ``content`` under an ending that says nothing: its type and what leads to it say more."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/ppt/a.bin" ContentType="{kind}"/>'
        "</Types>",
        "ppt/presentation.xml": "<presentation/>",
        "ppt/_rels/presentation.xml.rels": _rels((relation, "a.bin", "Internal")),
        "ppt/a.bin": content,
    }
    return _zip(parts, zipfile.ZIP_STORED)


def _hub_zip(more: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return _zip({**HUB, **more}, method)


def _bad_name() -> bytes:
    """Return a zip with a name that says it is UTF-8, and is not."""
    data = _hub_zip({"a\u00e9.md": "x"})
    return data.replace("a\u00e9.md".encode(), b"a\xff\xfe.md")


def _bad_offset() -> bytes:
    """Return a zip whose first entry lies before its beginning."""
    data = bytearray(_hub_zip({}))
    at = data.rindex(b"PK\x05\x06")
    data[at + 16 : at + 20] = struct.pack("<I", struct.unpack("<I", data[at + 16 : at + 20])[0] + 9_999)
    return bytes(data)


def _long_list_64() -> bytes:
    """Return a zip that says only in the record for large ones how long its list is."""
    data = _hub_zip({})
    at = data.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, 2**31, 0)
    return data[:at] + record + struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1) + data[at:]


def _special(name: str, kind: int, content: str = "/etc/passwd") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, text in HUB.items():
            archive.writestr(path, text)
        info = zipfile.ZipInfo(name)
        info.external_attr = (kind | 0o644) << 16
        archive.writestr(info, content)
    return stream.getvalue()


def _long_list() -> bytes:
    data = bytearray(_hub_zip({}))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 2**31)
    return bytes(data)


def _sealed(content: object) -> bytes:
    """Return a record with the seal that the kit itself would give it: a stranger can compute it too."""
    seal = seal_of(content)  # type: ignore[arg-type]  # nonsense on purpose
    return json.dumps({"schema": 1, "seal": seal, **content}).encode()  # type: ignore[dict-item]


def _plan(path: str) -> bytes:
    steps = [{"path": path, "old": None, "new": "0" * 64}]
    return json.dumps({"schema": 1, "command": "update", "way": "do", "steps": steps}).encode()


def _deep_fences(levels: int = 14) -> bytes:
    opened = "".join(f"{':' * (40 - at)}{{note}}\n\n" for at in range(levels))
    return (_HEAD + opened + "Words\n\n" + "".join(":" * (40 - at) + "\n\n" for at in reversed(range(levels)))).encode()


HUB_TOP = b'schema = 1\nid = "hub"\nname = "Hub"\nversion = "1"\n'
_REMOTE = "http://evil.invalid/x"
MAKERS: Mapping[str, Callable[[], bytes]] = {
    # Pages
    "page": lambda: _HEAD.encode() + b"Words.\n",
    "big-front-matter": lambda: f"---\nminutes: 5\n# {'x' * 9000}\n---\n\n# Attack\n".encode(),
    "bom-myst": lambda: "\ufeff---\nminutes: 5\nmyst: {enable_extensions: [substitution]}\n---\n\n# A\n".encode(),
    "huge-page": lambda: _HEAD.encode() + b"word " * (MB // 5 + 1),
    "deep-fences": _deep_fences,
    "colons": lambda: (_HEAD + "x" + ":" * 900_000 + "\n").encode(),
    "colons-apart": lambda: (_HEAD + ": " * 450_000 + "\n").encode(),
    "colon-lines": lambda: (_HEAD + ":::\n" * 225_000).encode(),
    "notes": lambda: (_HEAD + ":::{note}\n" * 90_000).encode(),
    "open-pictures": lambda: (_HEAD + "![" * 450_000 + "\n").encode(),
    "headings": lambda: (_HEAD + "## Again\n\n" * 600).encode(),
    "hard-spaces": lambda: (_HEAD + "\u00a0" * 450_000 + "x\n").encode(),
    "piled-accents": lambda: (_HEAD + "a" + "\u0301\u0323" * 200_000 + "\n").encode(),
    "many-cells": lambda: f"{_HEAD}|{'a|' * 900}\n|{'-|' * 900}\n".encode() + b"|a\n" * 900,
    "capitals": lambda: (_HEAD + "ABC " * 220_000 + "\n").encode(),
    "words": lambda: (_HEAD + "word " * 180_000 + "\n").encode(),
    "nul": lambda: _HEAD.encode() + b"Words \0 words\n",
    "bidi": lambda: (_HEAD + "Words \u202e words\n").encode(),
    "separator": lambda: (_HEAD + "Words\u2028```{include} ../../secret.txt\n").encode(),
    "utf16": lambda: (_HEAD + "Words\n").encode("utf-16"),
    "latin": lambda: (_HEAD + "Caf\u00e9\n").encode("latin-1"),
    "html": lambda: b"<html><script>alert(1)</script></html>\n",
    "pickle": lambda: pickle.dumps(_Loot()),
    # Settings
    "deep-toml": lambda: b"a = " + b"[" * 100_000,
    "dotted-toml": lambda: b"a" + b".a" * 100_000 + b" = 1\n",
    "number-toml": lambda: b"schema = " + b"9" * 5_000 + b"\n",
    "huge-toml": lambda: b"# " + b"x" * MB + b"\n",
    "word-toml": lambda: HUB_TOP + b'[variables]\nvenue = "Here"\n# ' + b"x" * 200_000 + b"\n",
    "tables-toml": lambda: HUB_TOP + b"".join(b"[t%d]\n" % at for at in range(60_000)),
    # Pictures
    "png": lambda: png(2, 2),
    "png-bomb": lambda: png(30_000, 30_000, zlib.compress(b"\0" * MB)),
    "png-huge": lambda: png(2, 2, b"\0" * (10 * MB)),
    "gif-script": lambda: b"GIF89a=1;alert(1)//\x00\x00;",
    "webp-damaged": lambda: b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 20,
    "jpg-notes": lambda: photos.photo("JPEG", 6),
    "png-notes": lambda: photos.photo("PNG", 6),
    "webp-notes": lambda: photos.photo("WEBP", 6),
    "gif-notes": lambda: photos.photo("GIF"),
    "png-archive": lambda: photos.plain("PNG") + photos.archive(),
    "jpg-scans": lambda: photos.drawn_again(20_000),
    "jpg-cut-off": lambda: photos.photo("JPEG", 6)[:-600],
    "png-checksum": lambda: png(2, 2)[:-16] + bytes(4) + png(2, 2)[-12:],
    "png-endless": lambda: photos.endless(6),
    "eps": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(LOOT) (w) file\n",
    "deep-svg": lambda: (_SVG + "<g>" * 30_000 + "</g>" * 30_000 + "</svg>").encode(),
    "words-svg": lambda: f"{_SVG}<text>{f'<metadata/>{chr(120) * 39}' * 19_000}</text></svg>".encode(),
    "marked-svg": lambda: (
        f'{_SVG}<marker id="m">{"<circle/>" * 300}</marker>'
        f'<g marker-mid="url(#m)"><polyline points="{"1,2 " * 60_000}"/></g></svg>'
    ).encode(),
    "used-svg": lambda: (
        f'{_SVG}<path id="l" d="M0 0' + "L9 4L1 8" * 50_000 + '"/>' + '<use href="#l"/>' * 19_000 + "</svg>"
    ).encode(),
    "wide-svg": lambda: (_SVG.replace(">", f' width="1{" " * 900_000}x">') + "</svg>").encode(),
    "utf7-svg": lambda: b'<?xml version="1.0" encoding="UTF-7"?>\n+ADw-svg onload+AD0-"alert(1)"+AD4-\n',
    "svgz": lambda: gzip.compress(f"{_SVG}<script>alert(1)</script></svg>".encode(), mtime=0),
    # Decks
    "deck-zip-bomb": lambda: _deck({"ppt/media/a.bin": b"\0" * (30 * MB)}),
    "deck-xml-bomb": lambda: _deck({"ppt/slides/slide1.xml": b" " * (21 * MB)}),
    "deck-many-parts": lambda: _deck({f"ppt/media/{at}": b"" for at in range(5_001)}),
    "deck-doctype": lambda: _deck({"ppt/a.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
    "deck-external-picture": lambda: _deck({"ppt/a.rels": _rels(("image", _REMOTE, "External"))}),
    "deck-external-file": lambda: _deck({"ppt/a.rels": _rels(("image", "file:///etc/passwd", "External"))}),
    "deck-external-template": lambda: _deck({"_rels/.rels": _rels(("attachedTemplate", _REMOTE, "External"))}),
    "deck-script-link": lambda: _deck({"ppt/a.rels": _rels(("hyperlink", "javascript:alert(1)", "External"))}),
    "deck-case-rels": lambda: _deck({"ppt/A.RELS": _rels(("image", _REMOTE, "EXTERNAL"))}),
    "deck-macro": lambda: _deck({"ppt/vbaProject.bin": b"x"}),
    "deck-macro-type": lambda: _deck(types='<Override ContentType="application/x.macroEnabled.main+xml"/>'),
    "deck-ole": lambda: _deck({"ppt/embeddings/oleObject1.bin": b"x"}),
    "deck-activex": lambda: _deck({"ppt/activeX/activeX1.xml": "<a/>"}),
    "deck-climbing-part": lambda: _deck({"../../evil.xml": "<a/>"}),
    "deck-twice": lambda: _twice("ppt/a.xml", {"ppt/presentation.xml": "<p/>"}),
    "deck-lying-size": lambda: _lying(_deck(), "ppt/presentation.xml"),
    "deck-encrypted": lambda: _locked(_deck()),
    "deck-hidden-xml": lambda: _hidden(b"<a>" + b"<b/>" * (5 * MB + 1) + b"</a>", _MASTER),
    "deck-hidden-spaces": lambda: _hidden(b" " * (20 * MB) + b"<a/>", _MASTER),
    "deck-hidden-doctype": lambda: _hidden(b'<!DOCTYPE a [<!ENTITY y "z">]><a>&y;</a>', _MASTER),
    "deck-wide-doctype": lambda: _hidden('<!DOCTYPE a [<!ENTITY y "z">]><a>&y;</a>'.encode("utf-16"), "image/png"),
    "deck-hidden-macro": lambda: _hidden(b"x", "application/vnd.ms-office.vbaProject"),
    "deck-macro-relation": lambda: _hidden(b"x", "application/octet-stream", "vbaProject"),
    "deck-utf7": lambda: _hidden(b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-', _MASTER),
    "deck-ebcdic": lambda: _hidden('<?xml version="1.0" encoding="cp037"?><!DOCTYPE a><a/>'.encode("cp037"), _MASTER),
    "deck-much-xml": lambda: _deck({f"ppt/a{at}.xml": b"<a>" + b"<b/>" * MB + b"</a>" for at in range(6)}, method=0),
    "deck-lzma": lambda: _deck({"ppt/a.bin": b"words " * 999}, method=zipfile.ZIP_LZMA),
    "deck-lzma-damaged": lambda: _spoilt(_deck(method=zipfile.ZIP_LZMA), "ppt/presentation.xml"),
    "deck-bad-name": lambda: _deck({"ppt/a\u00e9.xml": "<a/>"}).replace("a\u00e9".encode(), b"a\xff\xfe"),
    "deck-no-types": lambda: _zip({"ppt/presentation.xml": "<presentation/>"}),
    "deck-name-forges": lambda: _deck({"ppt/vbaProject\x1b[2J.bin": b"x"}),
    "deck-no-zip": lambda: b"PK but no zip",
    "deck-no-presentation": lambda: _zip({"word/document.xml": "<a/>"}),
    "deck-empty-presentation": _deck,
    # Records
    "lock-no-json": lambda: b"{",
    "lock-deep": lambda: b"[" * 100_000,
    "lock-list": lambda: b"[1, 2]",
    "lock-half-letters": lambda: b'{"schema": 1, "seal": "x", "id": "\\ud800"}',
    "lock-sealed-nonsense": lambda: _sealed({"evil": 1}),
    "lock-sealed-types": lambda: _sealed({"id": 1, "head": [], "outline": "x", "bases": [1]}),
    "lock-sealed-outline": lambda: _sealed({"id": "", "head": "", "outline": [{"x": 1}], "bases": {}}),
    "lock-settings-nonsense": lambda: _sealed({"evil": 1}),
    "lock-settings-moved": lambda: _sealed({"moved": [1], "gone": 5}),
    "journal-climbs": lambda: _plan("../LOOT"),
    # Sources
    "zip-climbs": lambda: _hub_zip({"../conf.py": "x"}),
    "zip-absolute": lambda: _hub_zip({"/tmp/evil.md": "x"}),  # noqa: S108 - never written
    "zip-drive": lambda: _hub_zip({"C:/evil.md": "x"}),
    "zip-backslash": lambda: _hub_zip({"a\\..\\b.md": "x"}),
    "zip-link": lambda: _special("round-1/a.md", stat.S_IFLNK),
    "zip-device": lambda: _special("round-1/a.md", stat.S_IFCHR),
    "zip-bomb": lambda: _hub_zip({"a.png": b"\0" * (30 * MB)}),
    "zip-many": lambda: _hub_zip({f"a{at}.md": b"" for at in range(5_001)}),
    "zip-twice": lambda: _twice("round-1/evil.md", HUB),
    "zip-encrypted": lambda: _locked(_hub_zip({})),
    "zip-lying": lambda: _lying(_hub_zip({}), "index.md"),
    "zip-damaged": lambda: _hub_zip({})[:-40],
    "zip-long-list": _long_list,
    "zip-lzma": lambda: _hub_zip({}, zipfile.ZIP_LZMA),
    "zip-bzip2": lambda: _hub_zip({}, zipfile.ZIP_BZIP2),
    "zip-lzma-damaged": lambda: _spoilt(_hub_zip({}, zipfile.ZIP_LZMA), "index.md"),
    "zip-spoilt": lambda: _spoilt(_hub_zip({}), "index.md"),
    "zip-bad-name": _bad_name,
    "zip-bad-offset": _bad_offset,
    "zip-long-list-64": _long_list_64,
    "zip-long-name": lambda: _hub_zip({"a\u0301\u0323" * 9_000: "x"}),
    "zip-pattern": lambda: _hub_zip({"round-1/a.md": _HEAD + ": " * 20_000}, zipfile.ZIP_STORED),
    "zip-case": lambda: _hub_zip({"round-1/How-Ready.md": "x"}),
    "zip-conf": lambda: _hub_zip({"conf.py": "import os\n"}),
    "zip-page": lambda: _hub_zip({"round-1/attack.md": _HEAD + "<script>alert(1)</script>\n"}),
    "zip-settings": lambda: _hub_zip({"hub.toml": 'schema = 1\nid = "hub"\nname = "<script>"\nversion = "1"\n'}),
}


def make(place: Path, maker: str) -> None:
    """Put what ``maker`` makes at ``place``."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if maker == "PIPE":
        os.mkfifo(place)
    elif maker == "SOCKET":
        _listen(place)
    else:
        place.write_bytes(MAKERS[maker]())


def _listen(place: Path) -> None:
    # The path of a socket must be short, so it is bound beside and moved.
    here = Path.cwd()
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.name)
    finally:
        os.chdir(here)
