"""On dark pages a photograph stands without a frame, and a drawing that one sees through has white below it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from kit.app.build import Order, build
from tests.helpers import build_file_tree
from tests.regions import HUB
from tests.render.site.browser.conftest import Visit

PHOTO = Image.new("RGB", (60, 40), "#7a1f5c")
SHAPE = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M0 0h9v9z"/></svg>'
SWATCH = b'<linearGradient id="brand-paper"><stop stop-color="#ffffff"/></linearGradient>'
BRANDED = DRAWING.replace(b"<path", SWATCH + b'<path fill="url(#brand-paper)"')
NONE, WHITE = ("rgba(0, 0, 0, 0)", "0px"), ("rgb(255, 255, 255)", "8px")
LOOK = "() => [...document.querySelectorAll('article img')].map((one) => getComputedStyle(one))"
LOOK += ".map((style) => [style.backgroundColor, style.paddingTop])"


def saved(image: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


PICTURES = {
    "a.jpg": (saved(PHOTO, "JPEG"), NONE),
    "b.jpeg": (saved(PHOTO, "JPEG"), NONE),
    "c.png": (saved(PHOTO, "PNG"), NONE),
    "d.png": (saved(PHOTO.convert("RGBA"), "PNG"), NONE),
    "e.webp": (saved(PHOTO, "WEBP"), NONE),
    "f.png": (saved(SHAPE, "PNG"), WHITE),
    "g.webp": (saved(SHAPE, "WEBP"), WHITE),
    "h.svg": (DRAWING, WHITE),
    "i.svg": (BRANDED, NONE),
}


@pytest.fixture(scope="module")
def page_of_pictures(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("pictures")
    shown = "".join(f"![A thing called {name[0]}]({name})\n\n" for name in PICTURES)
    tree = HUB | {"index.md": f"# Groups\n\nHello.\n\n{shown}"}
    build_file_tree(root / "hub", {**tree, **{name: data for name, (data, _) in PICTURES.items()}})
    build(root / "hub", root / "out", Order(("site",)), lambda _: None)
    return Path(root / "out" / "site" / "index.html").as_uri()


def test_only_what_one_sees_through_has_white_below_it_in_the_dark(page_of_pictures: str, visitor: Visit) -> None:
    page = visitor(color_scheme="dark")
    page.goto(page_of_pictures)

    assert [tuple(one) for one in page.evaluate(LOOK)] == [look for _, look in PICTURES.values()]


def test_in_the_light_nothing_has(page_of_pictures: str, visitor: Visit) -> None:
    page = visitor(color_scheme="light")
    page.goto(page_of_pictures)

    assert {tuple(one) for one in page.evaluate(LOOK)} == {NONE}


@pytest.mark.parametrize(
    ("machine", "chosen", "dark"), [("dark", "", True), ("light", "dark", True), ("dark", "light", False)]
)
def test_a_drawing_in_the_brand_s_colours_is_as_dark_as_its_page(
    page_of_pictures: str, visitor: Visit, machine: str, chosen: str, dark: bool
) -> None:
    page = visitor(color_scheme=machine)
    page.goto(page_of_pictures)
    page.evaluate("(chosen) => { if (chosen) document.body.dataset.theme = chosen }", chosen)

    shot = Image.open(io.BytesIO(page.locator("img[src$='i.svg']").screenshot())).convert("RGB")
    assert shot.getpixel((shot.width // 8, shot.height // 30)) == ((20, 23, 28) if dark else (255, 255, 255))
