"""What is open about exclusions: nobody checked it, or it bars nothing and somebody or nobody hears it."""

from rematch.insight.exclusion_counts import ExclusionCounts, exclusion_counts
from rematch.scenario import Policy, Scenario
from tests.builders import catalogue, criterion, household, municipality, profiles

TOWNS = [f"0900{k}000" for k in range(8)]
AGAINST = criterion("against", need="excluded_ags", offer="ags", measure="against", weight=2.0)
COHORT = profiles(
    [
        household("a", excluded_ags=TOWNS[:4], excluded_reason=["safety", "other", "other", "other"]),
        household("b", excluded_ags=TOWNS[:1]),
        household("c", excluded_ags=TOWNS[:1], excluded_reason=["court"], excluded_confirmed=["yes"]),
        household("d", consent=False, excluded_ags=TOWNS[:5], excluded_reason=["court"] + ["other"] * 4),
    ],
    map(municipality, TOWNS),
)


def test_unchecked_and_wishes_are_counted_by_household_and_place() -> None:
    """Safety and what nobody asked wait; the third of other reasons is a wish; no consent, no count."""
    found = exclusion_counts(COHORT, catalogue(AGAINST), Scenario())
    assert found == ExclusionCounts(unchecked=2, wishes=1, heard=True)
    none = Scenario(policy=Policy(exclusions_without_reason=0))
    assert exclusion_counts(COHORT, catalogue(AGAINST), none).wishes == 3


def test_wishes_are_unheard_without_a_criterion_its_switch_or_its_weight() -> None:
    """The session can then say that they count for nothing."""
    for table, scenario in (
        (catalogue(), Scenario()),
        (catalogue(AGAINST), Scenario(switches={"against": False})),
        (catalogue(AGAINST), Scenario(weights={"against": 0.0})),
        (catalogue(AGAINST), Scenario(groups={"place": 0.0})),
    ):
        assert not exclusion_counts(COHORT, table, scenario).heard
