"""The tables of the process hold together: no state is a trap, and everything they name is there."""

import pytest

from rematch.process.items import items
from rematch.process.machines import (
    FIRST,
    MACHINES,
    NOT_YET,
    Machine,
    reasons,
    reasons_for,
    states,
    transition,
    transitions,
)
from rematch.process.needs import NEEDS
from rematch.texts import has, screen_languages

FINAL_FOR_GOOD = {"place_returned", "entered_in_error", "withdrawn_after", "moved_on"}
"""Ends from which nothing leads back: another offer, or another round, begins anew."""


def beginning(machine: Machine) -> str:
    return FIRST.get(machine, NOT_YET)


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_is_reached_and_none_but_the_last_ones_is_a_dead_end(machine: Machine) -> None:
    """Each state can be come to from the beginning; from each that has not ended a step leads on."""
    reached, left = {beginning(machine)}, [beginning(machine)]
    while left:
        here = left.pop()
        for row in transitions(machine):
            if row.start == here and row.to not in reached:
                reached.add(row.to)
                left.append(row.to)
    assert reached - {NOT_YET} == set(states(machine))
    onward = {row.start for row in transitions(machine) if row.to != row.start}
    assert {name for name, state in states(machine).items() if not state.ended} <= onward


def test_what_has_ended_stays_so_unless_somebody_opens_it_again() -> None:
    """From an end only steps that take it back or up again lead on; from some nothing does."""
    for machine in MACHINES:
        for name, state in states(machine).items():
            onward = {row.event for row in transitions(machine) if row.start == name}
            if state.ended:
                assert onward <= {"reopen", "return", "plan", "move_on", "give_back", "lift"}, (machine, name)
            if name in FINAL_FOR_GOOD:
                assert not onward, (machine, name)


@pytest.mark.parametrize("machine", MACHINES)
def test_no_step_leads_to_two_states_and_every_effect_is_a_step(machine: Machine) -> None:
    """From one state one event leads to one state; what follows from a step is an event of its machine."""
    rows = transitions(machine)
    assert len({(row.start, row.event) for row in rows}) == len(rows)
    for row in rows:
        for effect in row.effects:
            assert any(one.event == effect.event for one in transitions(effect.machine)), effect


def test_every_step_somebody_may_take_or_that_follows_from_one_and_no_other() -> None:
    """A row nobody may take is an effect of another, or what a round, or a split, does to households."""
    follows = {(e.machine, e.event) for m in MACHINES for row in transitions(m) for e in row.effects}
    follows |= {("household", one) for one in ("enter", "unplan", "split", "part")}
    for machine in MACHINES:
        for row in transitions(machine):
            assert row.roles or (machine, row.event) in follows, row


def test_needs_and_reasons_of_the_tables_are_there() -> None:
    """Every need has a rule, and every rule a need; each party of which a reason is asked has some."""
    named = {need for machine in MACHINES for row in transitions(machine) for need in row.needs}
    assert named == set(NEEDS)
    used = set()
    for machine in MACHINES:
        for row in transitions(machine):
            found = reasons_for(row)
            used |= {one.id for one in found}
            assert {one.party for one in found} == set(row.parties), row
    assert used == set(reasons())


def test_every_word_of_the_tables_is_there_in_every_language() -> None:
    """States, steps, needs, reasons, parties and items can be told to whoever uses the app."""
    codes = {f"process.machine.{machine}" for machine in MACHINES}
    for machine in MACHINES:
        codes |= {f"process.{machine}.{name}" for name in states(machine)}
        codes |= {f"process.step.{machine}.{row.event}" for row in transitions(machine)}
        codes |= {f"process.need.{need}" for row in transitions(machine) for need in row.needs}
        codes |= {f"process.party.{party}" for row in transitions(machine) for party in row.parties}
        codes |= {f"process.lane.{state.lane}" for state in states(machine).values()}
    codes |= {f"process.reason.{reason}" for reason in reasons()}
    codes |= {f"process.due.{item.id}" for item in items()}
    assert not [(code, lang) for lang in screen_languages() for code in sorted(codes) if not has(code, lang)]


def test_an_effect_that_cannot_be_has_words_for_why() -> None:
    """Whatever state keeps an effect from following, the refusal says it."""
    for machine in MACHINES:
        for row in transitions(machine):
            for effect in row.effects:
                stands = [NOT_YET, *states(effect.machine)]
                for state in stands:
                    if transition(effect.machine, state, effect.event) is None:
                        assert has(f"process.need.{effect.machine}_{state}", "de"), (effect, state)


STORED = {
    "round": "open decided closed",
    "partner": "invited answering asked_again confirmed declined withdrawn",
    "household": "waiting planned offered placed arrived left parted to_ask",
    "offer": (
        "prepared sent accepted declined unanswered withdrawn withdrawn_after place_withdrawn "
        "place_returned entered_in_error"
    ),
    "relocation": "planned under_way arrived cancelled moved_on",
    "item": "open done not_applicable missed",
    "reasons": (
        "place_unsuitable other_place_wished family_elsewhere found_own_home not_now no_reason_given "
        "wants_no_move changed_mind no_places_now not_this_round answer_due "
        "statements_due place_gone place_not_ready other_municipality plan_changed data_wrong "
        "distributed_elsewhere other_office nobody_reached no_answer not_travelled moved_elsewhere "
        "other_household"
    ),
}
"""Names that stand in stores by the first version with them. Never shrinks."""


def test_names_that_stand_in_stores_are_there_for_good() -> None:
    """What happened is read by these names for as long as a store is kept: more may come, none may go."""
    for machine in MACHINES:
        assert set(STORED[machine].split()) <= set(states(machine))
    assert set(STORED["reasons"].split()) <= set(reasons())
