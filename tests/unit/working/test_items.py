"""A scenario item by item, and decisions carried over to one that others have changed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.model import Ags, CriterionId, HouseholdId, ResourceId
from rematch.scenario import HeldPrices, Pin, Policy, Scenario, Veto
from rematch.working.items import carried, changes, items, kind_of, with_changes

HOUSEHOLDS = st.sampled_from([HouseholdId(name) for name in ("H1", "H2", "H3")])
PLACES = st.sampled_from([Ags("01002000"), Ags("05111000")])
WORDS = st.sampled_from(["", "spoken", "own words"])


def once(pins: list[Pin]) -> tuple[Pin, ...]:
    return tuple({pin.household: pin for pin in pins}.values())


SCENARIOS = st.builds(
    Scenario,
    weights=st.dictionaries(
        st.sampled_from([CriterionId("a"), CriterionId("b")]), st.sampled_from([1.0, 2.0])
    ),
    groups=st.dictionaries(st.just("work"), st.sampled_from([0.5, 1.5])),
    switches=st.dictionaries(st.just(CriterionId("a")), st.booleans()),
    pins=st.lists(st.builds(Pin, household=HOUSEHOLDS, ags=PLACES, reason=WORDS), max_size=3).map(once),
    vetoes=st.lists(
        st.builds(Veto, household=HOUSEHOLDS, ags=PLACES),
        max_size=3,
        unique_by=lambda v: (v.household, v.ags),
    ).map(tuple),
    apart=st.sampled_from([(), ((HouseholdId("H1"), HouseholdId("H2")),)]),
    not_this_round=st.lists(HOUSEHOLDS, max_size=2, unique=True).map(tuple),
    limits=st.dictionaries(
        PLACES, st.dictionaries(st.just(ResourceId("persons")), st.sampled_from([3.0, 5.0]), min_size=1)
    ),
    pledges=st.dictionaries(PLACES, st.integers(0, 2)),
    closed=st.lists(PLACES, max_size=2, unique=True).map(lambda names: tuple(sorted(names))),
    policy=st.builds(
        Policy, fairness=st.sampled_from(["none", "floor"]), town_share=st.sampled_from([0.1, 0.2])
    ),
    seed=st.integers(0, 1),
    held=st.none() | st.builds(HeldPrices, share=st.sampled_from([0.5, 1.0]), prices=st.just(())),
)


@settings(max_examples=60)
@given(SCENARIOS, SCENARIOS)
def test_what_differs_makes_the_one_of_the_other(one: Scenario, other: Scenario) -> None:
    """Nothing of a scenario is left out of its items, in either direction."""
    for before, after in ((one, other), (other, one)):
        assert items(with_changes(before, changes(before, after))) == items(after)
    assert (kind_of(one, other) == "nothing") == (items(one) == items(other))


@settings(max_examples=60)
@given(SCENARIOS, SCENARIOS, SCENARIOS)
def test_on_a_newer_state_each_item_is_mine_or_theirs_and_none_is_lost(
    seen: Scenario, wished: Scenario, newer: Scenario
) -> None:
    """What I did not touch is theirs, what they did not touch is mine; what both did is theirs, and told."""
    result, overtaken = carried(seen, wished, newer)
    mine, theirs, before, now = changes(seen, wished), items(newer), items(seen), items(result)
    for key in {*mine, *theirs, *now}:
        touched = theirs.get(key) != before.get(key)
        assert now.get(key) == (mine[key] if key in mine and not touched else theirs.get(key))
        assert (key in overtaken) == (key in mine and touched and theirs.get(key) != mine[key])


@given(SCENARIOS, SCENARIOS)
def test_on_the_state_that_was_seen_the_wish_is_what_comes(seen: Scenario, wished: Scenario) -> None:
    """Alone at work nothing is taken apart: even the order of decisions stays."""
    assert carried(seen, wished, seen) == (wished, frozenset())


def test_the_kind_is_the_part_that_changed() -> None:
    """Sliders of criteria and of groups are one part; a starting point with pins is several."""
    weighed = Scenario(weights={CriterionId("a"): 2.0}, groups={"work": 1.5})
    pinned = weighed.model_copy(update={"pins": (Pin(household=HouseholdId("H1"), ags=Ags("01002000")),)})
    assert [kind_of(Scenario(), weighed), kind_of(weighed, pinned), kind_of(Scenario(), pinned)] == [
        "weights",
        "pins",
        "several",
    ]
