"""What the door asks a person to decide: crosses, one person's refusal, a household erased before."""

from streamlit.testing.v1 import AppTest

from tests.app.conftest import ROOT, Open
from tests.app.test_loading import load, memory_of

SAMPLES = ROOT / "tests" / "intake_samples"


def of_households(at: AppTest) -> list[object]:
    checked = memory_of(at).checked
    assert checked is not None
    return [household.answers.get("needs_step_free") for household in checked.households]


def test_what_crosses_mean_is_said_once_for_a_column_and_can_be_changed(opened: Open) -> None:
    """One choice beside the columns, nothing stored as yes or no before it; unsaid again it is open again."""
    text = "id;Personen;Ort;Einwilligung;Rollstuhl\nA;1;Kraków;ja;x\nB;1;Kraków;ja;\n"
    at = load(opened("load"), {"h.csv": text.encode()})
    assert of_households(at) == [None, None]
    for answer, stored in (("yes_no", [True, False]), ("no_open", [False, None]), ("open", [None, None])):
        [box] = [box for box in at.selectbox if (box.key or "").startswith("load_crosses_")]
        assert "Rollstuhl" in box.label
        box.set_value(answer).run()
        assert not at.exception and of_households(at) == stored
        asked = [f for f in memory_of(at).open if f.code == "intake.crosses"]
        assert len(asked) == (answer == "open")


PERSONS = "Haushalt;Person;Alter;Ort;Einwilligung\nA;1;30;Kraków;ja\nA;2;31;Kraków;nein\nB;1;32;Kraków;ja\n"


def into(at: AppTest) -> dict[str, int]:
    checked = memory_of(at).checked
    assert checked is not None
    return {household.id: household.size for household in checked.households}


def test_for_a_household_of_which_one_person_refuses_it_is_decided_beside_the_warning(opened: Open) -> None:
    """Nothing of it is in; by a press the others are, by another everything is as before."""
    at = load(opened("load"), {"p.csv": PERSONS.encode()})
    assert into(at) == {"B": 1}
    [button] = [one for one in at.button if (one.key or "").startswith("load_mend_leave_out_load_kind_of_")]
    assert "A" in button.label and "3" in button.label
    button.click().run()
    assert not at.exception and into(at) == {"A": 1, "B": 1}
    [tick] = [box for box in at.checkbox if (box.key or "").startswith("load_mended_")]
    tick.uncheck().run()
    assert not at.exception and into(at) == {"B": 1}
    assert "intake.consent_of_person" in {finding.code for finding in memory_of(at).open}


def test_a_row_of_a_survey_that_is_not_approved_is_kept_or_left_out_beside_its_warning(opened: Open) -> None:
    """Accepted it counts; by the press beside it the household and its persons are out."""
    at = load(opened("load"), {"kobo.xlsx": (SAMPLES / "05_kobo_export_groups_repeat.xlsx").read_bytes()})
    [asked] = [finding for finding in memory_of(at).open if finding.code == "intake.not_approved"]
    assert "KRK-18" in people(at)
    [button] = [one for one in at.button if (one.key or "").endswith(f"load_kind_of_{asked.id}_1")]
    button.click().run()
    assert not at.exception and people(at) == {"KRK-17"}


def people(at: AppTest) -> set[str]:
    """The households whose persons would come in."""
    checked = memory_of(at).checked
    assert checked is not None
    return {person.cells["household_id"] for person in checked.people}
