"""The lists that housing offices keep: recognised, read in their own words, laid over what is stored."""

import json
from pathlib import Path

import pytest

from rematch.__main__ import main
from rematch.errors import DataErrors
from rematch.intake.foreign import read_foreign
from rematch.intake.profiles.merge import merged
from rematch.intake.proposal import propose
from rematch.model import Unit
from tests.builders import municipality, profiles
from tests.unit.intake.foreign import CATALOGUE, checked

KIEL, TROISDORF = "01002000", "05382068"
LIST = (
    "WE-Nr.;Kommune;Art der Unterkunft;Zimmer;Betten;Barrierefrei;Haustiere;Nur für;Zielgruppe;"
    "Frei ab;Bemerkung\n"
    "12;Kiel;Wohnung;2,5;4;ja;nein;;alle;01.03.2026;Aufzug\n"
    "13;Kiel;GU;1;2;nein;;;nur Frauen;;\n"
    "14;Troisdorf;Wohngemeinschaft;1;1;;;;alleinreisende Männer;;\n"
)


def read(text: str = LIST):
    return checked({"wohnungen.csv": text.encode()})


def test_a_list_of_units_is_recognised_and_read_in_its_own_words() -> None:
    """Municipalities by name, types and target groups in the words of the trade, a German number and day."""
    tables, _ = read_foreign({"wohnungen.csv": LIST.encode()})
    assert {one.kind for one in propose(tables, CATALOGUE).suggestions} == {"units"}
    done = read()
    assert not done.errors
    assert done.units == {
        KIEL: (
            Unit.model_validate(
                {
                    "unit": "12",
                    "type": "flat",
                    "rooms": 2.5,
                    "beds": 4,
                    "step_free": True,
                    "pets": False,
                    "free_from": "2026-03-01",
                }
            ),
            Unit.model_validate(
                {
                    "unit": "13",
                    "type": "hostel",
                    "rooms": 1,
                    "beds": 2,
                    "step_free": False,
                    "open_to": "women",
                }
            ),
        ),
        TROISDORF: (
            Unit.model_validate(
                {"unit": "14", "type": "shared_flat", "rooms": 1, "beds": 1, "open_to": "men"}
            ),
        ),
    }


def test_a_word_that_is_no_type_is_told_and_units_without_a_name_are_called_by_their_rows() -> None:
    """Nothing is guessed: the type is missing then, and the name is the row's number."""
    done = read("Ort;Typ;Betten\nKiel;Schloss;2\nKiel;Wohnung;3\n")
    codes = {(f.row, f.code) for f in done.findings}
    assert (2, "intake.needed_unclear") in codes and (None, "intake.units_numbered") in codes
    assert done.errors
    assert read("Ort;Typ;Betten\nKiel;Wohnung;3\n").units[KIEL][0].unit == "2"


def test_a_list_is_laid_over_the_stored_municipality_and_over_no_other() -> None:
    """The whole list of the towns it names; what else is stored stays, and a town that is nowhere is told."""
    old = (Unit(unit="old", type="flat"),)
    stored = profiles(municipalities=[municipality(ags, units=old) for ags in (KIEL, TROISDORF)])
    only_kiel = read("".join(LIST.splitlines(keepends=True)[:2]))
    after = merged(stored.cohort, stored, only_kiel, CATALOGUE, keep_others=True)
    assert [town.units for town in after.municipalities] == [only_kiel.units[KIEL], old]
    assert after.households == stored.households
    fewer = stored.model_copy(update={"municipalities": stored.municipalities[:1]})
    with pytest.raises(DataErrors) as told:
        merged(fewer.cohort, fewer, read(), CATALOGUE, keep_others=True)
    assert [(f.code, f.params["ags"]) for f in told.value.findings] == [
        ("data.unit_municipality_missing", TROISDORF)
    ]


def test_the_command_writes_a_list_alone_as_our_own_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without municipalities in the file units.csv is all that is written."""
    monkeypatch.chdir(tmp_path)
    Path("wohnungen.csv").write_text(LIST, encoding="utf-8")
    assert main(["intake", "wohnungen.csv", "--write", "out", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == ["units.csv"]
    lines = Path("out", "units.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(LIST.splitlines()[1:])
