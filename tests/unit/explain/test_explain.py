"""Why here, why not there, why nowhere: rows that add up, and every kind of answer."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rematch.explain import (
    SPEAKING,
    SPEAKS_FROM,
    NowhereCode,
    WhyNotKind,
    evidence_of,
    nowhere,
    placements,
    why_here,
    why_not,
)
from rematch.instance import assemble, prepare_cohort
from rematch.instance.fit import SIDES
from rematch.optimise.problem import UNPLACED
from rematch.scenario import Pin, Policy, Scenario, Veto
from rematch.synthetic import generate
from tests import demo
from tests.builders import WEIGHTS, catalogue, criterion, field, household, municipality, profiles

KIEL, TROISDORF = "01002000", "05382068"
WISH = criterion("wish", need="wish_ags", offer="ags", measure="rank")
LINKS = criterion("ties", rule="links", hard="essential", weight=1.0)
OUT = criterion("excluded", rule="excluded", hard="always", weight=0.0)


def instance(people, scenario=None, places=(KIEL, TROISDORF), **capacity):
    """Households before municipalities with ten places each, or as told by AGS with an underscore."""
    stated = {ags: capacity.get(f"at_{ags}", 10) for ags in places}
    found = [municipality(ags, capacity={"persons": room}) for ags, room in stated.items()]
    known = prepare_cohort(profiles(people, found), catalogue(WISH, LINKS, OUT), "data")
    return assemble(known, scenario or Scenario())


def asked(found, plan, i=0, j=1):
    return why_not(found, np.array(plan), i, j)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10_000),
    kappa=st.sampled_from([None, 0.0, 3.5]),
    members=st.sampled_from(["mean", "least", "any", "sum"]),
    weights=st.dictionaries(
        st.sampled_from([c.id for c in demo.catalogue().criteria if c.weighed]), WEIGHTS, max_size=12
    ),
)
def test_the_rows_of_every_allowed_pair_add_up_to_its_fit(seed, kappa, members, weights):
    """On any cohort, under any weights, parts add up to the fit, lifts to its lead over the others."""
    cohort = generate(6, 4, seed, demo.catalogue())
    scenario = Scenario(weights=weights, policy=Policy(kappa=kappa, members=members))
    found = assemble(prepare_cohort(cohort, demo.catalogue(), "data"), scenario)
    for i, j in np.argwhere(found.rules.allowed):
        why = why_here(found, int(i), int(j))
        assert sum(row.part.part for row in why.rows) == pytest.approx(why.fit, abs=1e-9)
        others = [c for c in np.flatnonzero(found.rules.allowed[i]) if c != j]
        elsewhere = np.mean([found.fit[i, c] for c in others]) if others else why.fit
        assert sum(row.lift for row in why.rows) == pytest.approx(why.fit - elsewhere, abs=1e-9)
        assert why.low - 1e-9 <= why.fit <= why.high + 1e-9
        assert sum(row.low for row in why.rows) == pytest.approx(why.low, abs=1e-9)
        assert sum(row.high for row in why.rows) == pytest.approx(why.high, abs=1e-9)
        sides = [[c.id for c in found.scores.criteria if c.side == side] for side in SIDES]
        assert [row.part.criterion for row in why.rows] == ["neutral", *sides[0], "neutral", *sides[1]]
        for side, fit in zip(SIDES, (found.fits.people, found.fits.town), strict=True):
            assert why.of_side(side) == pytest.approx(found.weighing.share(side) * fit[i, j], abs=1e-9)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_named_really_is_better_or_worse_than_the_mean_of_the_other_possible_places(seed):
    """Recomputed score by score; a town that weighs other things less makes no row better."""
    cohort = generate(10, 6, seed, demo.catalogue())
    found = assemble(prepare_cohort(cohort, demo.catalogue(), "data"), Scenario())
    row_of = {criterion.id: c for c, criterion in enumerate(found.scores.criteria)}
    for i, j in np.argwhere(found.rules.allowed):
        others = [c for c in np.flatnonzero(found.rules.allowed[i]) if c != j]
        why = why_here(found, int(i), int(j))
        for named, sign in ((why.speaks_for, 1), (why.speaks_against, -1)):
            for row in named:
                scores = np.nan_to_num(found.scores.score[row_of[row.part.criterion], i])
                assert sign * (scores[j] - np.mean([scores[c] for c in others])) > 0
                assert sign > 0 or row.part.side == "household"
            assert [row.lift for row in named] == sorted((row.lift for row in named), key=lambda x: -sign * x)


def test_the_strongest_of_what_speaks_for_and_against_is_named():
    """As many as there is room for, none that is weaker than one left out."""
    for line in demo.cold().placements:
        why = line.why
        ahead = sorted(
            (
                row.lift
                for row in why.rows
                if row.lead > 0 and row.lift > SPEAKS_FROM and not row.part.unknown
            ),
            reverse=True,
        )
        assert [row.lift for row in why.speaks_for] == ahead[:SPEAKING]
        assert len(why.speaks_against) <= SPEAKING


def test_rows_that_count_are_those_that_move_the_fit_or_would():
    """What is left out has no part, whatever was answered; the parts that are left add up to the fit."""
    for line in demo.cold().placements:
        left_out = [row for row in line.why.rows if row not in line.why.counting]
        assert left_out and all(row.part.part == row.low == row.high == 0 for row in left_out)
        assert sum(row.part.part for row in line.why.counting) == pytest.approx(line.why.fit)


def test_an_offer_nobody_stated_is_no_advantage():
    """Its cautious score is above the other town's stated nothing, and still it does not speak for it."""
    fields = [field("wants"), field("there", "municipality")]
    cautious = criterion("c", measure="gate", need="wants", offer="there", weight=5.0, unknown=0.4)
    towns = [municipality(KIEL), municipality(TROISDORF, offers={"there": False})]
    people = profiles([household("a", answers={"wants": True})], towns)
    known = prepare_cohort(people, catalogue(cautious, fields=fields), "data")
    why = why_here(assemble(known, Scenario()), 0, 0)
    (row,) = (row for row in why.rows if row.part.criterion == "c")
    assert row.part.unknown and row.lead > 0 and row.lift > SPEAKS_FROM
    assert why.speaks_for == ()


def test_every_row_but_the_neutral_ones_has_its_evidence():
    """What was needed and what is offered can be told of every criterion of the fit."""
    report = demo.cold()
    i = 0
    told = evidence_of(report.instance, i, int(report.assignment[i]))
    rows = why_here(report.instance, i, int(report.assignment[i])).rows
    assert {row.part.criterion for row in rows if not row.part.neutral} == set(told)


def test_a_place_that_a_hard_rule_bars_is_ruled_out_with_its_reason():
    """No fit is given for what cannot be."""
    found = asked(instance([household("a", excluded_ags=(TROISDORF,))]), [0])
    assert found.kind is WhyNotKind.RULED_OUT
    assert [reason.code for reason in found.reasons] == ["excluded"]
    assert found.fit is None and found.fit_here is not None


def test_a_veto_is_a_reason_and_carries_what_was_said():
    """A person's decision is told as such."""
    scenario = Scenario(vetoes=(Veto(household="a", ags=TROISDORF, reason="safety"),))
    (reason,) = asked(instance([household("a")], scenario), [0]).reasons
    assert (reason.code, reason.params["reason"]) == ("vetoed", "safety")


def test_every_row_says_whose_priority_it_is_and_how_high():
    """The household's own on its criteria, the municipality's on its own, 1 where nothing was said."""
    person = household("a", wish_ags=(KIEL,), priorities={"wish": 3})
    neutral, wish, _ = why_here(instance([person]), 0, 0).rows
    assert (neutral.priority, wish.priority) == (None, 3)
    assert why_here(instance([household("b")]), 0, 0).rows[1].priority == 1


def test_a_pin_is_the_reason_before_room_and_fit():
    """A decision keeps the household, or one it is linked with, where it is."""
    people = [household("a", linked_hard=("b",)), household("b", linked_hard=("a",))]
    found = asked(instance(people, Scenario(pins=(Pin(household="b", ags=KIEL),))), [0, 0])
    assert (found.kind, found.partner, found.barred) == (WhyNotKind.PINNED, "b", True)


def test_a_full_place_names_the_resource_what_is_needed_and_what_is_free():
    """Counted beside the others of the plan, not beside the household itself."""
    people = [household("a", (30, 30, 3)), household("b", (30,))]
    found = asked(instance(people, at_05382068=3), [0, 1])
    assert found.kind is WhyNotKind.FULL
    assert found.short == (("persons", 3.0, 2.0),)


def test_a_reached_pledge_is_full_too():
    """More persons than pledged do not go, whatever the capacity."""
    places = [municipality(KIEL), municipality(TROISDORF, pledge_max=1)]
    pledge = criterion("pledges", rule="pledge", hard="always", weight=0.0)
    known = prepare_cohort(profiles([household("a"), household("b")], places), catalogue(pledge), "data")
    found = asked(assemble(known, Scenario()), [0, 1])
    assert (found.kind, found.short) == (WhyNotKind.FULL, (("persons", 1.0, 0.0),))


def test_a_lower_fit_names_the_criteria_strongest_against_first():
    """The differences add up to the difference of the fits; both fits there and here to each of them."""
    found = asked(instance([household("a", wish_ags=(KIEL,))]), [0])
    assert found.kind is WhyNotKind.LOWER
    assert found.differences[0].criterion == "wish"
    assert sum(d.gain for d in found.differences) == pytest.approx(found.fit - found.fit_here, abs=1e-9)
    assert found.fit == pytest.approx(0.9 * found.there.people + 0.1 * found.there.town)
    assert found.fit_here == pytest.approx(0.9 * found.now.people + 0.1 * found.now.town)


def test_someone_to_keep_apart_who_is_there_is_the_reason():
    """Even where there is room and the fit is better."""
    people = [household("a", wish_ags=(TROISDORF,), apart=("b",)), household("b")]
    assert asked(instance(people), [0, 1]).kind is WhyNotKind.APART


def test_a_place_barred_to_a_linked_household_is_told_with_its_partner_and_the_rule():
    """Hard links go together, over however many links; what bars one bars all."""
    people = [
        household("a", wish_ags=(TROISDORF,), linked_hard=("b",)),
        household("b", linked_hard=("c",)),
        household("c", excluded_ags=(TROISDORF,)),
    ]
    found = asked(instance(people), [0, 0, 0])
    assert (found.kind, found.partner) == (WhyNotKind.LINKED, "c")
    assert [reason.code for reason in found.reasons] == ["excluded"]


def test_a_place_is_full_for_linked_households_where_they_find_no_room_together():
    """Room for one of them is not enough; the units are those of all who come along."""
    people = [household("a", (30, 30), linked_hard=("b",)), household("b", (30,))]
    found = asked(instance(people, at_05382068=2), [0, 0])
    assert (found.kind, found.short) == (WhyNotKind.FULL, (("persons", 3.0, 2.0),))


def test_where_nothing_stands_in_the_way_the_whole_plan_prefers_it():
    """A free and better place: only the plan as a whole can be the reason."""
    assert asked(instance([household("a", wish_ags=(TROISDORF,))]), [0]).kind is WhyNotKind.PREFERRED


def test_asked_about_its_own_place_a_household_is_here():
    """No obstacle to what is so."""
    assert asked(instance([household("a")]), [1]).kind is WhyNotKind.HERE


def test_who_waits_or_did_not_consent_is_not_in_the_round():
    """This comes before every other reason."""
    people = [household("a"), household("b", consent=False)]
    found = instance(people, Scenario(not_this_round=("a",)))
    codes = [nowhere(found, np.array([UNPLACED, UNPLACED]), i).code for i in (0, 1)]
    assert codes == [NowhereCode.NOT_IN_ROUND] * 2


def test_who_has_no_allowed_place_reads_the_rules_with_their_count():
    """The rule that took most places comes first."""
    people = [household("a", excluded_ags=(KIEL, TROISDORF))]
    found = nowhere(instance(people, Scenario(closed=(KIEL,))), np.array([UNPLACED]), 0)
    assert found.code is NowhereCode.NO_ALLOWED_PLACE
    assert found.reasons == (("excluded", "excluded", 2), ("closed", None, 1))


def test_linked_households_without_a_common_place_read_the_rules_of_both():
    """Each has an allowed place, together they have none."""
    people = [
        household("a", excluded_ags=(KIEL,), linked_hard=("b",)),
        household("b", excluded_ags=(TROISDORF,)),
    ]
    found = nowhere(instance(people), np.array([UNPLACED, UNPLACED]), 0)
    assert found.code is NowhereCode.NO_ALLOWED_PLACE
    assert found.reasons == (("excluded", "excluded", 2),)


def test_who_finds_all_full_reads_the_resource():
    """Only where every allowed place is full; counted over those."""
    people = [household("a", (30, 30)), household("b", (30, 30))]
    room = nowhere(instance(people, at_01002000=2, at_05382068=3), np.array([UNPLACED, 1]), 0)
    assert room.code is NowhereCode.BETTER_WITHOUT
    full = nowhere(instance(people, places=(KIEL,), at_01002000=3), np.array([UNPLACED, 0]), 0)
    assert (full.code, full.short) == (NowhereCode.ALL_FULL, (("persons", 1),))


def test_linked_households_are_not_told_of_room_for_one_of_them():
    """All is full where no place has room for both."""
    people = [household("a", (30, 30), linked_hard=("b",)), household("b", (30, 30))]
    found = nowhere(instance(people, at_01002000=3, at_05382068=3), np.array([UNPLACED, UNPLACED]), 0)
    assert (found.code, found.short) == (NowhereCode.ALL_FULL, (("persons", 2),))


def test_a_plan_has_one_line_per_household_with_a_place_or_a_reason():
    """Placed with an explanation, or unplaced with why, never neither."""
    scenario = Scenario(not_this_round=(demo.profiles().households[0].id,))
    found = assemble(demo.known(), scenario)
    plan = demo.cold().assignment.copy()
    plan[0] = UNPLACED
    lines = placements(found, plan)
    assert [line.household for line in lines] == [h.id for h in demo.profiles().households]
    assert all((line.ags is None) == (line.why is None) == (line.nowhere is not None) for line in lines)


def test_a_place_that_fits_just_as_well_is_not_told_as_a_worse_one():
    """Equal fits on both sides: nothing speaks against it but the plan as a whole."""
    found = asked(instance([household("a")]), [0])
    assert found.fit == found.fit_here
    assert found.kind is WhyNotKind.PREFERRED


def test_a_weight_that_nothing_can_be_divided_by_is_none():
    """The least number there is, in a scenario file: neutral, with no number that is none."""
    found = instance(
        [household("a", wish_ags=(KIEL,))], Scenario(weights={"wish": 5e-324}, policy=Policy(kappa=0.0))
    )
    why = why_here(found, 0, 0)
    assert (why.fit, why.low, why.high) == pytest.approx((0.5, 0.5, 0.5))
