"""The guide about receiving improvements shows what the commands really print."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.cli.run import run
from tests.stories import tell

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "receive-improvements.md"


def printed(capsys: pytest.CaptureFixture[str], verb: str) -> str:
    run([verb])
    out, err = capsys.readouterr()
    return out + err


def test_the_guide_shows_the_status_the_report_and_the_page_of_one_story(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    region, _ = tell(tmp_path)
    monkeypatch.chdir(region)
    guide = GUIDE.read_text(encoding="utf-8")

    status, report = printed(capsys, "status"), printed(capsys, "update")
    page = (region / "review" / "round-1--how-ready.why-it-matters.md").read_text(encoding="utf-8")

    assert f"```text\n{status}```" in guide
    assert f"```text\n{report}```" in guide
    assert f"```markdown\n{page}```" in guide
