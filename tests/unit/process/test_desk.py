"""Steps on rounds, households, offers and journeys: what leads where, and what is refused in which words."""

from datetime import timedelta

import pytest

from rematch.errors import RematchError
from rematch.instance import prepare_cohort
from rematch.model import HouseholdId, Member, Role, ViewerRole
from rematch.planning.plan import replan
from rematch.planning.record import run_record
from rematch.process.history import History
from rematch.process.items import due
from rematch.process.machines import transitions
from rematch.process.needs import ProcessStep
from rematch.process.outcomes import Refused
from rematch.process.places import places
from rematch.rights import acting
from rematch.scenario import Scenario, Veto
from rematch.store import Offer, profiles_fingerprint
from tests.rounds import LAST_DAY, ToldProcess, cohort, made, noon


def missing(told: ToldProcess, machine: str, subject: object, event: str, **said: object) -> tuple[str, ...]:
    """What a step waits for, which is refused and keeps nothing."""
    before = told.history
    with pytest.raises(Refused) as refused:
        told.take(machine, subject, event, **said)  # type: ignore[arg-type]
    assert told.history == before
    return refused.value.missing


def test_a_round_takes_in_all_who_agreed_and_its_plan_says_who_has_a_place(decided: ToldProcess) -> None:
    """After the decision whoever has a place in the plan is planned, everybody else waits."""
    placed = {id for id, ags in made()[1].assignments.items() if ags is not None}
    history = decided.history
    for one in cohort().households:
        expected = "" if not one.consent else "planned" if one.id in placed else "waiting"
        assert history.state("household", one.id) == expected


def test_a_round_is_decided_with_words_and_a_plan_that_holds(told: ToldProcess) -> None:
    """Without minutes, or without a recorded plan of this cohort, there is no decision."""
    told.desk.open_round("Frühjahr", noon(told.day))
    assert missing(told, "round", 1, "decide") == ("words", "plan")


def test_a_plan_that_moves_somebody_with_an_offer_is_not_decided_on(decided: ToldProcess) -> None:
    """The first plan of all holds as recorded, but has the household elsewhere than its open offer is."""
    offer = decided.offered()
    decided.take("round", 1, "reopen", words="Neu.")
    known = prepare_cohort(cohort(), decided.desk.catalogue, profiles_fingerprint(cohort()))
    other = replan(known, Scenario(vetoes=(Veto(household=offer.household, ags=offer.ags),)))
    record = run_record(other, decided.desk.viewer, "saved")
    decided.store.record_run(record)
    assert missing(decided, "round", 1, "decide", words="Ja.", run=record.run_id) == ("keeps_offers",)
    decided.take("offer", offer.number, "withdraw", reason="plan_changed")
    decided.take("round", 1, "decide", words="Ja.", run=record.run_id)


def test_a_round_with_an_offer_that_waits_is_not_closed(decided: ToldProcess) -> None:
    """Prepared or sent, it has to be answered, closed or withdrawn first; then the round is closed."""
    offer = decided.offered()
    assert missing(decided, "round", 1, "close") == ("nothing_open",)
    decided.take("offer", offer.number, "withdraw", reason="plan_changed")
    decided.take("round", 1, "close")
    assert decided.history.state("round", 1) == "closed"


def test_from_offer_to_arrival_one_step_leads_to_the_next(decided: ToldProcess) -> None:
    """Prepared, sent, accepted, departed, arrived: household, offer and journey stand where they should."""
    offer = decided.accepted()
    assert decided.history.state("household", offer.household) == "placed"
    decided.ready(offer)
    decided.later(5).take("relocation", offer.number, "depart")
    decided.later(1).take("relocation", offer.number, "arrive")
    history = decided.history
    assert history.state("relocation", offer.number) == "arrived"
    assert history.state("household", offer.household) == "arrived"
    assert [claim.hold for claim in history.claims() if claim.until is None] == ["present"]


def test_nobody_travels_before_roof_interpreter_and_consent(decided: ToldProcess) -> None:
    """As long as one of them is open, departure is refused; each by itself is enough to refuse it."""
    offer = decided.accepted()
    blocking = ("consent_move", "consent_share", "home_inspected", "interpreter")
    for item in blocking:
        assert missing(decided, "relocation", offer.number, "depart") == ("ready",)
        decided.take("item", f"{offer.number}:{item}", "tick")
    decided.take("relocation", offer.number, "depart")


def test_who_declines_waits_the_place_is_free_and_the_pair_is_barred(decided: ToldProcess) -> None:
    """A decline asks for a reason of the household's, frees the place on that day and bars the pair alone."""
    offer = decided.offered()
    assert missing(decided, "offer", offer.number, "decline") == ("reason",)
    assert missing(decided, "offer", offer.number, "decline", reason="plan_changed") == ("reason",)
    decided.later(2).take("offer", offer.number, "decline", reason="family_elsewhere")
    history = decided.history
    assert history.state("household", offer.household) == "waiting"
    assert history.barred(offer.household) == {offer.ags}
    assert not [claim for claim in history.claims() if claim.on(decided.day)]


def test_a_bar_is_lifted_by_the_households_wish_alone(decided: ToldProcess) -> None:
    """The offer that was declined is opened again for a reason of the household's, and nobody else's."""
    offer = decided.offered()
    decided.take("offer", offer.number, "decline", reason="not_now")
    again = {"words": "Sie rief an.", "last_day": LAST_DAY}
    assert missing(decided, "offer", offer.number, "reopen", reason="other_office", **again) == ("reason",)
    decided.take("offer", offer.number, "reopen", reason="changed_mind", **again)
    history = decided.history
    assert (history.state("offer", offer.number), history.barred(offer.household)) == ("sent", frozenset())
    assert history.state("household", offer.household) == "offered"


def test_an_offer_past_its_last_day_is_renewed_or_closed_and_no_page_writes_that(
    decided: ToldProcess,
) -> None:
    """It can be closed only once the day is over, as nobody reached or no answer; or it gets a new day."""
    offer = decided.offered()
    assert missing(decided, "offer", offer.number, "close", reason="no_answer") == ("lapsed",)
    decided.day = LAST_DAY
    assert missing(decided, "offer", offer.number, "close", reason="no_answer") == ("lapsed",)
    decided.later(1)
    assert missing(decided, "offer", offer.number, "accept") == ("in_time",)
    assert decided.history.state("offer", offer.number) == "sent"
    decided.take("offer", offer.number, "renew", last_day=decided.day + timedelta(days=7))
    decided.take("offer", offer.number, "accept")


def test_an_answer_counts_by_its_own_day_also_where_it_is_noted_later(decided: ToldProcess) -> None:
    """Accepted on the last day and noted two days after it: accepted."""
    offer = decided.offered()
    decided.day = LAST_DAY + timedelta(days=2)
    decided.take("offer", offer.number, "accept", day=LAST_DAY)
    assert decided.history.of("offer", offer.number)[-1].day == LAST_DAY


def test_a_day_to_come_or_before_what_was_noted_is_refused(decided: ToldProcess) -> None:
    """Nothing happens tomorrow, and no acceptance comes before the offer was sent."""
    offer = decided.offered()
    tomorrow, before = decided.day + timedelta(days=1), decided.day - timedelta(days=1)
    assert missing(decided, "offer", offer.number, "accept", day=tomorrow) == ("day_to_come",)
    assert missing(decided, "offer", offer.number, "accept", day=before) == ("day_before",)


def test_one_household_has_one_open_offer(decided: ToldProcess) -> None:
    """While one is prepared or sent, no second one is prepared."""
    offer = decided.offered()
    again = decided.desk.prepare(1, [offer.household], noon(decided.day))
    assert again.offers == ()
    assert "no_open_offer" in again.refused[offer.household]


def test_offers_of_all_are_prepared_at_once_each_with_a_number_of_its_own(decided: ToldProcess) -> None:
    """Whoever has a place in the plan has an offer then; who has none is named, and keeps nobody else."""
    everybody = [one.id for one in cohort().households]
    planned = decided.planned()
    made_now = decided.desk.prepare(1, everybody, noon(decided.day))
    assert [one.household for one in made_now.offers] == planned
    assert [one.number for one in made_now.offers] == list(range(1, len(planned) + 1))
    assert set(made_now.refused) == set(everybody) - set(planned)
    assert decided.history.offers == made_now.offers


def test_withdrawn_after_acceptance_frees_the_place_and_calls_the_journey_off(decided: ToldProcess) -> None:
    """Who declines after having accepted waits again; nothing is due any more, and the place is free."""
    offer = decided.accepted()
    decided.later(1).take("offer", offer.number, "withdraw_after", reason="found_own_home")
    history = decided.history
    assert history.state("relocation", offer.number) == "cancelled"
    assert history.state("household", offer.household) == "waiting"
    assert not [claim for claim in history.claims() if claim.on(decided.day)]


def test_who_is_under_way_is_not_withdrawn_by_a_press(decided: ToldProcess) -> None:
    """After departure the offer ends by what happens on the way, not at the desk."""
    offer = decided.accepted()
    decided.ready(offer)
    decided.take("relocation", offer.number, "depart")
    for event, said in (("withdraw_after", {"reason": "not_now"}), ("enter_in_error", {"words": "doppelt"})):
        assert missing(decided, "offer", offer.number, event, **said) == ("not_under_way",)


def test_a_changed_household_is_looked_at_before_anything_goes_on(decided: ToldProcess) -> None:
    """A birth stops acceptance until the offer is made anew; another change until somebody has looked."""
    offer = decided.offered()
    change(decided, offer.household, place="Rzeszów")
    assert missing(decided, "offer", offer.number, "accept") == ("as_prepared",)
    decided.take("offer", offer.number, "check", words="Nur ein anderer Aufenthaltsort.")
    decided.take("offer", offer.number, "renew", last_day=LAST_DAY)
    members = next(one for one in cohort().households if one.id == offer.household).members
    child = Member(number=len(members) + 1, role=Role.CHILD, age=0)
    change(decided, offer.household, members=(*members, child))
    assert missing(decided, "offer", offer.number, "check", words="Ein Kind.") == ("same_size",)
    assert missing(decided, "offer", offer.number, "accept") == ("as_prepared",)


def change(told: ToldProcess, household: HouseholdId, **changed: object) -> None:
    """Another profile of one household is in force."""
    now = told.store.load_profiles(told.cohort)
    others = tuple(one.model_copy(update=changed) if one.id == household else one for one in now.households)
    update = now.model_copy(update={"households": others})
    told.store.save_profiles(update, told.desk.catalogue.fingerprint, told.desk.viewer)


def test_no_step_is_taken_from_where_it_does_not_lead_on(decided: ToldProcess) -> None:
    """Every event of the offer's table that does not start from `sent` is refused and keeps nothing."""
    offer = decided.offered()
    events = {row.event for row in transitions("offer")}
    onward = {row.event for row in transitions("offer") if row.start == "sent"}
    before = decided.history
    for event in sorted(events - onward):
        with pytest.raises(RematchError) as refused:
            decided.take("offer", offer.number, event)
        assert refused.value.code == "step.no_such_step"
    assert decided.history == before


def test_whoever_is_not_in_a_steps_roles_does_not_take_it(decided: ToldProcess) -> None:
    """An auditor, a municipality and an administrator are refused every step of every machine."""
    offer = decided.offered()
    for role in set(ViewerRole) - {ViewerRole.COORDINATOR}:
        viewer = decided.desk.viewer.model_copy(update={"role": role, "further": frozenset()})
        with acting(viewer), pytest.raises(RematchError) as refused:
            told = ToldProcess(decided.store)
            told.desk = told.desk.__class__(decided.store, told.cohort, told.desk.catalogue, viewer)
            told.take("offer", offer.number, "withdraw", reason="plan_changed")
        assert refused.value.code == "viewer.may_not"


def test_who_looks_writes_nothing(decided: ToldProcess) -> None:
    """What is due, who holds what, where things stand: asked, store and journal stay as they were."""
    offer = decided.accepted()
    lines, before = len(decided.store.journal()), decided.history
    assert due(before, offer)
    assert places(before, cohort(), decided.desk.catalogue, decided.day)
    assert (len(decided.store.journal()), decided.history) == (lines, before)


def test_the_journal_names_the_step_that_was_taken_and_no_household(decided: ToldProcess) -> None:
    """Each event is a line whose words are that event's, with its digest and without an id."""
    offer = decided.accepted()
    noted = [line.details for line in decided.store.journal() if line.action == "process"]
    assert [one["step"] for one in noted] == [f"{e.machine}:{e.event}" for e in decided.history.events]
    assert offer.household not in str(noted)
    assert decided.store.verify_journal() is None


def test_what_somebody_else_did_first_is_looked_at_anew(decided: ToldProcess) -> None:
    """Of two who take the same step one succeeds, the other is told that it leads on no more."""
    offer = decided.offered()
    step = ProcessStep(machine="offer", subject=str(offer.number), event="withdraw", reason="plan_changed")
    other = ToldProcess(decided.store)
    first = other.desk.take(step)
    assert [one.event for one in first] == ["withdraw", "free"]
    with pytest.raises(RematchError) as refused:
        decided.desk.take(step)
    assert refused.value.code == "step.no_such_step"


def test_events_that_are_not_on_top_of_the_last_one_are_not_kept(decided: ToldProcess) -> None:
    """A write made from an older state is refused whole."""
    before = decided.history
    event = before.events[-1]
    with pytest.raises(RematchError) as refused:
        decided.store.add_events(
            decided.cohort, [event], decided.desk.viewer, on_top_of=before.last - 1, started=()
        )
    assert refused.value.code == "store.process_changed"
    assert decided.history == before


def test_what_is_kept_is_read_back_as_it_was(decided: ToldProcess) -> None:
    """Offers and events come back equal, in order, after the file is opened again."""
    offer: Offer = decided.accepted()
    before: History = decided.history
    assert before.offer(offer.number) == offer
    assert [one.seq for one in before.events] == list(range(1, before.last + 1))
