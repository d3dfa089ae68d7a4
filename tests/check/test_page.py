"""Pages as authors write them, and what the kit says of each, all in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.check.page import check_page
from kit.model.findings import Finding
from kit.model.page import PageKind
from kit.source.markdown.page import read_page

CASES = Path(__file__).parent.parent / "cases" / "pages"
DECLARED = frozenset({"venue", "contact", "group", "date", "start", "end"})


def findings_on(case: Path) -> list[Finding]:
    found: list[Finding] = []
    page = read_page(f"round-1/{case.name}", case.read_bytes(), PageKind.SESSION, found)
    found += check_page(page, DECLARED) if page else []
    return sorted(found, key=lambda finding: finding.line or 0)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_every_mistake_is_told_once_with_its_line_and_nothing_else_is(case: Path) -> None:
    expected = [line.split(" | ") for line in case.with_suffix(".expected").read_text().splitlines()]
    found = findings_on(case)

    told = sorted(f"{finding.line} {finding.code.value}" for finding in found)
    assert told == sorted(head for head, *_ in expected), "\n".join(map(str, found))
    for head, *words in expected:
        same = [one for one in found if f"{one.line} {one.code.value}" == head]
        assert any(all(word in f"{one.message} {one.hint}" for word in words) for one in same), (head, words, same)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_every_message_is_a_sentence_with_a_fix(case: Path) -> None:
    for finding in findings_on(case):
        assert finding.message.endswith((".", "?"))
        assert finding.hint
        assert "\n" not in finding.message + finding.hint
        assert finding.place.startswith(f"round-1/{case.name}:")
