"""A proposal: some changes of a region in files that need no region, as one sends them to a hub by e-mail. Pure.

::

    proposal.toml      who, for which hub, why, under which licence, and each change by its number
    read-me.html       the same for people: what leaves, and each text before and after
    before/01.md       the text that the region was given, and
    after/01.md        what it made of that; a field's two values stand in proposal.toml
    pictures/...       pictures that the texts show
    issue.md           the text for a form, where a hub takes suggestions so
    changes.patch      for git: git am makes a commit of it

What ``proposal.toml`` does not name is no part of a proposal, and one that holds more is refused.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.franchise.home import RELEASE_NOTES
from kit.franchise.hub_pages import HubPages
from kit.franchise.share.changes import Change, What
from kit.franchise.share.taking import Taking
from kit.model.credits import Credit
from kit.model.findings import Code, Finding
from kit.model.proposal import ProposalFile
from kit.source.markdown.sections import sections
from kit.source.settings.files import is_newer
from kit.source.settings.toml import read_toml
from kit.source.settings.toml_text import table_lines
from kit.source.settings.validate import validate
from kit.source.tree.rules import misplaced
from kit.source.tree.text import decode, split_lines

FIRST, READ_ME, ISSUE, PATCH = "proposal.toml", "read-me.html", "issue.md", "changes.patch"
_FOR_PEOPLE = frozenset({READ_ME, ISSUE, PATCH})
_HEADING = "# Changes that a group offers to its hub, written by peerkit propose. To take them: peerkit accept FILE\n"


@dataclass(frozen=True)
class Sender:
    """The group that proposes; ``by`` is who may be named for it, "" for nobody."""

    id: str
    name: str
    url: str = ""
    by: str = ""

    @property
    def named(self) -> str:
        """The group, and the person if one may be named."""
        return f"{self.by}, {self.name}" if self.by else self.name


@dataclass(frozen=True)
class Proposal:
    """Changes offered by ``sender`` to the hub called ``hub``, made from its ``version``."""

    sender: Sender
    hub_id: str
    hub: str
    version: str
    licence: str
    made: datetime.date
    changes: tuple[Change, ...]
    why: str = ""


def leaves(changes: Sequence[Change]) -> list[str]:
    """Return what leaves the region with ``changes``, a sentence each."""
    return [_leaves(one) for one in changes]


def _leaves(one: Change) -> str:
    notes = " with what it says to facilitators" if _for_facilitators(one.text) else ""
    pictures = f" and {len(one.pictures)} of its pictures" if one.pictures else ""
    pictures += f", adopted from {' and '.join(dict.fromkeys(by.group for by in one.credits))}" if one.credits else ""
    if one.what is What.FIELD:
        return f"{one.address}: {one.text or 'nothing'} in place of {one.base or 'nothing'}."
    if not one.text.strip():
        return f"{one.address}: that you leave it out."
    return f"{one.address}: the whole {one.what.value} “{one.title}”{notes}{pictures}."


def _for_facilitators(text: str) -> bool:
    return "{facilitator}" in text or "{say}" in text


def proposal_files(proposal: Proposal, read_me: bytes, upstream: HubPages) -> dict[str, bytes]:
    """Return the files of ``proposal``, ``read_me`` among them; ``upstream`` is what the patch is made against."""
    files: dict[str, bytes] = {FIRST: _settings(proposal).encode(), READ_ME: read_me}
    for number, one in enumerate(proposal.changes, 1):
        if one.what is not What.FIELD:
            files |= {_before(number): one.base.encode(), _after(number): one.text.encode()}
        files |= {f"pictures/{path}": data for path, data in one.pictures.items()}
    return {**files, ISSUE: issue_text(proposal).encode(), PATCH: patch(proposal, upstream).encode()}


def _before(number: int) -> str:
    return f"before/{number:02}.md"


def _after(number: int) -> str:
    return f"after/{number:02}.md"


def _settings(proposal: Proposal) -> str:
    top = {"schema": 1, "made": proposal.made, "licence": proposal.licence, "why": proposal.why}
    sender = {"id": proposal.sender.id, "name": proposal.sender.name, "url": proposal.sender.url}
    sender |= {"by": proposal.sender.by}
    hub = {"id": proposal.hub_id, "name": proposal.hub, "version": proposal.version}
    parts = [table_lines("", {**_some(top), "leaves": leaves(proposal.changes)})]
    parts += [table_lines("[from]", _some(sender)), table_lines("[for]", hub)]
    return _HEADING + "\n".join([*parts, *(table_lines("[[change]]", _table(one)) for one in proposal.changes)])


def _table(one: Change) -> dict[str, Any]:
    values = {"base": one.base, "text": one.text} if one.what is What.FIELD else {}
    told = {"what": one.what.value, "address": one.address, "title": one.title, "why": one.why, **values}
    passed_on = [_some({"group": by.group, "url": by.url, "by": by.by, "on": by.on}) for by in one.credits]
    return _some({**told, "pictures": list(one.pictures), "credits": passed_on})


def _some(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [])}


def issue_text(proposal: Proposal) -> str:
    """Return the text for a form or an e-mail: what should say what, and why, change by change."""
    parts = [f"{proposal.sender.named} offers these changes of {proposal.hub} {proposal.version}.", proposal.why]
    for one in proposal.changes:
        text = one.text.strip() or "(left out)"
        fence = "`" * max(4, max((len(run) for run in text.split() if set(run) == {"`"}), default=0) + 1)
        parts += [f"### Where\n\n{one.address}", f"### What it should say\n\n{fence}markdown\n{text}\n{fence}"]
        parts += [f"### Why\n\n{one.why}"] if one.why else []
    return "\n\n".join(filter(None, [*parts, f"Licence: {proposal.licence}"])) + "\n"


def patch(proposal: Proposal, upstream: HubPages) -> str:
    """Return the changes as one patch in the form of e-mails that git takes (git-format-patch(1)).

    Paths are those of the hub's own folder. Pictures are left out, as are pages that the hub does not have.
    """
    taking = Taking(upstream.tree)
    taking.take(proposal.changes)
    sender, day = proposal.sender, proposal.made
    subject = f"Take changes from {sender.name}"
    head = [
        f"From {'0' * 40} Mon Sep 17 00:00:00 2001",  # the line that git writes there itself
        f"From: {' '.join(sender.named.replace(',', ' for', 1).split())} <{sender.id}@peerkit.invalid>",
        f"Date: {day.strftime('%a, %d %b %Y')} 12:00:00 +0000",
        f"Subject: [PATCH] {subject}",
        "",
        *filter(None, [proposal.why]),
        *(f"- {one}" for one in leaves(proposal.changes)),
        "---",
        "",
    ]
    body = (_diff(path, upstream, data) for path, data in taking.files.items() if path.endswith(".md"))
    return "\n".join(head) + "".join(body) + "-- \npeerkit\n"


def _diff(path: str, upstream: HubPages, data: bytes) -> str:
    old = upstream.tree.files.get(path)
    before = [] if old is None else split_lines(decode(path, old, []) or "")
    start = f"a/{path}" if old is not None else "/dev/null"
    lines = difflib.unified_diff(before, split_lines(data.decode()), start, f"b/{path}", n=3)
    mode = "" if old is not None else "new file mode 100644\n"
    text = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return f"diff --git a/{path} b/{path}\n{mode}{text}"


# Reading a proposal that somebody sent: nothing of it is believed that ``proposal.toml`` does not say in its form.


def read_proposal(files: Mapping[str, bytes], found: list[Finding]) -> Proposal | None:
    """Return the proposal in ``files``, or None with findings."""
    if FIRST not in files:
        found.append(_missing(FIRST))
    toml = read_toml(FIRST, files[FIRST], found) if FIRST in files else None
    if toml is None or is_newer(FIRST, toml, found):
        return None
    said = validate(ProposalFile, toml.data, toml.lines, FIRST, found, "The proposal")
    if said is None:
        return None
    before = len(found)
    found += _more_than_named(files, said)
    found += _not_to_be_changed(said)
    found += misplaced({path: data for path, data in files.items() if path not in _FOR_PEOPLE})
    changes = list(_changes(files, said, found))
    if len(found) > before:
        return None
    sender = Sender(said.from_.id, said.from_.name, said.from_.url, said.from_.by)
    hub = said.for_
    return Proposal(sender, hub.id, hub.name, hub.version, said.licence, said.made, tuple(changes), said.why)


def _missing(path: str) -> Finding:
    message = f"There is no {path} in it, so it is no whole proposal."
    return Finding(Code.MISSING_FILE, path, None, message, "Ask for the file that peerkit propose wrote.")


def _more_than_named(files: Mapping[str, bytes], said: ProposalFile) -> Iterator[Finding]:
    named = {FIRST, *_FOR_PEOPLE}
    for number, one in enumerate(said.change, 1):
        named |= {_before(number), _after(number)} if one.what != What.FIELD.value else set()
        named |= {f"pictures/{path}" for path in one.pictures}
    for path in sorted(files.keys() - named):
        message = "The proposal holds this file and does not say so, so none of it was taken."
        yield Finding(Code.UNSAFE_PATH, path, None, message, "Ask the group for a new one: peerkit propose")


def _not_to_be_changed(said: ProposalFile) -> Iterator[Finding]:
    """Yield a finding for each address that stands twice, and for a page that only the hub itself writes."""
    addresses = [one.address for one in said.change]
    for at, address in enumerate(addresses):
        if address in addresses[:at]:
            message = f"The proposal has two changes at {address}, so it is not clear which of them is meant."
            yield Finding(Code.DUPLICATE_ID, FIRST, None, message, "Ask the group for a new proposal.")
        if f"{address.partition('#')[0].partition(':')[0]}.md" == RELEASE_NOTES:
            message = f"{address} is on the page of the hub's own notes on its releases."
            yield Finding(Code.RESERVED_NAME, FIRST, None, message, "Ask the group for a proposal without it.")


def _changes(files: Mapping[str, bytes], said: ProposalFile, found: list[Finding]) -> Iterator[Change]:
    for number, one in enumerate(said.change, 1):
        what = What(one.what)
        if _form(one.address) is not what:
            message = f"{one.address} is the address of no {one.what}."
            found.append(Finding(Code.UNSAFE_PATH, FIRST, None, message, "Ask the group for a new proposal."))
            continue
        base, text = one.base, one.text
        if what is not What.FIELD:
            base, text = (_text(path, files, found) for path in (_before(number), _after(number)))
            found += _headless(one.address, what, text)
        pictures = {path: files[f"pictures/{path}"] for path in one.pictures if f"pictures/{path}" in files}
        for path in set(one.pictures) - pictures.keys():
            found.append(_missing(f"pictures/{path}"))
        passed_on = tuple(Credit(one.address, by.group, by.on, by.url, by.by) for by in one.credits)
        yield Change(what, one.address, one.title, base, text, one.why, pictures, passed_on)


def _headless(address: str, what: What, text: str) -> Iterator[Finding]:
    """Yield the finding that a section's text has no heading: put in, it would be lost in the section above."""
    if what is What.SECTION and text.strip() and not sections(text):
        message = f"The new text of {address} has no heading, so it would become a part of the section above."
        yield Finding(Code.BAD_OVERRIDE, FIRST, None, message, "Ask the group for a text with a heading.")


def _form(address: str) -> What:
    return What.SECTION if "#" in address else What.FIELD if ":" in address else What.PAGE


def _text(path: str, files: Mapping[str, bytes], found: list[Finding]) -> str:
    if path not in files:
        found.append(_missing(path))
        return ""
    text = decode(path, files[path], found) or ""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
