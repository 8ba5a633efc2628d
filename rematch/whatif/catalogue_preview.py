"""What other criteria would do to the cohort on screen: planned for trial, nothing is kept."""

from dataclasses import dataclass

from rematch.criteria.catalogue import Catalogue
from rematch.instance import prepare_cohort
from rematch.instance.problem import drop_unknown
from rematch.model import HouseholdId
from rematch.optimise.problem import UNPLACED
from rematch.planning.plan import replan
from rematch.planning.report import PlanReport


@dataclass(frozen=True, eq=False)
class CataloguePreview:
    """The plan as it is and as it would be; fits of the two are not one scale where the criteria differ.

    `ruled_out` and `allowed` count pairs that only the new criteria bar or admit.
    """

    before: PlanReport
    after: PlanReport

    @property
    def moved(self) -> tuple[HouseholdId, ...]:
        """Households with another place, in the order of the profiles."""
        pairs = zip(
            self.before.instance.profiles.households,
            self.before.assignment,
            self.after.assignment,
            strict=True,
        )
        return tuple(household.id for household, old, new in pairs if old != new)

    @property
    def unplaced(self) -> int:
        """Households more (or fewer, below zero) without a place."""
        return int((self.after.assignment == UNPLACED).sum() - (self.before.assignment == UNPLACED).sum())

    @property
    def ruled_out(self) -> int:
        """Pairs that would no longer be possible."""
        return int((self.before.instance.rules.allowed & ~self.after.instance.rules.allowed).sum())

    @property
    def allowed(self) -> int:
        """Pairs that would become possible."""
        return int((self.after.instance.rules.allowed & ~self.before.instance.rules.allowed).sum())


def catalogue_preview(report: PlanReport, catalogue: Catalogue) -> CataloguePreview:
    """Plan the report's cohort under these criteria; raises RematchError like `replan`."""
    before = report.instance.cohort_data
    other = prepare_cohort(before.profiles, catalogue, before.data_fingerprint)
    return CataloguePreview(
        report, replan(other, drop_unknown(report.scenario, other), work_limit=report.work_limit)
    )
