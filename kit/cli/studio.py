"""``peerkit studio``: the kit as a page that runs in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from kit.cli.common import Session, next_command, refuse_inside, say
from kit.cli.help import verb


@verb(
    "Write a folder for any web space with one page on which people start a group, change their region, see it and "
    "take it away, all in the browser: nothing is installed, and nothing that they write is sent anywhere. "
    "Nothing is downloaded: Pyodide and the kit's packages come from folders that were filled before.",
    "peerkit -C sessions studio --out public/studio --pyodide pyodide --wheels wheels",
)
@click.option("--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Where to write it.")
@click.option(
    "--pyodide",
    metavar="FOLDER",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Pyodide's own folder: its npm package, or a whole distribution, with which pictures and slides are made too.",
)
@click.option(
    "--wheels",
    metavar="FOLDER",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The kit's packages as wheels for a browser.",
)
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written, and how large it is.")
@click.pass_context
def command(context: click.Context, out: Path, pyodide: Path, wheels: Path, dry_run: bool) -> None:
    """Exit 0 when the folder is written."""
    from kit.publish.manifest import NAME, manifest, to_json
    from kit.publish.swap import fill, replacing
    from kit.studio.packing import studio_files

    session = context.ensure_object(Session)
    root = session.root()
    refuse_inside(out, root)
    files = studio_files(root, pyodide, wheels)
    size = sum(map(len, files.values())) / 1_000_000
    if dry_run:
        say(f"Would write {len(files)} files of {size:.0f} MB to {out}. Nothing was written.")
        next_command(session.command("studio", "--out", out, "--pyodide", pyodide, "--wheels", wheels))
        return
    with replacing(out, root) as stage:
        fill(stage, {**files, NAME: to_json(manifest(files, frozenset(), lambda _: "studio"))})
    say(f"Wrote a studio of {size:.0f} MB to {out}.")
    next_command(f"python -P -m http.server --bind 127.0.0.1 --directory {out}")
