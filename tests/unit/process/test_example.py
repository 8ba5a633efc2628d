"""The invented half year: told by the same steps as everything else, of invented people only."""

from pathlib import Path

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.errors import RematchError
from rematch.instance import prepare_cohort
from rematch.model import Viewer
from rematch.planning.plan import replan
from rematch.planning.record import run_record
from rematch.process.days import day_of, this_moment
from rematch.process.desk import ProcessDesk, history_of
from rematch.process.example import DECLINED, MOST, SILENT, WAITING, tell
from rematch.process.machines import FIRST, MACHINES, NOT_YET, transition
from rematch.process.partners.standing import partner_standings
from rematch.scenario import Scenario
from rematch.store import Store, profiles_fingerprint
from rematch.synthetic.cohort import generate
from tests.rounds import ToldProcess, cohort, made


def test_after_it_every_state_has_somebody(told: ToldProcess) -> None:
    """Offers that wait, were declined, were not answered; people who arrived, in the past and in order."""
    tell(told.desk, made()[1].run_id, "Beispiel.", "Frühjahr")
    history = told.history
    stands = [history.state("offer", one.number) for one in history.offers]
    assert (stands.count("prepared"), stands.count("declined")) == (WAITING, DECLINED)
    assert stands.count("unanswered") == SILENT
    arrived = [one for one in history.offers if history.state("relocation", one.number) == "arrived"]
    assert arrived
    assert all(one.day <= day_of(this_moment()) for one in history.events)


def test_of_its_municipalities_most_pledge_one_is_reminded_one_asked_again(told: ToldProcess) -> None:
    """Each is invited; the pledges are in force, and who was only reminded is past its day."""
    tell(told.desk, made()[1].run_id, "Beispiel.", "Frühjahr")
    found = partner_standings(told.history, cohort(), told.desk.catalogue, 1)
    *confirmed, again, reminded = found
    assert {one.state for one in confirmed} == {"confirmed"}
    assert all(one.pledge is not None and one.statements.recent for one in confirmed)
    assert (again.state, again.statements.recent) == ("asked_again", False)
    assert (reminded.state, reminded.overdue) == ("invited", True)
    assert reminded.reminded is not None


def test_replayed_by_the_tables_everything_stands_where_it_is_told_to(told: ToldProcess) -> None:
    """From the beginning, each event of each machine leads to the state that stands beside it."""
    tell(told.desk, made()[1].run_id, "Beispiel.", "Frühjahr")
    history = told.history
    for machine in MACHINES:
        assert history.subjects(machine)
        for subject in history.subjects(machine):
            state = FIRST.get(machine, NOT_YET)
            for one in history.of(machine, subject):
                row = transition(machine, state, one.event)
                assert row is not None
                state = row.to
                assert state == one.state


def test_of_a_large_cohort_no_more_is_told_than_could_have_come(tmp_path: Path) -> None:
    """Of sixty households thirty have an offer, and nothing happens after today."""
    profiles = generate(60, 8, 3, shipped_catalogue())
    known = prepare_cohort(profiles, shipped_catalogue(), profiles_fingerprint(profiles))
    run = run_record(replan(known, Scenario()), Viewer(), "saved")
    with Store.open(tmp_path / "large.duckdb") as store:
        store.save_profiles(profiles, shipped_catalogue().fingerprint, Viewer())
        store.record_run(run)
        tell(ProcessDesk(store, profiles.cohort.id, shipped_catalogue(), Viewer()), run.run_id, "x", "y")
        history = history_of(store, profiles.cohort.id)
    assert len(history.offers) == MOST
    assert max(one.day for one in history.events) <= day_of(this_moment())


def test_it_is_told_of_invented_people_only(told: ToldProcess) -> None:
    """A cohort of real people gets no invented step."""
    real = cohort().model_copy(update={"cohort": cohort().cohort.model_copy(update={"invented": False})})
    told.store.save_profiles(real, told.desk.catalogue.fingerprint, told.desk.viewer)
    with pytest.raises(RematchError) as refused:
        tell(told.desk, made()[1].run_id, "Beispiel.", "Frühjahr")
    assert refused.value.code == "step.people_are_real"
    assert told.history.events == ()
