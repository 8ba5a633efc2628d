"""The samples of questionnaires and spreadsheets give the values that `EXPECTED.json` asks for."""

import json
from typing import Any

import pytest

from tests.unit.intake.foreign import checked, codes, rows
from tests.unit.texts.project import ROOT

SAMPLES = ROOT / "tests" / "intake_samples"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "EXPECTED.json").read_text(encoding="utf-8"))
OURS = {
    "accessible": "needs_step_free",
    "wheelchair": "needs_step_free",
    "pet": "has_pet",
    "capacity": "capacity_persons",
    "capacity_suggest": "capacity_persons",
    "accessible_suggest": "capacity_step_free",
    "kita": "capacity_childcare",
}
"""The generic names of the expectation that differ from ours."""
SAID = [
    (file, row, key, value)
    for file, about in EXPECTED.items()
    if isinstance(about, dict)
    for row, said in about.get("expect", {}).items()
    for key, value in said.items()
    if key not in ("warning", "error", "needs_confirmation", "members", "note", "languages")
]


def sample(file: str) -> Any:
    return checked({file: (SAMPLES / file).read_bytes()})


@pytest.mark.parametrize(("file", "row", "key", "value"), SAID, ids=lambda part: str(part)[:24])
def test_each_value_expected_is_found(file: str, row: str, key: str, value: Any) -> None:
    """The value in the expectation stands in the row of that id, AGS or name; a proposal is asked about."""
    found = rows(sample(file))
    by_ags = {str(r.values.get("ags")): r for r in found.values()}
    understood = found.get(row) or by_ags[row]
    name = OURS.get(key, key)
    asked = isinstance(value, str) and ("?" in value or "(" in value)
    assert understood.values.get(name) == (value[:2] if asked else value)
    if asked or (key.endswith("_suggest") and key.startswith("capacity")):
        assert name in understood.confirm


def test_languages_are_those_named() -> None:
    """Codes between semicolons are languages, in their order."""
    assert list(rows(sample("10_booleans_languages_levels.csv"))["H2"].values["languages"]) == [
        "uk",
        "ru",
        "en",
    ]


def test_an_unsure_answer_is_unknown_with_a_warning() -> None:
    """'vielleicht', 'ja?' and 'unklar' are never no; each is in the list."""
    found = sample("10_booleans_languages_levels.csv")
    unsure = [f.column for f in found.warnings if f.code == "intake.unsure"]
    assert unsure == ["rollstuhl", "haustier", "arzt_noetig"]
    assert all(rows(found)["H7"].values[name] is None for name in ("needs_step_free", "has_pet", "doctor"))


def test_kobo_members_are_counted_against_the_size() -> None:
    """Three members where three are said; two said and one given is a warning, and so is no approval."""
    found = sample("05_kobo_export_groups_repeat.xlsx")
    assert [(r.id, r.members) for r in rows(found).values()] == [("KRK-17", 3), ("KRK-18", 1)]
    assert {"intake.size_differs", "intake.not_approved"} <= codes(found, 3)


def test_ragged_rows_and_quotes_lose_nothing() -> None:
    """A note keeps its line break and semicolon, A5 is an error with its line, A6 is still there."""
    found = sample("12_sep_line_ragged_quotes.csv")
    assert rows(found)["A1"].values["note"] == "will zur Schwester;\nDüsseldorf"
    assert rows(found)["A3"].values["note"] is None
    assert [f.value for f in found.errors if f.code == "intake.not_a_number"] == ["zwei"]
    assert "A6" in rows(found)


def test_contacts_below_the_capacities_are_no_municipalities() -> None:
    """The second table is told and not read: no finding and no row shows an address."""
    found = sample("09_capacity_free_text_two_tables.xlsx")
    assert len(rows(found)) == 6
    assert "example.org" not in repr(found)


def test_an_unknown_town_blocks_and_a_shared_name_is_asked() -> None:
    """Musterstadt has no AGS and no capacity, Rottenburg may be two towns; both are errors in their rows."""
    found = sample("09_capacity_free_text_two_tables.xlsx")
    assert {"intake.ags_unknown", "data.required"} <= codes(found, 7)
    assert codes(found, 5) >= {"intake.ags_shared"}


def test_ids_that_are_twice_or_look_alike_block() -> None:
    """H1 twice, 'H2 ' once more, and h2 that looks like H2: each with its row and the row of the first."""
    found = sample("hostile/h04_duplicate_ids.csv")
    told = {(f.row, f.code, f.params["first"]) for f in found.errors if "first" in f.params}
    assert told == {(3, "data.id_twice", 2), (5, "intake.id_alike", 4), (6, "data.id_twice", 4)}


def test_bad_capacities_are_errors_and_none_is_guessed() -> None:
    """Negative, infinite, hexadecimal, underscored, other digits, words, fractions: errors; 0 is a number."""
    found = sample("hostile/h05_bad_capacities.csv")
    known = {name: row.values["capacity_persons"] for name, row in rows(found).items()}
    assert {name for name, value in known.items() if value is not None} == {"B", "D", "N"}
    bad = {f.row for f in found.errors if f.column == "capacity"}
    assert bad == {2, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14}
    assert {f.row for f in found.warnings if f.code == "intake.absurd"} == {5, 15}


def test_links_cycle_self_unknown_and_contradiction() -> None:
    """A cycle says nothing, a link to oneself is a warning, an unknown one and a contradiction are errors."""
    found = sample("hostile/h15_circular_links.csv")
    linked = {(f.row, f.code) for f in found.findings if "link" in f.code}
    assert linked == {(5, "intake.link_self"), (6, "data.link_unknown"), (7, "data.apart_and_linked")}


def test_too_little_capacity_is_no_error() -> None:
    """One place for everybody is a fact; only what is missing about the second town is asked for."""
    found = sample("hostile/h18_capacity_less_than_all.csv")
    assert {f.column for f in found.errors} == {"lat", "lon"}


def test_names_with_scripts_and_formulas_are_never_read() -> None:
    """The column of names is personal, whatever stands in it."""
    for file in ("hostile/h01_formula_injection.csv", "hostile/h02_html_script_names.csv"):
        done = sample(file)
        assert not any("name" in row.values for row in rows(done).values())
        assert "intake.contact_column" in codes(done)
