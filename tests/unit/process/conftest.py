"""A process on a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rounds import ToldProcess


@pytest.fixture
def told(tmp_path: Path) -> Iterator[ToldProcess]:
    begun = ToldProcess.begun(tmp_path / "kept.duckdb")
    yield begun
    begun.store.close()


@pytest.fixture
def decided(told: ToldProcess) -> ToldProcess:
    return told.decided()
