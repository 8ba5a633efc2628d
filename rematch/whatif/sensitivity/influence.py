"""What each criterion does to this plan: whether it tells places apart, and what the plan is without it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rematch.criteria.catalogue import Criterion, RuleName
from rematch.criteria.switches import switched_on
from rematch.instance import Floats, MatchingInstance
from rematch.instance.fit import coordinators_weight
from rematch.jobs import Stopped
from rematch.model import CriterionId
from rematch.planning.changes import Changes
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport

Discrimination = Literal["nobody", "level", "tells"]
"""It counts at no allowed pair; or scores alike at all allowed places of each household; or neither."""


@dataclass(frozen=True)
class Without:
    """The plan with this criterion's weight at 0, its hard rule left as it is.

    `stands`: the present plan is still a best one, or, where `proven` is False, none was found that is
    better by more than is still unproven. `moves` are households elsewhere in the plan found. `regret` is how
    far the present plan is at most below the best, as a share of its value; None where not comparable.
    """

    criterion: CriterionId
    stands: bool
    proven: bool
    moves: int
    regret: float | None


def discriminations(instance: MatchingInstance) -> dict[CriterionId, Discrimination]:
    """How far each criterion with a weight above 0 reaches, in catalogue order."""
    allowed = ~np.isnan(instance.problem.value)
    found: dict[CriterionId, Discrimination] = {}
    for c, criterion in enumerate(instance.scores.criteria):
        if instance.weights[c] > 0:
            found[criterion.id] = _reach(instance, c, allowed)
    for criterion in _links(instance):
        found[criterion.id] = "tells" if instance.problem.soft_links else "nobody"
    order = [criterion.id for criterion in instance.catalogue.criteria]
    return {name: found[name] for name in order if name in found}


def _reach(instance: MatchingInstance, c: int, allowed: NDArray[np.bool_]) -> Discrimination:
    counts = allowed & (_own(instance, c) > 0)
    if not counts.any():
        return "nobody"
    score = instance.scores.score[c]
    least = np.where(counts, score, np.inf).min(axis=1)
    most = np.where(counts, score, -np.inf).max(axis=1)
    everywhere = (counts == allowed).all(axis=1) | ~counts.any(axis=1)
    same = everywhere & (~counts.any(axis=1) | (most - least < 1e-9))
    return "level" if same.all() else "tells"


def _own(instance: MatchingInstance, c: int) -> Floats:
    """[n, m] what own priorities make of one criterion, 0 where it does not apply."""
    scores = instance.scores
    own: Floats = scores.of_household[c][:, None] * scores.of_municipality[c][None, :]
    return own * scores.of_pair.get(c, 1.0)


def _links(instance: MatchingInstance) -> Iterator[Criterion]:
    on = switched_on(instance.catalogue, instance.scenario, instance.profiles.cohort)
    for criterion in on:
        if criterion.rule is RuleName.LINKS and coordinators_weight(criterion, instance.scenario) > 0:
            yield criterion


def without_each(
    report: PlanReport,
    told: Callable[[int, int], None] = lambda done, asked: None,
    stopped: Stopped = lambda: False,
) -> tuple[Without, ...]:
    """One more solve for every criterion with a weight above 0, until `stopped`; `told` hears after each."""
    names = list(discriminations(report.instance))
    found = []
    for done, name in enumerate(names, start=1):
        if stopped():
            break
        found.append(without(report, name))
        told(done, len(names))
    return tuple(found)


def without(report: PlanReport, criterion: CriterionId) -> Without:
    """Solve again with the criterion's weight at 0."""
    scenario = report.scenario
    weights = {**scenario.weights, criterion: 0.0}
    less = scenario.model_copy(update={"weights": weights})
    new = replan(report.instance.cohort_data, less, before=report, work_limit=report.work_limit)
    step = Changes(report, new)
    stands = still_best(step)
    return Without(criterion, stands, new.proven, 0 if stands else len(step.moves), step.regret)


def still_best(step: Changes) -> bool:
    """Whether the earlier plan may be kept and loses no more than what is still unproven."""
    return step.gain is not None and not step.attributable
