"""Write ``docs/reference/group.schema.json`` from the models of ``group.json``. A test fails while they differ."""

from __future__ import annotations

from pathlib import Path

from kit.model.group import schema_text

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "group.schema.json"

if __name__ == "__main__":
    TARGET.write_text(schema_text(), encoding="utf-8", newline="\n")
