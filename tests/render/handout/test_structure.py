"""Every PDF of the hub, of the example region and of the kitchen sink holds what screen readers need."""

from __future__ import annotations

import io
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from kit.app.build import Order, build
from tests.render.handout.measured import drawn, filled, words
from tests.render.handout.structure import elements, faults

ROOT = Path(__file__).parents[3]
TREES = {
    "hub": ROOT / "sessions",
    "midlands": ROOT / "docs/examples/midlands",
    "sink": ROOT / "tests/cases/kitchen-sink",
}


@pytest.fixture(scope="module", params=list(TREES))
def tree(request: pytest.FixtureRequest) -> str:
    """Each tree's name."""
    return str(request.param)


@pytest.fixture(scope="module")
def printed(tree: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The PDFs of one tree by name."""
    out = tmp_path_factory.mktemp(tree) / "out"
    build(TREES[tree], out, Order(parts=("handouts",)), lambda _: None)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*.pdf"))}


def test_every_pdf_keeps_the_rules_for_screen_readers(printed: dict[str, bytes]) -> None:
    broken = {name: said for name, data in printed.items() if (said := faults(data))}

    assert len(printed) >= 6
    assert broken == {}


def test_no_heading_stands_alone_at_the_foot_of_a_page(printed: dict[str, bytes]) -> None:
    """The last line above the page number is never a heading, and no page holds headings alone.

    A heading may be the last words of a page where its picture follows there: pictures are no lines.
    """
    lonely = []
    for name, data in printed.items():
        pdf = pypdf.PdfReader(io.BytesIO(data))
        root: Any = pdf.root_object
        tags = list(elements(root["/StructTreeRoot"]))
        pictured = [one["/S"] == "/Figure" and one.get("/Pg") == head.get("/Pg") for head, one in pairwise(tags)]
        headings = {
            str(one["/T"]) for one, shown in zip(tags, [*pictured, False], strict=True) if "/T" in one and not shown
        }
        for number, page in enumerate(pdf.pages, 1):
            lines = [line.strip() for line in page.extract_text().split("\n") if line.strip()]
            body = lines[:-1] if "Page " in lines[-1] else lines
            lonely += [(name, number, body[-1])] * (body[-1] in headings and "signs" not in name)

    assert lonely == []


def test_running_heads_of_run_sheets_name_the_part_at_the_top_of_the_page(printed: dict[str, bytes]) -> None:
    """It is the part that goes on from the page before, unless a part begins in the first line."""
    wrong = []
    for name, data in printed.items():
        if not name.endswith("run-sheet.pdf"):
            continue
        pdf = pypdf.PdfReader(io.BytesIO(data))
        root: Any = pdf.root_object
        parts = [one for one in elements(root["/StructTreeRoot"]) if one["/S"] == "/H2"]
        begun = [(pdf.get_page_number(one["/Pg"].get_object()) or 0, str(one["/T"])) for one in parts]
        for number, page in list(enumerate(pdf.pages))[1:]:
            head, *body = [line.strip() for line in page.extract_text().split("\n") if line.strip()]
            before = [title for there, title in begun if there < number]
            here = [title for there, title in begun if there == number]
            top = here[0] if here and (not before or " ".join(body).startswith(here[0][:12])) else before[-1]
            wrong += [(name, number + 1, head, top)] * (f" · {top[:8]}" not in head)

    assert wrong == []


# Pages, the words to say included. Each round 2 has three sessions at once, which stand on a page of their own each.
LED_FROM = {
    "hub": {"round-1": 8, "round-2": 10, "round-3": 10, "round-4": 10, "round-5": 10},
    "midlands": {"round-1": 9, "round-2": 10},
}


def test_a_round_is_led_from_few_pages(tree: str, printed: dict[str, bytes]) -> None:
    allowed = LED_FROM.get(tree, {})

    led = {name: printed[f"handouts/{name}/run-sheet.pdf"] for name in allowed}
    pages = {name: len(pypdf.PdfReader(io.BytesIO(data)).pages) for name, data in led.items()}

    assert {name: count for name, count in pages.items() if count > allowed[name]} == {}


def test_the_first_page_of_every_run_sheet_says_what_to_bring(tree: str, printed: dict[str, bytes]) -> None:
    led = {name: data for name, data in printed.items() if name.endswith("run-sheet.pdf") and tree != "sink"}
    covers = {name: pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text() for name, data in led.items()}

    assert [name for name, cover in covers.items() if "What to bring" not in cover] == []


FEW = {"room-kit": {1}}  # the pages that may be half-empty, by paper: a room kit begins with its list of contents


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) draws the pages")
def test_no_page_is_mostly_empty(tree: str, printed: dict[str, bytes]) -> None:
    """What a page holds reaches down about half of it, and of a last page a quarter: a text ends where it ends.

    A page of a run sheet before the last is filled to two thirds, whatever has to stay together. The kitchen sink has
    one of each thing, and no more.
    """
    few = []
    for name, data in printed.items() if tree != "sink" else ():
        shares = [filled(page) for page in drawn(data, 25)]
        full = 0.65 if name.endswith("run-sheet.pdf") else 0.45
        least = [full] * (len(shares) - 1) + [0.25 if len(shares) > 2 else 0.45]
        short = [
            (number, share) for number, (share, low) in enumerate(zip(shares, least, strict=True), 1) if share < low
        ]
        few += [(name, *one) for one in short if one[0] not in FEW.get(Path(name).stem, set())]

    assert few == []


def test_quotation_marks_are_straight_as_authors_type_them(printed: dict[str, bytes], tree: str) -> None:
    """Our own words would else have other marks than what stands beside them. The kitchen sink has both on purpose."""
    found = [
        (name, text)
        for name, data in printed.items()
        if tree != "sink"
        for page in words(data)
        for text, _ in page
        if set(text) & set("“”‘’")
    ]

    assert found == []


def test_no_word_of_a_handout_s_cards_is_parted(printed: dict[str, bytes]) -> None:
    """A card is read at arm's length, and its words are few."""
    parted = [
        (name, text)
        for name, data in printed.items()
        for page in words(data)
        if any(text == "dashed" for text, _ in page)
        for text, _ in page
        if text.endswith(("-", "\u2010"))
    ]

    assert parted == []


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf says whether a PDF is whole")
def test_every_pdf_is_whole(printed: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in printed.items():
        path = tmp_path / "one.pdf"
        path.write_bytes(data)
        checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, (name, checked.stdout, checked.stderr)


@pytest.mark.parametrize(
    ("part", "key", "said"),
    [
        ("document", "/StructTreeRoot", "no tags"),
        ("document", "/Lang", "language"),
        ("document", "/ViewerPreferences", "DisplayDocTitle"),
        ("document", "/Outlines", "bookmarks"),
        ("page", "/Tabs", "Tab key"),
        ("link", "/Contents", "no words for screen readers"),
        ("link", "/StructParent", "outside the tags"),
    ],
)
def test_what_a_pdf_lacks_is_said_in_one_sentence(printed: dict[str, bytes], part: str, key: str, said: str) -> None:
    """The rules above can fail: a PDF from which something is taken out breaks just that one."""
    linked = next(data for data in printed.values() if "/Annots" in pypdf.PdfReader(io.BytesIO(data)).pages[0])
    writer = pypdf.PdfWriter(io.BytesIO(linked))
    page: Any = writer.pages[0]
    parts: dict[str, Any] = {"document": writer.root_object, "page": page, "link": page["/Annots"][0].get_object()}
    parts[part].pop(key)
    spoiled = io.BytesIO()
    writer.write(spoiled)

    (fault,) = faults(spoiled.getvalue())

    assert said in fault
