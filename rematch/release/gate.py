"""Whether a plan may be released to municipalities, and what holds it up: never a guess about protection."""

from dataclasses import dataclass
from typing import Literal

from rematch.criteria.measuring.exclusions import unchecked
from rematch.criteria.switches import unanswered_protection
from rematch.instance import MatchingInstance
from rematch.model import Ags, CriterionId, HouseholdId
from rematch.release.left_out import criteria_off, in_round, unconsidered
from rematch.scenario import Scenario
from rematch.store import ReleaseState

Obstacle = Literal["contradiction", "other_scenario", "other_data", "other_criteria", "not_as_recorded"]
"""Why this is not the plan of what was decided; no reason helps against it."""
Hold = Literal[Obstacle, "unanswered", "unchecked", "unconsidered"]
"""What holds a release up; against the last three a reason in own words helps, as far as `holds` says."""


@dataclass(frozen=True)
class Gate:
    """What stands between a plan and its release.

    `unanswered`: households of the round and the criteria in force whose question on protection or step-free
    access they have not answered; who declined to has. `unchecked`: exclusions for safety, by a court, or not
    yet asked for, that nobody has checked. `unconsidered`: households whose need for protection counts for
    nothing because its criterion is off. `off`: all criteria that are.
    """

    obstacles: tuple[Obstacle, ...]
    unanswered: dict[HouseholdId, tuple[CriterionId, ...]]
    unchecked: tuple[tuple[HouseholdId, Ags], ...]
    unconsidered: dict[HouseholdId, tuple[CriterionId, ...]]
    off: tuple[CriterionId, ...]

    @property
    def open(self) -> tuple[Hold, ...]:
        """What is not as it should be, whatever is said about it."""
        found: tuple[tuple[Hold, bool], ...] = (
            ("unanswered", bool(self.unanswered)),
            ("unchecked", bool(self.unchecked)),
            ("unconsidered", bool(self.unconsidered)),
        )
        return (*self.obstacles, *(code for code, there in found if there))

    def holds(self, state: ReleaseState, reason: str) -> tuple[Hold, ...]:
        """What holds a release of this state with this reason up; nothing: it may go.

        A decided plan waits for every answer and check; a provisional one may go without them, with a reason.
        So may any with needs that are not considered.
        """
        helped: set[Hold] = set()
        if reason.strip():
            helped = {"unconsidered"} if state == "decided" else {"unconsidered", "unanswered", "unchecked"}
        return tuple(code for code in self.open if code not in helped)


@dataclass(frozen=True)
class InForce:
    """What holds at this moment: what is decided, and fingerprints of the profiles and the criteria."""

    scenario: Scenario
    data: str
    criteria: str


def gate(
    instance: MatchingInstance, now: InForce, *, as_recorded: bool = True, contradiction: bool = False
) -> Gate:
    """What holds up the release of a plan made from `instance`.

    `contradiction`: what is decided now cannot hold together; `as_recorded`: the run is what was recorded.
    """
    known = instance.cohort_data
    found: tuple[tuple[Obstacle, bool], ...] = (
        ("contradiction", contradiction),
        ("other_scenario", not contradiction and instance.scenario != now.scenario),
        ("other_data", known.data_fingerprint != now.data),
        ("other_criteria", known.catalogue.fingerprint != now.criteria),
        ("not_as_recorded", not as_recorded),
    )
    here = {household.id for household in in_round(instance)}
    asked = unanswered_protection(instance.profiles, instance.catalogue, instance.scenario)
    return Gate(
        obstacles=tuple(code for code, there in found if there),
        unanswered={household: names for household, names in asked.items() if household in here},
        unchecked=tuple((h.id, one.ags) for h, one in unchecked(instance.profiles) if h.id in here),
        unconsidered=unconsidered(instance),
        off=criteria_off(instance),
    )
