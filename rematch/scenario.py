"""What people decide: weights, limits, pins, vetoes, policy. JSON in and out, with a stable fingerprint."""

import json
from typing import Literal, Self, TypeVar

from pydantic import Field, field_validator
from pydantic_core import from_json

from rematch.canonical import canonical, canonical_text, fingerprint, read
from rematch.errors import Unreadable
from rematch.model import Ags, CriterionId, Frozen, HouseholdId, ResourceId

MAX_WEIGHT = 10.0
MAX_GROUP_WEIGHT = 2.0
MAX_TOWN_SHARE = 0.3
MAX_EXCLUSIONS = 10
MAX_UNITS = 1_000_000
MAX_PRICE = 1_000.0
MAX_SEED = 2**32 - 1

K = TypeVar("K")
N = TypeVar("N", int, float)
MemberJoin = Literal["mean", "least", "any", "sum"]
Fairness = Literal["none", "floor", "leximin", "groups", "places"]


class Pin(Frozen):
    """A person's decision that a household goes to a place; the reason may follow later.

    `unit` is the type of accommodation it has there already, None where the plan chooses; `offer` the number
    of the offer it follows from, None where a person decided it.
    """

    household: HouseholdId
    ags: Ags
    reason: str = ""
    unit: ResourceId | None = None
    offer: int | None = None


class Veto(Frozen):
    """A person's decision that a household does not go to a place.

    `offer` is the number of the offer there that it declined, None where a person decided it.
    """

    household: HouseholdId
    ags: Ags
    reason: str = ""
    offer: int | None = None


class Policy(Frozen):
    """How the plan is judged; every field is shown on screen.

    `per`: each person counts (size^1) or each household (size^0). `kappa`: the neutral start of the fit
    in units of weight, None for 5, an ordinary criterion's. `town_share`: what the town's own fit
    counts in the value of a pair, the people's counts the rest. `prefer_few_changes`: what moving
    one household away from the previous plan costs, in fit x persons. `fairness`: what is owed to the worst
    off before the sum counts (a floor, leximin, every group's or municipality's mean); `fairness_share` of
    the best possible for floors and means, `fairness_depth` levels for leximin. `exclusions_without_reason`:
    how many places a household may bar for no protective reason, at most a quarter of those that take part;
    what it excludes beyond them is a wish against. `served_order`: within a municipality units of what not
    everybody gets go by the order that is stated, or to whom they add most.
    """

    per: Literal["person", "household"] = "person"
    members: MemberJoin = "mean"
    kappa: float | None = Field(default=None, ge=0, le=100)
    fairness: Fairness = "none"
    fairness_share: float = Field(default=1.0, ge=0, le=1)
    fairness_depth: int = Field(default=3, ge=1, le=10)
    prefer_few_changes: float = Field(default=0.0, ge=0, le=10)
    town_share: float = Field(default=0.1, ge=0, le=MAX_TOWN_SHARE)
    exclusions_without_reason: int = Field(default=2, ge=0, le=MAX_EXCLUSIONS)
    served_order: Literal["stated", "sum"] = "stated"


class HeldPrice(Frozen):
    """What one more unit of a resource at a place is worth to those who may come, in fit x persons^a.

    `unit` says which units of a list of housing it is about, as `Likeness.beside_type` does.
    """

    ags: Ags
    resource: ResourceId
    unit: str = ""
    price: float = Field(ge=0, le=MAX_PRICE)


class HeldPrices(Frozen):
    """Prices that a plan is charged for the places it takes, by a `share` of them; 0: by nothing.

    `estimate` is the fingerprint of the estimate they are from. They decide between plans that place as many
    persons and keep as many pledges; no more persons wait because of them.
    """

    share: float = Field(ge=0, le=1)
    prices: tuple[HeldPrice, ...]
    estimate: str = ""


class Scenario(Frozen):
    """Everything a plan depends on besides the profiles and the catalogue."""

    version: Literal[1] = 1
    weights: dict[CriterionId, float] = {}
    groups: dict[str, float] = {}
    switches: dict[CriterionId, bool] = {}
    pins: tuple[Pin, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    apart: tuple[tuple[HouseholdId, HouseholdId], ...] = ()
    not_this_round: tuple[HouseholdId, ...] = ()
    limits: dict[Ags, dict[ResourceId, float]] = {}
    pledges: dict[Ags, int] = {}
    closed: tuple[Ags, ...] = ()
    policy: Policy = Policy()
    seed: int = Field(default=0, ge=0, le=MAX_SEED)
    held: HeldPrices | None = None

    @field_validator("weights")
    @classmethod
    def _weights_in_range(cls, weights: dict[CriterionId, float]) -> dict[CriterionId, float]:
        return _within(weights, MAX_WEIGHT)

    @field_validator("groups")
    @classmethod
    def _groups_in_range(cls, groups: dict[str, float]) -> dict[str, float]:
        return _within(groups, MAX_GROUP_WEIGHT)

    @field_validator("pledges")
    @classmethod
    def _pledges_in_range(cls, pledges: dict[Ags, int]) -> dict[Ags, int]:
        return _within(pledges, MAX_UNITS)

    @field_validator("limits")
    @classmethod
    def _limits_in_range(
        cls, limits: dict[Ags, dict[ResourceId, float]]
    ) -> dict[Ags, dict[ResourceId, float]]:
        return {ags: _within(units, MAX_UNITS) for ags, units in limits.items()}

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that change exactly when the content does."""
        return fingerprint(canonical(self))

    def to_json(self) -> str:
        """The scenario file's text."""
        return canonical_text(self, indent=2) + "\n"

    @classmethod
    def from_file(cls, text: str) -> Self:
        """The scenario of a scenario file, or the one in a plan's file; raises as `from_json` does."""
        try:
            found = from_json(text)
        except ValueError:
            return cls.from_json(text)
        inner = found.get("scenario") if isinstance(found, dict) else None
        return cls.from_json(json.dumps(inner)) if isinstance(inner, dict) else cls.from_json(text)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read a scenario file; raises Unreadable with the place of the first fault, or if it is newer."""
        try:
            return read(cls, text)
        except Unreadable as fault:
            if fault.code == "stored.newer":
                raise
            raise Unreadable("scenario.unreadable", **fault.params) from fault


def _within(numbers: dict[K, N], most: float) -> dict[K, N]:
    if any(not 0 <= number <= most for number in numbers.values()):
        raise ValueError("out_of_range")
    return numbers
