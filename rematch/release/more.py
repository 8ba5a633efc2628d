"""What more of something would bring to the whole plan, solved again; never where people are real."""

from dataclasses import dataclass

from rematch.model import Ags, ResourceId, Viewer
from rematch.planning.report import PlanReport
from rematch.release.preview import refuse_strangers
from rematch.whatif.alternatives.forced_assignment import one_more_place

MORE_UNITS = 2


@dataclass(frozen=True)
class More:
    """What `units` more of a full resource would bring to the whole plan; both plans are proven optimal.

    `share` is the gain in value as a share of the plan's.
    """

    resource: ResourceId
    units: int
    share: float
    persons: int


def with_more(report: PlanReport, viewer: Viewer, ags: Ags, units: int = MORE_UNITS) -> More | None:
    """The full resource of which `units` more would help the whole plan most, found by solving again.

    None where nothing is full or nothing is proven; on real people always, as "full" beside the stated
    capacity would tell the count.
    """
    refuse_strangers(report, viewer, ags)
    if not report.instance.profiles.cohort.invented or not report.proven:
        return None
    load = report.loads[report.instance.cohort_data.column[ags]]
    found = [_more(report, ags, r.resource, units) for r in load.resources if r.full and r.capacity]
    helpful = [more for more in found if more is not None]
    return max(helpful, key=lambda more: (more.persons, more.share), default=None)


def _more(report: PlanReport, ags: Ags, resource: ResourceId, units: int) -> More | None:
    solution = one_more_place(report, ags, resource, units).solution
    persons = solution.persons_placed - report.solution.persons_placed
    gain = solution.objective - report.solution.objective
    helps = solution.status == "optimal" and (persons > 0 or (persons == 0 and gain > 1e-6))
    share = gain / max(1e-9, abs(report.solution.objective))
    return More(resource, units, share, persons) if helps else None
