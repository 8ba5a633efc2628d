"""The demo cohorts, ready to be planned with, and facts about them that are computed, never typed in."""

from collections.abc import Iterator
from functools import cache

from rematch import bootstrap
from rematch.criteria.catalogue import Catalogue
from rematch.instance import CohortData, prepare_cohort
from rematch.instance.weight_shares import weighing
from rematch.intake.folder.read import read_folder
from rematch.model import CriterionId, Profiles
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport
from rematch.scenario import MAX_WEIGHT, Scenario
from rematch.store import profiles_fingerprint


@cache
def catalogue() -> Catalogue:
    return bootstrap.shipped_catalogue()


def profiles(name: str = "session") -> Profiles:
    return known(name).profiles


def known(name: str = "session") -> CohortData:
    """The one ground of this cohort: plans are only compared on the same one."""
    return _ground(name)


@cache
def _ground(name: str) -> CohortData:
    found, _ = read_folder(bootstrap.DATA / name, catalogue())
    return prepare_cohort(found, catalogue(), profiles_fingerprint(found))


@cache
def cold() -> PlanReport:
    """The session cohort's plan under the catalogue's own weights."""
    return replan(known(), Scenario())


def moved(criterion: CriterionId, weight: float) -> PlanReport:
    """The plan of the session cohort with one weight moved from the catalogue's."""
    return replan(known(), Scenario(weights={criterion: weight}), before=cold())


def steps() -> Iterator[tuple[CriterionId, float, float]]:
    """Every criterion with a slider: its weight, and that weight one key press up."""
    for group in weighing(known(), Scenario(), None):
        for weighed in group.criteria:
            yield weighed.criterion.id, weighed.weight, round(min(MAX_WEIGHT, weighed.weight + 0.1), 1)


@cache
def moving_weight() -> tuple[CriterionId, float]:
    """A weight that moves households and gains by it, from its lowest position on."""
    for criterion, _, _ in steps():
        step = Changes(cold(), moved(criterion, 0.0))
        if step.moves and step.attributable:
            return criterion, 0.0
    raise AssertionError("no weight moves anybody in the session cohort")
