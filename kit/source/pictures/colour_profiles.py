"""Colour profiles (ICC.1:2022) freed of all that does not change colours (pure).

The profile of a screen names its maker, model and serial number, others name a person or a studio.
"""

from __future__ import annotations

from collections.abc import Mapping

MAX_PROFILE = 4 * 1024 * 1024  # bytes; profiles for print have up to 3 MB
_MAX_TAGS = 100
_HEAD = 128
_COLOURS = frozenset(
    {
        *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"lumi", b"cicp"),
        *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt"),
        *(b"D2B0", b"D2B1", b"D2B2", b"D2B3", b"B2D0", b"B2D1", b"B2D2", b"B2D3"),
    }
)
_TYPES = (b"XYZ ", b"curv", b"para", b"sf32", b"mft1", b"mft2", b"mAB ", b"mBA ", b"mpet", b"cicp")
# What every profile must have, and says nothing here: a name and a copyright, in the forms of versions 2 and 4.
_OLD = {
    b"desc": b"desc" + bytes(4) + (7).to_bytes(4) + b"colour\0" + bytes(78),
    b"cprt": b"text" + bytes(4) + b"none\0",
}
_NAMED = b"mluc" + bytes(4) + (1).to_bytes(4) + (12).to_bytes(4) + b"enGB" + (12).to_bytes(4) + (28).to_bytes(4)
_NEW = dict.fromkeys((b"desc", b"cprt"), _NAMED + "colour".encode("utf-16-be"))


def colours_of(profile: bytes) -> bytes:
    """Return ``profile`` with only what changes colours; b"" for one that is damaged, too large, or changes nothing."""
    size, count = int.from_bytes(profile[:4]), int.from_bytes(profile[_HEAD : _HEAD + 4])
    if not _HEAD < size <= min(len(profile), MAX_PROFILE) or profile[36:40] != b"acsp" or count > _MAX_TAGS:
        return b""
    kept: dict[bytes, bytes] = {}
    for at in range(_HEAD + 4, _HEAD + 4 + 12 * count, 12):
        name, start, length = profile[at : at + 4], *(int.from_bytes(profile[at + n : at + n + 4]) for n in (4, 8))
        held = profile[start : start + length]
        if name in _COLOURS and held.startswith(_TYPES):
            kept.setdefault(name, held)
    made = _profile(_head(profile), {**(_OLD if profile[8] < 4 else _NEW), **kept})
    return made if kept and len(made) <= MAX_PROFILE else b""


def _head(profile: bytes) -> bytes:
    """Return the head behind its size: without the program, the date, the platform, the maker, the model, the id."""
    date = b"".join(number.to_bytes(2) for number in (2000, 1, 1, 0, 0, 0))
    return bytes(4) + profile[8:24] + date + b"acsp" + bytes(4) + profile[44:48] + bytes(8) + profile[56:80] + bytes(48)


def _profile(head: bytes, tags: Mapping[bytes, bytes]) -> bytes:
    """Return a profile; equal data stands in it once, as where three colours share one curve."""
    places: dict[bytes, int] = {}
    table, body = len(tags).to_bytes(4), b""
    start = _HEAD + 4 + 12 * len(tags)
    for name, held in tags.items():
        if held not in places:
            places[held] = start + len(body)
            body += held + bytes(-len(held) % 4)
        table += name + places[held].to_bytes(4) + len(held).to_bytes(4)
    return (start + len(body)).to_bytes(4) + head + table + body
