"""The addresses at which GitHub, GitLab and Forgejo let people change a file or ask for a change. Pure.

What each fills in by itself (docs/reference/region-toml.md says it in organisers' words):

- GitHub: name and text of a new file, and the fields of an issue form. It answers addresses of more than 8191 bytes
  with an error (github/docs, issue 5136).
- GitLab: the name of a new file; its editor passes over a text (gitlab-org/gitlab, issue 594214). Title and
  description of an issue.
- Forgejo, which runs Codeberg: name and text of a new file, as Gitea had it (go-gitea/gitea, pull request 16556), and
  the fields of an issue form (pull requests 20987 and 22545).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kit.model.repository import FORGEJO, GITHUB, GITLAB, Change, Repository

LONGEST = 8000  # bytes of an address
FORM = ".github/ISSUE_TEMPLATE/change.yml"  # what people fill in who may not change files


@dataclass(frozen=True)
class _Ways:
    """Addresses below a repository's, and the names that a new file's path and text have in them, "" for none."""

    edit: str
    new: str
    name: str
    text: str
    view: str


_WAYS = {
    GITHUB: _Ways(
        edit="edit/{branch}/{path}",
        new="new/{branch}",
        name="filename",
        text="value",
        view="blob/{branch}/{path}?plain=1#L{first}-L{last}",
    ),
    GITLAB: _Ways(
        edit="-/edit/{branch}/{path}",
        new="-/new/{branch}",
        name="file_name",
        text="",
        view="-/blob/{branch}/{path}?plain=1#L{first}-{last}",
    ),
    FORGEJO: _Ways(
        edit="_edit/{branch}/{path}",
        new="_new/{branch}/",
        name="filename",
        text="value",
        view="src/branch/{branch}/{path}?display=source#L{first}-L{last}",
    ),
}


def edit_file(repository: Repository, file: str) -> str:
    """Return the address at which ``file`` of the group's tree is edited."""
    return _below(repository, _WAYS[repository.forge].edit, file)


def new_file(repository: Repository, file: str, text: str) -> tuple[str, bool]:
    """Return the address at which ``file`` is made, and whether ``text`` is in it; a text too long for one is not."""
    ways = _WAYS[repository.forge]
    start = _below(repository, ways.new, file)
    named = {ways.name: repository.path(file)}
    if text and ways.text:
        filled = f"{start}?{urlencode({**named, ways.text: text}, safe='/')}"
        if len(filled) <= LONGEST:
            return filled, True
    return f"{start}?{urlencode(named, safe='/')}", False


def lines_of(repository: Repository, file: str, first: int, last: int) -> str:
    """Return the address that shows ``file`` as it was written, at these lines."""
    return _below(repository, _WAYS[repository.forge].view, file, first, last)


def issue(repository: Repository, address: str) -> str:
    """Return where people ask for a change of the section at ``address`` who may not make it."""
    if repository.forge == GITLAB:  # its template asks the same; some versions would put it before these words
        words = f"Section: {address}\n\nNew wording:\n\n\n\nWhy:\n\n"
        fields = {"issue[title]": f"Change {address}", "issue[description]": words}
        return f"{repository.root}/-/issues/new?{urlencode(fields, safe='/')}"
    if repository.forge == FORGEJO:
        fields = {"template": FORM, "field:address": address}
    else:
        fields = {"template": FORM.rpartition("/")[2], "address": address}
    return f"{repository.root}/issues/new?{urlencode(fields, safe='/:')}"


def mail(to: str, change: Change, page: str) -> str:
    """Return a ``mailto:`` address that asks for ``change``; ``to`` is one, too, ``page`` the public address or ""."""
    where = "\n".join(filter(None, (f"Section: {change.title} ({change.address})", page and f"Page: {page}")))
    fields = {"subject": f"A change to “{change.title}”", "body": f"{where}\n\nNew wording:\n\n\nWhy:\n\n"}
    return f"{to}?{urlencode(fields, quote_via=quote, safe='/:')}".replace("%0A", "%0D%0A")


def _below(repository: Repository, way: str, file: str, first: int = 0, last: int = 0) -> str:
    """Return an address below the repository's. No part of it needs quoting: all were judged when they were read."""
    made = way.format(branch=repository.branch, path=repository.path(file), first=first, last=last)
    return f"{repository.root}/{made}"
