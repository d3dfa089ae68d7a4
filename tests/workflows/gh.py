#!/usr/bin/env python3
"""Stands for GitHub's program ``gh`` in tests: answers from, and notes in, ``$FORGE/state.json``."""

import json
import os
import shutil
import sys
from pathlib import Path

FILE = Path(os.environ["FORGE"]) / "state.json"
state = json.loads(FILE.read_text(encoding="utf-8"))
words = sys.argv[1:]
verb = words[:2]


def option(name: str) -> str:
    """Return what follows ``name``."""
    return words[words.index(name) + 1]


def body() -> str:
    """Return the text of the file that the body is to be read from."""
    return Path(option("--body-file")).read_text(encoding="utf-8")


if not os.environ.get("GH_TOKEN"):
    sys.exit("gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.")
if verb[0] == "api" and "/actions/artifacts?name=network&" in words[1]:
    sys.stdout.write("4711\n" if "network" in state["kept"] else "\n")
elif verb == ["run", "download"]:
    shutil.copytree(state["kept"][option("--name")], option("--dir"), dirs_exist_ok=True)
elif verb[0] == "api":
    if not state["pages"]:
        sys.exit("gh: Not Found (HTTP 404)")
    sys.stdout.write("workflow\n")
elif verb == ["issue", "list"]:
    sys.stdout.write("".join(f"{one['title']}\n" for one in state["issues"]))
elif verb == ["issue", "create"]:
    state["issues"].append({"title": option("--title"), "body": body()})
elif verb == ["pr", "list"]:
    numbers = [at for at, one in enumerate(state["pulls"], 1) if one["head"] == option("--head") and one["open"]]
    sys.stdout.write("".join(f"{number}\n" for number in numbers))
elif verb == ["pr", "create"]:
    if not state["pulls_allowed"]:
        sys.exit("pull request create failed: GitHub Actions is not permitted to create or approve pull requests")
    state["pulls"].append({"head": option("--head"), "title": option("--title"), "body": body(), "open": True})
elif verb == ["pr", "comment"]:
    state["comments"][words[2]] = body()
elif verb == ["release", "create"]:
    state["releases"][words[2]] = {"body": Path(option("--notes-file")).read_text(encoding="utf-8"), "files": []}
    state["releases"][words[2]]["files"] = [Path(word).name for word in words if word.startswith("dist/")]
elif verb == ["workflow", "run"] and "stranger/group" in words:
    sys.exit("could not find any workflows named update.yml")
elif verb == ["workflow", "run"]:
    state["started"].append(words[2:])
elif verb != ["auth", "setup-git"]:
    sys.exit(f"unknown command: {' '.join(words)}")
FILE.write_text(json.dumps(state), encoding="utf-8")
