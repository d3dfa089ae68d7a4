"""Where a name belongs that stands in another part of a settings file, as people find it who add lines at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args, get_origin

from kit.source.settings.toml_places import Path

if TYPE_CHECKING:
    from pydantic import BaseModel

_TOP = "It belongs to the top of the file, above the first line in square brackets."
_VARIABLES = ("venue", "contact")  # those that a new region has, which any name may join
_KEPT = "upstream"  # the kit writes that part itself


def belongs(model: type[BaseModel], key: str, path: Path) -> str:
    """Return the part of ``model``, the whole file, that knows ``key``, as a hint; "" where none does.

    ``path`` leads to the part in which it stands. Only files with a part ``[variables]`` are settings.
    """
    if "variables" not in model.model_fields:
        return ""
    if key in _VARIABLES:
        return _below("[variables]")
    top = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    if path and key in top and _part(top[key]) is None:
        return _TOP
    parts = _parts(model, "", str(path[1]) if path[:1] == ("round",) and len(path) > 1 else "round-1")
    return next((_below(head) for head, names in parts if key in names), "")


def _below(head: str) -> str:
    return f"It belongs below a line that says {head}"


def _parts(model: type[BaseModel], above: str, round_name: str) -> Iterator[tuple[str, set[str]]]:
    """Yield the head of each part of a settings file, and the names that are plain values in it."""
    for name, field in model.model_fields.items():
        inner = _part(field.annotation)
        if inner is None or name == _KEPT:
            continue
        place = f"{above}{name}{f'.{round_name}' if get_origin(field.annotation) is dict else ''}"
        head = f"[[{place}]]" if get_origin(field.annotation) is list else f"[{place}]"
        yield head, {one.alias or key for key, one in inner.model_fields.items() if _part(one.annotation) is None}
        yield from _parts(inner, f"{place}.", round_name)


def _part(annotation: Any) -> type[BaseModel] | None:
    """Return the model of which a value, the values of a table or the items of a list are, or None."""
    if hasattr(annotation, "model_fields"):
        found: type[BaseModel] = annotation
        return found
    inner = get_args(annotation)[-1:] if get_origin(annotation) in (dict, Mapping) else get_args(annotation)
    return next((part for one in inner if (part := _part(one)) is not None), None)
