"""A cohort's folder: what is written reads back the same."""

import csv
from pathlib import Path

import pytest

from rematch.cells import written as cell
from rematch.criteria.catalogue import FieldType
from rematch.criteria.reading import read_catalogue
from rematch.intake.folder.read import read_folder
from rematch.report.files.folder import folder_files, write_folder
from rematch.synthetic import generate
from tests.builders import household, municipality, profiles

CATALOGUE = read_catalogue(Path(__file__).parents[4] / "data" / "criteria.toml")


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_written_reads_back_the_same(tmp_path: Path, seed: int) -> None:
    written = generate(60, 62, seed, CATALOGUE)
    write_folder(written, CATALOGUE, tmp_path)
    read, findings = read_folder(tmp_path, CATALOGUE)
    assert read == written
    assert not findings


def test_special_characters_survive(tmp_path: Path) -> None:
    people = household(place='Łódź, "Śródmieście"\nщось', answers={"interests": ()}, wish_ags=())
    written = profiles([people], [municipality(name='Görlitz; "Zgorzelec"')])
    cohort = written.cohort.model_copy(update={"name": 'A "quoted" \\ name'})
    written = written.model_copy(update={"cohort": cohort})
    write_folder(written, CATALOGUE, tmp_path)
    read, _ = read_folder(tmp_path, CATALOGUE)
    assert read == written


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("x")', "+1+1", "-x", "@SUM(A1)", "＝1+1", "'=1", "''-x", "'n Hus", "-"]
)
def test_what_a_spreadsheet_would_run_is_written_as_text_and_reads_back(tmp_path: Path, text: str) -> None:
    """No cell begins with the sign of a formula, save a plain number; the name is the same afterwards."""
    written = profiles([household(place=text, lon=-3.5)], [municipality(name=text)])
    write_folder(written, CATALOGUE, tmp_path)
    with (tmp_path / "households.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["lon"] == "-3.5"
    assert row["place"] == (text if text == "'n Hus" else f"'{text}")
    read, _ = read_folder(tmp_path, CATALOGUE)
    assert (read.households[0].place, read.municipalities[0].name) == (text, text)


def test_a_priority_is_written_also_where_no_slider_shows_it() -> None:
    written = profiles([household(priorities={"capacity_persons": 3})])
    header = folder_files(written, CATALOGUE)["households.csv"].splitlines()[0].split(",")
    assert "priority_capacity_persons" in header


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, FieldType.NUMBER, ""),
        (False, FieldType.FLAG, "no"),
        (3.0, FieldType.NUMBER, "3"),
        (0.1, FieldType.NUMBER, "0.1"),
        ((), FieldType.SET, "none"),
        (("b", "a"), FieldType.SET, "b|a"),
        ({}, FieldType.MAP, "none"),
        ({"22": 0.5, "13": 1.0}, FieldType.MAP, "13:1|22:0.5"),
        ({"uk": 7.0, "de": 0.0}, FieldType.LANGUAGES, "de:A0|uk:native"),
        (((52.5, -13.25),), FieldType.POINTS, "52.5/-13.25"),
    ],
)
def test_each_kind_of_value_has_its_cell(value: object, kind: FieldType, text: str) -> None:
    assert cell(value, kind) == text
