"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A machine with other work to do is slow for a moment, and that is no fault of the code.
settings.register_profile("kit", deadline=None)
settings.load_profile("kit")
