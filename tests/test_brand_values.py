"""A bad brand value gives a sentence, at its line, and no output: whatever it is, and whoever wrote it."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from kit.app.build import Order, build
from kit.model.errors import FindingsError
from tests.helpers import build_file_tree

HUB = """\
schema = 1
id = "hub"
name = "Hub"
version = "1"
licence = "CC-BY-4.0"
languages = ["en"]
[brand]
"""
LINE = 8  # where the brand's first value stands
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{}</svg>"


def _png(width: int, height: int, noise: bool = False) -> bytes:
    """Return a picture; noise does not compress, so that few pixels make a large file."""
    needed = 3 * width * height
    blocks = range(needed // 32 + 1) if noise else ()
    data = b"".join(hashlib.sha256(number.to_bytes(4)).digest() for number in blocks)[:needed] or bytes(needed)
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), data).save(out, "PNG")
    return out.getvalue()


def _logo(path: str) -> str:
    return f'logo = "{path}"\nlogo_alt = "Hub"'


# What somebody writes, the code that it gives, what the sentence must say.
VALUES = (
    ('primary = "red"', "bad-value", 'needs a colour of six digits, such as "#1b4965", not "red"'),
    ('primary = "#fff"', "bad-value", 'not "#fff"'),
    ('primary = "#12345g"', "bad-value", "colour of six digits"),
    ('primary = "rgb(1, 2, 3)"', "bad-value", "colour of six digits"),
    ('primary = "#1b4965; } body { display: none"', "bad-value", "colour of six digits"),
    ('accent = "url(https://example.org/x)"', "bad-value", "colour of six digits"),
    ('accent = ""', "bad-value", "colour of six digits"),
    ("primary = 123456", "bad-value", "needs text"),
    ('accent = ["#1b4965"]', "bad-value", "needs text"),
    ('primry = "#1b4965"', "unknown-key", "is not a name that the kit knows"),
    (_logo("https://example.org/logo.png"), "unsafe-path", "loads nothing from other sites"),
    (_logo("//example.org/logo.png"), "unsafe-path", "loads nothing from other sites"),
    (_logo("data:image/png;base64,AAAA"), "unsafe-path", "loads nothing from other sites"),
    (_logo("../logo.png"), "unsafe-path", "cannot name this path"),
    (_logo("brand/logo.tiff"), "unsafe-path", "which the kit does not use"),
    (_logo("hub.toml"), "bad-value", "needs a file that ends in"),
    (_logo("brand/none.png"), "missing-file", "there is no such file"),
    ("logo = 7", "bad-value", "needs text"),
    ('deck = "https://example.org/deck.potx"', "unsafe-path", "loads nothing from other sites"),
    ('deck = "brand/deck.pptm"', "unsafe-path", "which the kit does not use"),
    ('deck = "brand/logo.png"', "bad-value", "needs a file that ends in .potx, .pptx"),
)

# A logo that is a file of the tree, and wrong in itself.
LOGOS = (
    ("logo.png", _png(5001, 5000), "unsafe-size", "5001 by 5000 pixels"),
    ("logo.png", _png(500, 500, noise=True), "bad-value", "The logo has 0.8 MB"),
    ("logo.png", b"<html><script>alert(1)</script></html>", "broken-picture", "really a web page"),
    ("logo.png", _png(90, 90)[:60], "broken-picture", "not whole"),
    ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><rect", "broken-picture", "no well-formed SVG"),
    ("logo.svg", SVG.format("<script>alert(1)</script>").encode(), "unsafe-picture", "<script>"),
    ("logo.svg", SVG.format("<rect onload='x()'/>").encode(), "unsafe-picture", "onload"),
    ("logo.svg", SVG.format("<image href='https://example.org/x.png'/>").encode(), "unsafe-picture", "<image>"),
)


def _refused(folder: Path, brand: str, files: dict[str, bytes]) -> FindingsError:
    tree: dict[str, str | bytes] = {"hub.toml": HUB + brand + "\n", "index.md": "# Home\n\nHello.\n", **files}
    with pytest.raises(FindingsError) as caught:
        build(build_file_tree(folder / "hub", tree), folder / "out", Order(parts=("site",)), lambda _: None)
    assert not (folder / "out").exists()
    return caught.value


@pytest.mark.parametrize(("brand", "code", "words"), VALUES)
def test_a_bad_value_gives_a_sentence_at_its_line_and_no_output(
    tmp_path: Path, brand: str, code: str, words: str
) -> None:
    (finding,) = _refused(tmp_path, brand, {}).findings

    assert (finding.code.value, finding.place) == (code, f"hub.toml:{LINE}")
    assert words in finding.message
    assert finding.message.endswith(".")
    assert finding.hint.endswith((".", "?", '"'))  # a quotation mark ends what is to be typed as it stands


@pytest.mark.parametrize(("name", "data", "code", "words"), LOGOS)
def test_a_bad_logo_gives_a_sentence_and_no_output(
    tmp_path: Path, name: str, data: bytes, code: str, words: str
) -> None:
    found = _refused(tmp_path, _logo(f"brand/{name}"), {f"brand/{name}": data}).findings

    assert {finding.code.value for finding in found} == {code}
    assert words in found[0].message


def test_a_logo_without_alt_text_gives_a_sentence_and_no_output(tmp_path: Path) -> None:
    (finding,) = _refused(tmp_path, 'logo = "brand/logo.png"', {"brand/logo.png": _png(9, 9)}).findings

    assert (finding.code.value, finding.place) == ("no-alt-text", f"hub.toml:{LINE}")


def test_a_light_colour_is_built_with_a_shade_that_passes_and_the_site_says_which(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"hub.toml": HUB + 'primary = "#ffcc00"\n', "index.md": "# Home\n\nHello.\n"}
    build(build_file_tree(tmp_path / "hub", files), tmp_path / "out", Order(parts=("site",)), lambda _: None)

    page = (tmp_path / "out/site/brand.html").read_text(encoding="utf-8")
    assert "#ffcc00 has a contrast of 1.5 to 1 on white" in page
