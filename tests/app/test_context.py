"""One context a run: two visitors, cohorts and catalogues; a cohort that changes or goes under a visit."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from rematch import bootstrap
from rematch.criteria.catalogue import Catalogue
from rematch.criteria.editing import Edits, edited
from rematch.model import CohortId, CriterionId, Profiles, Viewer
from rematch.scenario import Pin, Policy, Scenario
from rematch.store.database import Statements
from rematch.texts import say
from rematch.ui.profiles import gaps, table
from rematch.ui.session.plan import plan_map
from rematch.ui.shell import cached
from rematch.ui.shell.context import KEY, Context
from tests import demo
from tests.app.conftest import Open, go, unfold
from tests.app.session import Session

REAL = CohortId("echt")
SMALL = 6
"""Households of the real round: fewer than any demo cohort has, and with the same ids."""


def real_round(households: int = SMALL) -> Profiles:
    """Real people whose ids are those of the demo's, as every template counts them."""
    shipped = demo.profiles()
    cohort = shipped.cohort.model_copy(update={"id": REAL, "name": "Echte Runde", "invented": False})
    return shipped.model_copy(update={"cohort": cohort, "households": shipped.households[:households]})


def store_real(profiles: Profiles | None = None) -> None:
    cached.store().save_profiles(profiles or real_round(), cached.catalogue().fingerprint, Viewer())


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    """Each test finds the demo cohorts alone, and the criteria that ship."""
    yield
    if REAL in {one.cohort for one in cached.store().cohorts()}:
        cached.store().delete_cohort(REAL, Viewer())
    bootstrap.criteria_file().unlink() if bootstrap.criteria_file().parent != bootstrap.DATA else None
    cached.catalogue.clear()  # type: ignore[attr-defined]
    cached.forget_people()


def context(at: AppTest) -> Context:
    found = at.session_state[KEY]
    assert isinstance(found, Context)
    return found


def first_pin(at: AppTest) -> Pin:
    """Pin the first household where the plan has it, as a coordinator does."""
    session = Session(at)
    household = min(session.plan)
    session.tick(household)
    session.press("do_pin")
    (pin,) = session.scenario.pins
    return pin


def reload(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception
    return at


def otherwise() -> Catalogue:
    """The shipped criteria with one criterion's weight another: other fits for everybody."""
    return edited(cached.catalogue(), Edits().with_change(CriterionId("childcare"), "weight", 10.0))


def test_a_smaller_cohort_that_somebody_loads_is_nobody_else_s(opened: Open) -> None:
    """A visit that never chose keeps the cohort it began with, and its pins stay off other people."""
    at = opened("session")
    pin = first_pin(at)
    store_real()
    reload(at)
    assert context(at).cohort is not None and context(at).cohort.cohort == "session"  # type: ignore[union-attr]
    assert at.session_state["report"].instance.profiles.cohort.id == "session"
    assert Session(at).scenario.pins == (pin,)
    cached.recorder().flush()
    assert not cached.store().runs(REAL)


def test_a_cohort_that_is_deleted_under_a_visit_is_a_page_and_takes_its_decisions_along(
    opened: Open,
) -> None:
    """Nothing of it is planned, shown or decided any more, and no other cohort stands in its place."""
    opened()
    store_real()
    at = opened("session", address={"cohort": REAL})
    first_pin(at)
    cached.store().delete_cohort(REAL, Viewer())
    reload(at)
    assert at.title[0].value == say("gone.title", "de")
    assert context(at).gone and not at.dataframe
    assert Session(at).scenario == Scenario()
    assert at.session_state["report"] is None
    at.selectbox(key="gone_choice").set_value("session").run()
    assert not at.exception
    assert Session(at).scenario == Scenario() and context(at).profiles.cohort.id == "session"


def test_another_cohort_of_the_same_id_gets_no_decision_of_the_first(opened: Open) -> None:
    """Deleted and loaded anew between two runs: H001 is somebody else now."""
    opened()
    store_real()
    at = opened("session", address={"cohort": REAL})
    first_pin(at)
    cached.store().delete_cohort(REAL, Viewer())
    store_real()
    reload(at)
    assert Session(at).scenario == Scenario()
    assert not Session(at).scenario.pins and at.session_state["report"].scenario == Scenario()


def test_decisions_wait_with_their_cohort(opened: Open) -> None:
    """Over to another cohort none of them holds; back again they all do, and can be undone."""
    at = opened("session")
    pin = first_pin(at)
    go(at, "start")
    at.selectbox(key="cohort_choice").set_value("land").run()
    assert Session(at).scenario == Scenario()
    at.selectbox(key="cohort_choice").set_value("session").run()
    assert Session(at).scenario.pins == (pin,)
    Session(at).go("session")
    Session(at).press("undo")
    assert Session(at).scenario == Scenario()


def test_special_columns_of_real_people_are_not_shown_because_a_demo_showed_them(opened: Open) -> None:
    """What was shown of invented people asks anew for real ones."""
    opened()
    store_real()
    at = opened("profiles", address={"cohort": "session"})
    assert at.toggle(key="profiles_special_session").value is True
    go(at, "start")
    at.selectbox(key="cohort_choice").set_value(REAL).run()
    go(at, "profiles")
    assert at.toggle(key=f"profiles_special_{REAL}").value is False


def test_switches_of_a_demo_are_off_for_real_people(opened: Open) -> None:
    """Criteria on special categories of data, switched on explicitly for invented people, are asked anew."""
    opened()
    store_real()
    at = opened("session", address={"cohort": "session"})
    session = Session(at)
    for on in (False, True):
        at.toggle(key="art9_all").set_value(on)
        session.run()
    assert any(session.scenario.switches.values())
    go(at, "start")
    at.selectbox(key="cohort_choice").set_value(REAL).run()
    go(at, "session")
    assert at.toggle(key="art9_all").value is False
    assert not any(Session(at).scenario.switches.values())


def test_a_household_that_somebody_removes_takes_its_pin_along_and_is_told(opened: Open) -> None:
    """The page still works, all else that was decided holds, and the visitor is told until she notes it."""
    opened()
    store_real()
    at = opened("session", address={"cohort": REAL})
    session = Session(at)
    session.slide("childcare", 9.0)
    pin = first_pin(at)
    shorter = real_round()
    left = tuple(one for one in shorter.households if one.id != pin.household)
    store_real(shorter.model_copy(update={"households": left}))
    reload(at)
    assert session.scenario.pins == () and session.scenario.weights == {"childcare": 9.0}
    assert session.table and say("frame.dropped", "de") in [one.value for one in at.warning]
    session.press("dropped_noted")
    assert say("frame.dropped", "de") not in [one.value for one in at.warning]


def test_compare_serves_no_plan_made_under_other_criteria(opened: Open) -> None:
    """Once other criteria are in force, every plan that is compared is made under them."""
    at = opened("compare")
    reload(at)
    bootstrap.save_catalogue(cached.store(), otherwise(), Viewer())
    cached.catalogue.clear()  # type: ignore[attr-defined]
    again = opened("compare")
    report = again.session_state["report"]
    assert report.instance.catalogue.by_id["childcare"].weight == 10.0
    assert report.identity != at.session_state["report"].identity
    reload(at)
    assert at.session_state["report"].identity == report.identity
    tables = [[frame.value.to_dict("records") for frame in one.dataframe] for one in (at, again)]
    assert tables[0] == tables[1]


@pytest.mark.soak
def test_criteria_taken_back_plan_as_before(opened: Open) -> None:
    """Other criteria and back again: the plan is that of the first criteria, fit by fit."""
    at = opened("session")
    first = at.session_state["report"]
    bootstrap.save_catalogue(cached.store(), otherwise(), Viewer())
    cached.catalogue.clear()  # type: ignore[attr-defined]
    reload(at)
    other = at.session_state["report"]
    bootstrap.save_catalogue(cached.store(), bootstrap.shipped_catalogue(), Viewer())
    cached.catalogue.clear()  # type: ignore[attr-defined]
    reload(at)
    back = at.session_state["report"]
    assert first.identity == back.identity != other.identity
    assert (first.instance.fit == back.instance.fit).all()
    assert not (first.instance.fit == other.instance.fit).all()


@pytest.mark.parametrize(
    "cache", [table._built, gaps._checked, plan_map._view_of, cached._profiles, cached._cohort_data]
)
def test_what_was_deleted_is_in_no_cache(opened: Open, cache: object) -> None:
    """Every cache of people's answers is one that a deletion empties."""
    assert cache in cached._OF_PEOPLE


def test_every_cache_of_the_screens_is_of_people_or_of_none() -> None:
    """No cache of Streamlit is declared anywhere but in the one place that knows which are of people."""
    own = [
        path
        for path in (bootstrap.ROOT / "rematch" / "ui").rglob("*.py")
        if path.name != "cached.py" and "st.cache" in path.read_text(encoding="utf-8")
    ]
    assert not own


SCENARIOS = [
    Scenario(policy=Policy(prefer_few_changes=2)),
    Scenario(policy=Policy(fairness="leximin", fairness_depth=9)),
    Scenario(policy=Policy(fairness="floor", fairness_share=0.3)),
    Scenario(limits={"03101000": {"persons": 200_000}}),  # type: ignore[dict-item]
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=["changes", "depth", "share", "limit"])
def test_whatever_a_scenario_file_may_say_the_page_shows(opened: Open, scenario: Scenario) -> None:
    """Widgets end where the scenario does: a valid file makes no page unusable."""
    at = opened("session")
    Session(at).scenario = scenario
    at.session_state["ags"] = "03101000"
    at.session_state["policy"] = True
    session = Session(at)
    session.run()
    session.view("places")
    assert not at.error and session.scenario == scenario
    assert unfold(at, "policy").slider(key="policy_few").value == 100 * scenario.policy.prefer_few_changes


@pytest.mark.parametrize("cohort", ["session", pytest.param("land", marks=pytest.mark.soak)])
def test_a_slider_move_asks_the_store_nothing(
    opened: Open, monkeypatch: pytest.MonkeyPatch, cohort: str
) -> None:
    """At any size; the plan's record is written beside the screen, by as many statements at any size."""
    session = Session(opened("session", address={"cohort": cohort}))
    session.open("childcare")
    cached.recorder().flush()
    asked: list[tuple[str, bool]] = []
    run = Statements.run

    def counted(self: Statements, name: str, /, **params: object) -> list[dict[str, object]]:
        import threading

        asked.append((name, threading.current_thread().name.startswith("recorder")))
        return run(self, name, **params)

    monkeypatch.setattr(Statements, "run", counted)
    session.at.slider(key="slide_w_childcare").set_value(9.0)
    session.run()
    cached.recorder().flush()
    on_the_way = [name for name, beside in asked if not beside]
    assert on_the_way == []
    assert 0 < len(asked) - len(on_the_way) <= 12
