"""What a plan is about: the key of every cache, every piece of work beside the screen, every answer."""

from dataclasses import dataclass

from rematch.model import CohortId


@dataclass(frozen=True)
class Identity:
    """A cohort with its data and criteria; of a plan also its scenario and assignment.

    `data`, `catalogue` and `scenario` are fingerprints; `assignment` is the plan's columns as bytes, empty
    where the question is the same for every plan.
    """

    cohort: CohortId
    data: str
    catalogue: str
    scenario: str = ""
    assignment: bytes = b""
