"""Where each named rule is enforced: exactly once, by code that can be opened at its path.

What people said or refused, or an authority laid down, holds without a row of the catalogue
(`HOLDS_WITHOUT_A_ROW`): such a row gives it a name, words and, but for consent and unity, a switch. The other
rules hold where a row names them.
"""

from dataclasses import dataclass

from rematch.criteria.catalogue import RuleName


@dataclass(frozen=True)
class Enforcer:
    """A rule and the one place (`module:name`) that enforces it."""

    rule: RuleName
    where: str


ENFORCERS = (
    Enforcer(RuleName.CONSENT, "rematch.criteria.measuring.rules:_consent"),
    Enforcer(RuleName.EXCLUDED, "rematch.criteria.measuring.rules:_excluded"),
    Enforcer(RuleName.TIMING, "rematch.criteria.measuring.rules:_timing"),
    Enforcer(RuleName.LAND, "rematch.criteria.measuring.rules:_land"),
    Enforcer(RuleName.ACCOMMODATION, "rematch.criteria.measuring.rules:_accommodation"),
    Enforcer(RuleName.RESOURCE, "rematch.criteria.measuring.rules:_by_resource"),
    Enforcer(RuleName.PLEDGE, "rematch.instance.problem:_pledges"),
    Enforcer(RuleName.LINKS, "rematch.instance.problem:_linked"),
    Enforcer(RuleName.UNITY, "rematch.optimise.problem:Problem"),
)
"""Unity is structural: a plan gives each row, a household, one place, so that none is ever split."""

HOLDS_WITHOUT_A_ROW = frozenset(
    {
        RuleName.CONSENT,
        RuleName.EXCLUDED,
        RuleName.LAND,
        RuleName.PLEDGE,
        RuleName.LINKS,
        RuleName.UNITY,
    }
)


def enforced_once(rule: RuleName) -> bool:
    """Whether exactly one place enforces the rule."""
    return sum(enforcer.rule is rule for enforcer in ENFORCERS) == 1
