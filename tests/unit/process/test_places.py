"""Whatever happens, free, offered, accepted, present and held back are what was pledged, on every day."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rematch.bootstrap import shipped_catalogue
from rematch.criteria.catalogue import PERSONS
from rematch.errors import RematchError
from rematch.instance import assemble, prepare_cohort
from rematch.process.again import kept
from rematch.process.ended import ended_offers
from rematch.process.history import History
from rematch.process.items import blocking
from rematch.process.machines import (
    FIRST,
    MACHINES,
    NOT_YET,
    Hold,
    Machine,
    Transition,
    reasons_for,
    states,
    steps_from,
    transition,
)
from rematch.process.needs import ProcessStep
from rematch.process.outcomes import Refused
from rematch.process.places import PlaceCount, places, pledged
from rematch.rights import COORDINATION
from rematch.scenario import Scenario
from rematch.store import Offer
from tests.rounds import FIRST_DAY, ToldProcess, cohort, noon

JOURNEY: tuple[Machine, Machine] = ("offer", "relocation")


def holders(history: History, day: date) -> Counter[tuple[str, str, str]]:
    """Units by municipality, resource and how they are held at the end of a day, counted event by event."""
    found: Counter[tuple[str, str, str]] = Counter()
    for offer in history.offers:
        events = [*history.of("offer", offer.number), *history.of("relocation", offer.number)]
        known = [one for one in sorted(events, key=lambda event: event.seq) if one.day <= day]
        hold = states(known[-1].machine)[known[-1].state].holds if known else None
        back = bool(known) and known[-1].state == "place_withdrawn"
        for resource, amount in offer.needs.items():
            if hold is not None:
                found[offer.ags, resource, hold] += int(amount)
            if back:
                found[offer.ags, resource, "held_back"] += int(amount)
    return found


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw=st.randoms(use_true_random=False))
def test_places_are_conserved_and_no_accepted_household_moves(draw: Random) -> None:
    """Thirty steps somebody may take, drawn at random: kept or refused, on every day everything adds up.

    No resource is ever given to more than there are; what a replay of the events says is what stands. Taken
    over after each step on top of the last time it is what it would be for the first time, and those who hold
    a place contradict nothing: an offer that is only prepared holds none.
    """
    known = prepare_cohort(cohort(), shipped_catalogue(), "")
    scenario = Scenario()
    with TemporaryDirectory() as folder:
        told = ToldProcess.begun(Path(folder) / "kept.duckdb").decided()
        told.desk.prepare(1, told.planned(), noon(told.day))
        try:
            for _ in range(30):
                before = told.history
                _some_step(told, draw)
                _holds(told, before)
                scenario, anew = (
                    kept(one, told.history, cohort(), known.catalogue, now=noon(told.day))
                    for one in (scenario, Scenario())
                )
                assert scenario.model_copy(update={"policy": anew.policy}) == anew
                holding = [p for p in scenario.pins if told.history.state("offer", p.offer) != "prepared"]
                assemble(known, scenario.model_copy(update={"pins": tuple(holding)}))
        finally:
            told.store.close()


def _some_step(told: ToldProcess, draw: Random) -> None:
    """A step drawn among all that may be taken from where things stand; one that is refused keeps nothing."""
    told.later(draw.choice([0, 0, 1, 3]))
    history, planned = told.history, told.planned()
    subjects = [(machine, str(one.number)) for one in history.offers for machine in JOURNEY]
    rows = [(s, row) for m, s in subjects for row in steps_from(m, history.state(m, s), COORDINATION)]
    with suppress(Refused):
        if planned and (not rows or draw.random() < 0.1):
            told.desk.prepare(1, [draw.choice(planned)], noon(told.day))
        elif rows:
            subject, row = draw.choice(rows)
            offer = history.offer(int(subject))
            if row.event == "depart" and offer is not None and blocking(history, offer):
                told.ready(offer)
            _take(told, subject, row, draw)


def _take(told: ToldProcess, subject: str, row: Transition, draw: Random) -> None:
    reasons = [one.id for one in reasons_for(row)]
    step = ProcessStep(
        machine=row.machine,
        subject=subject,
        event=row.event,
        reason=draw.choice(reasons) if reasons else "",
        words="gesagt",
        last_day=told.day + timedelta(days=draw.choice([0, 5])),
    )
    told.desk.take(step, noon(told.day))


def _holds(told: ToldProcess, before: History) -> None:
    history = told.history
    for offer in before.offers:
        if before.state("offer", offer.number) == "accepted" == history.state("offer", offer.number):
            assert history.offer(offer.number) == offer
    for household in {offer.household for offer in history.offers}:
        assert sum(not history.ended(one) for one in history.offers_of(household)) <= 1
    for day in (FIRST_DAY, told.day, told.day + timedelta(days=30)):
        counted = holders(history, day)
        for place in places(history, cohort(), told.desk.catalogue, day):
            for hold in (*get_args(Hold), "held_back"):
                assert getattr(place, hold) == counted[place.ags, place.resource, hold]
            if place.free is not None and place.pledged is not None:
                assert place.free + place.taken == place.pledged
                assert place.free >= 0, place
    _replayed(history)


def _replayed(history: History) -> None:
    """Each event leads on by its table from where the one before it left its subject."""
    stands: dict[tuple[Machine, str], str] = {}
    for event in history.events:
        machine = next(one for one in MACHINES if one == event.machine)
        key = (machine, event.subject)
        row = transition(machine, stands.get(key, FIRST.get(machine, NOT_YET)), event.event)
        assert row is not None
        assert row.to == event.state
        stands[key] = row.to
    assert stands == {key: history.state(*key) for key in stands}


def test_of_two_who_accept_the_last_place_one_is_told_why_not(decided: ToldProcess) -> None:
    """Two threads send two offers for what is left for one: one is sent, one refused by what is missing."""
    first, second = _rivals(decided)
    outcome: list[object] = []

    def send(number: int) -> None:
        own = ToldProcess(decided.store)
        step = {"machine": "offer", "subject": str(number), "event": "send", "last_day": decided.day}
        try:
            outcome.append(own.desk.take(ProcessStep.model_validate(step), noon(decided.day)))
        except RematchError as fault:
            outcome.append(fault)

    threads = [Thread(target=send, args=(number,)) for number in (first, second)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    refused = [one for one in outcome if isinstance(one, Refused)]
    assert [one.missing for one in refused] == [("place",)]
    assert len(outcome) == 2


def _rivals(told: ToldProcess) -> tuple[int, int]:
    """Two prepared offers of one municipality that then states persons for the larger one only."""
    by_town: dict[str, list[int]] = {}
    for household in told.planned():
        offer = told.prepared(household)
        by_town.setdefault(offer.ags, []).append(offer.number)
        if len(by_town[offer.ags]) == 2:
            break
    ags, (first, second) = next((ags, tuple(two)) for ags, two in by_town.items() if len(two) == 2)
    offers = [told.history.offer(number) for number in (first, second)]
    most = max(one.persons for one in offers if one is not None)
    now = told.store.load_profiles(told.cohort)
    towns = tuple(
        one.model_copy(update={"pledge_min": 0, "pledge_max": most}) if one.ags == ags else one
        for one in now.municipalities
    )
    update = now.model_copy(update={"municipalities": towns})
    told.store.save_profiles(update, told.desk.catalogue.fingerprint, told.desk.viewer)
    return first, second


def persons_at(told: ToldProcess, offer: Offer, day: date) -> PlaceCount:
    """The persons of an offer's municipality on a day."""
    found = places(told.history, cohort(), told.desk.catalogue, day)
    return next(one for one in found if (one.ags, one.resource) == (offer.ags, PERSONS))


def test_a_place_is_free_from_the_day_somebody_moved_on_and_not_before(decided: ToldProcess) -> None:
    """Arrived on one day and moved on on another: there on the first, through the night before the second."""
    offer = decided.accepted()
    decided.ready(offer)
    decided.take("relocation", offer.number, "depart")
    decided.later(1).take("relocation", offer.number, "arrive")
    came = decided.day
    decided.later(10).take("relocation", offer.number, "move_on", reason="moved_elsewhere")
    last = decided.day - timedelta(days=1)
    there = {day: persons_at(decided, offer, day).present for day in (came, last, decided.day)}
    assert there == {came: offer.persons, last: offer.persons, decided.day: 0}


def test_a_place_its_municipality_took_back_is_not_offered_again(decided: ToldProcess) -> None:
    """It is held back from that day on: not free, and taken from the limits of the next plan."""
    offer = decided.offered()
    decided.take("offer", offer.number, "withdraw_place", reason="place_gone")
    persons = persons_at(decided, offer, decided.day)
    assert (persons.held_back, persons.offered) == (offer.persons, 0)
    again = kept(Scenario(), decided.history, cohort(), decided.desk.catalogue)
    assert persons.pledged is not None
    assert again.limits[offer.ags][PERSONS] == persons.pledged - offer.persons


def test_a_place_that_was_taken_back_and_given_again_is_free_from_that_day(decided: ToldProcess) -> None:
    """Held back until the day before; there are never more than are pledged, and its reason stays told."""
    offer = decided.offered()
    decided.take("offer", offer.number, "withdraw_place", reason="place_gone")
    decided.later(3).take("offer", offer.number, "give_back", words="Die Wohnung ist doch frei.")
    before = decided.day - timedelta(days=1)
    held = [persons_at(decided, offer, day) for day in (before, decided.day)]
    assert [one.held_back for one in held] == [offer.persons, 0]
    assert held[1].free == held[1].pledged
    assert not kept(Scenario(), decided.history, cohort(), decided.desk.catalogue).limits
    [ended] = ended_offers(decided.history, 1)
    assert (ended.event.reason, ended.party) == ("place_gone", "municipality")
    decided.take("round", "1", "reopen", words="Der Platz ist wieder da.")
    decided.take("round", "1", "decide", words="Wie zuvor.", run=offer.run)
    assert decided.prepared(offer.household).ags == offer.ags


def test_of_persons_no_more_is_pledged_than_the_municipality_says() -> None:
    """The pledge's maximum and the capacity for persons: the smaller of both."""
    for town in cohort().municipalities:
        most = [n for n in (town.pledge_max, town.capacity.get(PERSONS)) if n is not None]
        assert most
        assert pledged(town, shipped_catalogue())[PERSONS] == min(most)
