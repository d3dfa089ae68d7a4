"""``peerkit word --run-sheet`` and ``--large-print``: documents for those who lead, and for those who come."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Peerkit
from tests.helpers import build_file_tree
from tests.regions import PLAN, SESSION, region_files

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OWN_SESSION = SESSION.replace("20\ncut", "20\nshortest: 10\ncut").replace(
    "### Talk it over\n",
    """\
:::{facilitator}

- **Late?** Skip it.

:::

:::{activity} Only on screens
:minutes: 5
:in: online

1. Click.

:::

:::{slide} On the wall

- Shown

:::

:::{handout} For who hosts
:for: host

Unlock the door.

:::

:::{handout} Five-point sheet

| Point | Score |
| ----- | ----- |
| One   | 5     |

:::

### Talk it over
""",
)


@pytest.fixture
def region(tmp_path: Path, hub: Path) -> Path:
    settings = region_files({})["region.toml"]
    assert isinstance(settings, str)
    meeting = '[round.round-1]\ndate = 2026-03-03\nstart = "10:00"\nleads = {how-ready = "Sam"}\n'
    local = {
        "pages/round-1/how-ready.md": OWN_SESSION,
        "pages/round-1/index.md": PLAN,
        "region.toml": f"{settings}\n{meeting}",
    }
    return build_file_tree(tmp_path / "midlands", region_files({}) | local)


def made(peerkit: Peerkit, region: Path, out: Path, *words: str) -> list[str]:
    """All that the document says, tables too, line by line."""
    ended = peerkit("-C", region, "word", *words, "-o", out)
    assert ended.code == 0, ended.err
    body = docx.Document(str(out)).element.body
    return ["".join(word.text or "" for word in line.iter("{*}t")) for line in body.iter("{*}p")]


def test_a_run_sheet_has_times_who_leads_steps_notes_and_the_host_s_paper(
    peerkit: Peerkit, region: Path, tmp_path: Path
) -> None:
    said = made(peerkit, region, tmp_path / "sheet.docx", "round-1", "--run-sheet")

    assert said[0] == "Meet the standard: run sheet"
    at = said.index("10:15am to 10:35am: How ready are we?")
    rest = said[at:]
    assert rest[1:3] == ["Minutes: 20", "Who leads: Sam"]
    for words in (
        "Activity · 20 minutes",
        "Read the point.",
        "Note for facilitators",
        "Late? Skip it.",
        "Unlock the door.",
    ):
        assert words in rest
    for words in ("Only on screens", "Click.", "On the wall", "Five-point sheet"):
        assert words not in said


@pytest.mark.parametrize("page", ["round-1", "round-1/how-ready"])
def test_large_print_holds_what_those_who_come_read_and_nothing_else(
    peerkit: Peerkit, region: Path, tmp_path: Path, page: str
) -> None:
    out = tmp_path / "large.docx"
    said = made(peerkit, region, out, page, "--large-print")

    for words in ("How ready are we?", "Read the point.", "Five-point sheet", "Because of this."):
        assert words in said
    for words in ("Late? Skip it.", "Note for facilitators", "Shown", "Unlock the door.", "For who hosts"):
        assert words not in said
    normal = docx.Document(str(out)).styles["Normal"]
    assert normal.font.size.pt == 18


@pytest.mark.parametrize("options", [(), ("--large-print",)])
def test_each_page_of_a_round_begins_a_page_of_the_document_without_a_paragraph_that_could_leave_one_empty(
    peerkit: Peerkit, region: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    out = tmp_path / "round.docx"
    made(peerkit, region, out, "round-1", *options)
    paragraphs = list(docx.Document(str(out)).element.iter(f"{W}p"))
    begin = [one for one in paragraphs if one.find(f"{W}pPr/{W}pageBreakBefore") is not None]

    said = ["".join(text.text for text in one.iter(f"{W}t")).split(" · ")[0] for one in begin]

    assert said == (
        ["How ready are we?", "Next steps"] if options else ["Page: round-1/how-ready", "Page: round-1/next-steps"]
    )
    assert not any(one.find(f"{W}r/{W}br") is not None for one in paragraphs)


def test_a_run_sheet_is_of_a_round(peerkit: Peerkit, region: Path, tmp_path: Path) -> None:
    ended = peerkit("-C", region, "word", "round-9", "--run-sheet", "-o", tmp_path / "sheet.docx")

    assert ended.code == 2
    assert not (tmp_path / "sheet.docx").exists()
