"""Makes the pictures of the README and the guides from real builds: ``.venv/bin/python scripts/pictures.py``.

Builds the Midlands into a temporary folder and takes pictures of what is there, into ``docs/pictures/``: the site by
Chromium, handouts by pdftoppm, slides by LibreOffice, and what ``peerkit check`` says of a page with mistakes.
A picture that this machine lacks a program for is left as it is, and a sentence says so.
Needs the tools that ``make test`` installs.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import brands
import editing
import phones
from canvas import GAP, WIDTH, framed, grid, rows, save
from drawn import chromium_path, pages_of, quiet, titled_slides
from meetings import draw
from PIL import Image
from sink import sheets
from terminal import draw_check

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
EXAMPLE = ROOT / "docs" / "examples" / "midlands"
PEERKIT = Path(sys.executable).parent / "peerkit"

DESKTOP = (1240, 1202)  # CSS pixels of the window
PHONE = (375, 814)
PHONE_WIDTH = 365  # pixels in the finished picture
SLIDES = (  # by round and title
    ("round-1", "Meet the standard"),
    ("round-1", "Next: How ready are we?"),
    ("round-1", "How ready are we?"),
    ("round-1", "Score five points"),
    ("round-1", "Score your service from 0 to 5"),
    ("round-1", "A small offer is a good offer"),
    ("round-2", "At the same time: 3pm to 3:45pm"),
    ("round-1", "Tea and coffee"),
    ("round-1", "Thank you"),
)

Maker = Callable[[Path, Path], None]


def site(built: Path, _work: Path) -> None:
    """Draw the round on a desktop and one of its sessions on a phone."""
    with browser() as shot:
        desktop = shot(built / "site/round-1/index.html", DESKTOP, 2)
        phone = shot(built / "site/round-1/how-ready.html", PHONE, 2)
    wide = framed(desktop, WIDTH - GAP - PHONE_WIDTH)
    save(rows([[wide, framed(phone, PHONE_WIDTH)]]), PICTURES / "site.png")


def groups(_built: Path, work: Path) -> None:
    """Draw the groups on the hub's home page, with their map, dates and areas."""
    from playwright.sync_api import ViewportSize, sync_playwright

    sources = ["--groups", str(ROOT / "docs/examples/groups"), "--only", "site", "--out", str(work / "hub")]
    quiet([str(PEERKIT), "-C", str(ROOT / "sessions"), "build", *sources])
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        window = ViewportSize(width=DESKTOP[0], height=DESKTOP[1])
        page = chromium.new_page(viewport=window, device_scale_factor=2, color_scheme="light")
        page.clock.set_fixed_time("2027-01-04T12:00:00Z")
        page.goto((work / "hub/site/index.html").as_uri())
        heading, part = (page.locator(one).bounding_box() for one in (".kit-groups h2", ".kit-groups"))
        assert heading
        assert part
        left, top = heading["x"] - GAP, part["y"]  # it begins with room of its own, and a line stands close above
        wide, tall = part["x"] + part["width"] + GAP - left, part["y"] + part["height"] + GAP - top
        page.screenshot(
            path=work / "shot.png", full_page=True, clip={"x": left, "y": top, "width": wide, "height": tall}
        )
        chromium.close()
    save(framed(Image.open(work / "shot.png"), WIDTH), PICTURES / "groups.png")


ANSWERS = {
    "What is the group called": "Westshire Peer Group",
    "Where do you meet": "Town Hall, Westbury",
    "On which day": "2027-01-20",
    "At what time": "13:00",
}


def start(_built: Path, work: Path) -> None:
    """Draw the page on which a group starts, being filled in."""
    from playwright.sync_api import ViewportSize, sync_playwright

    quiet([str(PEERKIT), "-C", str(ROOT / "sessions"), "build", "--only", "site", "--out", str(work / "hub")])
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        window = ViewportSize(width=900, height=900)
        page = chromium.new_page(viewport=window, device_scale_factor=2, color_scheme="light", locale="en-GB")
        page.goto((work / "hub/site/start.html").as_uri())
        for label, answer in ANSWERS.items():
            page.get_by_label(label).fill(answer)
        page.get_by_label("We have a colour of our own").check()
        page.get_by_label("Which colour is yours").fill("#7a1f5c")
        page.evaluate("document.activeElement.blur(); document.querySelector('.skip-to-content').remove()")
        page.locator(".kit-start fieldset").first.evaluate("one => one.scrollIntoView({behavior: 'instant'})")
        page.screenshot(path=work / "shot.png")
        chromium.close()
    save(framed(Image.open(work / "shot.png"), WIDTH), PICTURES / "start.png")


WRITTEN = (  # by the label of the field
    ("Our service", "Missed bins"),
    ("Score: 1 Understand user needs", "3"),
    ("move it up one: 1 Understand user needs", "Watch five people report one."),
)


def filled_in(built: Path, _work: Path) -> None:
    """Draw a sheet that is being filled in, on a phone and on a desktop."""
    from playwright.sync_api import sync_playwright

    shots = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        for width, height in (PHONE, (820, 814)):
            page = chromium.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
            page.goto((built / "site/round-1/how-ready.html").as_uri())
            page.locator(".kit-handout").scroll_into_view_if_needed()
            for name, words in WRITTEN:
                page.get_by_label(name).first.fill(words)
            page.evaluate("document.activeElement.blur(); document.querySelector('.skip-to-content').remove()")
            page.locator(".kit-handout").screenshot(path=Path(folder) / "shot.png")
            sheet = Image.open(Path(folder) / "shot.png")
            shots.append(sheet.crop((0, 0, sheet.width, 2 * height)))
        chromium.close()
    save(rows([[framed(shots[1], WIDTH - GAP - PHONE_WIDTH), framed(shots[0], PHONE_WIDTH)]]), PICTURES / "sheets.png")


def day(built: Path, _work: Path) -> None:
    """Draw the day page on phones: of somebody who looks, and of somebody who runs it, behind and finished."""
    file = built / "site/round-1/day.html"
    seen = [phones.shots(file, groups, chromium_path(), phones.PHONE) for groups in ([phones.LOOKS], phones.RUNS)]
    save(grid([one for some in seen for one in some], 3), PICTURES / "day.png")


def leading(_built: Path, work: Path) -> None:
    """Draw the day page with notes and its code to hand over, and the clock for the room."""
    quiet([str(PEERKIT), "-C", str(EXAMPLE), "pack", "round-1", "--out", str(work / "pack.zip")])
    with zipfile.ZipFile(work / "pack.zip") as pack:
        file = Path(pack.extract("for-facilitators/site/round-1/day-lead.html", work))
    wide = phones.shots(file, [phones.ROOM], chromium_path(), phones.PROJECTOR)
    tall = phones.shots(file, phones.LEADS, chromium_path(), (phones.PHONE[0], 900))
    each = (WIDTH - 2 * GAP) // 4
    save(rows([[*(framed(one, each) for one in tall), framed(wide[0], 2 * each)]]), PICTURES / "leading.png")


# The page of a council's own site, which has nothing of ours but the piece.
COUNCIL = """<!doctype html><meta charset="utf-8"><title>Our digital service</title><style>
body {{ color: #222; font: 17px/1.5 Georgia, serif; margin: 0 }}
header {{ background: #1d3b2a; color: #fff; padding: 18px 40px }}
main {{ margin: 24px 40px; max-width: 760px }}
h1 {{ font-size: 30px }}
table {{ border-collapse: collapse; width: 100% }}
caption {{ font-weight: bold; padding: 8px 0; text-align: left }}
th, td {{ border-bottom: 1px solid #bbb; padding: 5px 8px 5px 0; text-align: left; vertical-align: top }}
.peer-round {{ border-left: 6px solid #1d3b2a; padding-left: 20px }}
</style><header>Tannery Street Council (invented)</header><main><h1>Meet councils near us</h1>
<p>We take part in a peer group. This is what it does next:</p>{piece}</main>"""


def elsewhere(built: Path, work: Path) -> None:
    """Draw the piece of a round in a page of a council's own, with that page's styles."""
    piece = (built / "site/round-1/fragment.html").read_text(encoding="utf-8")
    (work / "council.html").write_text(COUNCIL.format(piece=piece), encoding="utf-8")
    with browser() as shot:
        save(framed(shot(work / "council.html", (840, 900), 2), WIDTH), PICTURES / "elsewhere.png")


def run_sheet(built: Path, _work: Path) -> None:
    """Draw the beginning of a run sheet."""
    with browser() as shot:
        sheet = shot(built / "site/round-1/run-sheet.html", DESKTOP, 2)
    save(framed(sheet, WIDTH), PICTURES / "run-sheet.png")


def paper(built: Path, work: Path) -> None:
    """Draw the first pages of what is printed: for attendees, for one session, for facilitators."""
    names = ("attendee", "how-ready", "run-sheet")
    pages = [pages_of(built / f"handouts/round-1/{name}.pdf", work / name, 1, 1)[0] for name in names]
    save(grid(pages, 3), PICTURES / "handouts.png")


def printables(built: Path, work: Path) -> None:
    """Draw what organisers print for the room: a sign-in sheet, a sign, badges, a form and a poster."""

    def page(name: str, number: int) -> Image.Image:
        return pages_of(built / f"handouts/round-1/{name}.pdf", work / f"{name}{number}", number, number)[0]

    wide, tall = (WIDTH - GAP) // 2, (WIDTH - 2 * GAP) // 3
    above = [framed(page(name, number), wide) for name, number in (("sign-in", 1), ("signs", 2))]
    below = [framed(page(name, number), tall) for name, number in (("badges", 1), ("forms", 1), ("room-kit", 2))]
    save(rows([above, below]), PICTURES / "printables.png")


def large_print(built: Path, work: Path) -> None:
    """Draw papers in large print, one of them beside the same in ordinary print."""
    names = (("attendee", 1), ("attendee-large", 1), ("what-is-the-standard-large", 1))
    folder = built / "handouts/round-1"
    pages = [pages_of(folder / f"{name}.pdf", work / f"{name}-{number}", number, number)[0] for name, number in names]
    save(grid(pages, 3), PICTURES / "large-print.png")


def slides(built: Path, work: Path) -> None:
    """Draw some slides of the decks."""
    shown = {name: titled_slides(built / f"decks/{name}.pptx", work) for name in {name for name, _ in SLIDES}}
    save(grid([shown[name][title] for name, title in SLIDES], 3), PICTURES / "slides.png")


def check(_built: Path, work: Path) -> None:
    """Draw what ``peerkit check`` says of a page with mistakes."""
    draw_check(work, PICTURES / "check.svg")


@contextmanager
def browser() -> Iterator[Callable[[Path, tuple[int, int], int], Image.Image]]:
    """Open Chromium; yield a function from a file, a window's size in CSS pixels and a scale to a picture of it."""
    from playwright.sync_api import ViewportSize, sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])

        def shot(file: Path, size: tuple[int, int], scale: int) -> Image.Image:
            window = ViewportSize(width=size[0], height=size[1])
            page = chromium.new_page(viewport=window, device_scale_factor=scale, color_scheme="light")
            page.goto(file.as_uri())
            page.screenshot(path=Path(folder) / "shot.png")
            page.close()
            return Image.open(Path(folder) / "shot.png").copy()

        yield shot
        chromium.close()


def kitchen_sink(_built: Path, work: Path) -> None:
    """Draw each element of a session's page as a page, on paper and on a slide."""
    sheets(work, PICTURES, quiet, pages_of, chromium_path())


def meetings(_built: Path, work: Path) -> None:
    """Draw a meeting in two sittings, one with rooms, and one that is cancelled."""
    draw(EXAMPLE, work, PICTURES, lambda words: quiet([str(PEERKIT), *words]), pages_of, chromium_path())


def editor(_built: Path, work: Path) -> None:
    """Draw a section and a meeting that are being changed in the page."""
    editing.draw(EXAMPLE, work, PICTURES, PEERKIT, chromium_path())


def in_five_brands(_built: Path, work: Path) -> None:
    """Draw the picture book: five groups in their own colours, each output side by side."""
    brands.draw(ROOT / "sessions", work, PICTURES, lambda words: quiet([str(PEERKIT), *words]))


def all_three() -> bool:
    """Return whether there are programs to draw pages, PDFs and slides with."""
    return bool(chromium_path() and shutil.which("libreoffice") and shutil.which("pdftoppm"))


# What each picture is made with, and the program that it needs.
MAKERS: dict[str, tuple[Maker, Callable[[], object], str]] = {
    "site": (site, chromium_path, "Chromium"),
    "groups": (groups, chromium_path, "Chromium"),
    "start": (start, chromium_path, "Chromium"),
    "day": (day, chromium_path, "Chromium"),
    "leading": (leading, chromium_path, "Chromium"),
    "sheets": (filled_in, chromium_path, "Chromium"),
    "elsewhere": (elsewhere, chromium_path, "Chromium"),
    "editor": (editor, chromium_path, "Chromium"),
    "run-sheet": (run_sheet, chromium_path, "Chromium"),
    "handouts": (paper, lambda: shutil.which("pdftoppm"), "pdftoppm (poppler-utils)"),
    "printables": (printables, lambda: shutil.which("pdftoppm"), "pdftoppm (poppler-utils)"),
    "large-print": (large_print, lambda: shutil.which("pdftoppm"), "pdftoppm (poppler-utils)"),
    "slides": (slides, lambda: shutil.which("libreoffice") and shutil.which("pdftoppm"), "LibreOffice and pdftoppm"),
    "kitchen-sink": (kitchen_sink, all_three, "Chromium, LibreOffice and pdftoppm"),
    "meetings": (meetings, lambda: chromium_path() and shutil.which("pdftoppm"), "Chromium and pdftoppm"),
    "brands": (in_five_brands, all_three, "Chromium, LibreOffice and pdftoppm"),
    "check": (check, lambda: True, ""),
}


def main() -> None:
    """Build, then make the pictures that the arguments name, or all."""
    wanted = sys.argv[1:] or list(MAKERS)
    if unknown := set(wanted) - set(MAKERS):
        sys.exit(f"There is no picture {', '.join(sorted(unknown))}: the pictures are {', '.join(MAKERS)}.")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="peerkit-pictures-") as folder:
        built = Path(folder) / "midlands"
        quiet([str(PEERKIT), "-C", str(EXAMPLE), "build", "--large-print", "--out", str(built)])
        for name in wanted:
            make, available, needs = MAKERS[name]
            if not available():
                print(f"The picture {name} was left as it is, because this machine has no {needs}.")
                continue
            work = Path(folder) / name
            work.mkdir()
            make(built, work)
            print(f"Made docs/pictures/{name}.")


if __name__ == "__main__":
    main()
