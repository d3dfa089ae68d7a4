"""Facilitator text appears in run sheets and speaker notes, and in no other built file."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import StreamObject

from kit.app.build import Order, build
from kit.app.pack import pack as pack_round
from kit.app.pack import ready
from kit.render.outputs import may_hold_notes
from tests.built import files_with, words_of
from tests.helpers import build_file_tree
from tests.photos import archive, gif_extension, jpeg_segment, plain, png_chunk

ROOT = Path(__file__).parent / "roots" / "canary"

SESSION_WORDS = ("lead", "activity", "slide", "list", "quote", "grid", "tip", "dropdown", "handout", "link", "table")
SAID = ("say", "saytitle", "aloud", "saylist")
OF_ROUND = {"site/round-1/run-sheet.html", "handouts/round-1/run-sheet.pdf", "decks/round-1.pptx"}
OF_SESSIONS = {f"decks/round-1/{name}.pptx" for name in ("sing", "left", "right")}


LEADING = "for-facilitators/site/round-1/day-lead.html"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("canary") / "out"
    build(ROOT, place, Order(session_decks=True), lambda _: None)
    return place


def test_the_tables_let_run_sheets_and_decks_hold_facilitator_words_and_no_other_file(out: Path) -> None:
    files = (path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())

    assert {path for path in files if may_hold_notes(path)} == OF_ROUND | OF_SESSIONS


def test_no_file_holds_a_facilitator_word_that_the_tables_do_not_let(out: Path) -> None:
    assert {path for path in files_with("canary", out) if not may_hold_notes(path)} == set()


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("canary-pack")
    pack_round(ready(ROOT, "round-1"), place / "pack.zip", lambda _: None)
    with zipfile.ZipFile(place / "pack.zip") as archive_:
        archive_.extractall(place / "pack")
    return place / "pack"


def test_in_a_pack_run_sheets_decks_and_the_day_page_with_notes_hold_them_and_no_other_file(pack: Path) -> None:
    below = "for-facilitators/"

    assert files_with("canary", pack) == {*(f"{below}{name}" for name in OF_ROUND), LEADING}
    assert all(may_hold_notes(name.removeprefix(below)) for name in files_with("canary", pack))


@pytest.mark.parametrize("word", [*(f"canary{word}" for word in SESSION_WORDS + SAID), "canarytitle", "canaryleft"])
def test_each_facilitator_word_of_a_session_reaches_the_day_page_with_notes(word: str, pack: Path) -> None:
    assert LEADING in files_with(word, pack)


@pytest.mark.parametrize("word", [*(f"canary{word}" for word in SESSION_WORDS + SAID), "canarytitle", "canaryleft"])
def test_each_facilitator_word_of_a_session_reaches_both_run_sheets_and_the_notes(out: Path, word: str) -> None:
    assert files_with(word, out) >= OF_ROUND


def test_in_a_deck_facilitator_words_stand_on_no_slide_face(out: Path) -> None:
    with zipfile.ZipFile(io.BytesIO((out / "decks" / "round-1.pptx").read_bytes())) as deck:
        holding = {name for name in deck.namelist() if "canary" in words_of(deck.read(name), name)}

    assert holding
    assert all(name.startswith("ppt/notesSlides/") for name in holding)


def test_decks_under_downloads_have_no_notes_at_all(out: Path) -> None:
    decks = list((out / "site" / "downloads").rglob("*.pptx"))

    assert decks
    for path in decks:
        with zipfile.ZipFile(path) as deck:
            assert [name for name in deck.namelist() if "notes" in name.lower()] == []


# A region whose pages lead to an editor with the words of each section in the address.

REGION = """\
schema = 1
id = "west"
name = "West"
repository = "https://github.com/us/ours"

[upstream]
source = "../choirs"
version = "2026.1"
tree = "-"
"""
OWN = "## Song sheet\n\nOurs.\n\n:::{facilitator}\n\ncanaryown\n\n:::\n"


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("canary-region")
    given = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in ROOT.rglob("*") if path.is_file()}
    own = {"overrides/round-1/sing/song-sheet.replace.md": OWN, "region.toml": REGION}
    build_file_tree(place / "west", {**{f"upstream/{path}": data for path, data in given.items()}, **own})
    build(place / "west", place / "out", Order(parts=("site",)), lambda _: None)
    return place / "out"


def test_no_address_that_changes_a_section_holds_a_facilitator_word(region: Path) -> None:
    page = "site/round-1/sing.html"

    assert page in files_with("?filename=overrides/round-1/sing/singing-together.words.md", region)
    assert page in files_with("/edit/main/overrides/round-1/sing/song-sheet.replace.md", region)
    assert page in files_with("# Singing together\n\nBy the end everybody has sung.\n", region)  # decoded
    assert files_with("canary", region) == {"site/round-1/run-sheet.html"}


def test_a_comment_is_in_no_output(out: Path) -> None:
    assert files_with("canarycomment", out) == set()


# The search above sees into every kind of file that a build writes, and into what is packed into those.


def _pdf(data: bytes) -> bytes:
    writer, stream = PdfWriter(), StreamObject()
    stream.set_data(data * 20)
    writer._add_object(stream.flate_encode())
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


PACKED: Mapping[str, Callable[[bytes], bytes]] = {
    "a zip": archive,
    "a zip in a zip": lambda word: archive(archive(word)),
    "a zip behind a picture": lambda word: plain("PNG") + archive(word) + bytes(70_000),
    "a zip in an address": lambda word: (
        b'<a href="data:application/zip;base64,' + base64.b64encode(archive(word)) + b'">'
    ),
    "an address": lambda word: b'<a href="?value=' + b"".join(b"%%%02x" % letter for letter in word) + b'">',
    "a stream of a PDF": _pdf,
    "a picture in a PDF in a zip": lambda word: archive(_pdf(plain("PNG") + archive(word))),
    "a packed text of a PNG": lambda word: plain("PNG")[:33] + png_chunk(b"zTXt", b"a\0\0" + zlib.compress(word * 20)),
    "a comment of a JPEG": lambda word: plain()[:2] + jpeg_segment(0xFE, word) + plain()[2:],
    "a comment of a GIF": lambda word: plain("GIF")[:-1] + gif_extension(0xFE, word) + b";",
    "words of Windows": lambda word: b"\xff\xfe" + word.decode().encode("utf-16-le"),
    "gzip": lambda word: gzip.compress(word * 20),
    "an inventory": lambda word: b"# Sphinx inventory version 2\n" + zlib.compress(word * 20),
}


@pytest.mark.parametrize("name", PACKED)
def test_the_search_for_a_word_finds_it_in(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(PACKED[name](b"canary"))

    assert files_with("canary", tmp_path) == {"a.bin"}
