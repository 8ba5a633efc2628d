"""What a ballot's plan comes to, in the few numbers that three sentences need."""

from dataclasses import dataclass

from rematch.planning.report import PlanReport, verified


@dataclass(frozen=True)
class OwnPlan:
    """A ballot's plan beside the plan at the start: both keep the same rules and place as many as possible.

    `moved` households are placed elsewhere than at the start. `lost` is what the ballot's plan gives up by
    the weights of the start, `won` what it gains over the plan of the start by its own, each a share of the
    best; `proven` whether no plan is better by the ballot's own weights.
    """

    persons: int
    persons_placed: int
    wishes: int
    first_wishes: int
    first_wishes_at_start: int
    households: int
    moved: int
    lost: float
    won: float
    proven: bool


@dataclass(frozen=True)
class ToMedian:
    """From a ballot's own plan to the plan under the room's median weights.

    `elsewhere` households are placed elsewhere there; `lost` is what that gives up by the ballot's weights.
    """

    elsewhere: int
    lost: float


def to_median(own: PlanReport, median: PlanReport) -> ToMedian:
    """How far the median plan is from a ballot's own."""
    return ToMedian(int((own.assignment != median.assignment).sum()), share_lost(own, median))


def told(own: PlanReport, start: PlanReport) -> OwnPlan:
    """What is told of a ballot's plan."""
    figures = own.figures
    return OwnPlan(
        persons=figures.persons,
        persons_placed=figures.persons_placed,
        wishes=figures.wishes,
        first_wishes=figures.first_wishes,
        first_wishes_at_start=start.figures.first_wishes,
        households=figures.households,
        moved=int((own.assignment != start.assignment).sum()),
        lost=share_lost(start, own),
        won=share_lost(own, start),
        proven=own.proven,
    )


def share_lost(judged_by: PlanReport, plan: PlanReport) -> float:
    """What a plan gives up by another's weights, as a share of the best plan's value there; at least 0.

    Where that one is not proven it is counted as high as any plan can be: no less is told than is lost.
    """
    found = judged_by.check.objective
    best = found if judged_by.proven else max(found, judged_by.solution.bound)
    worth = verified(judged_by.instance, plan.assignment, plan.units).objective
    return max(0.0, best - worth) / max(1e-9, abs(best))
