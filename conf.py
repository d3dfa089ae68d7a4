"""Lets a plain ``sphinx-build . out`` build the hub's site. Configures only: see kit/render/hub.py."""

from pathlib import Path

from kit.render.hub import configure

globals().update(configure(Path(__file__).parent))
