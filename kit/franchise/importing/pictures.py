"""Pictures of foreign pages: taken out of the text, judged, and given names that the kit can use. Pure."""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from kit.franchise.importing import escape
from kit.franchise.importing.decoding import DATA_NAME
from kit.franchise.importing.inline import Context, link
from kit.franchise.importing.model import Told
from kit.model.findings import Finding
from kit.source.markdown.slugs import slug
from kit.source.pictures.damage import damage
from kit.source.pictures.kinds import kind_of_picture
from kit.source.pictures.pictures import picture_problem
from kit.source.pictures.svg import rebuild
from kit.source.tree.paths import PICTURE_SUFFIXES

FOLDER = "pictures"
_DATA = re.compile(r"data:image/([a-z0-9.+-]{1,20});base64,(.*)", re.DOTALL)
_ENDINGS = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
_NAME = re.compile(r"[\w .()-]*\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)|image\s*\d*|img[_ -]?\d+", re.IGNORECASE)
_ASK = "Write what it shows between the brackets, or the word decorative where it only adorns."


@dataclass
class Pictures:
    """The pictures of a round: ``files`` of the material, and those ``taken`` by the names that they get."""

    files: Mapping[str, bytes]
    taken: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def of_page(self, page: str, inside: Mapping[str, str]) -> Callable[[str, str, int | None, Context], str]:
        """Return the function that writes a picture of ``page``; ``inside`` are those that its text held."""

        def written(address: str, alt: str, line: int | None, ctx: Context) -> str:
            return self._written(page, inside.get(address, address), alt, line, ctx)

        return written

    def _written(self, page: str, address: str, alt: str, line: int | None, ctx: Context) -> str:
        told = ctx.told
        if re.match(r"(?:https?:)?//", address, re.IGNORECASE):
            told.picture(line, f"A picture lies elsewhere, at {address[:200]}, and is not fetched.", _FETCH)
            return link(alt or "A picture", address, line, ctx)
        found, stem = self._found(page, address, told, line)
        if found is None:
            return escape.words(f"(Picture: {alt})" if alt else "(A picture is missing here.)", ctx.in_table, False)
        name, trouble = self._named(stem, found)
        if trouble is not None:
            told.picture(line, f"The picture {_short(address)} cannot be used: {trouble.message}", trouble.hint)
            return escape.words(f"(Picture: {alt or stem})", ctx.in_table, False)
        return f"![{_alt(alt, name, line, told)}]({FOLDER}/{name})"

    def _found(self, page: str, address: str, told: Told, line: int | None) -> tuple[bytes | None, str]:
        """Return the bytes of the picture at ``address`` and a name for it, or None, told."""
        if data := _DATA.fullmatch(address):
            try:
                stem = f"{posixpath.basename(page).partition('.')[0]}-picture"
                return base64.b64decode(re.sub(r"\s|%0[ad]", "", unquote(data[2])), validate=True), stem
            except (binascii.Error, ValueError):
                told.picture(line, "A picture that was written into the text is damaged.", "Put it in as a file.")
                return None, ""
        bare = unquote(re.split(r"[?#]", address)[0]).strip()
        for path in _places(page, bare):
            if path in self.files and posixpath.splitext(path)[1].lower() in {*PICTURE_SUFFIXES, ".jpe"}:
                return self.files[path], posixpath.splitext(posixpath.basename(path))[0]
        ends = [path for path in self.files if bare and path.endswith(f"/{posixpath.basename(bare)}")]
        if len(ends) == 1 and posixpath.splitext(ends[0])[1].lower() in PICTURE_SUFFIXES:
            told.picture(line, f"The picture {_short(bare)} was found as {ends[0]}.", "See that it is the right one.")
            return self.files[ends[0]], posixpath.splitext(posixpath.basename(bare))[0]
        told.picture(line, f"The picture {_short(address) or 'without an address'} is not in the folder.", _PUT)
        return None, ""

    def _named(self, stem: str, data: bytes) -> tuple[str, Finding | None]:
        """Return the name of a picture in the round's folder, a new one or its own, or what makes it unfit."""
        ending = _ENDINGS.get(kind_of_picture(data), ".svg")
        base = slug(stem)[:50].strip("-") or "picture"
        path = f"{FOLDER}/{base}{ending}"
        trouble = picture_problem(path, data)
        if trouble is None and ending == ".svg":
            wrong: list[Finding] = []
            rebuilt = rebuild(path, data, wrong)
            trouble, data = (wrong[0] if wrong else None), rebuilt or b""
        elif trouble is None:
            trouble = damage(path, data)
        if trouble is not None:
            return "", trouble
        same = next((name for name, held in self.taken.items() if held == data), "")
        name, number = same or f"{base}{ending}", 2
        while not same and name in self.taken:
            name, number = f"{base}-{number}{ending}", number + 1
        self.taken[name] = data
        return name, None


_FETCH = "If you may use it, save it beside the page and show it from there."
_PUT = "Put it there, with a name in small letters, and show it on the page."


def _places(page: str, address: str) -> list[str]:
    """Return where a picture may lie, by paths from the folder of the material; none leads out of it."""
    folder = posixpath.dirname(page)
    tries = [
        posixpath.normpath(posixpath.join(folder, address)) if not address.startswith("/") else "",
        posixpath.normpath(address.lstrip("/")) if address.strip("/") else "",
        posixpath.normpath(posixpath.join(posixpath.dirname(folder), re.sub(r"^(?:\.\./)+", "", address))),
    ]
    return [path for path in tries if path and path != "." and not path.startswith(("..", "/"))]


def _alt(alt: str, name: str, line: int | None, told: Told) -> str:
    if alt and not _NAME.fullmatch(alt):
        text = alt.replace("{{", "{").replace("}}", "}")
        return re.sub(r"(?<!\\)([\[\]])", r"\\\1", escape.words(text, False, False))
    told.picture(line, f"The picture {name} has no words for those who do not see it.", _ASK)
    return f"To be described: {name.rpartition('.')[0].replace('-', ' ')}"


def _short(address: str) -> str:
    shown = "in the text" if address.startswith(("data:", DATA_NAME)) else address
    return shown if len(shown) < 100 else f"{shown[:99]}…"
