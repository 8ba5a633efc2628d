"""A household that was erased and is named again, by a file, an interview, by hand: out until it is said."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from rematch.model import CohortId, Household, HouseholdId, Viewer
from rematch.texts import say
from rematch.ui.load import already_stored
from rematch.ui.shell import cached
from tests.app import test_questionnaire as interview
from tests.app.conftest import Open
from tests.app.test_editing import editor, view
from tests.app.test_loading import SESSION as FOLDER
from tests.app.test_loading import accept, load, press, zipped

SESSION = CohortId("session")


def erased(at: int) -> Household:
    """The household of the session at this position, erased now."""
    gone = cached.store().load_profiles(SESSION).households[at]
    cached.store().erase_household(SESSION, gone.id, Viewer(name="anna"))
    cached.forget_people()
    return gone


def stored() -> set[str]:
    return {household.id for household in cached.store().load_profiles(SESSION).households}


def words(gone: Household, consent: date | None = None) -> str:
    """Who was erased when; where the file has it, of which day the consent is."""
    said = {"household": gone.id, "day": date.today()}
    if consent is None:
        return say("withdrawal.again.consented", "de", **said)
    return say("withdrawal.again.dated", "de", **said, consent=consent)


def agree(at: AppTest, gone: Household, consent: date | None = None) -> AppTest:
    [tick] = [box for box in at.checkbox if box.label == words(gone, consent)]
    tick.check().run()
    assert not at.exception
    return at


def test_a_file_that_names_it_leaves_it_out_until_somebody_says_there_is_a_new_consent(opened: Open) -> None:
    """The page tells who and since when; the rest is stored without it, and with it once that is said."""
    gone = erased(2)
    header = "Haushalt;Einwilligung;Einwilligung am;Ort;Alter;gehört zu\n"
    text = f"{header}{gone.id};ja;03.05.2026;{gone.place};30;\nNEW-1;ja;;{gone.place};31;{gone.id}\n"
    for agreed in (False, True):
        at = load(opened("load"), {"haushalte.csv": text.encode()})
        at.selectbox(key="load_into").set_value("session").run()
        accept(at)
        assert any(say("withdrawal.again", "de", count=1) in one.value for one in at.warning)
        press(agree(at, gone, date(2026, 5, 3)) if agreed else at, "load_go")
        assert (gone.id in stored(), "NEW-1" in stored()) == (agreed, True)
    assert cached.store().erased(SESSION, [gone.id]) == {}


def test_our_own_format_leaves_it_out_as_well(opened: Open) -> None:
    """Also of a folder that is the whole of a cohort: all of it is stored but the erased household."""
    gone = erased(4)
    at = load(opened("load"), {"s.zip": zipped({path.name: path.read_bytes() for path in FOLDER.iterdir()})})
    accept(at)
    assert [box.value for box in at.checkbox if box.label == words(gone)] == [False]
    press(at, "load_go")
    assert gone.id not in stored()


def test_an_interview_under_its_number_is_stored_only_once_it_is_said(opened: Open) -> None:
    """The button waits for the tick, and the household is no longer known as erased after it."""
    gone = erased(3)
    at = interview.begun(opened("questionnaire"))
    interview.press(at, "form_next")
    interview.choose(at, "text_input", "household_id", gone.id)
    interview.choose(at, "selectbox", "place", "Kraków")
    interview.choose(at, "number_input", "age@1", 34)
    interview.press(at, "form_finish")
    assert at.button(key="form_store").disabled
    interview.press(agree(at, gone), "form_store")
    assert gone.id in stored() and cached.store().erased(SESSION, [gone.id]) == {}


def test_a_household_added_under_its_number_by_hand_is_asked_about(opened: Open) -> None:
    """On the page of profiles a new row and its person are saved only with the tick."""
    gone = erased(5)
    at = opened("profiles")
    at.toggle(key="profiles_edit").set_value(True).run()
    editor(at).add(household_id=gone.id, lat="52", lon="21", consent="yes")
    at = view(at, "members")
    editor(at).add(household_id=gone.id, member="1", role="adult", age="30")
    assert at.button(key="edit_save").disabled
    agree(at, gone).button(key="edit_save").click().run()
    assert not at.exception and gone.id in stored()


NUMBERS = "Personen;Alter der Personen;Ort;Einwilligung\n2;34, 8;Kraków;ja\n1;50;Lublin;ja\n"


def into_session(at: AppTest, text: str) -> AppTest:
    load(at, {"liste.csv": text.encode()})
    at.selectbox(key="load_into").set_value("session").run()
    return accept(at)


def test_a_number_of_a_row_never_overwrites_a_household_until_somebody_says_it_is_the_same_list(
    opened: Open,
) -> None:
    """Another file without ids counts its rows as well: its families are not those stored."""
    press(into_session(opened("load"), NUMBERS), "load_go")
    assert {"R2", "R3"} <= stored()
    at = into_session(opened("load"), NUMBERS.replace("34, 8", "41, 40"))
    said = say("load.numbers", "de", count=2, first="R2")
    assert said in [one.value for one in at.warning] and at.button(key="load_go").disabled
    [tick] = [box for box in at.checkbox if box.label == say("load.numbers.same", "de")]
    tick.check().run()
    assert not at.exception and not at.button(key="load_go").disabled


def test_of_a_stored_household_whose_row_is_left_out_it_is_asked_whether_it_goes(opened: Open) -> None:
    """Nothing is stored before that is answered; then it is out, or as it was."""
    one = cached.store().load_profiles(SESSION).households[6]
    header = "Haushalt;Personen;Ort;Einwilligung;Bemerkung"
    text = f"{header}\n{one.id};2;Kraków;ja;hat storniert\nN-7;1;Lublin;ja;\n"
    for answer in (already_stored.STAY, already_stored.OUT):
        at = load(opened("load"), {"liste.csv": text.encode()})
        [leave] = [b for b in at.button if b.label.startswith(say("load.mend.only_row", "de", row="")[:9])]
        press(at, str(leave.key))
        at.selectbox(key="load_into").set_value("session").run()
        accept(at)
        said = say("load.left", "de", count=1, which=one.id)
        assert said in [box.value for box in at.warning] and at.button(key="load_go").disabled
        [asked] = [radio for radio in at.radio if radio.label == say("load.left.ask", "de")]
        asked.set_value(answer).run()
        assert at.button(key="load_go").disabled is False
        press(at, "load_go")
        assert (one.id in stored()) == (answer == already_stored.STAY)
    assert "N-7" in stored()


def test_of_a_stored_municipality_that_is_cancelled_it_is_asked_whether_it_goes(opened: Open) -> None:
    """Nothing is stored before that is answered; then it is as it was, or out."""
    first, other = cached.store().load_profiles(SESSION).municipalities[:2]
    text = f"Kommune;AGS;Plätze;Status\n{first.name};{first.ags};9;abgesagt\n{other.name};{other.ags};9;\n"
    for answer in (already_stored.STAY, already_stored.OUT):
        at = load(opened("load"), {"kommunen.csv": text.encode()})
        at.selectbox(key="load_into").set_value("session").run()
        accept(at)
        assert say("load.closed", "de", count=1, which=first.name) in [box.value for box in at.warning]
        [asked] = [radio for radio in at.radio if radio.label == say("load.closed.ask", "de")]
        asked.set_value(answer).run()
        if answer == already_stored.OUT:
            press(at, "load_go")
        left = {town.ags for town in cached.store().load_profiles(SESSION).municipalities}
        assert other.ags in left and (first.ags in left) == (answer == already_stored.STAY)
    press(at, "load_undo")
    assert first.ags in {town.ags for town in cached.store().load_profiles(SESSION).municipalities}


def test_a_municipality_of_the_released_plan_stays_and_it_is_said_what_has_to_go_first(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing to choose; the page names it."""
    first, other = cached.store().load_profiles(SESSION).municipalities[:2]
    text = f"Kommune;AGS;Plätze;Status\n{first.name};{first.ags};9;abgesagt\n{other.name};{other.ags};9;\n"
    monkeypatch.setattr(already_stored, "_released", lambda aim: frozenset({first.ags}))
    at = load(opened("load"), {"kommunen.csv": text.encode()})
    at.selectbox(key="load_into").set_value("session").run()
    accept(at)
    assert say("load.closed.released", "de", which=first.name) in [box.value for box in at.info]
    assert not [radio for radio in at.radio if radio.label == say("load.closed.ask", "de")]


def test_an_erased_number_is_said_to_be_a_number(opened: Open) -> None:
    """Another file without ids is not told that its family withdrew; a file with ids is asked as ever."""
    lower = "\n\n\n" + NUMBERS
    press(into_session(opened("load"), lower), "load_go")
    cached.store().erase_household(SESSION, HouseholdId("R5"), Viewer(name="anna"))
    cached.forget_people()
    named = "Kennung;" + NUMBERS.replace("\n2;", "\nR5;2;").replace("\n1;", "\nR9;1;")
    for text, told in ((lower, True), (named, False)):
        at = into_session(opened("load"), text)
        assert any(say("withdrawal.again", "de", count=1) in one.value for one in at.warning)
        assert (say("withdrawal.again.numbered", "de") in [one.value for one in at.markdown]) == told
