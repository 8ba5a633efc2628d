"""Two units of one site in place of one that is large enough, for households that say they would take two.

The plan gives everybody one unit: nobody is divided unless a person decides it, by listing the two as one.
"""

from collections import defaultdict
from collections.abc import Collection

from rematch.criteria.catalogue import Criterion
from rematch.criteria.housing.unit_classes import Likeness, likeness
from rematch.criteria.measuring.supply.rooms import room_for
from rematch.model import FieldId, Household, Municipality


def two_units(
    household: Household, town: Municipality, criterion: Criterion, suitable: Collection[Likeness]
) -> float | None:
    """For how many persons two suitable units of one site have room together, at most.

    None where the household did not say that two would do, or no site has two with room for everybody.
    Which site is not said: it might tell of a need of protection.
    """
    if household.answers.get(criterion.params.split or FieldId("")) is not True:
        return None
    rooms: defaultdict[str, list[float]] = defaultdict(list)
    for unit in town.units:
        if unit.site is not None and likeness(unit) in suitable:
            rooms[unit.site] += [room_for(likeness(unit), criterion)] * min(unit.count, 2)
    most = max((sum(sorted(each)[-2:]) for each in rooms.values() if len(each) > 1), default=0.0)
    return most if most >= household.size else None
