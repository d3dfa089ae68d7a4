"""The reference pages say what the code says: no key, block or finding is missing from them, and none is made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from kit.check.allowlist import ROLES, directives
from kit.facilitate.messages import MESSAGE_VARIABLES
from kit.model import facts_schema, schema
from kit.model.agenda_schema import Agenda, AgendaOperation
from kit.model.findings import Code
from kit.model.purposes import PURPOSES

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def rows(page: str) -> list[tuple[str, ...]]:
    """Return the cells of every table row on a reference page whose first cell is one word in backticks."""
    lines = (REFERENCE / page).read_text(encoding="utf-8").splitlines()
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("| `")]
    return [(row[0].strip("`"), *row[1:]) for row in cells]


def keys(model: type[BaseModel]) -> set[str]:
    """Return the keys of a file as people write them."""
    return {field.alias or name for name, field in model.model_fields.items()}


def test_findings_lists_every_code_once_with_its_level_and_meaning() -> None:
    """A code in a message can be looked up, and says the same there."""
    expected = sorted((str(code.value), code.level.value, code.meaning) for code in Code)

    assert expected == sorted(row[:3] for row in rows("findings.md"))


@pytest.mark.parametrize(
    ("page", "model"),
    [
        ("session-format.md", schema.SessionMeta),
        ("session-format.md", schema.PlanMeta),
        ("session-format.md", Agenda),
        ("session-format.md", schema.PageMeta),
        ("hub-toml.md", schema.BrandFile),
        ("region-toml.md", schema.UpstreamFile),
        ("region-toml.md", schema.RoundFile),
        ("region-toml.md", AgendaOperation),
        ("facts.md", facts_schema.SourceFile),
        ("facts.md", facts_schema.FactFile),
    ],
)
def test_every_key_is_described(page: str, model: type[BaseModel]) -> None:
    """Whatever may be written in a file has its row, the agenda of a round apart, which has its own heading."""
    described = {row[0] for row in rows(page)} | headings(page)

    assert set() == keys(model) - described


@pytest.mark.parametrize(
    ("page", "model"),
    [("hub-toml.md", schema.HubFile), ("region-toml.md", schema.RegionFile), ("overrides.md", schema.PageFile)],
)
def test_every_key_and_table_of_a_settings_file_is_described(page: str, model: type[BaseModel]) -> None:
    """Keys have a row; tables such as [variables] have a heading or a row."""
    described = {row[0].strip("[]") for row in rows(page)} | headings(page)

    assert set() == keys(model) - described


def headings(page: str) -> set[str]:
    """Return the words of settings tables that headings name: ``[[round.NAME.agenda]]`` gives round and agenda."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    named = re.findall(r"`\[+([^]]+)\]+`", "\n".join(line for line in text.splitlines() if line.startswith("#")))
    return {word for name in named for word in name.split(".")}


def test_what_an_activity_can_be_good_for_is_told() -> None:
    assert set(PURPOSES.items()) <= {row[:2] for row in rows("session-format.md")}


def test_reserved_variables_are_told() -> None:
    """The names that the kit fills in itself stand where people look for variables."""
    text = (REFERENCE / "session-format.md").read_text(encoding="utf-8")

    assert all(f"| `{name}` " in text for name in schema.RESERVED_VARIABLES)


def test_the_names_that_only_messages_know_are_told() -> None:
    """No more and no fewer stand on the page about messages."""
    named = {row[0] for row in rows("messages.md") if not row[0].endswith(".md")}

    assert named == MESSAGE_VARIABLES


def test_every_allowed_block_and_role_is_named_and_no_other() -> None:
    """People can see beforehand what will work."""
    text = (REFERENCE / "session-format.md").read_text(encoding="utf-8")
    blocks = text.split("## The kit's own blocks", 1)[1].split("## Other Markdown", 1)[0]
    tables, _, roles = blocks.partition("Roles, which mark words")
    named = {row[0].strip("`") for row in cells_of(tables) if row[0].startswith("`")}
    named |= {name for row in cells_of(tables) for name in re.findall(r"`([a-z-]+)`", row[1]) if row[0].isalpha()}

    assert set(directives()) == named
    assert {*(role for role in ROLES if not role.startswith("bdg-")), "bdg-"} == set(re.findall(r"`([a-z-]+)`", roles))


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of every table row in a text, its ruled line apart."""
    lines = [line for line in text.splitlines() if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
