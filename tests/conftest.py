"""For every test: missing words are errors, no example is too slow, `soak` marks what runs long."""

import os

import pytest
from hypothesis import settings

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
os.environ["REMATCH_STRICT_TEXTS"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "soak: runs long; `make soak`")
