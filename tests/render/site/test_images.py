"""Pictures say their size, so that text does not jump while they load; what an author set stays stronger."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image

from kit.model.findings import Finding
from kit.render.reading.reading import read
from kit.render.site.writer import write_site
from tests.render.editions import edition

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30"/></svg>'
PAGE = """\
# Pictures

![Wide](wide.png)

![Drawn](drawn.svg)

![Damaged](damaged.png)

```{image} wide.png
:alt: Half
:width: 50%
```

```{image} wide.png
:alt: High
:height: 10px
```
"""


def png(width: int, height: int) -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (width, height), "#1b4965").save(picture, "PNG")
    return picture.getvalue()


def test_each_picture_has_the_size_of_its_file_unless_its_author_set_a_height(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "index.md": PAGE,
        "wide.png": png(60, 20),
        "drawn.svg": SVG,
        "damaged.png": b"\x89PNG damaged",
    }
    found: list[Finding] = []
    write_site(read(edition(files), tmp_path / "reading", found), tmp_path / "site", {})
    text = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    tags = {match[1]: match[0] for match in re.finditer(r'<img [^>]*alt="(\w+)"[^>]*>', text)}

    assert 'width="60" height="20"' in tags["Wide"]
    assert 'width="40" height="30"' in tags["Drawn"]
    assert 'width="60" height="20"' in tags["Half"]
    assert "width: 50%" in tags["Half"]
    assert "height=" not in tags["Damaged"] + tags["High"]
