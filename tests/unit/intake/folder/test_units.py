"""units.csv: read with everything wrong at once, written back the same, and nothing without it."""

from pathlib import Path

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.errors import DataErrors, Finding
from rematch.intake.folder.read import UNITS, columns_of, read_files, read_folder
from rematch.intake.profiles.merge import completed
from rematch.model import Municipality, Profiles, Sex, Unit, Viewer
from rematch.report.files.archive import folder_zip
from rematch.report.files.folder import folder_files, write_folder
from rematch.store import Store, profiles_fingerprint
from tests.builders import household, member, municipality, profiles

CATALOGUE = shipped_catalogue()
KIEL = "01002000"
HEAD = "ags,unit,site,count,type,rooms,beds,step_free,protected_for,pets,open_to,free_from,free_to"
FULL = Unit.model_validate(
    {
        "unit": "W1",
        "site": "north",
        "count": 3,
        "type": "flat",
        "rooms": 2.5,
        "beds": 4,
        "step_free": True,
        "protected_for": "women",
        "pets": False,
        "open_to": "women",
        "free_from": "2026-02-01",
        "free_to": "2026-12-31",
    }
)
PLAIN = Unit(unit="W2", type="hostel")


def cohort(*units: Unit, **named: object) -> Profiles:
    people = [household("H1", members=[member(1).model_copy(update={"sex": Sex.FEMALE})])]
    return profiles(people, [municipality(KIEL, units=units, **named)])


def with_rows(*rows: str, **named: object) -> dict[str, bytes]:
    files = {name: text.encode() for name, text in folder_files(cohort(**named), CATALOGUE).items()}
    return {**files, UNITS: "\n".join((HEAD, *rows, "")).encode()}


def found(*rows: str, **named: object) -> list[Finding]:
    """Everything said of these rows."""
    try:
        return [f for f in read_files(with_rows(*rows, **named), CATALOGUE)[1] if _of_units(f)]
    except DataErrors as wrong:
        return [f for f in wrong.findings if _of_units(f)]


def _of_units(finding: Finding) -> bool:
    return finding.code not in ("data.columns_absent",) and "reasons" not in finding.code


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    """Every column, full and empty: as a folder, as a ZIP file, and in the store."""
    before = cohort(FULL, PLAIN)
    write_folder(before, CATALOGUE, tmp_path / "cohort")
    assert read_folder(tmp_path / "cohort", CATALOGUE)[0] == before
    assert read_files({"cohort.zip": folder_zip(before, CATALOGUE)}, CATALOGUE)[0] == before
    with Store.open(tmp_path / "kept.duckdb") as store:
        data = store.save_profiles(before, "cat", Viewer())
        assert store.load_profiles(before.cohort.id, data) == before
        assert profiles_fingerprint(before) == data != profiles_fingerprint(cohort(FULL))


def test_without_a_list_there_is_no_file_and_the_fingerprint_stays() -> None:
    """A municipality without units is written and stored as it was before there were lists."""
    assert UNITS not in folder_files(cohort(), CATALOGUE)
    plain = cohort().municipalities[0].model_dump()
    plain.pop("units")
    assert Municipality.model_validate(plain) == cohort().municipalities[0]


def test_an_empty_cell_is_unknown_one_unit_and_open_to_anyone() -> None:
    """Only the municipality, a name and the type are needed."""
    made = read_files(with_rows(f"{KIEL},W2,,,hostel,,,,,,,,"), CATALOGUE)[0]
    assert made.municipalities[0].units == (PLAIN,)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("05382068,W1,,,flat,,,,,,,,", "ags", "data.unit_municipality"),
        (f"{KIEL},,,,flat,,,,,,,,", "unit", "data.required"),
        (f"{KIEL},W1,,,,,,,,,,,", "type", "data.required"),
        (f"{KIEL},W1,,,castle,,,,,,,,", "type", "data.not_an_option"),
        (f"{KIEL},W1,,-1,flat,,,,,,,,", "count", "data.below"),
        (f"{KIEL},W1,,1.5,flat,,,,,,,,", "count", "data.not_whole"),
        (f"{KIEL},W1,,,flat,0,,,,,,,", "rooms", "data.below"),
        (f"{KIEL},W1,,,flat,,0,,,,,,", "beds", "data.below"),
        (f"{KIEL},W1,,,flat,,,maybe,,,,,", "step_free", "data.not_a_flag"),
        (f"{KIEL},W1,,,flat,,,,nuns,,,,", "protected_for", "data.not_an_option"),
        (f"{KIEL},W1,,,flat,,,,,,dogs,,", "open_to", "data.not_an_option"),
        (f"{KIEL},W1,,,flat,,,,,,,2026-02-02,2026-02-01", "free_to", "data.unit_days"),
    ],
)
def test_a_faulty_cell_is_told_with_row_and_column(row: str, column: str, code: str) -> None:
    """Beside a sound row: the second line of the table is named."""
    [told] = found(f"{KIEL},W0,,,flat,,,,,,,,", row)
    assert (told.file, told.row, told.column, told.code) == (UNITS, 3, column, code)


def test_all_faults_are_told_at_once_and_a_name_twice_is_one() -> None:
    """Two rows of one name, and a fault in each: three findings."""
    told = found(f"{KIEL},W1,,,castle,,,,,,,,", f"{KIEL},W1,,,flat,,0,,,,,,")
    assert {(f.row, f.column) for f in told} == {(2, "type"), (3, "unit"), (3, "beds")}


@pytest.mark.parametrize("stated", [1, 2])
def test_another_number_beside_the_list_is_told(stated: int) -> None:
    """The list counts; where the column says the same nothing is told."""
    told = found(f"{KIEL},W1,,2,flat,,,,,,,,", capacity={"persons": 10, "flat": stated})
    assert [(f.column, f.code) for f in told] == (
        [("capacity_flat", "data.units_and_capacity")] if stated != 2 else []
    )


@pytest.mark.parametrize(("open_to", "told"), [("women", True), ("men", True), ("families", False)])
def test_a_sex_nobody_stated_is_told_where_a_unit_asks_for_it(open_to: str, told: bool) -> None:
    """Nobody is left out silently: one line says how many people that concerns."""
    people = [household("H1", ages=(35, 13))]
    town = municipality(KIEL, units=[{"unit": "W1", "type": "flat", "open_to": open_to}])
    files = folder_files(profiles(people, [town]), CATALOGUE)
    warnings = read_files({name: text.encode() for name, text in files.items()}, CATALOGUE)[1]
    assert [f.params["count"] for f in warnings if f.code == "data.sex_unknown"] == ([1] if told else [])


@pytest.mark.parametrize("listed", [True, False])
def test_loaded_over_a_stored_cohort_only_a_list_changes_the_list(listed: bool) -> None:
    """Without units.csv what is stored stays; with it, it is the whole list."""
    files = {name: text.encode() for name, text in folder_files(cohort(PLAIN), CATALOGUE).items()}
    if not listed:
        files.pop(UNITS)
    read = read_files(files, CATALOGUE)[0]
    after = completed(cohort(FULL), read, columns_of(files), CATALOGUE)
    assert after.municipalities[0].units == ((PLAIN,) if listed else (FULL,))
