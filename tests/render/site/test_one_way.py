"""What the kit itself says on pages is said in one way, whoever wrote the template."""

from __future__ import annotations

from pathlib import Path

RENDER = Path(__file__).parents[3] / "kit" / "render"
FOLDERS = ("site/templates", "site/static", "site/scripts", "day/page", "templates")


def test_the_kit_s_own_words_have_straight_quotation_marks_as_authors_type_them() -> None:
    """Text of authors is shown as they wrote it, so that other marks would stand beside theirs."""
    files = [path for folder in FOLDERS for path in sorted((RENDER / folder).rglob("*")) if path.is_file()]

    assert files
    assert [path.name for path in files if set(path.read_text(encoding="utf-8")) & set("“”‘’")] == []
