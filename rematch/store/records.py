"""What is kept of a run and a cohort: frozen, complete enough to repeat it."""

import platform
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version
from typing import Literal, Self
from uuid import uuid4

from pydantic import AwareDatetime, Field, JsonValue, SkipValidation

import rematch
from rematch.model import Ags, CohortId, Frozen, HouseholdId, ResourceId, Viewer
from rematch.scenario import Scenario

Why = Literal["seen", "saved", "released"]
Counted = Literal["counted", "solver", "unproven"]
"""How it is known that no plan does better: by counting alone, by the solver's word, or not at all."""


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


@cache
def _installed(program: str) -> str:
    """Its version, looked up once: it takes reading files, and a process does not change its programs."""
    return version(program)


class Versions(Frozen):
    """The programs a plan depends on."""

    rematch: str
    pulp: str
    highspy: str
    python: str

    @classmethod
    def here(cls) -> Self:
        """The versions this process runs with."""
        return cls(
            rematch=rematch.__version__,
            pulp=_installed("pulp"),
            highspy=_installed("highspy"),
            python=platform.python_version(),
        )


class Proof(Frozen):
    """How good a plan is known to be, with what it takes to check that without a solver.

    `prices` are what the certificate needs. None: not known, or infinite; old runs lack what was not
    recorded then.
    """

    versions: Versions
    status: str
    proof: str
    bound: float | None = None
    gap: float | None = None
    seconds: float
    persons_bound: int | None = None
    persons_proof: Counted | None = None
    shortfall_bound: float | None = None
    shortfall_proof: Counted | None = None
    prices: JsonValue = None


class RunRecord(Proof):
    """A plan with everything it came from; never changed once it is recorded.

    `catalogue` is the catalogue's own JSON, `start` the plan a warm run began with, `previous` the one moves
    are counted from, `solver` the settings it was found with (seed, work limit, levels known before),
    `fit_version` that of the formulas. `units` is the type of accommodation each household takes,
    `previous_units` that in the plan before, `served` the units it gets of what not everybody gets; None
    where they were not recorded, or there was no such plan. `erased` counts households that were in it and
    were erased since: their entries are gone, and so is what the others' value could be checked by.
    """

    run_id: str = Field(default_factory=lambda: uuid4().hex[:12], pattern=r"^[0-9a-zA-Z_-]{1,64}$")
    cohort: CohortId
    created_at: AwareDatetime = Field(default_factory=now)
    viewer: Viewer = Viewer()
    why: Why = "seen"
    scenario: Scenario
    data_fingerprint: str
    catalogue_fingerprint: str
    catalogue: SkipValidation[dict[str, JsonValue]]
    objective: float
    persons_placed: int
    shortfall: float = 0.0
    start: dict[HouseholdId, Ags | None] | None = None
    previous: dict[HouseholdId, Ags | None] | None = None
    solver: dict[str, JsonValue] = {}
    assignments: dict[HouseholdId, Ags | None]
    fit_version: int = 1
    units: dict[HouseholdId, ResourceId] | None = None
    previous_units: dict[HouseholdId, ResourceId] | None = None
    served: dict[HouseholdId, dict[ResourceId, int]] | None = None
    erased: int = 0

    @property
    def scenario_fingerprint(self) -> str:
        """The fingerprint of the scenario the run was made with."""
        return self.scenario.fingerprint


class LaterProof(Proof):
    """A better proof of a run's plan, found later and put beside the run."""

    run_id: str
    created_at: AwareDatetime = Field(default_factory=now)
    viewer: Viewer = Viewer()


class RunSummary(Frozen):
    """One line in the list of runs."""

    run_id: str
    cohort: CohortId
    created_at: AwareDatetime
    viewer: str
    role: str
    why: Why
    scenario_fingerprint: str
    data_fingerprint: str
    catalogue_fingerprint: str
    status: str
    proof: str
    objective: float
    gap: float | None
    persons_placed: int


class CohortSummary(Frozen):
    """One line in the list of cohorts; `token` tells a cohort from a later one of the same id."""

    cohort: CohortId
    token: str
    data: str
    name: str
    invented: bool
    as_of: date
    seed: int | None
    catalogue: str
    saved_at: AwareDatetime
    viewer: str
    persons: int
    households: int
    municipalities: int


class FormDraft(Frozen):
    """A questionnaire begun and not finished: its answers so far as JSON, by whom and when."""

    form: str
    begun_at: AwareDatetime
    saved_at: AwareDatetime
    viewer: str
    content: str
