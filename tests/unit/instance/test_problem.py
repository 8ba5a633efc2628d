"""The statement of the problem from what people decided."""

import numpy as np

from rematch.instance import assemble
from rematch.instance.problem import drop_unknown, refuse_strangers
from rematch.model import Ags, CriterionId, HouseholdId
from rematch.scenario import Pin, Policy, Scenario, Veto
from tests import demo

GONE, NOWHERE, NOTHING = HouseholdId("gone"), Ags("99999999"), CriterionId("gone")


def test_what_names_somebody_or_something_that_is_gone_is_dropped_and_nothing_else() -> None:
    """Whatever a scenario says of others' removals goes, decision by decision; the rest holds as it was."""
    data = demo.cold().instance.cohort_data
    first, second = data.profiles.households[0].id, data.profiles.households[1].id
    place = data.profiles.municipalities[0].ags
    left = Scenario(
        weights={CriterionId("pets"): 2},
        switches={CriterionId("pets"): False},
        pins=(Pin(household=first, ags=place, reason="family"),),
        vetoes=(Veto(household=second, ags=place),),
        not_this_round=(second,),
        limits={place: {"persons": 3}},
        pledges={place: 1},
        closed=(place,),
    )
    full = left.model_copy(
        update={
            "weights": {**left.weights, NOTHING: 3},
            "switches": {**left.switches, NOTHING: True},
            "pins": (*left.pins, Pin(household=GONE, ags=place), Pin(household=second, ags=NOWHERE)),
            "vetoes": (*left.vetoes, Veto(household=first, ags=NOWHERE), Veto(household=GONE, ags=place)),
            "apart": ((first, GONE),),
            "not_this_round": (second, GONE),
            "limits": {**left.limits, NOWHERE: {"persons": 1}},
            "pledges": {**left.pledges, NOWHERE: 1},
            "closed": (place, NOWHERE),
        }
    )
    assert drop_unknown(full, data) == left
    refuse_strangers(data, left)


def test_who_has_to_leave_pays_nothing_for_it() -> None:
    """A place that a veto, a pin or a closed town takes is none to leave; who can stay pays for moving."""
    report = demo.cold()
    data, before = report.instance.cohort_data, report.assignment
    placed = [i for i in range(len(before)) if before[i] >= 0]
    barred, moved = placed[:2]
    to = next(int(j) for j in np.flatnonzero(report.instance.rules.allowed[moved]) if j != before[moved])
    closed = next(j for j in before[placed] if j not in (before[barred], before[moved], to))
    ids = [one.id for one in data.profiles.households]
    towns = [one.ags for one in data.profiles.municipalities]
    scenario = Scenario(
        vetoes=(Veto(household=ids[barred], ags=towns[before[barred]]),),
        pins=(Pin(household=ids[moved], ags=towns[to]),),
        closed=(towns[closed],),
        policy=Policy(prefer_few_changes=0.05),
    )
    problem = assemble(data, scenario, previous=before).problem
    leaving = {barred, moved, *(i for i in placed if before[i] == closed)}
    assert len(leaving) > 2
    expected = [-1 if i in leaving else before[i] for i in range(len(before))]
    assert problem.previous is not None and problem.previous.tolist() == expected
