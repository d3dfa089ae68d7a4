"""Forms in which Word stores words in a paragraph, and random heaps of them: each holds words of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from hypothesis import strategies as st

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RUN = "<w:r><w:t xml:space='preserve'> %s </w:t></w:r>"
_BOX = "<v:shape><v:textbox><w:txbxContent><w:p>%s</w:p></w:txbxContent></v:textbox></v:shape>"
FIELD = "<w:fldChar w:fldCharType='%s'/>"

# Each holds "%s" where runs stand, but those of the last group, which hold a word.
WRAPPED = {
    "a content control": "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>",
    "a smart tag": "<w:smartTag w:element='x'>%s</w:smartTag>",
    "custom XML": "<w:customXml w:element='x'>%s</w:customXml>",
    "a short field": "<w:fldSimple w:instr='DATE'>%s</w:fldSimple>",
    "words put in": "<w:ins w:id='901' w:author='Sam'>%s</w:ins>",
    "words moved here": "<w:moveTo w:id='902' w:author='Sam'>%s</w:moveTo>",
    "a link": "<w:hyperlink w:anchor='x'>%s</w:hyperlink>",
    "another direction": "<w:bdo w:val='ltr'>%s</w:bdo>",
    "a long field": f"<w:r>{FIELD % 'begin'}</w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r>{FIELD % 'separate'}"
    f"</w:r>%s<w:r>{FIELD % 'end'}</w:r>",
    "a text box": f"<w:r><w:pict>{_BOX}</w:pict></w:r>",
    "a text box in two forms": f"<w:r><mc:AlternateContent><mc:Choice Requires='v'><w:drawing>{_BOX}</w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>",
    "signs with how they are said": "<w:r><w:ruby><w:rt>%s</w:rt><w:rubyBase/></w:ruby></w:r>",
    "signs above which it is said": "<w:r><w:ruby><w:rt/><w:rubyBase>%s</w:rubyBase></w:ruby></w:r>",
}
ALONE = {
    "words": RUN,
    "an equation": "<m:oMath><m:r><m:t>%s</m:t></m:r></m:oMath>",
    "a fraction": "<m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>%s</m:t></m:r></m:num><m:den/></m:f></m:oMath>"
    "</m:oMathPara>",
}


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Return the XML of paragraphs, and the words that people see in these."""
    words: list[str] = []

    def run(depth: int) -> str:
        name = draw(st.sampled_from([*ALONE, *(WRAPPED if depth else ())]))
        if name in WRAPPED:
            return WRAPPED[name] % "".join(run(depth - 1) for _ in range(draw(st.integers(1, 2))))
        words.append(f"zebra{len(words)}x")
        return ALONE[name] % words[-1]

    made = [f"<w:p>{run(3)}{run(3)}</w:p>" for _ in range(draw(st.integers(1, 3)))]
    return made, words


def with_body(document: bytes, blocks: Sequence[str], parts: dict[str, str] | None = None) -> bytes:
    """Return the .docx ``document`` with ``blocks`` at its end, and with more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                at = data.rindex(b"<w:sectPr")
                spaced = (block.replace(">", f" {SPACES}>", 1) for block in blocks)
                data = data[:at] + "".join(spaced).encode() + data[at:]
            new.writestr(name, data)
        for name, text in (parts or {}).items():
            new.writestr(name, text)
    return out.getvalue()


HALF = (
    "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>"
)
