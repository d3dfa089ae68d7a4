"""Make a release of the kit and its hub in ``dist/``: ``release.py --source https://example.org/hub.git#sessions``.

It writes the wheel and the sources, the hub and the template for regions as zips, the list of what the kit is made of,
the licences, what the changelog says, and the hashes of all. It refuses where the version, the changelog, a lock or a
licence is not ready, or where the sources give another wheel than the repository.

The version stands in ``kit/__init__.py``, and nowhere else. ``--wheel`` only writes ``wheel/`` at the top of the
repository, from which the workflows of regions take a newer kit; a release refuses if it holds another kit.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Mapping
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHEEL = ROOT / "wheel"
LOCK = ROOT / "kit" / "requirements.lock"
_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold


def version() -> str:
    """Return the version that ``kit/__init__.py`` says."""
    (found,) = re.findall(r'^__version__ = "(.+)"$', (ROOT / "kit" / "__init__.py").read_text(), re.MULTILINE)
    return str(found)


def notes(changelog: str, wanted: str) -> str:
    """Return the section of ``changelog`` for a version. Ends with a sentence where there is none, or nothing in it."""
    found = re.search(rf"^## \[?{re.escape(wanted)}\]?( [^\n]*)?\n(?P<text>.*?)(?=^## |\Z)", changelog, re.M | re.S)
    if found is None or not found["text"].strip():
        sys.exit(f"CHANGELOG.md has no section for {wanted}. Write its heading, ## {wanted}, below ## Unreleased.")
    return found["text"].strip() + "\n"


def built(out: Path) -> tuple[Path, Path]:
    """Build the sources and, from these, the wheel into ``out``; return both.

    Ends with a sentence where the repository itself gives another wheel.
    """
    _hatch(ROOT, "sdist", out)
    (sdist,) = out.glob("*.tar.gz")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(sdist) as packed:
            packed.extractall(folder, filter="data")
        _hatch(next(Path(folder).iterdir()), "wheel", out)
        _hatch(ROOT, "wheel", Path(folder) / "again")
        (wheel,), (again,) = out.glob("*.whl"), Path(folder, "again").glob("*.whl")
        if wheel.read_bytes() != again.read_bytes():
            sys.exit(f"{sdist.name} gives another wheel than the repository. Commit or take away what is new here.")
    return sdist, wheel


def _hatch(place: Path, target: str, out: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out.resolve())]
    subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)


def environment(place: Path, wheel: Path) -> Path:
    """Make an environment that holds the wheel, the packages of its lock and nothing else; return its Python."""
    venv.create(place, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", str(place), "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return next(path for path in (place / "bin" / "python", place / "Scripts" / "python.exe") if path.exists())


def carried(python: Path) -> dict[str, bytes]:
    """Return ``wheel/`` as the kit in an environment packs it for regions."""
    code = (
        "import base64, json; from kit.app.carried_kit import carried_kit\n"
        "print(json.dumps({path: base64.b64encode(data).decode() for path, data in carried_kit().items()}))"
    )
    said = subprocess.run([python, "-P", "-c", code], check=True, capture_output=True, text=True).stdout
    return {path: base64.b64decode(text) for path, text in json.loads(said).items()}


def same_kit(there: Mapping[str, bytes], kit: Mapping[str, bytes]) -> bool:
    """Whether both hold the same files; of wheels what is in them counts, for systems press zips each in their way."""
    return {path: _inside(path, data) for path, data in there.items()} == {
        path: _inside(path, data) for path, data in kit.items()
    }


def _inside(path: str, data: bytes) -> object:
    if not path.endswith(".whl"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist()}


def below(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by path, with its name before each."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in paths}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of ``files``: the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for path, data in sorted(files.items()):
            packed.writestr(zipfile.ZipInfo(path, _DAY), data, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def main() -> None:
    """Do what the module says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", help="where regions receive from: an address of the hub")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="a folder that does not exist yet")
    parser.add_argument("--tag", help="the tag of the release, which must be the version or v and the version")
    parser.add_argument("--wheel", action="store_true", help="only write wheel/ anew")
    given = parser.parse_args()
    wanted = version()
    if not given.wheel and given.source is None:
        parser.error("--source is needed, such as https://example.org/hub.git#sessions")
    if given.tag not in (None, wanted, f"v{wanted}"):
        sys.exit(f"The tag is {given.tag}, and kit/__init__.py says {wanted}.")
    said = notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), wanted)
    subprocess.run([sys.executable, ROOT / "scripts" / "lock.py", "--check"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "dist"
        _, wheel = built(made)
        python = environment(Path(folder) / "environment", wheel)
        kit = carried(python)
        if given.wheel:
            _renew(kit)
            return
        if not WHEEL.is_dir() or not same_kit(below(WHEEL), kit):
            sys.exit("wheel/ does not hold this kit, so regions would not get it: run release.py --wheel, and commit.")
        (made / "notes.md").write_text(said, encoding="utf-8")
        _describe(python, wanted, made)
        _pack(python, given.source, kit, made)
        _sums(made)
        if given.out.exists():
            sys.exit(f"{given.out} is there already: take it away first.")
        shutil.copytree(made, given.out, ignore=shutil.ignore_patterns(".gitignore"))
    print("\n".join(f"{path.stat().st_size:>10,}  {path}" for path in sorted(given.out.iterdir())))


def _renew(kit: Mapping[str, bytes]) -> None:
    shutil.rmtree(WHEEL, ignore_errors=True)
    WHEEL.mkdir()
    for path, data in kit.items():
        (ROOT / path).write_bytes(data)
    print(f"wheel/ holds the kit {version()} now. Look at it, and commit it.")


def _describe(python: Path, wanted: str, out: Path) -> None:
    """Write what the kit is made of, and under which licences; end with a sentence where somebody has to look."""
    from licences import licensed, listed
    from sbom import sbom

    where = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip()
    packages = licensed(distributions(path=[site]))
    if odd := [f"{one.name} ({one.licence})" for one in packages if one.name != "peerkit" and not one.permissive]:
        sys.exit(f"Look at the licences of {', '.join(odd)}: scripts/licences.py does not know them as permissive.")
    (out / "licences.md").write_text(listed(packages), encoding="utf-8")
    (out / f"peerkit-{wanted}.cdx.json").write_text(sbom(python, wanted), encoding="utf-8")


def _pack(python: Path, source: str, kit: Mapping[str, bytes], out: Path) -> None:
    """Write the hub with its kit, and the template, as zips."""
    hub = {**below(ROOT / "sessions"), **kit}
    (out / "hub.zip").write_bytes(zipped(hub))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "template"
        words = [str(place), "--hub", str(ROOT / "sessions"), "--source", source]
        subprocess.run([python, "-P", ROOT / "scripts" / "template.py", *words], check=True, stdout=subprocess.DEVNULL)
        files = {path.removeprefix("template/"): data for path, data in below(place).items()}
    (out / "template.zip").write_bytes(zipped(files))


def _sums(out: Path) -> None:
    paths = sorted(path for path in out.iterdir() if path.is_file() and path.name != ".gitignore")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
