"""Photographs made fit for every output at once: turned as their camera says (Exif 3.0), and freed of metadata.

Browsers, PDF and slides then show the same, whatever of Exif each of them would have read.
"""

from __future__ import annotations

import io
from typing import Any

from kit.model.findings import Code, Finding
from kit.model.tree import Tree
from kit.source.pictures.kinds import kind_of_picture
from kit.source.pictures.metadata import COLOUR_CHUNKS, exif, png_parts, webp_parts, without_metadata
from kit.source.pictures.pictures import MAX_PIXELS, picture_problem, size
from kit.source.tree.paths import PICTURE_SUFFIXES
from kit.system.memo import remembered

# What is turned in one run, in pixels: half a minute's work, for some eighty photos as phones take them. A tree that
# nobody controls could else hold a build up for hours.
MOST = 1_000_000_000

_ORIENTATION = 0x0112
# What puts a picture upright, by the camera's number, as Pillow calls it. Its rotations run against the clock.
_TURNS = dict(enumerate(("FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM", "TRANSPOSE"), 2)) | dict(
    enumerate(("ROTATE_270", "TRANSVERSE", "ROTATE_90"), 6)
)
_QUALITY = 95  # of what loses by being coded again, where nothing better is known
_BLOCK = 16  # pixels: the side of the largest block that JPEG codes
_SQUARE = (0, 2)  # Pillow's numbers for 4:4:4 and 4:2:0, whose blocks are square
_PNG_HEAD = 8 + 25  # bytes: the signature and the first chunk, which says the size


def upright_pictures(tree: Tree, found: list[Finding], most: int = MOST) -> Tree:
    """Return ``tree`` with every sound png, jpg, gif and webp upright and without metadata.

    One that cannot be turned is a finding and is left empty; ``most`` is how many pixels are turned.
    """
    files = dict(tree.files)
    for path, data in sorted(tree.files.items()):
        if not path.endswith(_SUFFIXES) or picture_problem(path, data) is not None:
            continue
        pixels = turned_pixels(data)
        most -= pixels
        trouble = _TOO_MOVING if pixels > MAX_PIXELS else _TOO_MANY if pixels and most < 0 else None
        try:
            files[path] = b"" if trouble else upright(data)
        except ValueError:
            files[path], trouble = b"", _DAMAGED
        if trouble:
            found.append(Finding(trouble[0], path, None, *trouble[1:]))
    return Tree(files)


_SUFFIXES = tuple(PICTURE_SUFFIXES - {".svg"})
_TURN_IT = "Turn it in an image editor and save it again."
_DAMAGED = (
    Code.BROKEN_PICTURE,
    "The picture is damaged, so it cannot be turned upright and freed of what a camera noted.",
    "Copy it here again, or open it in an image editor and save it under the same name.",
)
_TOO_MOVING = (
    Code.UNSAFE_SIZE,
    f"The moving picture does not stand upright, and its frames have over {MAX_PIXELS // 1_000_000} million pixels.",
    _TURN_IT,
)
_TOO_MANY = (
    Code.UNSAFE_SIZE,
    f"This picture and others do not stand upright, and have more than {MOST // 1_000_000} million pixels together.",
    f"{_TURN_IT} Or make them smaller: 2,000 pixels are enough for a slide or a page.",
)


@remembered
def upright(data: bytes) -> bytes:
    """Return the png, jpg, gif or webp ``data`` upright and without metadata, always the same bytes.

    One that stands upright keeps its pixels as they are coded. One that is turned is coded again: a PNG or a lossless
    WebP without loss, others at a high quality. ValueError where damage leaves nothing to show, or nothing to turn.
    """
    made, turn = without_metadata(data), _TURNS.get(orientation(data))
    try:
        made = without_metadata(_turned(made, turn)) if turn else made
    except Exception as error:  # damaged data can make the readers raise nearly anything
        raise ValueError(f"The picture cannot be turned: {error}") from error
    size(made)
    return made


def turned_pixels(data: bytes) -> int:
    """Return how many pixels ``upright`` turns, those of all frames together: 0 for a picture that stands upright."""
    if orientation(data) not in _TURNS:
        return 0
    from PIL import Image

    try:
        with Image.open(io.BytesIO(without_metadata(data))) as image:
            return image.width * image.height * getattr(image, "n_frames", 1)
    except Exception:  # it is damaged, and nothing of it will be turned
        return 0


def orientation(data: bytes) -> int:
    """Return how a camera was held, 1 to 8 as Exif counts, by the picture's own note; 1 where there is none."""
    tiff = exif(data)
    order: Any = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4])
    if order is None:
        return 1
    start = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[start : start + 2], order)
    for at in range(start + 2, min(start + 2 + 12 * count, len(tiff)), 12):
        if int.from_bytes(tiff[at : at + 2], order) == _ORIENTATION:
            return int.from_bytes(tiff[at + 8 : at + 10], order)
    return 1


def _turned(data: bytes, turn: str) -> bytes:
    from PIL import Image, ImageSequence

    kind = kind_of_picture(data)
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        frames = [frame.transpose(Image.Transpose[turn]) for frame in ImageSequence.Iterator(image)]
        stream = io.BytesIO()
        how = _how_to_write(image, frames, data)
        frames[0].save(stream, kind, icc_profile=image.info.get("icc_profile"), **how)
    return _with_colours(stream.getvalue(), data) if kind == "PNG" else stream.getvalue()


def _how_to_write(image: Any, frames: list[Any], data: bytes) -> dict[str, Any]:
    """Return how Pillow is to write what it turned: as well as it was, and with all frames."""
    how: dict[str, Any] = {}
    if image.format == "JPEG":
        how = _how_to_code(image, frames[0])
    elif image.format == "WEBP":
        lossless = any(b"VP8L" in (name, held[16:20]) for name, held, _ in webp_parts(data))  # by itself, or in a frame
        how = {"lossless": True, "exact": True} if lossless else {"quality": _QUALITY}
    if len(frames) > 1:
        times = [frame.info["duration"] for frame in frames if "duration" in frame.info]
        how |= {"save_all": True, "append_images": frames[1:], "duration": times, "disposal": 0, "blend": 0}
        how |= {name: image.info[name] for name in ("loop", "default_image") if name in image.info}
    return how


def _how_to_code(image: Any, turned: Any) -> dict[str, Any]:
    """Return how to code a JPEG again.

    Where its blocks stay blocks when it is turned, its own tables give back nearly the same numbers, in as few bytes.
    """
    from PIL import JpegImagePlugin

    sampling = JpegImagePlugin.get_sampling(image)
    if sampling not in _SQUARE or image.width % _BLOCK or image.height % _BLOCK:
        return {"quality": _QUALITY, "subsampling": 0}
    tables = image.quantization
    if turned.size != image.size:
        tables = {key: [table[at % 8 * 8 + at // 8] for at in range(64)] for key, table in tables.items()}
    return {"qtables": tables, "subsampling": sampling}


def _with_colours(data: bytes, before: bytes) -> bytes:
    """Return the PNG ``data`` with what ``before`` says of its colours beside the profile, which Pillow leaves out."""
    kept = b"".join(whole for name, _, whole in png_parts(before) if name in COLOUR_CHUNKS)
    return data[:_PNG_HEAD] + kept + data[_PNG_HEAD:]
