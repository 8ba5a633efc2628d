"""Consent taken back on the page of profiles: out of the cohort at once, and erased."""

import pytest

from rematch.identity import BLANKED
from rematch.model import CohortId, HouseholdId, Viewer
from rematch.scenario import Scenario
from rematch.store import Release, Reply, RunRecord, Versions
from rematch.texts import say, screen_languages
from rematch.ui.shell import cached
from tests.app.conftest import Open
from tests.app.test_loading import accept, has, load, press


@pytest.mark.parametrize("lang", screen_languages())
def test_a_household_that_withdraws_is_gone_from_every_state(opened: Open, lang: str) -> None:
    """The number is typed as a confirmation; after it neither the cohort nor its earlier states have it."""
    store = cached.store()
    households = store.load_profiles("session").households  # type: ignore[arg-type]
    gone, count = households[3].id, len(households)
    at = opened("profiles", lang)
    at.session_state["profiles_view"] = "states"
    at.run()
    at.selectbox(key="withdrawal_household").set_value(gone).run()
    assert at.button(key="withdrawal_go").disabled
    at.text_input(key="withdrawal_confirm").set_value(gone).run()
    at.button(key="withdrawal_go").click().run()
    assert not at.exception and at.success
    assert gone not in at.selectbox(key="withdrawal_household").options
    assert len(store.load_profiles("session").households) == count - 1  # type: ignore[arg-type]
    for revision in store.revisions("session"):  # type: ignore[arg-type]
        kept = store.load_profiles("session", revision.data)  # type: ignore[arg-type]
        assert HouseholdId(gone) not in {one.id for one in kept.households}
    line = store.journal("session")[-1]  # type: ignore[arg-type]
    assert (line.action, line.details) == ("erased", {"households": 1})


def test_the_session_goes_on_without_it(opened: Open) -> None:
    """A plan that had been made with the household is made anew without it."""
    at = opened("session")
    store = cached.store()
    gone = store.load_profiles("session").households[0].id  # type: ignore[arg-type]
    store.erase_household("session", gone, Viewer(name="anna"))  # type: ignore[arg-type]
    cached.forget_people()
    at.run()
    assert not at.exception
    assert gone not in " ".join(str(frame.value) for frame in at.dataframe)


def test_those_whom_a_file_tells_to_have_withdrawn_are_erased_by_a_press_after_the_load(opened: Open) -> None:
    """The load takes them out; what earlier states hold of them is named, and gone once somebody says so."""
    store = cached.store()
    one = store.load_profiles("session").households[1]  # type: ignore[arg-type]
    text = f"Haushalt;Einwilligung;Ort;Personen\n{one.id};nein;{one.place};{one.size}\n"
    at = load(opened("load"), {"haushalte.csv": text.encode()})
    at.selectbox(key="load_into").set_value("session").run()
    accept(at)
    press(at, "load_go")
    states = store.revisions("session")  # type: ignore[arg-type]
    held = [store.load_profiles("session", state.data) for state in states]  # type: ignore[arg-type]
    assert [one.id in {h.id for h in state.households} for state in held][-1] is False
    assert any(one.id in {h.id for h in state.households} for state in held)
    press(at, "withdrawal_left")
    for state in store.revisions("session"):  # type: ignore[arg-type]
        kept = store.load_profiles("session", state.data)  # type: ignore[arg-type]
        assert one.id not in {h.id for h in kept.households}
    assert not has(at, "withdrawal_left")


def test_what_others_wrote_about_it_is_shown_and_made_unreadable_unless_kept(opened: Open) -> None:
    """What names the household is told before it is erased; what is not ticked stays as it is."""
    store, session = cached.store(), CohortId("session")
    profiles = store.load_profiles(session)
    gone, place = profiles.households[5].id, profiles.municipalities[0]
    run = RunRecord(
        cohort=session,
        scenario=Scenario(),
        data_fingerprint=store.data_fingerprint(session),
        catalogue_fingerprint="c",
        catalogue={},
        versions=Versions.here(),
        status="optimal",
        proof="optimal",
        seconds=0.1,
        objective=0.0,
        persons_placed=0,
        assignments={},
    )
    store.record_run(run)
    viewer, data = Viewer(name="anna"), store.data_fingerprint(session)
    release = Release(cohort=session, run=run.run_id, state="provisional", reason=f"{gone} may wait")
    number = store.add_release(release, {place.ags: "{}"}, data, viewer).number
    reply = {"cohort": session, "number": number, "ags": place.ags}
    store.add_reply(Reply(**reply, words=f"We know {gone}."), viewer)
    at = opened("profiles")
    at.session_state["profiles_view"] = "states"
    at.run()
    at.selectbox(key="withdrawal_household").set_value(gone).run()
    boxes = {box.label: box for box in at.checkbox if (box.key or "").startswith("withdrawal_words_")}
    assert [place.name in label for label in boxes] == [False, True] and all(b.value for b in boxes.values())
    next(box for label, box in boxes.items() if "may wait" in label).uncheck().run()
    at.text_input(key="withdrawal_confirm").set_value(gone).run()
    at.button(key="withdrawal_go").click().run()
    assert not at.exception and say("withdrawal.blanked", "de", count=1) in at.success[0].value
    assert [one.words for one in store.replies(session)] == [BLANKED]
    assert store.releases(session)[-1].reason == f"{gone} may wait"
