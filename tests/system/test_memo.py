"""Functions remember what they returned and found, and only for as long as somebody asks."""

from __future__ import annotations

import pytest

from kit.system.memo import Memory, lasting, let_go, remembered

calls: list[str] = []


@remembered
def length(name: str, data: bytes, found: list[str]) -> int:
    calls.append(name)
    if not data:
        found.append(f"{name} is empty")
    return len(data)


class Box:
    """Something that is compared by being the same."""


@remembered
def parts(box: Box) -> list[int]:
    calls.append("parts")
    return [1, 2]


@pytest.fixture(autouse=True)
def forget() -> None:
    calls.clear()


def test_without_a_memory_every_call_is_made() -> None:
    found: list[str] = []

    assert [length("a", b"", found), length("a", b"", found)] == [0, 0]
    assert (calls, found) == (["a", "a"], ["a is empty"] * 2)


def test_a_second_call_with_the_same_values_finds_the_same_without_being_made() -> None:
    memory, found = Memory(), ["before"]
    for _ in range(2):
        with memory.in_use():
            assert length("a", bytes(0), found) == 0

    assert calls == ["a"]
    assert found == ["before", "a is empty", "a is empty"]


def test_other_values_are_another_call() -> None:
    with Memory().in_use():
        assert [length("a", b"x", []), length("a", b"xy", []), length("b", b"x", [])] == [1, 2, 1]


def test_objects_are_known_by_being_the_same_and_a_returned_list_may_be_changed() -> None:
    one = Box()
    with Memory().in_use():
        parts(one).append(3)

        assert parts(one) == [1, 2]
        assert parts(Box()) == [1, 2]
    assert calls == ["parts", "parts"]


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    memory = Memory()
    with memory.in_use():
        length("old", b"x", [])
    for _ in range(20):
        with memory.in_use():
            length("new", b"x", [])

    assert len(memory) == 1


@lasting(2)
def words(text: str) -> list[str]:
    calls.append(text)
    return text.split()


def test_what_lasts_is_kept_without_a_memory_until_it_is_let_go() -> None:
    words("one")
    words("one")
    assert calls == ["one"]

    let_go()

    words("one")
    assert calls == ["one", "one"]
