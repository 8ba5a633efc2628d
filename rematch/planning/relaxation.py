"""Decisions that contradict each other: which to take back, as few as possible, by id."""

from dataclasses import dataclass

from rematch.instance import CohortData, MatchingInstance, assemble
from rematch.model import Ags, HouseholdId
from rematch.scenario import Pin, Scenario, Veto


@dataclass(frozen=True)
class BeyondReach:
    """A pledged minimum that no plan can fill, and the most persons one can bring there."""

    ags: Ags
    pledged: int
    most: int


@dataclass(frozen=True)
class Relaxation:
    """`scenario` is the one that was asked about without these pins, vetoes and pairs to keep apart.

    Reported beside it, since they contradict nothing and stay: pledges nobody can fill, and households
    linked to each other that no municipality can take together.
    """

    scenario: Scenario
    pins: tuple[Pin, ...]
    vetoes: tuple[Veto, ...]
    apart: tuple[tuple[HouseholdId, HouseholdId], ...]
    pledges: tuple[BeyondReach, ...]
    links: tuple[tuple[HouseholdId, ...], ...]

    @property
    def count(self) -> int:
        """Decisions to take back."""
        return len(self.pins) + len(self.vetoes) + len(self.apart)


def relaxation(
    cohort_data: CohortData, scenario: Scenario, *, earlier: MatchingInstance | None = None
) -> Relaxation:
    """The least set of decisions to take back so that the others hold; exact, the same every time.

    An `earlier` basis of the same ground saves weighing again.
    """
    from rematch.optimise.policy.relaxation import Decisions, least_release  # noqa: PLC0415  it imports the solver

    standing = scenario.model_copy(update={"pins": (), "vetoes": (), "apart": ()})
    instance = assemble(cohort_data, standing, earlier=earlier)
    row, column = cohort_data.row, cohort_data.column
    pins = {(row[pin.household], column[pin.ags]): pin for pin in scenario.pins}
    vetoes = {(row[veto.household], column[veto.ags]): veto for veto in scenario.vetoes}
    apart = {(min(row[a], row[b]), max(row[a], row[b])): (a, b) for a, b in scenario.apart}
    out = least_release(instance.problem, Decisions(tuple(pins), tuple(vetoes), tuple(apart)))
    relaxed = scenario.model_copy(
        update={
            "pins": tuple(pin for pair, pin in pins.items() if pair not in out.pins),
            "vetoes": tuple(veto for pair, veto in vetoes.items() if pair not in out.vetoes),
            "apart": tuple(names for pair, names in apart.items() if pair not in out.apart),
        }
    )
    after = assemble(cohort_data, relaxed, earlier=instance)
    return Relaxation(
        scenario=relaxed,
        pins=tuple(pins[pair] for pair in out.pins),
        vetoes=tuple(vetoes[pair] for pair in out.vetoes),
        apart=tuple(apart[pair] for pair in out.apart),
        pledges=_pledges(after),
        links=_links(after),
    )


def _pledges(instance: MatchingInstance) -> tuple[BeyondReach, ...]:
    from rematch.optimise.policy.relaxation import pledges_out_of_reach  # noqa: PLC0415  it imports the solver

    places, pledged = instance.profiles.municipalities, instance.problem.minimum
    most = pledges_out_of_reach(instance.problem)
    return tuple(BeyondReach(places[j].ags, int(pledged[j]), persons) for j, persons in most.items())


def _links(instance: MatchingInstance) -> tuple[tuple[HouseholdId, ...], ...]:
    from rematch.optimise.policy.relaxation import links_without_a_place  # noqa: PLC0415  it imports the solver

    households = instance.profiles.households
    return tuple(tuple(households[i].id for i in group) for group in links_without_a_place(instance.problem))
