"""Pictures and decks: what is good passes unopened, and what is false, broken or too large is told."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation

from kit.model.findings import Code
from kit.source.pictures.pictures import picture_problem, size
from tests import photos


def picture(kind: str, width: int = 40, height: int = 30) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#7a1f5c").save(stream, kind)
    return stream.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is huge, in a few bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def code_of(path: str, data: bytes) -> Code | None:
    problem = picture_problem(path, data)
    assert problem is None or (problem.file == path and problem.hint)
    return problem.code if problem else None


GOOD = [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a.gif", "GIF"), ("a.webp", "WEBP")]


@pytest.mark.parametrize(("path", "kind"), GOOD)
def test_good_pictures_pass_and_have_a_size(path: str, kind: str) -> None:
    assert code_of(path, picture(kind)) is None
    assert size(picture(kind)) == (40, 30)


def test_a_picture_under_another_name_is_told_with_its_real_ending() -> None:
    problem = picture_problem("photo.png", picture("JPEG"))

    assert problem is not None
    assert problem.code is Code.BROKEN_PICTURE
    assert "JPEG" in problem.message
    assert ".jpg" in problem.hint


@pytest.mark.parametrize(
    "data", [b"", b"<html><script>", b"\x89PNG\r\n\x1a\n", b"BM" + bytes(60), b"%!PS-Adobe-3.0 EPSF"]
)
def test_what_is_no_picture_is_told(data: bytes) -> None:
    assert code_of("a.png", data) is Code.BROKEN_PICTURE


@given(st.binary(max_size=60), st.sampled_from(["a.png", "a.jpg", "a.gif", "a.webp"]))
def test_damaged_headers_never_give_a_traceback(tail: bytes, path: str) -> None:
    for start in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\0\0\0\0WEBPVP8 "):
        picture_problem(path, start + tail)


@pytest.mark.parametrize(("width", "height"), [(5001, 5000), (20_000, 20_000), (60_000, 60_000)])
def test_more_than_25_million_pixels_are_refused_from_the_header(width: int, height: int) -> None:
    assert code_of("a.png", png_header(width, height)) is Code.UNSAFE_SIZE


def test_25_million_pixels_are_the_most() -> None:
    assert code_of("a.png", png_header(5000, 5000)) is None


@pytest.mark.parametrize("path", ["a.png", "a.svg"])
def test_more_than_10_mb_are_refused(path: str) -> None:
    assert code_of(path, bytes(10 * 1024 * 1024 + 1)) is Code.UNSAFE_SIZE


def test_files_that_are_no_pictures_are_somebody_elses_matter() -> None:
    assert code_of("page.md", b"\xff") is None


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="320" height="200"', (320, 200)),
        ('width="2in" height="1in" viewBox="0 0 7 7"', (192, 96)),
        ('width="100%" viewBox="0 0 640.4 480"', (640, 480)),
        ('width="320" viewBox="0 0 640 480"', (320, 240)),
        ('height="10mm" viewBox="0,0,2,1"', (76, 38)),
        ("", (300, 150)),
    ],
)
def test_an_svg_has_the_size_that_a_browser_gives_it(attributes: str, expected: tuple[int, int]) -> None:
    assert size(f'\ufeff<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()) == expected


@pytest.mark.parametrize("data", [b"", b"text", b"<html/>", b'<svg viewBox="a b c d"/>', b"\x89PNG\r\n\x1a\n"])
def test_what_has_no_size_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="size"):
        size(data)


def deck() -> bytes:
    stream = io.BytesIO()
    Presentation().save(stream)
    return stream.getvalue()


def deck_with(extra: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A good deck with parts added or put in place of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck())) as old, zipfile.ZipFile(stream, "w", compression) as new:
        for name in old.namelist():
            if name not in extra:
                new.writestr(name, old.read(name))
        for name, data in extra.items():
            new.writestr(name, data)
    return stream.getvalue()


def relation(kind: str, target: str) -> dict[str, bytes]:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = f'<Relationship Id="r1" Type="{kind}" Target="{target}" TargetMode="External"/>'
    return {"ppt/slides/_rels/s.xml.rels": f'<Relationships xmlns="{space}">{link}</Relationships>'.encode()}


def test_a_good_deck_passes() -> None:
    assert code_of("deck.pptx", deck()) is None


def test_a_good_template_with_links_for_people_passes() -> None:
    for target in ("https://example.org/", "http://example.org", "mailto:sam@example.org"):
        assert code_of("deck.potx", deck_with(relation("hyperlink", target))) is None


HOSTILE = {
    "macro": ({"ppt/vbaProject.bin": b"x"}, Code.UNSAFE_PICTURE),
    "embedded file": ({"ppt/embeddings/sheet.xlsx": b"x"}, Code.UNSAFE_PICTURE),
    "ole object": ({"ppt/oleObject1.bin": b"x"}, Code.UNSAFE_PICTURE),
    "active control": ({"ppt/activeX/activeX1.xml": b"<x/>"}, Code.UNSAFE_PICTURE),
    "document type": ({"ppt/slides/s.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}, Code.UNSAFE_PICTURE),
    "document type in UTF-16": ({"ppt/s.xml": "<!doctype x><x/>".encode("utf-16")}, Code.UNSAFE_PICTURE),
    "remote picture": (relation("image", "http://example.org/spy.png"), Code.UNSAFE_PICTURE),
    "local picture": (relation("image", "file:///etc/passwd"), Code.UNSAFE_PICTURE),
    "script link": (relation("hyperlink", "javascript:alert(1)"), Code.UNSAFE_PICTURE),
    "file link": (relation("hyperlink", "file://server/share"), Code.UNSAFE_PICTURE),
    "traversal": ({"../../conf.py": b"x"}, Code.UNSAFE_PATH),
    "absolute name": ({"/etc/x": b"x"}, Code.UNSAFE_PATH),
    "drive name": ({"C:/x": b"x"}, Code.UNSAFE_PATH),
    "backslashes": ({"a\\..\\b": b"x"}, Code.UNSAFE_PATH),
    "bomb": ({"ppt/media/zero.bin": bytes(3_000_000)}, Code.UNSAFE_SIZE),
    "no relations": ({"ppt/_rels/presentation.xml.rels": b"<broken"}, Code.BROKEN_PICTURE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_decks_are_refused_before_they_are_opened(name: str) -> None:
    parts, code = HOSTILE[name]

    assert code_of("deck.pptx", deck_with(parts)) is code


def test_too_many_parts_are_refused() -> None:
    assert code_of("deck.pptx", deck_with({f"ppt/{n}.bin": b"" for n in range(5001)})) is Code.UNSAFE_SIZE


def test_too_much_xml_is_refused_whatever_its_ratio() -> None:
    big = deck_with({"ppt/slides/s.xml": bytes(20 * 1024 * 1024 + 1)}, zipfile.ZIP_STORED)

    assert code_of("deck.pptx", big) is Code.UNSAFE_SIZE


def test_a_deck_that_is_really_of_a_macro_type_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(deck())) as archive:
        types = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    macro = types.replace(plain, b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")

    assert macro != types
    assert code_of("deck.pptx", deck_with({"[Content_Types].xml": macro})) is Code.UNSAFE_PICTURE


@pytest.mark.parametrize("data", [b"", b"\xd0\xcf\x11\xe0" + bytes(600), b"PK\x03\x04" + bytes(40)])
def test_what_is_no_deck_is_told(data: bytes) -> None:
    assert code_of("deck.pptx", data) is Code.BROKEN_PICTURE


def test_another_zip_file_is_no_deck() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    assert code_of("deck.pptx", stream.getvalue()) is Code.BROKEN_PICTURE


@pytest.mark.parametrize(("times", "code"), [(1, None), (60, None), (120, Code.UNSAFE_SIZE)])
def test_a_jpeg_is_refused_that_goes_over_its_pixels_again_and_again(times: int, code: Code | None) -> None:
    found = picture_problem("a.jpg", photos.drawn_again(times))

    assert (found and found.code) is code
