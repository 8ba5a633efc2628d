"""What members of a household lack to take up what is offered: recognition, a certificate, German."""

from dataclasses import dataclass

from rematch.criteria.catalogue import Criterion
from rematch.criteria.measuring.conditions import Lack, condition, standing
from rematch.instance import MatchingInstance
from rematch.instance.fit import Part
from rematch.model import CriterionId, FieldId, Household, Member, Role


@dataclass(frozen=True)
class Lacking:
    """What one member, named by role, lacks where a criterion of the household counts less for it."""

    criterion: CriterionId
    role: Role
    lacks: tuple[Lack, ...]


def lacking(instance: MatchingInstance, i: int, parts: tuple[Part, ...]) -> tuple[Lacking, ...]:
    """Of household row i everything lacking where a criterion of its own applies and counts.

    Only where recognition or a certificate is asked for: elsewhere what German is short is in the row alone.
    """
    household = instance.profiles.households[i]
    found = []
    for part in parts:
        criterion = instance.catalogue.by_id.get(part.criterion)
        if criterion is not None and part.side == "household" and part.score is not None and part.weight:
            told = ((one.role, standing(criterion, one).lacks) for one in _who(criterion, household))
            found += [Lacking(criterion.id, role, lacks) for role, lacks in told if lacks]
    return tuple(dict.fromkeys(found))


def asked(criterion: Criterion, household: Household) -> tuple[Member, ...]:
    """The members on whom the criterion's conditions bear."""
    flag = criterion.applies
    asks = household.members if criterion.conditions else ()
    return tuple(one for one in asks if flag is None or one.answers.get(flag) is True)


def _who(criterion: Criterion, household: Household) -> list[Member]:
    return [one for one in asked(criterion, household) if _asks_for_proof(criterion, one)]


def _asks_for_proof(criterion: Criterion, member: Member) -> bool:
    need = member.answers.get(criterion.need or FieldId(""))
    held = condition(criterion, need) if need else None
    return held is not None and held.field is not None


def unsaid_by_household(instance: MatchingInstance, i: int, part: Part) -> bool:
    """Whether what is not known of a part is the household's to say, not the town's."""
    criterion = instance.catalogue.by_id.get(part.criterion)
    if criterion is None or part.score is None or not part.unknown:
        return False
    members = asked(criterion, instance.profiles.households[i])
    return any(standing(criterion, member).unsaid for member in members)
