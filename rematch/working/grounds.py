"""Why special categories of data take part in a plan for real people: kept before they do."""

from collections.abc import Collection
from typing import Final

from pydantic import Field, JsonValue

from rematch.model import CohortId, CriterionId, Frozen, Viewer
from rematch.rights import COORDINATION, may
from rematch.store import Store

SWITCHED_ON: Final = "special"
"""What is noted in the journal."""


class Grounds(Frozen):
    """For which purpose, on which legal basis, and decided by whom, in the office's own words."""

    purpose: str = Field(min_length=1)
    basis: str = Field(min_length=1)
    by: str = Field(min_length=1)

    @property
    def reason(self) -> str:
        """As one line beside the decision."""
        return " · ".join((self.purpose, self.basis, self.by))


@may(COORDINATION)
def note_grounds(
    store: Store, viewer: Viewer, cohort: CohortId, criteria: Collection[CriterionId], grounds: Grounds
) -> None:
    """Note in the journal that criteria are switched on, and why; raises store codes."""
    details: dict[str, JsonValue] = {"criteria": list(criteria), **grounds.model_dump()}
    store.note(viewer, SWITCHED_ON, cohort=cohort, details=details)
