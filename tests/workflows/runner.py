"""A runner that plays a region's GitHub workflows step by step, in clean folders, as far as these use GitHub.

Commands run as they stand. The actions that the workflows use are played by what they do: a checkout is a clone, an
artifact a copied folder, Pages a folder. ``gh`` is a program that answers from a file (``gh.py``).
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
OWNER = "example/group"
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass
class Forge:
    """A repository at GitHub: its git folder, its switches and its lists, below ``place``."""

    place: Path
    runs: int = 0

    @property
    def bare(self) -> Path:
        """The git folder."""
        return self.place / "origin.git"

    @property
    def pages(self) -> Path:
        """What is published."""
        return self.place / "pages"

    def __post_init__(self) -> None:
        self.place.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.bare], check=True)
        self.write(
            {
                "pages": False,
                "pulls_allowed": True,
                "issues": [],
                "pulls": [],
                "comments": {},
                "started": [],
                "releases": {},
                "kept": {},
            }
        )

    def read(self) -> dict[str, Any]:
        """Return the switches and lists."""
        loaded: dict[str, Any] = json.loads((self.place / "state.json").read_text(encoding="utf-8"))
        return loaded

    def write(self, state: Mapping[str, Any]) -> None:
        """Keep the switches and lists."""
        (self.place / "state.json").write_text(json.dumps(state), encoding="utf-8")

    def turn(self, **switches: Any) -> None:
        """Set switches."""
        self.write(self.read() | switches)


@dataclass
class Run:
    """What a run of a workflow came to: ``results`` by job (success, failure, skipped), and what it said."""

    results: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    printed: str = ""
    artifacts: dict[str, Path] = field(default_factory=dict)


class Job:
    """One job of a run, in a clean folder of its own."""

    def __init__(self, forge: Forge, run: Run, values: dict[str, Any], ref: str) -> None:
        self.forge, self.run, self.values, self.ref = forge, run, values, ref
        forge.runs += 1
        self.place = forge.place / "runners" / str(forge.runs)
        self.work = self.place / "work" / "group"
        for folder in (self.work, self.place / "temp", self.place / "home", self.place / "bin"):
            folder.mkdir(parents=True)
        shutil.copy(Path(__file__).with_name("gh.py"), self.place / "bin" / "gh")
        (self.place / "bin" / "gh").chmod(0o755)
        self.outputs: dict[str, dict[str, str]] = {}
        self.failed = False

    def environment(self, job: Mapping[str, Any], step: Mapping[str, Any]) -> dict[str, str]:
        """Return the variables that a step sees."""
        given = {name: self.filled(str(value)) for name, value in {**job.get("env", {}), **step.get("env", {})}.items()}
        venv = self.forge.place / "python" / "bin"
        return {
            "PATH": os.pathsep.join([str(self.place / "bin"), str(venv), os.environ["PATH"]]),
            "HOME": str(self.place / "home"),
            "LANG": "C.UTF-8",
            "FORGE": str(self.forge.place),
            "RUNNER_TEMP": str(self.place / "temp"),
            "GITHUB_REPOSITORY": OWNER,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REF_NAME": self.ref,
            "GITHUB_OUTPUT": str(self.place / "temp" / "output"),
            "GITHUB_STEP_SUMMARY": str(self.place / "temp" / "summary"),
            **{name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "HTTP", "http"))},
            **given,
        }

    def filled(self, text: str) -> str:
        """Return ``text`` with its expressions filled in."""
        return _EXPRESSION.sub(lambda found: str(self.value(found[1])), text)

    def value(self, name: str) -> Any:
        """Return the value of a name such as ``steps.look.outputs.turned``, or of a quoted text."""
        if name.startswith("'"):
            return name.strip("'")
        here: Any = {**self.values, "steps": {one: {"outputs": given} for one, given in self.outputs.items()}}
        for part in name.split("."):
            here = here.get(part, "") if isinstance(here, dict) else ""
        return here

    def holds(self, condition: str | None) -> bool:
        """Whether a step's or a job's ``if`` holds; what failed before stops all but ``always()``."""
        terms = [one.strip() for one in (condition or "").split("&&") if one.strip()]
        if self.failed and "always()" not in terms:
            return False
        pairs = [one.split(" == ") for one in terms if one != "always()"]
        return all(self.value(left) == self.value(right) for left, right in pairs)

    def step(self, job: Mapping[str, Any], step: Mapping[str, Any]) -> None:
        """Play one step, if its condition holds."""
        if not self.holds(step.get("if")):
            return
        if "uses" in step:
            self.uses(step["uses"].partition("@")[0], step.get("with", {}))
            return
        for name in ("output", "summary"):
            (self.place / "temp" / name).touch()
        done = subprocess.run(
            [*BASH, "-c", self.filled(step["run"])],
            cwd=self.work,
            env=self.environment(job, step),
            capture_output=True,
            text=True,
            check=False,
        )
        self.run.printed += f"$ {step.get('name', step['run'])}\n{done.stdout}{done.stderr}"
        self.failed = self.failed or done.returncode != 0
        self.gather(step.get("id", ""))

    def gather(self, name: str) -> None:
        """Take over what the last step wrote for later ones and for people."""
        written, said = self.place / "temp" / "output", self.place / "temp" / "summary"
        pairs = [line.split("=", 1) for line in written.read_text(encoding="utf-8").splitlines()]
        self.outputs.setdefault(name, {}).update(dict(pairs))
        self.run.summary += said.read_text(encoding="utf-8")
        written.unlink()
        said.unlink()

    def uses(self, action: str, given: Mapping[str, Any]) -> None:
        """Play an action."""
        match action:
            case "actions/checkout":
                self.work.rmdir()
                subprocess.run(
                    [
                        "git",
                        "clone",
                        "-q",
                        "-c",
                        "advice.detachedHead=false",
                        "--branch",
                        self.ref,
                        self.forge.bare,
                        self.work,
                    ],
                    check=True,
                )
            case "actions/setup-python":
                python = self.forge.place / "python"
                if not python.exists():
                    subprocess.run([sys.executable, "-m", "venv", python], check=True)
            case "actions/upload-artifact":
                self.upload(self.filled(given["name"]), given["path"].split())
            case "actions/upload-pages-artifact":
                self.upload("github-pages", [given["path"]])
            case "actions/download-artifact":
                names = fnmatch.filter(self.run.artifacts, given["pattern"]) if "pattern" in given else [given["name"]]
                for name in names:
                    place = self.work / given.get("path", "")
                    shutil.copytree(self.run.artifacts[name], place, dirs_exist_ok=True)
            case "actions/deploy-pages":
                shutil.rmtree(self.forge.pages, ignore_errors=True)
                shutil.copytree(self.run.artifacts["github-pages"], self.forge.pages)
            case _:
                message = f"The runner does not know {action}."
                raise AssertionError(message)

    def upload(self, name: str, paths: list[str]) -> None:
        """Keep files and folders as an artifact."""
        kept = self.place / "artifacts" / name
        kept.mkdir(parents=True)
        for path in paths:
            source = self.work / path
            if "*" in path:  # what is found keeps its place below the first star
                for found in self.work.glob(path):
                    shutil.copytree(found, kept / found.relative_to(self.work / path.partition("/*")[0]))
            elif source.is_dir() and paths == [path]:  # one folder alone: what is in it
                shutil.copytree(source, kept, dirs_exist_ok=True)
            elif source.is_dir():
                shutil.copytree(source, kept / source.name)
            elif source.is_file():
                shutil.copy(source, kept)
            else:
                self.failed = True
        self.run.artifacts[name] = kept


def play(
    forge: Forge,
    workflow: str,
    ref: str = "main",
    event: Mapping[str, Any] | None = None,
    secrets: Mapping[str, str] | None = None,
) -> Run:
    """Play the workflow as the branch or tag ``ref`` has it.

    ``event`` is what ``github.event`` holds, by default a push.
    """
    text = subprocess.run(
        ["git", "--git-dir", forge.bare, "show", f"{ref}:.github/workflows/{workflow}.yml"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    name = "pull_request" if event and "pull_request" in event else "push"
    github = {"token": "a-token", "repository": OWNER, "event_name": name, "event": event or {}}
    run = Run()
    needs: dict[str, Any] = {}
    for one, job in yaml.safe_load(text)["jobs"].items():
        values = {"github": github, "needs": dict(needs), "secrets": secrets or {}}
        player = Job(forge, run, values, ref)
        before = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
        player.failed = any(run.results[other] != "success" for other in before)
        if not player.holds(job.get("if")):
            run.results[one] = "skipped"
            continue
        players = [Job(forge, run, {**values, "matrix": matrix}, ref) for matrix in machines(job, player)]
        for player in players:
            for step in job["steps"]:
                player.step(job, step)
        run.results[one] = "failure" if any(player.failed for player in players) else "success"
        outputs = {key: player.filled(value) for key, value in job.get("outputs", {}).items()}
        needs[one] = {"outputs": outputs, "result": run.results[one]}
    forge.turn(kept={name: str(place) for name, place in run.artifacts.items()})
    return run


def machines(job: Mapping[str, Any], player: Job) -> list[dict[str, Any]]:
    """Return what ``matrix`` holds on each machine that does the job."""
    include = job.get("strategy", {}).get("matrix", {}).get("include", "")
    if not (named := re.fullmatch(r"\$\{\{ fromJSON\((.*)\)\.(\w+) \}\}", include)):
        return [{}]
    listed: list[dict[str, Any]] = json.loads(player.value(named[1]))[named[2]]
    return listed
