"""What somebody meant by a name that cannot be used: hints lead on, and never into the next mistake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.model.findings import Finding
from kit.source.tree.names import copied_from
from kit.source.tree.paths import suggestion
from kit.source.tree.read import read_tree
from tests.helpers import build_file_tree

FOLDER = "overrides/round-1/how-ready/"


def told(root: Path, path: str) -> Finding:
    """Return what is found about the one file at ``path`` of a region."""
    found: list[Finding] = []
    read_tree(build_file_tree(root, {"region.toml": "", path: "x"}), found)
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("why-it-matters.replce.md", "why-it-matters.replace.md"),
        ("why-it-matters.remplace.md", "why-it-matters.replace.md"),
        ("why-it-matters.befor.md", "why-it-matters.before.md"),
        ("why-it-matters.aftr.markdown", "why-it-matters.after.md"),
        ("why-it-matters.word.md", "why-it-matters.words.md"),
        ("why-it-matters.removed.md", "why-it-matters.remove.md"),
        ("why-it-matters.replace", "why-it-matters.replace.md"),
        ("why-it-matters.replace.txt", "why-it-matters.replace.md"),
        ("why-it-matters.replace.md.txt", "why-it-matters.replace.md"),
        ("why-it-matters-replace.md", "why-it-matters.replace.md"),
        ("why-it-matters-replce.txt", "why-it-matters-replce.replace.md"),
        ("Why It Matters.Replace.MD", "why-it-matters.replace.md"),
        ("why-it-matters.md", "why-it-matters.replace.md"),
        ("page.tml", "page.toml"),
        ("pages.toml", "page.toml"),
        ("page.toml.txt", "page.toml"),
    ],
)
def test_a_name_among_overrides_is_led_to_the_override_that_it_is_most_like(
    tmp_path: Path, name: str, meant: str
) -> None:
    hint = told(tmp_path, FOLDER + name).hint
    assert re.search(rf"rename it(?:, for example)? to {re.escape(FOLDER + meant)}(?:[.]|$)", hint, re.IGNORECASE)
    found: list[Finding] = []
    read_tree(build_file_tree(tmp_path / "mended", {"region.toml": "", FOLDER + meant: "x"}), found)
    assert found == []


@pytest.mark.parametrize(
    ("name", "what", "meant"),
    [
        ("why.replace.docx", "a Word document", "why.replace.md"),
        ("why.docx", "a Word document", "why.replace.md"),
        ("Why It.Replace.DOC", "a Word document", "why-it.replace.md"),
        ("why.words.odt", "a LibreOffice document", "why.words.md"),
        ("why.replace.rtf", "a document with formatting", "why.replace.md"),
        ("why.pdf", "a PDF document", "why.replace.md"),
    ],
)
def test_a_document_is_to_be_saved_as_plain_text(tmp_path: Path, name: str, what: str, meant: str) -> None:
    one = told(tmp_path, FOLDER + name)

    assert one.message.startswith(f"This is {what}")
    assert one.hint.startswith(f"Save it as plain text (UTF-8) with the name {meant},")


def test_a_document_for_a_page_of_ones_own_is_named_like_a_page(tmp_path: Path) -> None:
    assert "with the name our-story.md," in told(tmp_path, "pages/round-1/Our Story.docx").hint


def test_a_document_among_files_is_not_to_become_a_page_there(tmp_path: Path) -> None:
    assert told(tmp_path, "files/round-1/notes.docx").hint.startswith("Put it somewhere on the web")


@pytest.mark.parametrize(
    ("name", "what", "meant"),
    [
        ("Our Slides.ppt", "a presentation in PowerPoint's old form", "our-slides.pptx"),
        ("slides.PPS", "a presentation in PowerPoint's old form", "slides.pptx"),
        ("slides.key", "a Keynote presentation", "slides.pptx"),
        ("slides.odp", "a LibreOffice presentation", "slides.pptx"),
        ("slides.pptm", "a presentation that may hold macros", "slides.pptx"),
        ("slides.gslides", "a link to a Google presentation", "slides.pptx"),
    ],
)
@pytest.mark.parametrize("folder", ["files/brand", "pages/round-1"])
def test_slides_of_another_kind_are_to_be_saved_for_powerpoint(
    tmp_path: Path, folder: str, name: str, what: str, meant: str
) -> None:
    one = told(tmp_path, f"{folder}/{name}")

    assert one.message == f"This is {what}, which the kit cannot read."
    assert one.hint == f"Save it as a PowerPoint file with the name {meant}, and delete this one."


@pytest.mark.parametrize("ending", ["eps", "AI", "svgz", "emf", "psd", "indd"])
def test_a_drawing_for_printers_is_asked_for_as_one_for_browsers(tmp_path: Path, ending: str) -> None:
    one = told(tmp_path, f"files/brand/Our–Logo.{ending}")

    assert one.message == f"This is a drawing of a kind ({ending.lower()}) that browsers do not show."
    assert one.hint.startswith("Ask whoever made it for an SVG, our-logo.svg, or save it as a PNG")


def test_a_pdf_among_files_may_be_a_drawing_too(tmp_path: Path) -> None:
    one = told(tmp_path, "files/brand/Logo.PDF")

    assert one.message == "This is a PDF document, which the kit cannot read."
    assert one.hint.endswith("If it is a drawing, save it as SVG: logo.svg")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("our–story.md", "our-story.md"),
        ("our—story.md", "our-story.md"),
        ("our‑story.md", "our-story.md"),  # a hyphen at which no line breaks
        ("our − story.md", "our-story.md"),
        ("our’s · story….md", "our-s-story.md"),
        ("our\u00a0story.md", "our-story.md"),  # a hard space
        ("our\u00adstory.md", "ourstory.md"),  # a soft hyphen is no part of the word
        ("our\u200bstory.md", "ourstory.md"),
        ("café_straße.md", "cafe_strasse.md"),
        ("Dŵr & Tŷ.md", "dwr-ty.md"),
        ("–.md", "file.md"),
        ("история.md", "file.md"),
    ],
)
def test_a_sign_between_words_parts_them_in_the_name_to_give(name: str, meant: str) -> None:
    assert suggestion(name) == meant


def test_a_photo_of_a_phone_is_to_be_saved_as_one_that_browsers_show(tmp_path: Path) -> None:
    one = told(tmp_path, "files/round-1/IMG 2034.HEIC")

    assert one.message == "This is a picture of a kind (heic) that browsers do not show."
    assert one.hint == "Save it as img-2034.jpg."


@pytest.mark.parametrize(
    "name",
    [
        *("why.replace - Copy.md", "why.replace - Copy (2).md", "Copy of why.replace.md", "why.replace copy.md"),
        *("why (1).replace.md", "why.replace (1).md", "why.replace(2).md", "Copy (3) of why.replace.md"),
        *("why (Ada's conflicted copy 2026-01-02).replace.md", "why.replace (Ada's conflicted copy 2026-01-02).md"),
        *("why.replace-DESKTOP-A1B2C3.md", "why.replace.sync-conflict-20260101-120000-ABCDEF.md"),
        *("why.replace-conflict-20260101.md", "why.replace_conflict.md", "why.replace (conflict).md"),
    ],
)
def test_a_copy_is_to_be_deleted(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, FOLDER + name).hint.startswith("It looks like a copy of why.replace.md: put there")


@pytest.mark.parametrize(
    "name",
    [
        "copy.md",
        "copy-of.md",
        "copywriting.md",
        "conflict.md",
        "desktop-research.md",
        "a-round-of-1.md",
        "how-to-copy-well.md",
    ],
)
def test_other_names_are_no_copies(name: str) -> None:
    assert copied_from(name) == ""


@pytest.mark.parametrize(
    "path", ["round-1/x.replace.md", "pages/a.cy.md", "files/logo.svg", "overrides/index/page.toml"]
)
def test_a_good_name_is_left_as_it_is(path: str) -> None:
    assert suggestion(path) == path


def test_a_page_that_is_too_large_is_told_of_pictures_in_its_text(tmp_path: Path) -> None:
    found: list[Finding] = []
    read_tree(build_file_tree(tmp_path, {"region.toml": "", "pages/long.md": "x" * 1_100_000}), found)

    assert "pictures lie inside its text (as ![](data:image/...)" in found[0].hint


@pytest.mark.parametrize(
    ("path", "told_at", "deep", "folder"),
    [
        ("pages/a/b/c/d/e.md", "pages/a/b/c/d", 5, "pages/a/b/c"),
        ("pages/a/b/c/d/e/f/g.md", "pages/a/b/c/d", 5, "pages/a/b/c"),
        ("files/a/b/c/d/e.png", "files/a/b/c/d", 5, "files/a/b/c"),
        ("overrides/a/b/c/d/e/page.toml", "overrides/a/b/c/d/e", 6, "overrides/a/b/c/d"),
        ("upstream/a/b/c/d/e.md", "upstream/a/b/c/d", 5, "upstream/a/b/c"),
    ],
)
def test_what_lies_too_deep_is_to_be_moved_up(tmp_path: Path, path: str, told_at: str, deep: int, folder: str) -> None:
    one = told(tmp_path, path)

    assert one.file == told_at
    assert one.message == f"It cannot be used where it lies: it lies {deep} names deep, and {deep - 1} is the most."
    assert one.hint == f"Move it up into {folder}/"
