"""A criterion added to the catalogue's file, with its columns in the profiles, works everywhere."""

import csv
import shutil
from pathlib import Path

import pytest
import streamlit as st

from rematch import bootstrap
from rematch.model import HouseholdId
from tests.app.conftest import Open, go, unfold_group

ADDED = """
[[fields]]
id = "wants_garden"
of = "household"
type = "flag"
label = { de = "Möchte gärtnern", en = "Would like a garden" }

[[fields]]
id = "has_gardens"
of = "municipality"
type = "flag"
label = { de = "Hat Gemeinschaftsgärten", en = "Has community gardens" }

[[criteria]]
id = "garden"
group = "place"
label = { de = "Garten", en = "Garden" }
question = { de = "Möchten Sie gärtnern?", en = "Would you like a garden?" }
need = "wants_garden"
offer = "has_gardens"
measure = "gate"
weight = 5
on = true
source = "X"
"""


def with_column(file: Path, name: str, value: str) -> None:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([[*rows[0], name], *([*row, value] for row in rows[1:])])


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped data with one criterion more, in files alone."""
    data = tmp_path / "data"
    shutil.copytree(bootstrap.DATA, data)
    with (data / "criteria.toml").open("a", encoding="utf-8") as file:
        file.write(ADDED)
    with_column(data / "session" / "households.csv", "wants_garden", "yes")
    with_column(data / "session" / "municipalities.csv", "has_gardens", "yes")
    monkeypatch.setattr(bootstrap, "DATA", data)
    monkeypatch.setenv("REMATCH_DB", str(tmp_path / "rematch.duckdb"))
    st.cache_resource.clear()


def test_a_new_criterion_has_its_slider_its_part_and_its_line_in_the_method(
    garden: None, opened: Open
) -> None:
    """No code knows of gardens."""
    at = opened("session", lang="de")
    unfold_group(at, "garden")
    assert at.slider(key="slide_w_garden").value == 5.0
    report = at.session_state["report"]
    parts = {part.criterion: part for part in report.instance.parts(0, int(report.assignment[0]))}
    assert parts["garden"].score == 1.0
    at.session_state["household"] = HouseholdId(report.placements[0].household)
    at.run()
    assert not at.exception
    before = report.figures.mean_fit
    at.slider(key="slide_w_garden").set_value(10.0).run()
    assert at.session_state["report"].figures.mean_fit > before
    method = go(at, "method")
    assert any("Garten" in str(frame.value) for frame in (*method.table, *method.dataframe, *method.markdown))
