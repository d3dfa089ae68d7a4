"""``facts/NAME.toml``: what sources say, read strictly (pure)."""

from __future__ import annotations

import re

from kit.model.facts_schema import FactsFile, SourceFile
from kit.model.findings import Code, Finding
from kit.model.sources import Fact, Source, Subject
from kit.model.tree import Tree
from kit.source.markdown.addresses import same_place
from kit.source.settings.toml import TomlData, line_of, read_toml
from kit.source.settings.validate import validate

_FACTS = re.compile(r"facts/([^/]+)\.toml\Z")


def facts_file(name: str) -> str:
    """Return the path of the file whose subject is called ``name``."""
    return f"facts/{name}.toml"


def read_facts(tree: Tree, found: list[Finding]) -> tuple[Subject, ...]:
    """Return the subjects of the tree in the order of their files, without those whose file has mistakes."""
    names = [match[1] for path in sorted(tree.files) if (match := _FACTS.match(path))]
    return tuple(read for name in names if (read := _read(name, tree, found)) is not None)


def _read(name: str, tree: Tree, found: list[Finding]) -> Subject | None:
    file = facts_file(name)
    toml = read_toml(file, tree.files[file], found)
    read = validate(FactsFile, toml.data, toml.lines, file, found) if toml else None
    if toml is None or read is None or not _each_once(file, read, toml, found):
        return None
    return Subject(name, read.title, tuple(map(_source, read.source)))


def _source(said: SourceFile) -> Source:
    facts = tuple(Fact(one.claim, one.checked, one.how) for one in said.fact)
    return Source(said.address, said.title, said.publisher, facts, said.published, said.archive)


def _each_once(file: str, read: FactsFile, toml: TomlData, found: list[Finding]) -> bool:
    """Whether no address stands in the file twice; in two files it may, or an update could spoil a region's own."""
    places = [same_place(one.address) for one in read.source]
    twice = [at for at, place in enumerate(places) if place in places[:at]]
    for at in twice:
        message = f"The source {read.source[at].address} stands further up in this file already."
        line = line_of(toml.lines, ("source", at, "address"))
        found.append(Finding(Code.DUPLICATE_ID, file, line, message, "Put its facts below the first one."))
    return not twice
