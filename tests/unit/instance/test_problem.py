"""The statement of the problem from what people decided."""

from rematch.instance.problem import drop_unknown, refuse_strangers
from rematch.model import Ags, CriterionId, HouseholdId
from rematch.scenario import Pin, Scenario, Veto
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
