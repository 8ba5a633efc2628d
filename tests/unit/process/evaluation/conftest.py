"""A store with thirty households of two adults and a child each, who have all arrived."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.model import Viewer
from rematch.process.evaluation.desk import EvaluationDesk
from rematch.store import Store
from tests import builders
from tests.arrivals import arrive, grown_up

PEOPLE = [grown_up(number) for number in range(1, 31)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[EvaluationDesk]:
    with Store.open(tmp_path / "kept.duckdb") as store:
        profiles = builders.profiles(PEOPLE)
        store.save_profiles(profiles, "cat", Viewer())
        arrive(store, profiles.cohort.id, PEOPLE)
        yield EvaluationDesk(store, profiles.cohort.id, shipped_catalogue(), Viewer())
