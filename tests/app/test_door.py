"""What the door asks a person to decide: crosses, one person's refusal, a household erased before."""

from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open
from tests.app.test_loading import load, memory_of


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
