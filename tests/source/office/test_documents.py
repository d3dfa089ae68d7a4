"""Word documents are opened only where nothing in them is run, fetched or larger than a document is."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Mapping

import docx
import pytest

from kit.model.errors import EnvironmentTrouble, FindingsError
from kit.model.findings import Code
from kit.source.office.documents import document_problem, open_document


def document(extra: Mapping[str, bytes] | None = None, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A good document that says "Hello" with parts added or put in place of its own."""
    made = docx.Document()
    made.add_paragraph("Hello")
    plain, stream = io.BytesIO(), io.BytesIO()
    made.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(stream, "w", compression) as new:
        for name in old.namelist():
            if name not in (extra or {}):
                new.writestr(name, old.read(name))
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return stream.getvalue()


def relation(kind: str, target: str, part: str = "header9") -> dict[str, bytes]:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = f'<Relationship Id="r1" Type="{kind}" Target="{target}" TargetMode="External"/>'
    return {f"word/_rels/{part}.xml.rels": f'<Relationships xmlns="{space}">{link}</Relationships>'.encode()}


def test_a_good_document_is_opened() -> None:
    assert [one.text for one in open_document("a.docx", document()).paragraphs] == ["Hello"]


@pytest.mark.parametrize("target", ["https://example.org/", "mailto:sam@example.org", "how-ready.md", "file:///tmp/a"])
def test_links_that_people_follow_pass(target: str) -> None:
    assert document_problem("a.docx", document(relation("hyperlink", target))) is None


HOSTILE = {
    "a macro": ({"word/vbaProject.bin": b"x"}, Code.UNSAFE_PICTURE),
    "an embedded sheet": ({"word/embeddings/sheet.xlsx": b"x"}, Code.UNSAFE_PICTURE),
    "an active control": ({"word/activeX/activeX1.xml": b"<x/>"}, Code.UNSAFE_PICTURE),
    "an entity": ({"word/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, Code.UNSAFE_PICTURE),
    "a remote picture": (relation("image", "http://example.org/spy.png"), Code.UNSAFE_PICTURE),
    "a remote template": (relation("attachedTemplate", "http://example.org/t.dotm", "settings"), Code.UNSAFE_PICTURE),
    "a part of another document": (relation("subDocument", "file:///etc/passwd"), Code.UNSAFE_PICTURE),
    "a remote frame": (relation("frame", "http://example.org/"), Code.UNSAFE_PICTURE),
    "a link that runs something": (relation("hyperlink", "javascript:alert(1)"), Code.UNSAFE_PICTURE),
    "a name that leads out": ({"../../conf.py": b"x"}, Code.UNSAFE_PATH),
    "an absolute name": ({"/etc/x": b"x"}, Code.UNSAFE_PATH),
    "a bomb": ({"word/media/zero.bin": bytes(3_000_000)}, Code.UNSAFE_SIZE),
    "too many parts": ({f"word/{n}.bin": b"" for n in range(5001)}, Code.UNSAFE_SIZE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_before_they_are_opened(name: str) -> None:
    parts, code = HOSTILE[name]

    with pytest.raises(FindingsError) as raised:
        open_document("from-sam.docx", document(parts))

    assert [(one.code, one.file) for one in raised.value.findings] == [(code, "from-sam.docx")]
    assert raised.value.exit_code == (3 if code.unsafe else 1)


def test_a_document_of_a_macro_type_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(document())) as archive:
        types = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = types.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")

    problem = document_problem("a.docx", document({"[Content_Types].xml": macro}))

    assert problem is not None
    assert problem.code is Code.UNSAFE_PICTURE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is an empty file"),
        (b"%PDF-1.7", "is no Word file"),
        (document()[:9000], "its end is missing"),
        (document({"word/document.xml": b"<broken"}), "is damaged"),
    ],
)
def test_what_is_no_document_is_told_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(FindingsError) as raised:
        open_document("a.docx", data)

    (found,) = raised.value.findings
    assert words in found.message
    assert found.hint


def test_another_office_file_is_told_for_what_it_is() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("ppt/presentation.xml", b"<x/>")

    problem = document_problem("a.docx", stream.getvalue())

    assert problem is not None
    assert "it is a PowerPoint presentation" in problem.message


def test_a_machine_without_the_extra_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)

    with pytest.raises(EnvironmentTrouble) as raised:
        open_document("a.docx", document_bytes)

    assert "peerkit[word]" in raised.value.hint


document_bytes = document()
