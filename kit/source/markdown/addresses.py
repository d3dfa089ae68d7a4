"""Addresses in pages: what kind each is, and where a relative one leads in the tree."""

from __future__ import annotations

import re
from enum import Enum
from posixpath import normpath
from urllib.parse import unquote

from kit.source.tree.paths import PICTURE_SUFFIXES

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_REMOVED = re.compile(r"[\x00-\x20\x7f]")  # what browsers drop from an address before they look at its scheme


class AddressKind(Enum):
    """What an address is."""

    WEB = "web"  # http, https, mailto, tel
    TREE = "tree"  # a page, section or file of this tree
    REFUSED = "refused"  # any other scheme, //host, or backslashes


def kind_of_address(address: str) -> AddressKind:
    """Return what ``address`` is, escapes undone and characters that browsers drop left out (WHATWG URL, 4.4)."""
    bare = _REMOVED.sub("", unquote(address))
    match = _SCHEME.match(bare)
    if match and match[1].lower() in SCHEMES:
        return AddressKind.WEB
    if match or bare.startswith(("//", "\\")) or "\\" in bare or _ENTITY_COLON.search(bare):
        return AddressKind.REFUSED
    return AddressKind.TREE


_OWN = re.compile(r"(?:file:/{0,3})?/?(?:[A-Za-z]:[\\/]|\\\\)|file:|/?(?:Users|home)/", re.IGNORECASE)


def own_computer(address: str) -> str:
    """Return ``address``, escapes undone, where it is a place on the author's own computer or network, else ""."""
    bare = _REMOVED.sub("", unquote(address))
    return unquote(address) if _OWN.match(bare) else ""


def with_slashes(address: str) -> str:
    """Return ``address``, as copied from Windows, with slashes where that makes a path of it, else ""."""
    slashed = unquote(address).replace("\\", "/")
    return slashed if slashed != unquote(address) and kind_of_address(slashed) is AddressKind.TREE else ""


_ENTITY_COLON = re.compile(r"&(?:colon|#0*58|#x0*3a);?", re.IGNORECASE)


def path_from(page: str, address: str) -> str | None:
    """Return the path in the tree that ``address`` on the page at ``page`` leads to, without its ``#anchor``.

    A leading ``/`` means the root of the tree. "" alone (``#anchor``) is the page itself. None: outside the tree. A
    ``?`` is part of the path, because Sphinx takes it so; no file's name holds one.
    """
    path = unquote(address.partition("#")[0])
    if not path:
        return page
    folder = "" if path.startswith("/") else page.rpartition("/")[0]
    whole = normpath(f"{folder}/{path.lstrip('/')}".lstrip("/"))
    return None if whole == ".." or whole.startswith("../") else whole


def picture_from(page: str, address: str) -> str | None:
    """Return the path in the tree of the picture that ``address`` on the page at ``page`` names; None: it names none.

    The one place where a picture's address is taken apart: ``check`` and the walk over finished documents both ask
    here, and Sphinx is given the answer. ``?`` and ``#`` are refused, since what stands behind them is part of the
    path for some programs and not for others.
    """
    if kind_of_address(address) is not AddressKind.TREE or has_query(address):
        return None
    path = path_from(page, address)
    return path if path and path.lower().endswith(tuple(PICTURE_SUFFIXES)) else None


def has_query(address: str) -> bool:
    """Whether ``address`` goes on behind its path, escapes undone."""
    return not {"?", "#"}.isdisjoint(unquote(address))


def anchor_of(address: str) -> str:
    """Return the part of ``address`` behind ``#``, escapes undone, or "" where there is none."""
    return unquote(address.partition("#")[2])


def same_place(address: str) -> str:
    """Return where an address on the web leads, the same for all ways to write it; parts of a page are one place."""
    return address.partition("#")[0].rstrip("/").casefold().replace("http://", "https://", 1)


def is_ref(role: str) -> bool:
    """Whether the role of that name leads to a target, ``(name)=``."""
    return role in ("ref", "bdg-ref") or role.startswith("bdg-ref-")


def address_in(role: str) -> str:
    """Return the address in a role's text: what stands in ``<>`` at its end, else all of it."""
    return role.rpartition("<")[2][:-1].strip() if role.endswith(">") and "<" in role else role.strip()
