"""What the door asks a person to decide: crosses, one person's refusal, a household erased before."""

from streamlit.testing.v1 import AppTest

from rematch.criteria.measuring.standards import occupation_name
from tests.app.conftest import ROOT, Open
from tests.app.test_loading import load, memory_of
from tests.app.written import WrittenTable

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


IN_WORDS = {
    "Rollstuhl": ("x", "ja"),
    "Sprachen": ("Ukrainisch, Russisch", "Ukrainisch (Muttersprache), Russisch (B1)"),
    "Bildung": ("Abitur", "Sekundarbereich II"),
    "Beruf": ("Koch", f"ISCO 5120 ({occupation_name('5120', 'de')})"),
    "Wunschort": ("Kiel (Bruder)", "Kiel"),
}
"""What stands in a cell, and what would be taken for it, as a person reads it."""


def test_what_is_proposed_is_said_in_words_and_not_in_codes(opened: Open) -> None:
    """Beside the warnings and in the list row by row: no yes, no tag, no key of a place or an occupation."""
    cells = ";".join(cell for cell, _ in IN_WORDS.values())
    head = "id;Personen;Alter;Ort;Einwilligung"
    text = f"{head};{';'.join(IN_WORDS)}\nA;1;30;Kraków;ja;{cells}\nB;1;31;Kraków;ja;nein;;;;\n"
    at = load(opened("load"), {"h.csv": text.encode()})
    labels = " ".join(box.label for box in at.checkbox)
    for cell, words in IN_WORDS.values():
        assert f"„{cell}“ → {words}" in labels.replace("\\", ""), words
    assert not [code for code in ("→ yes", "uk:native", "01002000", "uk und ru") if code in labels]
    at.session_state["load_warnings_rows"] = True
    at.run()
    assert not at.exception and "Ukrainisch (Muttersprache)" in str(WrittenTable(at, "load_warnings").rows)
