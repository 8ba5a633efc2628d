"""A stored run released: what municipalities see of it is made once, and nothing later moves it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.errors import RematchError
from rematch.instance import prepare_cohort
from rematch.model import Ags, CohortId, FieldId, Profiles, ResourceId, Viewer
from rematch.planning.plan import plan, replan
from rematch.planning.record import run_record
from rematch.planning.repeat import check_run
from rematch.release.frozen import FrozenPlan
from rematch.release.gate import InForce
from rematch.release.preview import preview
from rematch.release.proposals import TownProposal, TownProposals
from rematch.release.publish import ReleaseOutcome, publish
from rematch.release.shown import latest_release
from rematch.rights import acting
from rematch.scenario import Pin, Scenario
from rematch.store import Store
from rematch.synthetic.cohort import generate
from tests.builders import of_town

CATALOGUE = shipped_catalogue()
COORDINATOR = Viewer()
MOVED = ("childcare", "place_ranking")
REASON = "the flats are let on Friday"
SPECIAL = Scenario(switches={c.id: True for c in CATALOGUE.criteria if c.art9 and c.switchable})


def cohort(invented: bool) -> Profiles:
    made = generate(20, 5, 2, CATALOGUE)
    return made.model_copy(update={"cohort": made.cohort.model_copy(update={"invented": invented})})


@pytest.fixture(params=[True, False], ids=["invented", "real"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "kept.duckdb") as opened:
        opened.save_profiles(cohort(request.param), CATALOGUE.fingerprint, COORDINATOR)
        yield opened


def id_of(store: Store) -> CohortId:
    return store.cohorts()[0].cohort


def run_of(store: Store, scenario: Scenario) -> str:
    """The number of a run made and recorded now."""
    plan(scenario, store, cohort=id_of(store), catalogue=CATALOGUE, viewer=COORDINATOR)
    return store.runs(id_of(store))[-1].run_id


def released(
    store: Store, scenario: Scenario = SPECIAL, run: str | None = None, reason: str = REASON
) -> ReleaseOutcome:
    now = InForce(scenario, store.data_fingerprint(id_of(store)), CATALOGUE.fingerprint)
    return publish(store, run or run_of(store, scenario), now, COORDINATOR, reason=reason, by="Anna")


def everything_shown(store: Store) -> dict[tuple[Ags, bool], object]:
    """All that any municipality is shown, exact and as of real people."""
    latest = latest_release(store, id_of(store))
    assert latest is not None
    return {
        (ags, real): (seen := latest.shown(ags, as_real=real), latest.changed(seen))
        for ags in latest.names
        for real in (True, False)
    }


def edited(profiles: Profiles, **changed: object) -> Profiles:
    """Another profile of the first municipality."""
    first, *others = profiles.municipalities
    return profiles.model_copy(update={"municipalities": (first.model_copy(update=changed), *others)})


def test_a_release_is_numbered_in_its_cohort_and_says_what_it_leaves_out(store: Store) -> None:
    """Who, when, how far decided, which run, what was open, and the reason; the next one is number two."""
    first, second = released(store).release, released(store).release
    assert first is not None and second is not None
    assert (first.number, second.number) == (1, 2)
    assert (first.by, first.state, first.reason) == ("Anna", "provisional", REASON)
    assert first.unanswered == len(released(store).gate.unanswered) > 0
    assert store.releases(id_of(store))[:2] == (first, second)
    assert store.run(first.run).scenario == SPECIAL


def test_a_press_too_many_makes_no_second_release(store: Store) -> None:
    """The same run, state, name and reason: it is the release there is; another reason makes another."""
    run = run_of(store, SPECIAL)
    first, again = released(store, run=run).release, released(store, run=run).release
    assert first == again and len(store.releases(id_of(store))) == 1
    other = released(store, run=run, reason="and the course begins").release
    assert other is not None and other.number == 2


def test_what_is_held_up_is_not_released(store: Store) -> None:
    """No number, nothing to see, no line in the journal."""
    held = released(store, reason="")
    assert held.release is None and "unanswered" in held.holds
    assert store.releases(id_of(store)) == () and latest_release(store, id_of(store)) is None
    assert "release" not in [line.action for line in store.journal()]


def test_the_view_is_that_of_the_recorded_run_with_its_units_and_served_places(store: Store) -> None:
    """The same amounts as of the plan when it was made, for every municipality."""
    profiles, data = store.present_profiles(id_of(store))
    found = replan(prepare_cohort(profiles, CATALOGUE, data), SPECIAL)
    run = run_record(found, COORDINATOR, "seen")
    store.record_run(run)
    assert released(store, run=run.run_id).release is not None
    latest = latest_release(store, id_of(store))
    assert latest is not None and latest.names == found.instance.profiles.names
    for ags in latest.names:
        for as_real in (True, False):
            made = preview(found, COORDINATOR, ags, as_real=as_real)
            seen = latest.shown(ags, as_real=as_real)
            assert (seen.persons, seen.resources) == (made.persons, made.resources)
            assert (seen.good_here, seen.pledge, seen.key) == (made.good_here, made.pledge, made.key)
            assert (seen.left_out, seen.standings) == (made.left_out, made.standings)


def test_a_run_tells_what_was_given_and_not_what_today_would_give(store: Store) -> None:
    """With another unit and a served place taken away in the record, the loads follow the record."""
    checked = check_run(store, run_of(store, SPECIAL))
    served = checked.run.served or {}
    household, resource = next((h, r) for h, of in served.items() for r, units in of.items() if units)
    less = {**served, household: {**served[household], resource: 0}}
    other = FrozenPlan(replace(checked, run=checked.run.model_copy(update={"served": less})))
    used, fewer = (
        sum(r.used for load in one.loads for r in load.resources if r.resource == resource)
        for one in (FrozenPlan(checked), other)
    )
    assert fewer == used - served[household][resource]


def test_of_real_people_no_exact_view_is_even_stored(store: Store) -> None:
    """What is not there cannot be shown; of invented people both are."""
    released(store)
    invented = store.cohorts()[0].invented
    kept = store.release_views(id_of(store), 1)
    assert len(kept) == len(cohort(True).municipalities)
    assert all(('"exact":null' in content) is not invented for content in kept.values())
    ids = [household.id for household in cohort(True).households]
    assert not [name for name in ids if any(f'"{name}"' in content for content in kept.values())]


def test_what_municipalities_could_change_stays_with_the_release_and_of_real_people_is_left_out(
    store: Store,
) -> None:
    """As it was found, for the town it is of; found later, the same plan is released anew."""
    run, cohort = run_of(store, SPECIAL), id_of(store)
    [first, second] = list(store.load_profiles(cohort).municipalities)[:2]
    one = TownProposal(((ResourceId("flat"), 2),), 3, (FieldId("seats"), None, 4.0), 2, 0, 0.5, (4, 6), 2, 1)
    found = {first.ags: TownProposals((one,), 20)}
    now = InForce(SPECIAL, store.data_fingerprint(cohort), CATALOGUE.fingerprint)
    publish(store, run, now, COORDINATOR, reason=REASON)
    made = [publish(store, run, now, COORDINATOR, reason=REASON, could_change=found) for _ in range(2)]
    latest = latest_release(store, cohort)
    assert latest is not None
    invented = latest.views[first.ags].exact is not None
    assert [one.release and one.release.number for one in made] == [2 if invented else 1] * 2
    assert latest.could_change(first.ags) == (found[first.ags] if invented else None)
    assert latest.could_change(second.ags) is None
    with acting(of_town(cohort, second.ags)), pytest.raises(RematchError, match=r"viewer\.not_own"):
        latest.could_change(first.ags)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    weights=st.lists(st.tuples(st.sampled_from(MOVED), st.floats(0, 10)), max_size=3),
    places=st.integers(0, 60),
)
def test_whatever_is_decided_or_edited_after_a_release_changes_nothing_that_is_shown(
    store: Store, weights: list[tuple[str, float]], places: int
) -> None:
    """Attack: moving weights in any steps and editing the own profile read nothing from the page."""
    if not store.releases(id_of(store)):
        released(store)
    before = everything_shown(store)
    profiles = store.load_profiles(id_of(store))
    for weight in weights:
        run_of(store, SPECIAL.model_copy(update={"weights": dict([weight])}))
    own = profiles.municipalities[0]
    changed = edited(profiles, capacity={**own.capacity, "persons": float(places)}, pledge_max=None)
    store.save_profiles(changed, CATALOGUE.fingerprint, COORDINATOR, "edit")
    run_of(store, SPECIAL)
    assert everything_shown(store) == before
    store.save_profiles(profiles, CATALOGUE.fingerprint, COORDINATOR, "edit")


def test_the_next_release_shows_the_edit_and_tells_what_changed_by_what_both_show(store: Store) -> None:
    """Only amounts that differ as shown: an edit of the own offer, and bands where people are real."""
    released(store)
    profiles = store.load_profiles(id_of(store))
    own = profiles.municipalities[0]
    room = float((own.capacity["persons"] or 0) + 7)
    store.save_profiles(
        edited(profiles, capacity={**own.capacity, "persons": room}),
        CATALOGUE.fingerprint,
        COORDINATOR,
        "edit",
    )
    assert released(store).release is not None
    latest = latest_release(store, id_of(store))
    assert latest is not None and latest.before is not None and latest.before.number == 1
    told = latest.changed(latest.shown(own.ags, as_real=True))
    assert [(one.before, one.after) for one in told if one.aspect == "stated"] == [(room - 7, room)]
    for one in told:
        assert one.before != one.after
        assert one.aspect == "stated" or not one.after.exact  # type: ignore[union-attr]


def test_a_run_of_other_profiles_or_other_criteria_is_not_released(store: Store) -> None:
    """Edited after the run: plan again first. So with criteria that were changed since."""
    run = run_of(store, SPECIAL)
    profiles = store.load_profiles(id_of(store))
    store.save_profiles(edited(profiles, name="Elsewhere"), CATALOGUE.fingerprint, COORDINATOR, "edit")
    assert released(store, run=run).holds == ("other_data",)
    now = InForce(SPECIAL, store.run(run).data_fingerprint, "other")
    assert publish(store, run, now, COORDINATOR, reason=REASON).holds == ("other_criteria",)


def test_what_is_decided_now_and_cannot_hold_together_is_called_a_contradiction(store: Store) -> None:
    """Everybody pinned to one place; another decision that could hold is called another plan."""
    run = run_of(store, SPECIAL)
    profiles = store.load_profiles(id_of(store))
    ags = profiles.municipalities[0].ags
    pins = tuple(Pin(household=household.id, ags=ags) for household in profiles.households)
    contradicting = SPECIAL.model_copy(update={"pins": pins})
    assert released(store, contradicting, run).holds == ("contradiction",)
    assert released(store, SPECIAL.model_copy(update={"seed": 3}), run).holds == ("other_scenario",)


def test_a_run_that_was_tampered_with_is_not_released(store: Store) -> None:
    """Its plan is not what was recorded: no reason helps."""
    run = store.run(run_of(store, SPECIAL))
    forged = run.model_copy(update={"run_id": "forged", "assignments": dict.fromkeys(run.assignments)})
    store.record_run(forged)
    assert released(store, run="forged").holds == ("not_as_recorded",)


def test_a_municipality_is_shown_its_own_release_only(store: Store) -> None:
    """Another place's is refused; so is a place that is not in it."""
    released(store)
    latest = latest_release(store, id_of(store))
    assert latest is not None
    own, other = list(latest.names)[:2]
    viewer = of_town(id_of(store), own)
    with acting(viewer):
        assert latest.shown(own).ags == own
    unknown = (COORDINATOR, Ags("0"), "viewer.unknown_municipality")
    for who, ags, code in ((viewer, other, "viewer.not_own"), unknown):
        with pytest.raises(RematchError) as refused, acting(who):
            latest.shown(ags)
        assert refused.value.code == code


def test_a_municipality_answers_a_release_for_itself_only_and_with_words(store: Store) -> None:
    """Another's voice is refused, so is silence; what is said is kept on one line."""
    released(store)
    latest = latest_release(store, id_of(store))
    assert latest is not None
    own, other = list(latest.names)[:2]
    viewer = of_town(id_of(store), own)
    for ags, words, code in ((other, "two flats", "viewer.not_own"), (own, " \n", "viewer.nothing_said")):
        with pytest.raises(RematchError) as refused, acting(viewer):
            latest.answered(store, viewer, ags, words)
        assert refused.value.code == code
    with acting(viewer):
        assert latest.answered(store, viewer, own, "not before\n1 March").words == "not before 1 March"
    assert [one.ags for one in store.replies(id_of(store))] == [own]
