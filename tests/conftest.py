"""For every test: missing words are errors, no example is too slow, `soak` marks what runs long."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("no clock", deadline=None, max_examples=25)
settings.register_profile("many", deadline=None, max_examples=400)
settings.load_profile("no clock")
os.environ["REMATCH_STRICT_TEXTS"] = "1"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "soak: runs long; `make soak`")


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it again and again took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with the demo cohorts in it, made once: who needs one works on a copy."""
    from rematch.bootstrap import open_store, shipped_catalogue

    path = tmp_path_factory.mktemp("demo") / "rematch.duckdb"
    open_store(path, shipped_catalogue()).close()
    return path
