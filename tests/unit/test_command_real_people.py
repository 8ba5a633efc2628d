"""Real people on the command line: named, never taken unasked; what for special categories are is kept."""

import json
from pathlib import Path

import pytest

from rematch import bootstrap
from rematch.__main__ import main
from rematch.bootstrap import shipped_catalogue
from rematch.model import CohortId, CriterionId, HouseholdId
from rematch.report.files.folder import write_folder
from rematch.scenario import Scenario
from rematch.service.administration import generate
from rematch.store import Store
from rematch.texts import screen_languages
from tests import demo

DB = ("--db", "a.duckdb")
REAL = ("--cohort", "echt", *DB)
SAID = ("--purpose", "Zimmer ohne Stufen", "--legal-basis", "Art. 9 (2) a", "--decided-by", "Anna Berg")
SPECIAL = tuple(c.id for c in demo.catalogue().criteria if c.art9 and c.on and c.switchable)[:2]


@pytest.fixture(autouse=True)
def loaded(own_place: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small cohort of real people in a folder and in a store, and a scenario with special categories."""
    monkeypatch.setenv("LC_ALL", "C")
    small = generate(6, 3, 1, shipped_catalogue())
    real = small.cohort.model_copy(update={"id": CohortId("echt"), "invented": False})
    write_folder(small.model_copy(update={"cohort": real}), shipped_catalogue(), Path("folder"))
    assert main(["load", "folder", *DB]) == 0
    switches = dict.fromkeys(map(CriterionId, SPECIAL), True)
    Path("s.json").write_text(Scenario(switches=switches).to_json(), encoding="utf-8")


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(argv)
    return code, *capsys.readouterr()


def household() -> HouseholdId:
    with Store.open("a.duckdb") as store:
        return store.load_profiles(CohortId("echt")).households[0].id


def noted() -> list[dict[str, object]]:
    with Store.open("a.duckdb") as store:
        return [dict(line.details) for line in store.journal() if line.action == "special"]


@pytest.mark.parametrize("lang", screen_languages())
def test_the_only_cohort_there_is_has_to_be_named_if_its_people_are_real(
    capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    """By every command that takes one; nothing is planned, released or erased before."""
    for command in (
        ["plan"],
        ["explain", "--household", "H1"],
        ["release"],
        ["releases"],
        ["withdraw", "H1"],
    ):
        code, out, err = asked(capsys, *command, *DB, "--lang", lang)
        assert (code, out) == (2, "") and "echt" in err and "--cohort" in err
    assert asked(capsys, "plan", *REAL, "--lang", lang)[0] == 0


def test_a_cohort_that_calls_itself_like_a_demo_is_not_taken_for_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where all are demos the first is planned, but not if one of them is of real people."""
    assert main(["make-data", "--households", "6", "--municipalities", "3", "--seed", "1", "made"]) == 0
    assert main(["load", "made", *DB]) == 0
    monkeypatch.setattr(bootstrap, "DEMO", ("echt", "demo-6x3-1"))
    assert asked(capsys, "plan", *DB)[0] == 2


@pytest.mark.parametrize("lang", screen_languages())
def test_special_categories_are_planned_with_once_purpose_basis_and_person_are_said(
    capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    """Without one of the three nothing is planned and nothing noted; then the journal says all of it."""
    words = ("plan", *REAL, "--scenario", "s.json", "--lang", lang)
    label = demo.catalogue().by_id[CriterionId(SPECIAL[0])].label.in_(lang)
    for left_out in range(0, len(SAID), 2):
        part = (*SAID[:left_out], SAID[left_out], "  ", *SAID[left_out + 2 :])
        code, out, err = asked(capsys, *words, *part)
        assert (code, out) == (2, "") and label in err and "--legal-basis" in err
    assert noted() == [] and "run" not in asked(capsys, "status", *DB)[1].split()
    assert asked(capsys, *words, *SAID)[0] == 0
    assert noted() == [{"criteria": list(SPECIAL), "purpose": SAID[1], "basis": SAID[3], "by": SAID[5]}]


def test_an_explanation_with_special_categories_asks_whether_the_journal_says_what_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It records nothing itself, so it is refused before a plan has said it, and answered after."""
    words = ("explain", "--household", household(), *REAL, "--scenario", "s.json")
    assert asked(capsys, *words)[0] == 2
    assert asked(capsys, "plan", *REAL, "--scenario", "s.json", *SAID)[0] == 0
    assert asked(capsys, *words)[0] == 0


def test_of_a_folder_of_real_people_none_are_planned_with(capsys: pytest.CaptureFixture[str]) -> None:
    """There is no journal to keep it in; without special categories the folder is planned as ever."""
    for command in (["plan", *SAID], ["explain", "--household", household()]):
        code, out, err = asked(capsys, *command, "--data", "folder", "--scenario", "s.json")
        assert (code, out) == (2, "") and "load" in err
    assert json.loads(asked(capsys, "plan", "--data", "folder", "--json")[1])["invented"] is False
