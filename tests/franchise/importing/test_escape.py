"""Words that begin a line are shown as they are, whatever signs they begin with."""

from __future__ import annotations

import pytest

from kit.franchise.importing.escape import line_start
from kit.source.markdown.parser import plain, tokens

LINES = ["% of us left", "+++ more", "+ + + more", "+++", "++ one", "- one", "# one", "> one", "1. one", "[a]: b"]


@pytest.mark.parametrize("line", LINES)
def test_no_sign_at_the_start_of_a_line_makes_anything_of_it(line: str) -> None:
    (paragraph, inline, _) = tokens(line_start(line), body=True)

    assert (paragraph.type, plain(inline.children)) == ("paragraph_open", line)
