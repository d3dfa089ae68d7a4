"""Fetch what groups publish of themselves: ``gather.py ADDRESSES FOLDER``, for a hub's workflow.

Each line of ADDRESSES is the id of a group and the address of its site. ``group.json`` is read from there, held to the
rules of every such file, and kept as ``FOLDER/ID.json``; ``FOLDER/seen.toml`` says when. What cannot be had today, or
is not in order, leaves the file of the last time. Only this script fetches anything; the kit itself never does.
"""

from __future__ import annotations

import argparse
import datetime
import http.client
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from kit.model.findings import Finding
from kit.source.settings.toml_text import table_lines
from kit.source.tree.groups import FACTS, MAX_BYTES, SEEN, group_of, read_seen

SECONDS = 20  # for one address
_LINE = re.compile(r"([a-z0-9][a-z0-9_-]{0,63})\s+(\S+)\s*\Z")


def addresses(text: str) -> dict[str, str]:
    """Return the address of each group's site by id. Raises SystemExit for a line that is neither that nor a remark."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.match(line.strip())
        if match is None:
            raise SystemExit(f"Line {number} is no id and address, such as: midlands https://midlands.example.org/")
        found[match[1]] = match[2]
    return found


class _StaysSafe(urllib.request.HTTPRedirectHandler):
    """Follows an address that moved only where it stays one of the web, with or without s as it began."""

    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        """Return the request for where it moved, None where nobody should follow."""
        if not newurl.startswith(f"{req.type}:"):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetched(address: str, schemes: tuple[str, ...]) -> tuple[bytes, str]:
    """Return the bytes of ``group.json`` below ``address``, or b"" and why there are none."""
    if not address.startswith(tuple(f"{one}://" for one in schemes)):
        return b"", "its address does not begin with https://"
    opener = urllib.request.OpenerDirector()
    for one in (urllib.request.HTTPHandler, urllib.request.HTTPSHandler, urllib.request.HTTPDefaultErrorHandler):
        opener.add_handler(one())
    opener.add_handler(_StaysSafe())
    opener.add_handler(urllib.request.HTTPErrorProcessor())
    try:
        with opener.open(f"{address.rstrip('/')}/{FACTS}", timeout=SECONDS) as answer:
            return answer.read(MAX_BYTES + 1), ""
    except (OSError, urllib.error.URLError, http.client.HTTPException, ValueError) as error:
        return b"", str(getattr(error, "reason", error)) or type(error).__name__


def gather(
    listed: Mapping[str, str], folder: Path, today: datetime.date, schemes: tuple[str, ...] = ("https",)
) -> list[str]:
    """Fetch the facts of all ``listed`` groups into ``folder``, and return a sentence on each."""
    folder.mkdir(parents=True, exist_ok=True)
    seen, told = dict(read_seen(folder)), []
    for name, address in listed.items():
        data, why = fetched(address, schemes)
        found: list[Finding] = []
        group = group_of(f"{name}.json", data, found) if data else None
        if group is not None and group.id != name:
            why = f"it says that it is {group.id}"
        elif group is not None:
            (folder / f"{name}.json").write_bytes(data)
            seen[name] = today
        else:
            why = why or " ".join(one.message for one in found)
        told.append(f"{name}: {'left as it was, because ' + why if why else 'fetched'}")
    kept = {name: day for name, day in sorted(seen.items()) if (folder / f"{name}.json").is_file()}
    (folder / SEEN).write_text(table_lines("[seen]", kept), encoding="utf-8", newline="\n")
    return told


def main() -> None:
    """Gather, and print what became of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("addresses", type=Path, help="a file with an id and an address on each line")
    parser.add_argument("folder", type=Path, help="where the files go, as peerkit build --groups reads it")
    given = parser.parse_args()
    listed = addresses(given.addresses.read_text(encoding="utf-8"))
    sys.stdout.write("".join(f"- {one}\n" for one in gather(listed, given.folder, datetime.date.today())))


if __name__ == "__main__":
    main()
