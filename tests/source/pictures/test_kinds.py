"""Pictures that are of another kind than their names say: each is told what it is, and what to do with it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from kit.model.findings import Code
from kit.source.pictures.pictures import picture_problem

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'


def picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (4, 3), "#7a1f5c").save(stream, kind)
    return stream.getvalue()


def refusal(path: str, data: bytes) -> tuple[str, str]:
    problem = picture_problem(path, data)
    assert problem is not None
    assert (problem.code, problem.file) == (Code.BROKEN_PICTURE, path)
    return problem.message, problem.hint


@pytest.mark.parametrize(
    ("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpg"), ("GIF", ".gif"), ("WEBP", ".webp"), ("SVG", ".svg")]
)
@pytest.mark.parametrize("path", ["map.svg", "map.png", "map.jpg", "map.gif", "map.webp"])
def test_a_kind_that_the_kit_takes_only_needs_another_name(path: str, kind: str, suffix: str) -> None:
    data = DRAWING if kind == "SVG" else picture(kind)
    if path.endswith(suffix):
        assert picture_problem(path, data) is None
        return
    message, hint = refusal(path, data)

    assert f"{kind} file under another name" in message
    assert f"end in {suffix}," in hint


OTHERS = {
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "AVIF": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1",
    "TIFF": picture("TIFF"),
    "BMP": picture("BMP"),
    "Photoshop": b"8BPS\0\x01" + bytes(20),
    "PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "svgz": b"\x1f\x8b\x08" + bytes(20),
    "zip": b"PK\x03\x04" + bytes(40),
}


@pytest.mark.parametrize("path", ["map.svg", "photo.jpg"])
@pytest.mark.parametrize("what", OTHERS)
def test_a_kind_that_nothing_shows_is_to_be_saved_as_one_that_the_kit_takes(what: str, path: str) -> None:
    message, hint = refusal(path, OTHERS[what])

    assert what in message
    assert "save it as PNG or" in hint


def test_a_web_page_that_was_saved_in_place_of_its_picture_is_told() -> None:
    message, hint = refusal("photo.png", b"\n<!DOCTYPE html><title>Photo</title>")

    assert "web page" in message
    assert "Save picture as" in hint


@pytest.mark.parametrize("path", ["map.svg", "map.png"])
def test_an_empty_file_is_told(path: str) -> None:
    assert "empty" in refusal(path, b"")[0]


@pytest.mark.parametrize(
    "before",
    ['<?xml version="1.0"?>\n', "<!-- one --> <!-- two -->\n", '<!DOCTYPE svg PUBLIC "a" "b">', "\ufeff \r\n"],
)
def test_a_drawing_is_known_by_its_first_element_whatever_stands_before(before: str) -> None:
    assert "an SVG file" in refusal("map.png", before.encode() + DRAWING)[0]


def test_many_comments_are_no_drawing_and_hold_nothing_up() -> None:
    assert "damaged" in refusal("map.png", b"<!---->" * 10_000)[0]
