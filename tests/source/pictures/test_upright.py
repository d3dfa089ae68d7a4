"""Photographs become upright and lose what they note beside the picture, before any output uses them."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageSequence, ImageStat

from kit.model.findings import Code
from kit.source.pictures.damage import damage
from kit.source.pictures.metadata import jpeg_parts
from kit.source.pictures.pictures import size
from kit.source.pictures.upright import orientation, upright
from tests import photos
from tests.built import words_of
from tests.photos import NOTE, SIZE, corners, near, photo, plain, scene
from tests.source.pictures.looks import TURNABLE, is_told, opened, ready


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


@pytest.mark.parametrize("kind", photos.KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_picture_that_is_cut_off_is_told_as_before(kind: str, share: float) -> None:
    noise = Image.merge("RGB", [Image.effect_noise((60, 50), 90) for _ in "RGB"])
    data = plain(kind, image=noise)
    cut = data[: int(len(data) * share)]

    assert damage(f"a.{photos.KINDS[kind]}", cut) is not None
    assert is_told(f"a.{photos.KINDS[kind]}", cut)


def test_in_a_tree_only_pictures_change() -> None:
    others = {"a.md": b"# A", "b.svg": b"<svg/>", "c.pptx": photos.archive(), "d.toml": b""}
    files, found = ready({**others, "e.jpg": photo(), "f.webp": photo("WEBP", 6)})

    assert found == []
    assert {path: files[path] for path in others} == others
    assert (files["e.jpg"], size(files["f.webp"])) == (upright(photo()), SIZE)


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
