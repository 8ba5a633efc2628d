"""The command line reads foreign files: what it prints, what it writes, and its exit codes."""

import json
from pathlib import Path

import pytest

from rematch.__main__ import main
from rematch.intake.matching.column_map import read_mapping
from tests.unit.texts.project import ROOT

SAMPLES = ROOT / "tests" / "intake_samples"
HOUSEHOLDS = SAMPLES / "01_households_excel_de_cp1252_semicolon.csv"
MUNICIPALITIES = SAMPLES / "02_municipalities_excel_de_utf8_bom.csv"
HERE = ["--set", "consent=yes", "--set", "place=Krakau"]


def test_the_json_says_what_was_proposed_found_and_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """Proposal, problems with place, value and words, and each row by our columns."""
    assert main(["intake", str(HOUSEHOLDS), "--json", "--lang", "en"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["proposal"][0]["source"] == "Haushalts-Nr."
    assert content["missing"] == ["consent", "lat", "lon"]
    assert content["rows"][0]["values"]["rent_budget"] == 1150.5 and content["rows"][0]["members"] == 3
    assumed = next(p for p in content["problems"] if p["code"] == "intake.ages_assumed")
    assert (assumed["row"], assumed["column"], assumed["value"]) == (2, "Anzahl Personen", "3")
    assert assumed["proposal"] == "35, 3, 10" and assumed["severity"] == "warning" and assumed["what"]
    assert content["loaded"] is False and content["written"] == []


def test_nothing_is_written_while_there_are_errors(tmp_path: Path) -> None:
    """Without consent and place the folder is not even made."""
    assert main(["intake", str(HOUSEHOLDS), "--write", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()


def test_what_was_written_loads_as_our_own_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Households and municipalities from two foreign files become a folder that `load` accepts."""
    folder = tmp_path / "out"
    stated = [*HERE, "--assume-ages"]
    assert main(["intake", str(HOUSEHOLDS), str(MUNICIPALITIES), *stated, "--write", str(folder)]) == 0
    assert sorted(p.name for p in folder.iterdir()) == ["households.csv", "members.csv", "municipalities.csv"]
    (folder / "cohort.toml").write_text('id = "a"\nname = "A"\ninvented = true\nas_of = 2026-01-01\n')
    assert main(["load", str(folder), "--db", str(tmp_path / "a.duckdb")]) == 0
    assert "11" in capsys.readouterr().out


def test_assumed_ages_are_written_only_where_somebody_states_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the statement nothing is written and it is told how many rows; reading alone is no fault."""
    folder = tmp_path / "out"
    assert main(["intake", str(HOUSEHOLDS), *HERE, "--write", str(folder)]) == 1
    assert not folder.exists() and "--assume-ages" in capsys.readouterr().err
    assert main(["intake", str(HOUSEHOLDS), *HERE]) == 0
    assert main(["intake", str(HOUSEHOLDS), *HERE, "--assume-ages", "--write", str(folder)]) == 0
    assert (folder / "members.csv").exists()


def test_a_cross_beside_words_is_written_only_where_the_mapping_says_what_it_means(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written before; with its word in the mapping it is what was said."""
    file, saved, folder = tmp_path / "h.csv", tmp_path / "mapping.json", tmp_path / "out"
    file.write_text("id;Alter;Rollstuhl\nA;34;x\nB;36;nein\n", encoding="utf-8")
    assert main(["intake", str(file), *HERE, "--save-map", str(saved), "--write", str(folder)]) == 1
    assert not folder.exists() and "--map" in capsys.readouterr().err
    mapping = read_mapping(saved.read_bytes())
    [use] = mapping.tables
    columns = [
        one.model_copy(update={"words": {"x": "yes"} if one.source == "Rollstuhl" else {}})
        for one in use.columns
    ]
    said = mapping.with_use(use.model_copy(update={"columns": tuple(columns)}))
    saved.write_text(said.to_json(), encoding="utf-8")
    assert main(["intake", str(file), "--map", str(saved), "--write", str(folder)]) == 0
    assert "A," in (folder / "households.csv").read_text(encoding="utf-8")


def test_a_mapping_that_was_saved_is_used_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what holds for all households in it; it does not fit files of another shape."""
    saved = tmp_path / "mapping.json"
    assert main(["intake", str(HOUSEHOLDS), *HERE, "--save-map", str(saved)]) == 0
    assert read_mapping(saved.read_bytes()).constants == {"consent": "yes", "place": "Krakau"}
    assert main(["intake", str(HOUSEHOLDS), "--map", str(saved)]) == 0
    capsys.readouterr()
    assert main(["intake", str(MUNICIPALITIES), "--map", str(saved)]) == 2
    assert "mapping.json" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["hostile/h08a_zero_bytes.csv", "missing.csv"])
def test_files_that_cannot_be_read_are_exit_code_2(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty file and one that is not there: one line why, no traceback."""
    assert main(["intake", str(SAMPLES / name), "--lang", "en"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_template_is_written_by_its_ending(tmp_path: Path) -> None:
    """.csv gives text, everything else a workbook."""
    assert main(["template", "members", str(tmp_path / "m.csv"), "--lang", "de"]) == 0
    assert main(["template", "members", str(tmp_path / "m.xlsx")]) == 0
    assert (tmp_path / "m.csv").read_text("utf-8-sig").startswith("Kennung des Haushalts,")
    assert (tmp_path / "m.xlsx").read_bytes()[:2] == b"PK"


def test_all_templates_are_one_workbook_and_no_csv(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Several sheets in a spreadsheet; a CSV file has no sheets, which is said."""
    assert main(["template", "all", str(tmp_path / "a.xlsx"), "--lang", "de"]) == 0
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"
    assert main(["template", "all", str(tmp_path / "a.csv")]) == 2
    assert ".xlsx" in capsys.readouterr().err and not (tmp_path / "a.csv").exists()
