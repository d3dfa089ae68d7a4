"""The shape of ``group.json``, and what is published about it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from kit.model.areas import AREAS, known_area
from kit.model.group import WHY, BasedOn, Group, GroupRound, GroupSession, Variation, cleared, schema_text

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "reference" / "group.schema.json"
EXAMPLES = sorted((ROOT / "docs" / "examples" / "groups").glob("*.json"))


def conforms(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether ``value`` keeps a JSON Schema; of its words only those that ours uses are known."""
    if "$ref" in schema:
        return conforms(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        return any(conforms(value, one, whole) for one in schema["anyOf"])
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}
    if not isinstance(value, kinds[schema["type"]]) or isinstance(value, bool):
        return False
    if isinstance(value, dict):
        known = schema["properties"]
        return set(schema["required"]) <= set(value) <= set(known) and all(
            conforms(inner, known[key], whole) for key, inner in value.items()
        )
    if isinstance(value, list):
        return all(conforms(inner, schema["items"], whole) for inner in value)
    if isinstance(value, str):
        long = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        return long and re.search(schema.get("pattern", ""), value) is not None and value in schema.get("enum", [value])
    return value is None or schema.get("minimum", value) <= value <= schema.get("maximum", value)


def test_the_published_schema_is_that_of_the_code() -> None:
    """If this fails, the format changed: run scripts/group_schema.py, and think of those who read the files."""
    assert TARGET.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_a_build_writes_keeps_the_published_schema(path: Path) -> None:
    schema = json.loads(TARGET.read_text(encoding="utf-8"))

    assert conforms(json.loads(path.read_bytes()), schema, schema)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("areas", ["mordor"]), ("url", "javascript:alert(1)"), ("rounds", [{"id": "round-1"}])),
        *(("id", 7), ("schema", 0)),
        ("rounds", [{"id": "round-1", "title": "Meet", "minutes": -1}]),
        ("rounds", [{"id": "round-1", "title": "Meet", "sessions": [{"id": "a", "title": "A", "standard": [0]}]}]),
        ("variations", [{"page": "round-1/a", "kind": "retimed", "minutes": 6000}]),
    ],
)
def test_the_published_schema_refuses_what_the_code_refuses(key: str, value: object) -> None:
    schema = json.loads(TARGET.read_text(encoding="utf-8"))
    data = {**json.loads(EXAMPLES[0].read_bytes()), key: value}

    assert not conforms(data, schema, schema)
    with pytest.raises(ValidationError):
        Group.model_validate(data, by_alias=True, by_name=False)


@pytest.mark.parametrize("model", [Group, GroupRound, GroupSession, Variation, BasedOn])
def test_the_reference_names_every_key(model: type[BaseModel]) -> None:
    page = (ROOT / "docs" / "reference" / "group-json.md").read_text(encoding="utf-8")
    keys = {field.alias or name for name, field in model.model_fields.items()}

    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_the_example_in_the_reference_is_a_group() -> None:
    page = (ROOT / "docs" / "reference" / "group-json.md").read_text(encoding="utf-8")
    match = re.search(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)

    assert match
    assert Group.model_validate_json(match[1], by_alias=True).rounds[0].title == "Meet the standard"


def test_the_reference_names_every_area() -> None:
    page = (ROOT / "docs" / "reference" / "region-toml.md").read_text(encoding="utf-8")

    assert len(AREAS) == 12
    assert {area for area in AREAS if f"`{area}`" not in page} == set()


def test_an_unknown_area_is_answered_with_the_nearest() -> None:
    with pytest.raises(ValueError, match='such as "yorkshire-and-the-humber", not "Yorkshire and Humber"'):
        known_area("Yorkshire and Humber")


def test_hidden_characters_and_long_texts_are_cleared() -> None:
    assert cleared("to\u202ego\nthere", WHY) == "to go there"
    assert cleared("word " * 200, 20) == "word word word..."
