"""Lets a plain ``sphinx-build . out`` build the hub's site. Configures only: see kit/app/sphinx_build.py."""

from pathlib import Path

from kit.app.sphinx_build import configure

globals().update(configure(Path(__file__).parent))
