"""What the town's share changes, against both plans worked out by hand."""

import pytest

from rematch.instance import prepare_cohort
from rematch.planning.plan import replan
from rematch.scenario import Policy, Scenario
from rematch.whatif.sensitivity.town_share import TownEffect, town_effect
from tests.builders import catalogue, criterion, field, household, municipality, profiles

LIKING, NEED = 0.25, 10.0


def report(share: float, liking: float = LIKING):
    """One household that a town looks for, one that would rather be there; one place in each of two towns."""
    table = catalogue(
        criterion("coast", need="sea", offer="by_sea", measure="gate", weight=liking),
        criterion("need", side="municipality", need="skill", offer="wanted", measure="gate", weight=NEED),
        fields=[
            field("sea"),
            field("skill"),
            *(field(name, "municipality") for name in ("by_sea", "wanted")),
        ],
    )
    people = [
        household("h1", answers={"sea": False, "skill": True}),
        household("h2", answers={"sea": True, "skill": False}),
    ]
    towns = [
        municipality("01002000", offers={"by_sea": True, "wanted": True}, capacity={"persons": 1}),
        municipality("02000000", offers={"by_sea": False, "wanted": False}, capacity={"persons": 1}),
    ]
    scenario = Scenario(policy=Policy(town_share=share))
    return replan(prepare_cohort(profiles(people, towns), table, "test"), scenario)


def test_a_share_that_outweighs_a_liking_is_told_with_who_moves_and_what_both_sides_lose_and_win():
    """At 30 % both change places: the people lose half of what h2 gains by the sea, the towns win h1."""
    sea = (LIKING + 2.5) / (LIKING + 5) - 2.5 / (LIKING + 5)
    wanted = (NEED + 2.5) / (NEED + 5) - 0.5
    found = town_effect(report(0.3))
    assert found == TownEffect(2, pytest.approx(-sea / 2), pytest.approx(wanted / 2), proven=True)


def test_it_is_told_beside_no_share_at_all():
    """A liking so slight that a share of 5 % would outweigh it still counts where the people count alone."""
    assert town_effect(report(0.3, liking=0.05)).moves == 2


def test_a_share_too_small_to_move_anybody_changes_nothing():
    """At 10 % the liking weighs more, and the plan is the one without a share."""
    assert town_effect(report(0.1)) == TownEffect(0, 0.0, 0.0, proven=True)


def test_without_a_share_there_is_nothing_to_tell():
    """No plan is made again either once somebody stopped it."""
    assert town_effect(report(0.0)) is None
    assert town_effect(report(0.3), stopped=lambda: True) is None
