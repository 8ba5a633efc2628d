"""What still names a retired criterion loads at every door; the entry is told once, nothing else is lost."""

import json

import pytest

from rematch.__main__ import main
from rematch.bootstrap import CRITERIA, DATA, read_criteria, shipped_catalogue
from rematch.criteria.reading import parse_catalogue, retired_entries
from rematch.criteria.retired import RETIRED, RETIRED_COLUMNS
from rematch.instance import assemble
from rematch.instance.cohort_data import prepare_cohort
from rematch.intake import read_mapping
from rematch.intake.foreign import read_foreign
from rematch.intake.interview.form import Form, Slot
from rematch.intake.matching.column_map import ColumnUse, TableUse
from rematch.intake.profiles.checking import check
from rematch.intake.proposal import propose
from rematch.scenario import Scenario
from rematch.synthetic import generate
from rematch.texts import problem

SHIPPED = shipped_catalogue()
TEXT = (DATA / CRITERIA).read_text(encoding="utf-8")
OLD_ROWS = """
[[fields]]
id = "profile_age"
of = "municipality"
type = "number"
label = { de = "Alter der Angaben", en = "Age of the profile" }

[[criteria]]
id = "profile_freshness"
group = "place"
side = "municipality"
label = { de = "Aktualität der Angaben", en = "Freshness of the profile" }
question = { de = "Wann zuletzt geprüft?", en = "When last checked?" }
measure = "scale"
params = { terms = [{ field = "profile_age", low = 6, high = 36, better = "low" }] }
modifies = ["*"]
source = "X"
"""
KEPT = {"version": 1, "weights": {"profile_freshness": 4, "pets": 7}, "switches": {"sector_saturation": True}}


def test_the_catalogue_that_ships_has_none_of_them():
    assert not RETIRED.keys() & SHIPPED.by_id.keys()
    assert not RETIRED_COLUMNS & SHIPPED.field_by_id.keys()


def test_a_catalogue_that_still_has_the_rows_is_read_without_them_and_says_so_once():
    """A house's own file, or an uploaded one: all other entries are as they were."""
    content = (TEXT + OLD_ROWS).encode()
    assert parse_catalogue(content, CRITERIA).fingerprint == SHIPPED.fingerprint
    assert read_criteria(CRITERIA, content, SHIPPED).fingerprint == SHIPPED.fingerprint
    [finding] = retired_entries(content, CRITERIA)
    assert finding.warning
    assert "profile_freshness" in problem(finding, "de").what
    assert retired_entries(TEXT.encode(), CRITERIA) == ()


def test_a_field_that_another_criterion_reads_stays():
    """The figure goes with its criterion, not out from under somebody else's."""
    row = OLD_ROWS.partition("[[criteria]]")[2].replace("profile_freshness", "our_own")
    found = parse_catalogue(f"{TEXT}{OLD_ROWS}\n[[criteria]]{row}".encode(), CRITERIA)
    assert "profile_age" in found.field_by_id
    assert "our_own" in found.by_id
    assert "profile_freshness" not in found.by_id


def test_a_scenario_that_names_them_plans_as_one_that_does_not():
    """Weights and switches of what is gone move nothing and are no error; the others count."""
    data = prepare_cohort(generate(6, 3, 4, SHIPPED), SHIPPED, "")
    old = assemble(data, Scenario.from_json(json.dumps(KEPT)))
    new = assemble(data, Scenario(weights={"pets": 7}))
    assert (old.fit == new.fit).all()


def test_the_command_line_tells_a_scenario_files_entries_and_plans(tmp_path, capsys):
    """One line on stderr, exit code 0; a cohort's folder with the columns likewise."""
    folder, scenario = tmp_path / "made", tmp_path / "old.json"
    main(["make-data", "--households", "6", "--municipalities", "3", "--seed", "4", str(folder)])
    scenario.write_text(json.dumps(KEPT))
    towns = folder / "municipalities.csv"
    head, *lines = towns.read_text(encoding="utf-8").splitlines()
    rows = [head + ",profile_age,profile_age_as_of,priority_profile_freshness"]
    rows += [f"{line},12,2026-01-01,2" for line in lines]
    towns.write_text("\n".join(rows) + "\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["plan", "--data", str(folder), "--scenario", str(scenario), "--lang", "en"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert len([line for line in told if "old.json" in line]) == 1
    [line] = [line for line in told if "municipalities.csv" in line]
    for column in ("profile_age", "profile_age_as_of", "priority_profile_freshness"):
        assert column in line


def test_a_kept_mapping_reads_the_other_columns_and_asks_about_the_one_that_is_gone():
    """The column says in a finding of its own that it is no longer asked for."""
    tables, found = read_foreign({"p.csv": b"Haushalt;Alter;Stand\nA;40;12\n"})
    mapping = propose(tables, SHIPPED).mapping
    [use] = mapping.tables
    old = [c.model_copy(update={"target": "profile_age"}) if c.source == "Stand" else c for c in use.columns]
    kept = mapping.with_use(TableUse(shape=use.shape, kind=use.kind, columns=tuple(old))).to_json()
    read = read_mapping(kept)
    assert ColumnUse(source="Stand", unread="retired") in read.tables[0].columns
    assert [c.target for c in read.tables[0].columns if c.source != "Stand"] == [
        c.target for c in use.columns if c.source != "Stand"
    ]
    codes = [finding.code for finding in check(tables, read, SHIPPED, found).findings]
    assert codes.count("intake.column_retired") == 1


@pytest.mark.parametrize("column", sorted(RETIRED_COLUMNS))
def test_a_questionnaire_begun_before_goes_on_without_the_answer(column):
    """Its other answers, and what was declined of them, stay."""
    old = Form(kind="municipality", row={"name": "Kiel", column: "2"}).answer(Slot("x"), "", declined=True)
    assert old.names(RETIRED_COLUMNS) == (column,)
    new = old.answer(Slot(column), "", declined=True).without(RETIRED_COLUMNS)
    assert new.row == {"name": "Kiel", "x": ""}
    assert new.declined == ("x",)
    assert new.names(RETIRED_COLUMNS) == ()
