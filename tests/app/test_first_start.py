"""The first start of all: the demo comes with half a year that might have been."""

from pathlib import Path
from threading import Thread, enumerate

import pytest

from rematch.process.desk import history_of
from rematch.ui.shell import cached, preload
from tests import demo
from tests.app.conftest import Open, let_go


def _started() -> None:
    """As a server starts, until what it does beside has ended."""
    let_go()
    preload.first_of_all()
    preload.up()
    beside: list[Thread] = [one for one in enumerate() if one.name == "preload"]
    for one in beside:
        one.join()


def test_every_page_has_something_to_show_and_a_second_start_adds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Open
) -> None:
    """A new file is given a round with offers, arrivals and answers; one that was there is left as it is."""
    monkeypatch.setenv("REMATCH_DB", str(tmp_path / "new.duckdb"))
    _started()
    cohort = demo.profiles().cohort.id
    first = history_of(cached.store(), cohort).events
    assert {event.machine for event in first} >= {"round", "partner", "offer", "relocation"}
    assert cached.store().evaluations(cohort)
    for page in ("process", "occupancy", "evaluation"):
        at = opened(page, "de", {"cohort": cohort})
        assert not [one for one in at.button if one.key == "process_example"]
    cached.store().close()
    _started()
    assert history_of(cached.store(), cohort).events == first
    let_go()
