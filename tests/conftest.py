"""For every test: missing words are errors, and `soak` marks what runs longer than a test run may."""

import os

import pytest

os.environ["REMATCH_STRICT_TEXTS"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "soak: runs long; `make soak`")
