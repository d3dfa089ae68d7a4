"""The tutorial, followed to the letter: each step changes what it says that it changes, and nothing else.

Its commands are run and its files written as the page shows them, in a temporary folder with the hub beside. The region
is built before and after each change, and slides, speaker notes and handouts are compared word by word.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pypdf import PdfReader

from kit.cli.run import run

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "tutorial" / "first-region.md"

pytestmark = pytest.mark.slow

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def parts() -> dict[str, str]:
    """The parts of the guide by heading."""
    found: dict[str, str] = {}
    heading, fenced = "", False
    for line in GUIDE.read_text(encoding="utf-8").splitlines(keepends=True):
        fenced ^= line.startswith("```")
        heading = line[3:].strip() if line.startswith("## ") and not fenced else heading
        found[heading] = found.get(heading, "") + line
    return found


def shown(part: str, language: str) -> list[str]:
    """What the guide shows to be typed in one of its parts."""
    return [text for kind, text in _FENCE.findall(parts()[part]) if kind == language]


def typed(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type the commands of a part of the guide."""
    for line in "".join(shown(part, "text")).splitlines():
        words = re.findall(r'"[^"]*"|\S+', line)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
        else:
            assert words[0] == "peerkit"
            assert run([word.strip('"') for word in words[1:]]) in (0, 1), line  # check may have something to tell


def filled_in(settings: str, wanted: str) -> str:
    """Return ``settings`` with the lines of ``wanted``, each in the place of the one that is there, or its remark."""
    lines = settings.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(wanted.splitlines()[0]))
    for line in wanted.splitlines()[1:]:
        key = line.split(" = ")[0]
        there = re.compile(rf"(?:# )?{key} = ")
        place = next(number for number in range(first, len(lines)) if there.match(lines[number]))
        assert not any(one.startswith("[") for one in lines[first + 1 : place]), f"{key} is not below {lines[first]}"
        lines[place] = line
    return "\n".join(lines) + "\n"


def settings_of(part: str) -> Callable[[Path], None]:
    """Return the step that fills in region.toml as a part of the guide shows."""

    def step(region: Path) -> None:
        for wanted in shown(part, "toml"):
            file = region / "region.toml"
            file.write_text(filled_in(file.read_text(encoding="utf-8"), wanted), encoding="utf-8")

    return step


def section(region: Path) -> None:
    """Edit the page that the last part of the guide names, as it shows, and let the kit store what changed."""
    (text,) = shown("Change one section", "markdown")
    edit, capture, _ = shown("Change one section", "text")
    steps = parts()["Change one section"]
    (page,) = re.findall(r"`(editing/[^`]+)`", steps)
    (stored,) = re.findall(r"`(overrides/[^`]+)`", steps)
    assert run(edit.split()[1:]) == 0
    prose = re.compile(rf"^{text.splitlines()[0]}$.*?(?=^:::)", re.MULTILINE | re.DOTALL)
    file = region / page
    changed, count = prose.subn(f"{text}\n", file.read_text(encoding="utf-8"))
    assert count == 1
    file.write_text(changed, encoding="utf-8")
    assert run(capture.split()[1:]) == 0
    assert (region / stored).read_text(encoding="utf-8") == text


def address(region: Path) -> None:
    """Write the site's address as the guide shows it: the only line of its kind."""
    (wanted,) = shown("Publish it", "toml")
    file = region / "region.toml"
    changed, count = re.subn(r"^url = .*\n", wanted, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count == 1
    file.write_text(changed, encoding="utf-8")


@dataclass(frozen=True)
class Said:
    """What a build says, each by file: slides with their titles, notes, and handouts."""

    slides: Mapping[str, str]
    notes: Mapping[str, str]
    handouts: Mapping[str, str]


def said(out: Path) -> Said:
    decks = {path.relative_to(out).as_posix(): Presentation(str(path)) for path in sorted(out.glob("decks/**/*.pptx"))}
    slides = {f"{name} {at}": plain(words(one)) for name, deck in decks.items() for at, one in enumerate(deck.slides)}
    notes = {
        f"{name} {at}": plain(one.notes_slide.notes_text_frame.text if one.has_notes_slide else "")
        for name, deck in decks.items()
        for at, one in enumerate(deck.slides)
    }
    papers = {
        path.relative_to(out).as_posix(): plain(" ".join(page.extract_text() for page in PdfReader(path).pages))
        for path in sorted(out.glob("handouts/**/*.pdf"))
    }
    return Said(slides, notes, papers)


def words(slide: object) -> str:
    return "\n".join(_words(slide))


def _words(slide: object) -> Iterator[str]:
    for shape in slide.shapes:  # type: ignore[attr-defined]
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def plain(text: str) -> str:
    return " ".join(text.split())


STEPS: dict[str, Callable[[Path], None]] = {
    "Say where you meet": settings_of("Say where you meet"),
    "Choose a colour": settings_of("Choose a colour"),
    "Change one section": section,
    "Publish it": address,
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Follow the guide; return what was built after the fork ("Fork") and after each step, by its heading."""
    place = tmp_path_factory.mktemp("tutorial")
    (place / "kit").mkdir()
    shutil.copytree(ROOT / "sessions", place / "kit" / "sessions")
    made = {"Fork": place / "Fork"}
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(place / "kit")
        typed("Fork", monkeypatch)
        region = Path.cwd()
        assert run(["build", "--out", str(made["Fork"])]) == 0
        for heading, step in STEPS.items():
            step(region)
            made[heading] = place / heading.replace(" ", "-")
            assert run(["build", "--out", str(made[heading])]) == 0
        typed("Build and open", monkeypatch)
        assert all((region / "_build" / name).is_dir() for name in ("my-region", "my-region/site", "my-region/decks"))
    return made


@pytest.fixture(scope="module")
def steps(builds: dict[str, Path]) -> dict[str, Said]:
    return {heading: said(out) for heading, out in builds.items()}


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


# What the guide fills in, as people read it, and what stood in its place.
VENUE, CONTACT, DATE = "Town Hall, Westbury", "peers@westshire.example.org", "Wednesday 20 January 2027"
_TIME = r"\d{1,2}(?::\d\d)?[ap]m|\d{1,2}:\d\d"
_ASKING = rf"(?:Questions and ideas\s+)?{CONTACT}"
_SINCE = r"(?:\d+ hours? )?(?:\d+ minutes? )?\bin\b|at the start"
_ENDS = rf"Ends (?:at {_TIME}|after (?:\d+ hours?)?(?: ?\d+ minutes?)?)"
_FILLED = re.compile(
    rf"{VENUE}|{_ASKING}|{DATE}|to be confirmed|Counted from the start|{_ENDS}|{_SINCE}|{_TIME}| to (?={_TIME})|·"
)
_BREAK = re.compile(rf"(?:We start|Back) at (?:{_TIME})|\d+ minutes")
# What only a date, a start and a number of people bring onto paper; the papers show a table's or a clock's words anew.
_ON_PAPER = re.compile(
    rf"{_TIME}|\d+|[☐|]|{'|'.join(f'{VENUE} {CONTACT} {DATE}'.replace(',', '').split())}|to|be|confirmed|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|November|December|January|February|April|on|before|after|day|"
    r"Time|Times|Start|count|from|From|the|start|at|in|h|hours?|Date|People|tables?|chairs|person|minutes|Table|names|card|fold|middle|so|they|stand|per|groups?|"
)


def without_what_was_filled_in(text: str, is_break: bool) -> str:
    """Return the words of a slide or note without venue, date and times; ``is_break``: without its length too."""
    return plain(_FILLED.sub(" ", _BREAK.sub(" ", text) if is_break else text))


def _paper_words(text: str) -> set[str]:
    return {word.strip("().,;:") for word in re.split(r"[\s-]+", text)}  # a line may end within low-tack


@pytest.mark.parametrize("face", ["slides", "notes"])
def test_where_and_when_we_meet_changes_just_that_on_slides_and_in_notes(steps: dict[str, Said], face: str) -> None:
    before, after = getattr(steps["Fork"], face), getattr(steps["Say where you meet"], face)

    assert before.keys() == after.keys()
    for name, text in after.items():
        is_break = re.search(r"(?:We start|Back) at ", text) is not None
        assert without_what_was_filled_in(before[name], is_break) == without_what_was_filled_in(text, is_break), name


def test_where_and_when_we_meet_changes_just_that_on_paper(steps: dict[str, Said]) -> None:
    before, after = steps["Fork"].handouts, steps["Say where you meet"].handouts

    assert before.keys() == after.keys()
    for name, text in after.items():
        changed = _paper_words(text) ^ _paper_words(before[name])
        assert [word for word in sorted(changed) if not _ON_PAPER.fullmatch(word)] == [], name


def test_the_pages_say_where_and_when_as_the_guide_promises(builds: dict[str, Path]) -> None:
    site = builds["Choose a colour"] / "site"
    home, plan = ((site / name).read_text(encoding="utf-8") for name in ("index.html", "round-1/index.html"))

    assert "We are Westshire Peer Group" in home
    assert "20 January 2027" in home
    assert VENUE in plan


def test_a_colour_changes_no_word(builds: dict[str, Path], steps: dict[str, Said]) -> None:
    before, after = builds["Say where you meet"], builds["Choose a colour"]

    assert steps["Choose a colour"] == steps["Say where you meet"]
    assert b"#7a1f5c" in (after / "site" / "index.html").read_bytes()
    assert files(before) != files(after)


def test_with_its_address_the_site_is_ready_to_be_found_and_slides_have_codes(builds: dict[str, Path]) -> None:
    before, after = builds["Change one section"], builds["Publish it"]
    decks = [ZipFile(out / "decks" / "round-1.pptx").namelist() for out in (before, after)]
    drawn = [sum("/media/" in name for name in names) for names in decks]

    assert not (before / "site" / "sitemap.xml").exists()
    assert "https://westshire.example.org/" in (after / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert drawn[0] < drawn[1]


def test_new_words_for_a_section_change_its_page_and_what_its_leader_reads_and_no_slide_or_handout(
    builds: dict[str, Path], steps: dict[str, Said]
) -> None:
    before, after = files(builds["Choose a colour"]), files(builds["Change one section"])
    page = after["site/round-1/how-ready.html"].decode()

    was, now = steps["Choose a colour"], steps["Change one section"]
    run_sheet, new = "handouts/round-1/run-sheet.pdf", "In this region we begin with the services that most people use."
    assert now.slides == was.slides
    assert {name for name, text in now.handouts.items() if was.handouts[name] != text} == {run_sheet}
    assert new in now.handouts[run_sheet]
    (slide,) = (name for name, text in now.notes.items() if was.notes[name] != text)
    assert new in now.notes[slide]
    assert {path for path in before | after if before.get(path) != after.get(path)} == {
        "site/round-1/how-ready.html",
        "site/round-1/run-sheet.html",
        run_sheet,
        "decks/round-1.pptx",
        "site/searchindex.js",
        "site/excerpts.js",
        "site/round-1/index.html",  # its sources, since the new words name one less
        "site/sources.html",
        "site/group.json",
        "manifest.json",
    }
    assert new in page
