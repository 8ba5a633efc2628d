"""A lone parent can only take a course while somebody looks after the children: whether the plan has both."""

from rematch.criteria.catalogue import Catalogue, Resource
from rematch.criteria.measuring.supply.served import PRECEDENCE
from rematch.criteria.persons import FULL_AGE
from rematch.model import Household, ResourceId


def cared_for(
    household: Household, catalogue: Catalogue, got: dict[ResourceId, tuple[int, int]]
) -> bool | None:
    """Whether all childcare wanted is planned beside a planned course; None where that is no question.

    `got` holds units planned and wanted by resource. It is one for who is alone with children that need care.
    """
    care = [pair for name, pair in got.items() if _is_care(catalogue.resource_by_id[name], household)]
    course = any(units for name, (units, _) in got.items() if _is_course(catalogue.resource_by_id[name]))
    return all(units == wanted for units, wanted in care) if care and course else None


def _is_care(resource: Resource, household: Household) -> bool:
    """What those who are alone with children get first, and this household is."""
    return "lone_adult" in resource.first and PRECEDENCE["lone_adult"](household, resource)


def _is_course(resource: Resource) -> bool:
    age = resource.demand.age
    return resource.demand.per == "member" and age is not None and age[0] >= FULL_AGE
