#!/bin/sh
# Installs the kit that this group carries, and the packages that it needs, each checked by its hash.
set -eu
cd "$(dirname "$0")"
python -m pip install --quiet --require-hashes --only-binary :all: --requirement requirements.lock
python -m pip install --quiet --no-deps --no-index peerkit-*.whl
