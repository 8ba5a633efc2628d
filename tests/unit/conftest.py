"""For tests that go through files and the command line: an empty folder, and what `plan` says of a cohort."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rematch.__main__ import main
from rematch.bootstrap import shipped_catalogue
from rematch.model import Profiles
from rematch.report.files.folder import write_folder

PlanOf = Callable[[Profiles, Path], Any]


@pytest.fixture
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder with a store of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REMATCH_DB", str(tmp_path / "default.duckdb"))
    monkeypatch.setenv("REMATCH_STRICT_TEXTS", "1")


@pytest.fixture
def plan_of(own_place: None, capsys: pytest.CaptureFixture[str]) -> PlanOf:
    """The profiles written into a folder, and what `plan --json` says of it under the shipped criteria."""

    def plan(cohort: Profiles, folder: Path) -> Any:
        write_folder(cohort, shipped_catalogue(), folder)
        capsys.readouterr()
        assert main(["plan", "--data", str(folder), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return plan
