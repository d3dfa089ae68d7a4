"""Photographs become upright and lose what they note beside the picture, before any output uses them."""

from __future__ import annotations

import io
import struct
from itertools import chain, zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageSequence, ImageStat

from kit.model.findings import Code, Finding
from kit.model.tree import Tree
from kit.source.pictures import upright as module
from kit.source.pictures.damage import damage
from kit.source.pictures.metadata import jpeg_parts, without_metadata
from kit.source.pictures.pictures import kind_of_picture, picture_problem, size
from kit.source.pictures.upright import orientation, upright, upright_pictures
from tests import photos
from tests.built import words_of
from tests.hostile.guard import time_limit
from tests.photos import NOTE, SIZE, corners, near, photo, plain, scene

TURNABLE = ("JPEG", "PNG", "WEBP")


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def far(image: Image.Image, other: Image.Image) -> float:
    """How far apart two pictures are at most, in steps of 255."""
    assert image.size == other.size
    channels = ImageChops.difference(image.convert("RGB"), other.convert("RGB")).getextrema()
    return max(most for _, most in channels)  # type: ignore[misc]


@pytest.mark.parametrize("kind", TURNABLE)
@pytest.mark.parametrize("held", range(1, 9))
def test_a_photo_stands_upright_however_the_camera_was_held(kind: str, held: int) -> None:
    made = upright(photo(kind, held))

    assert size(made) == SIZE
    assert near(corners(opened(made)))
    assert orientation(made) == 1


@pytest.mark.parametrize("kind", photos.KINDS)
@pytest.mark.parametrize("held", [1, 6])
def test_nothing_that_a_camera_or_a_program_noted_is_left(kind: str, held: int) -> None:
    data = photo(kind, held if kind in TURNABLE else 1)
    made = upright(data)

    assert words_of(data, "").count(NOTE) > 5
    assert NOTE not in words_of(made, "")
    assert b"PK\x03\x04" not in made


@pytest.mark.parametrize("kind", photos.KINDS)
@pytest.mark.parametrize("held", [1, 7])
def test_making_it_so_again_changes_nothing_and_gives_the_same_bytes_each_time(kind: str, held: int) -> None:
    data = photo(kind, held if kind in TURNABLE else 1)

    assert upright(upright(data)) == upright(data)


@pytest.mark.parametrize("kind", photos.KINDS)
def test_a_photo_that_stands_upright_is_not_coded_again(kind: str) -> None:
    assert opened(upright(photo(kind))).tobytes() == opened(plain(kind)).tobytes()
    assert upright(plain(kind)) == plain(kind)
    if kind != "GIF":  # what is added to it here needs a later version of that format
        assert plain(kind)[20:] in upright(photo(kind))


def test_a_photo_of_a_phone_is_turned_with_hardly_a_loss_and_in_hardly_more_bytes() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((20, 30), 90).resize((160, 240)) for _ in "RGB"])
    data = photo("JPEG", 6, noise)
    coded = plain("JPEG", 6, noise)
    made = upright(data)

    shown = opened(coded).transpose(Image.Transpose.ROTATE_270)
    assert max(ImageStat.Stat(ImageChops.difference(opened(made), shown)).mean) < 3
    assert len(made) < 1.05 * len(coded)


def test_a_photo_whose_blocks_do_not_stay_blocks_is_coded_at_a_high_quality() -> None:
    picture = scene(size=(75, 41))
    made = upright(photo("JPEG", 8, picture))

    assert size(made) == (75, 41)
    assert far(opened(made), opened(plain("JPEG", 8, picture)).transpose(Image.Transpose.ROTATE_90)) <= 16


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_is_turned_without_loss_in_its_own_kind_of_colours(mode: str) -> None:
    picture = scene("L").convert("I;16") if mode == "I;16" else scene(mode)
    made = opened(upright(photo("PNG", 5, picture)))

    assert made.mode == mode
    assert made.tobytes() == picture.tobytes()


def test_a_lossless_webp_is_turned_without_loss() -> None:
    stream = io.BytesIO()
    picture = scene("RGBA").rotate(30)
    picture.transpose(Image.Transpose.ROTATE_90).save(stream, "WEBP", lossless=True, exif=photos.exif(6), exact=True)

    assert opened(upright(stream.getvalue())).tobytes() == picture.tobytes()


@pytest.mark.parametrize("held", [1, 6])
@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_photos_for_print_and_grey_ones_keep_their_kind_of_colours(mode: str, held: int) -> None:
    picture = scene(mode)
    made = opened(upright(photo("JPEG", held, picture) if mode == "L" else _of_print(picture, held)))

    assert made.mode == mode
    assert far(made, picture) <= 12


def _of_print(picture: Image.Image, held: int) -> bytes:
    data = plain("JPEG", held, picture)
    return data[:2] + photos.jpeg_segment(0xE1, photos.exif(held)) + data[2:]


@pytest.mark.parametrize("held", [1, 3])
def test_of_a_photo_with_more_pictures_behind_it_the_first_is_kept(held: int) -> None:
    stream = io.BytesIO()
    turned = opened(plain("PNG", held))
    turned.save(stream, "MPO", save_all=True, append_images=[turned.convert("L")], exif=photos.exif(held))
    made = upright(stream.getvalue())

    assert Image.open(io.BytesIO(stream.getvalue())).format == "MPO"
    assert opened(made).format == "JPEG"
    assert made.count(b"\xff\xd9") == 1
    assert near(corners(opened(made)))
    assert NOTE not in words_of(made, "")


@pytest.mark.parametrize("held", [1, 6])
def test_a_photo_coded_in_many_scans_stays_whole(held: int) -> None:
    stream = io.BytesIO()
    opened(plain("PNG", held)).save(stream, "JPEG", progressive=True, exif=photos.exif(held))
    made = upright(stream.getvalue())

    assert len([name for name, _, _ in jpeg_parts(made) if name == b"\xda"]) > (5 if held == 1 else 0)
    assert damage("a.jpg", made) is None
    assert near(corners(opened(made)))


@pytest.mark.parametrize(("kind", "held"), [("GIF", 1), ("PNG", 1), ("WEBP", 1), ("PNG", 6), ("WEBP", 6)])
def test_moving_pictures_keep_their_frames_times_and_rounds(kind: str, held: int) -> None:
    frames = [scene().rotate(angle) for angle in (0, 90, 180)]
    data = photos.moving(kind, frames, held)
    made = upright(data)
    image = Image.open(io.BytesIO(made))
    times = [frame.info["duration"] for frame in ImageSequence.Iterator(image) if frame.load() is not None]

    assert image.info["loop"] == 3
    assert times == [100, 200, 300]
    assert NOTE not in words_of(made, "")
    for shown, frame in zip(ImageSequence.Iterator(image), frames, strict=True):
        assert far(shown, frame) <= (60 if kind == "GIF" else 0)


@pytest.mark.parametrize("version", [2, 4])
@pytest.mark.parametrize("held", [1, 6])
@pytest.mark.parametrize("kind", TURNABLE)
def test_a_profile_keeps_its_colours_and_loses_its_words(kind: str, held: int, version: int) -> None:
    given = photos.profile(version)
    stream = io.BytesIO()
    how = {"lossless": True} if kind == "WEBP" else {}
    opened(plain("PNG", held)).save(stream, kind, exif=photos.exif(held), icc_profile=given, **how)
    made = upright(stream.getvalue())
    kept = opened(made).info["icc_profile"]

    assert NOTE in words_of(stream.getvalue(), "")
    assert NOTE not in words_of(made, "")
    assert upright(made) == made
    assert _in_srgb(scene(), kept).tobytes() == _in_srgb(scene(), given).tobytes() != scene().tobytes()


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    read = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    shown = ImageCms.profileToProfile(picture, read, ImageCms.createProfile("sRGB"))
    assert shown is not None
    return shown


@pytest.mark.parametrize("junk", [b"", b"words", bytes(200), photos.profile()[:-1], photos.profile() + NOTE.encode()])
def test_what_is_no_profile_is_left_out_and_what_follows_one_too(junk: bytes) -> None:
    stream = io.BytesIO()
    scene().save(stream, "PNG", icc_profile=junk)
    made = upright(stream.getvalue())

    assert ("icc_profile" in opened(made).info) == junk.startswith(photos.profile())
    assert NOTE not in words_of(made, "")


def test_what_a_png_says_of_its_colours_stays_when_it_is_turned() -> None:
    gamma = photos.png_chunk(b"gAMA", struct.pack(">I", 100_000))
    data = photo("PNG", 6)

    assert gamma in upright(data[:33] + gamma + data[33:])


def test_a_jpeg_keeps_no_preview_in_its_first_segment() -> None:
    head = b"JFIF\0\1\1\0\0\1\0\1\2\2" + NOTE.encode()
    made = upright(b"\xff\xd8" + photos.jpeg_segment(0xE0, head) + plain()[20:])

    assert made == plain()


def test_what_was_cut_off_a_screenshot_and_still_lies_behind_its_end_is_gone() -> None:
    old = plain("PNG", image=scene(size=(300, 200)))
    new = plain("PNG")

    assert upright(new + old[len(new) :]) == new


@pytest.mark.parametrize("kind", photos.KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_picture_that_is_cut_off_is_told_as_before(kind: str, share: float) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((60, 50), 90) for _ in "RGB"])
    data = plain(kind, image=noise)
    cut = data[: int(len(data) * share)]

    assert damage(f"a.{photos.KINDS[kind]}", cut) is not None
    assert is_told(f"a.{photos.KINDS[kind]}", cut)


def is_told(path: str, data: bytes) -> bool:
    """Whether one of the three looks at a picture finds it wanting: at its head, on turning it, and to its end."""
    files, found = ready({path: data})
    return bool(found or picture_problem(path, data) or damage(path, files[path]))


def ready(files: dict[str, bytes], most: int = module.MOST) -> tuple[dict[str, bytes], list[Finding]]:
    found: list[Finding] = []
    return dict(upright_pictures(Tree(files), found, most).files), found


def test_in_a_tree_only_pictures_change() -> None:
    others = {"a.md": b"# A", "b.svg": b"<svg/>", "c.pptx": archive_of_words(), "d.toml": b""}
    files, found = ready({**others, "e.jpg": photo(), "f.webp": photo("WEBP", 6)})

    assert found == []
    assert {path: files[path] for path in others} == others
    assert (files["e.jpg"], size(files["f.webp"])) == (upright(photo()), SIZE)


def archive_of_words() -> bytes:
    return photos.archive()


def test_a_picture_that_is_something_else_is_left_to_the_finding_that_says_so() -> None:
    assert ready({"a.png": photo("JPEG", 6)}) == ({"a.png": photo("JPEG", 6)}, [])


def test_a_photo_that_is_to_be_turned_and_cannot_be_is_told_and_not_shown() -> None:
    whole = photo("JPEG", 6, Image.effect_noise((600, 400), 90))
    files, found = ready({"a.jpg": whole[: len(whole) // 2]})

    assert files == {"a.jpg": b""}
    assert [(one.code, one.file) for one in found] == [(Code.BROKEN_PICTURE, "a.jpg")]


def test_no_tree_can_have_pictures_turned_for_hours() -> None:
    files, found = ready({f"{name}.png": photo("PNG", 6) for name in "abc"}, 2 * SIZE[0] * SIZE[1])

    assert [(one.code, one.file) for one in found] == [(Code.UNSAFE_SIZE, "c.png")]
    assert files["c.png"] == b""
    assert ready({"a.png": photo("PNG", 6), "b.png": photo("PNG")}, SIZE[0])[0]["b.png"] == upright(photo("PNG"))


def test_a_moving_picture_of_endless_frames_is_not_turned() -> None:
    _, found = ready({"a.png": photos.endless(6)})

    assert [one.code for one in found] == [Code.UNSAFE_SIZE]


# Whatever is written between the parts that draw, and wherever, the picture comes out as if it had never been there.

JUNK = st.binary(max_size=80)
MARKERS = [*range(0xE1, 0xEE), 0xEF, 0xFE]
NAMES = [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf", b"prVt", b"iCCP", b"sPLT", b"hIST", b"gAMX", b"caNv"]
LABELS = [0x01, 0xFE, 0xFF, 0xCE]
SEGMENTS = {
    "JPEG": st.builds(photos.jpeg_segment, st.sampled_from(MARKERS), JUNK),
    "PNG": st.builds(photos.png_chunk, st.sampled_from(NAMES), JUNK),
    "WEBP": st.builds(photos.riff_chunk, st.sampled_from([b"EXIF", b"XMP ", b"ICCP", b"junk", b"LIST"]), JUNK),
    "GIF": st.builds(photos.gif_extension, st.sampled_from(LABELS), JUNK.filter(bool), JUNK.filter(bool)),
}


def parts_of(kind: str) -> tuple[bytes, list[bytes], bytes]:
    """A plain picture as its head, the parts between which segments may stand, and its end."""
    data = plain(kind)
    if kind == "JPEG":
        return data[:2], [whole for _, _, whole in jpeg_parts(data)], b""
    if kind == "GIF":
        head, blocks = photos.parts_of_gif(data)
        return head, [blocks[:-1]], blocks[-1:]
    if kind == "PNG":
        ends = [33, data.index(b"IEND") - 4]
        return data[:33], [data[ends[0] : ends[1]]], data[ends[1] :]
    return b"", [data[12:]], b""


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(SEGMENTS)), st.data())
def test_a_picture_with_any_metadata_anywhere_comes_out_as_the_picture_without(kind: str, data: st.DataObject) -> None:
    head, parts, end = parts_of(kind)
    places = [data.draw(st.lists(SEGMENTS[kind], max_size=3)) for _ in range(len(parts) + 1)]
    mixed = chain.from_iterable((*held, part) for held, part in zip_longest(places, parts, fillvalue=b""))
    noted = head + b"".join(mixed) + end
    if kind == "WEBP":
        noted = b"RIFF" + struct.pack("<I", len(noted) + 4) + b"WEBP" + noted
    noted += data.draw(JUNK)

    assert without_metadata(noted) == without_metadata(plain(kind))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(photos.KINDS)), st.integers(0, 3000), st.binary(min_size=1, max_size=30), st.integers(1, 8))
def test_damage_anywhere_gives_no_traceback_and_never_two_results(kind: str, at: int, junk: bytes, held: int) -> None:
    data = bytearray(photo(kind, held if kind in TURNABLE else 1))
    data[at : at + len(junk)] = junk
    bare = without_metadata(bytes(data))

    assert without_metadata(bare) == bare
    ready({f"a.{photos.KINDS[kind]}": bytes(data)})


MANY = 300_000
ENDLESS = {
    "a scan of fill bytes": plain()[:-2] + b"\xff" * MANY + b"\0",
    "a head of fill bytes": b"\xff\xd8" + b"\xff" * MANY + b"\0",
    "segments of a JPEG": b"\xff\xd8" + b"\xff\xe1\0\2" * MANY,
    "markers of a JPEG": b"\xff\xd8" + b"\xff\1" * MANY,
    "chunks of a PNG": plain("PNG")[:33] + photos.png_chunk(b"IDAT", b"") * MANY,
    "blocks of a GIF": photos.parts_of_gif(plain("GIF"))[0] + b"\x21\xfe\0" * MANY,
    "chunks of a WebP": b"RIFF\xff\xff\xff\x7fWEBP" + b"VP8 \0\0\0\0" * MANY,
    "chunks of a frame": b"RIFF\xff\xff\xff\x7fWEBPANMF\xff\xff\xff\x6f" + bytes(16) + b"VP8 \0\0\0\0" * MANY,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_picture_of_endless_parts_takes_no_time_and_is_told(name: str) -> None:
    path = f"a.{photos.KINDS[kind_of_picture(ENDLESS[name])]}"
    with time_limit(5):
        without_metadata(ENDLESS[name])

    assert is_told(path, ENDLESS[name])
