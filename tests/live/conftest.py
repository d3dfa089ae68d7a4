"""The browser that tests of pages share."""

from tests.render.conftest import browser as browser  # a fixture
