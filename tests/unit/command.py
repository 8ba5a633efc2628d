"""The command line on a store of a test's own."""

import pytest

from rematch.__main__ import main

DB = "a.duckdb"


def planned_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small cohort with one recorded run, in the present folder; answers are in English."""
    monkeypatch.setenv("LC_ALL", "C")
    assert main(["make-data", "--households", "12", "--municipalities", "5", "--seed", "4", "made"]) == 0
    assert main(["load", "made", "--db", DB]) == 0
    assert main(["plan", "--db", DB]) == 0
