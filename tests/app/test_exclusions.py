"""Why a place is excluded: asked in the interview, checked on the profiles page, counted in the session."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rematch.model import Ags, Confirmed, Exclusion, ExclusionReason, Household, Viewer
from rematch.texts import asked, say
from rematch.ui.shell import cached
from tests.app.conftest import Open, unfold
from tests.app.session import Session
from tests.app.test_editing import edit
from tests.app.test_questionnaire import choose, part, press, run, stored, widget
from tests.app.written import WrittenTable

KIEL, MUNICH = "01002000", "09162000"
OTHERS = ("03101000", "05111000")


@pytest.fixture(autouse=True)
def as_shipped() -> Any:
    """Every test leaves the cohort as it was."""
    store = cached.store()
    before = store.revisions("session")[-1].data
    yield
    while (last := store.revisions("session")[-1]).data != before:
        store.undo("session", last, Viewer())


def excluding(*stated: tuple[str, str, str], household: str = "H001") -> None:
    """Store the demo cohort with these exclusions of one household, and none of any other."""
    profiles = cached.store().load_profiles("session")
    changed = [
        h.excluding(Exclusion(Ags(a), ExclusionReason(r), Confirmed(c)) for a, r, c in stated)
        if h.id == household
        else h.excluding(())
        for h in profiles.households
    ]
    after = profiles.model_copy(update={"households": tuple(changed)})
    cached.store().save_profiles(after, cached.catalogue().fingerprint, Viewer(), "edit")


def of(household: Household) -> list[tuple[str, ...]]:
    return [tuple(map(str, one)) for one in household.exclusions]


def interviewed(opened: Open) -> AppTest:
    at = opened("questionnaire")
    at.selectbox(key="form_lang").set_value("uk")
    at.selectbox(key="form_household").set_value("H001")
    run(at)
    press(at, "form_begin")
    return part(at, "place")


def test_the_interview_asks_the_reason_of_each_place_and_says_what_it_means(opened: Open) -> None:
    """In the interview's language; another place moves no reason; what is stored has both."""
    at = interviewed(opened)
    assert not [box for box in at.selectbox if "excluded_reason" in (box.key or "")]
    choose(at, "multiselect", "excluded_ags", [MUNICH, KIEL])
    means = asked("exclusion.means", "uk", count=2)
    assert any(means in element.value for element in at.markdown)
    box = widget(at, "selectbox", f"excluded_reason_{KIEL}")
    assert box.label == asked("exclusion.why", "uk", place="Kiel") and box.value is None
    assert box.options == [asked(f"exclusion.{why}", "uk") for why in ("safety", "court", "health", "other")]
    choose(at, "selectbox", f"excluded_reason_{KIEL}", "safety")
    choose(at, "selectbox", f"excluded_reason_{MUNICH}", "other")
    choose(at, "multiselect", "excluded_ags", [KIEL, OTHERS[0]])
    assert widget(at, "selectbox", f"excluded_reason_{KIEL}").value == "safety"
    assert widget(at, "selectbox", f"excluded_reason_{OTHERS[0]}").value is None
    press(at, "form_finish")
    said = next(table.value for table in at.dataframe if "after" in table.value.columns)
    assert say("sheet.private", "de") in list(said["after"]) and "safety" not in said.to_string()
    press(at, "form_store")
    assert of(stored("H001")) == [(KIEL, "safety", "no"), (OTHERS[0], "not_asked", "no")]


def test_another_reason_in_the_interview_makes_a_check_void(opened: Open) -> None:
    """What was confirmed was the old reason; the other place's check stays."""
    excluding((KIEL, "safety", "yes"), (MUNICH, "court", "yes"))
    at = interviewed(opened)
    choose(at, "selectbox", f"excluded_reason_{KIEL}", "other")
    press(at, "form_finish")
    press(at, "form_store")
    assert of(stored("H001")) == [(KIEL, "other", "no"), (MUNICH, "court", "yes")]


def exclusions_open(opened: Open) -> AppTest:
    at = opened("profiles")
    at.toggle(key="profiles_edit").set_value(True).run()
    at.selectbox(key="edit_columns_households").set_value("exclusions").run()
    assert not at.exception
    return at


def test_the_profiles_page_shows_and_edits_reason_and_check(opened: Open) -> None:
    """One line a place; confirmed and rejected are chosen there; another reason makes a check void."""
    excluding((KIEL, "safety", "no"), (MUNICH, "health", "yes"))
    at = exclusions_open(opened)
    table = WrittenTable(at, "edit_")
    own = {name: row for name, row in table.rows.items() if row["household"] == "H001"}
    assert [(row["place"], row["excluded_reason"], row["excluded_confirmed"]) for row in own.values()] == [
        ("Kiel", "safety", "no"),
        ("München", "health", "yes"),
    ]
    kiel, munich = own
    table.write({(kiel, "excluded_confirmed"): "rejected", (munich, "excluded_reason"): "court"})
    said = next(t.value for t in at.dataframe if "after" in t.value.columns)
    assert "safety" not in said.to_string() and "court" not in said.to_string()
    at.button(key="edit_save").click().run()
    assert not at.exception
    assert of(stored("H001")) == [(KIEL, "safety", "rejected"), (MUNICH, "court", "no")]


def test_places_changed_in_the_table_keep_their_reasons(opened: Open) -> None:
    """The first place taken out leaves the second with its own reason and check."""
    excluding((KIEL, "safety", "yes"), (MUNICH, "court", "no"))
    at = opened("profiles")
    at.toggle(key="profiles_edit").set_value(True).run()
    columns = WrittenTable(at, "edit_").columns
    assert "excluded_ags" in columns and "excluded_reason" not in columns
    edit(at, excluded_ags=[MUNICH, OTHERS[0]])
    at.button(key="edit_save").click().run()
    assert not at.exception
    assert of(stored("H001")) == [(MUNICH, "court", "no"), (OTHERS[0], "not_asked", "no")]


def test_reasons_are_hidden_with_the_special_categories(opened: Open) -> None:
    """Without the columns of Art. 9 the part with the reasons cannot be chosen."""
    at = opened("profiles")
    at.toggle(key="profiles_special_session").set_value(False).run()
    at.toggle(key="profiles_edit").set_value(True).run()
    assert "exclusions" not in at.selectbox(key="edit_columns_households").options
    assert not at.exception


def test_the_session_counts_what_nobody_checked_and_what_is_only_a_wish(opened: Open) -> None:
    """Two unchecked; of four others two bar and two are wishes, which move with the policy and the switch."""
    places = [
        m.ags for m in cached.store().load_profiles("session").municipalities if m.ags not in (KIEL, MUNICH)
    ]
    four = [(ags, "other", "no") for ags in places[:4]]
    excluding((KIEL, "safety", "no"), (MUNICH, "court", "no"), *four)
    session = Session(opened("session"))
    assert say("exclusion.unchecked", "de", count=2) in session.words
    assert say("exclusion.wishes", "de", count=2) in session.words
    unfold(session.at, "policy").slider(key="policy_exclusions").set_value(1)
    session.run()
    assert session.scenario.policy.exclusions_without_reason == 1
    assert say("exclusion.wishes", "de", count=3) in session.words
    session.slide("places_against", 0.0)
    assert say("exclusion.unheard", "de", count=3) in session.words


def test_the_session_says_nothing_where_nothing_is_open(opened: Open) -> None:
    """Confirmed exclusions and the few free ones need no line."""
    excluding((KIEL, "safety", "yes"), (MUNICH, "other", "no"))
    words = Session(opened("session")).words
    for code in ("unchecked", "wishes", "unheard"):
        assert say(f"exclusion.{code}", "de", count=1) not in words
