"""What `explain --json` prints, as models: their reference is generated from here."""

from pydantic import BaseModel, ConfigDict, JsonValue


class Shape(BaseModel):
    """Every field is always there; an absent number is null."""

    model_config = ConfigDict(frozen=True)


class CriterionRow(Shape):
    """One criterion of "why here"; the parts add up to the fit. A neutral start is a row named `neutral`.

    `score` null is not applicable; `priority` is the household's own or the municipality's (by `side`);
    `part_low` and `part_high` are what an unknown answer or offer leaves open; `as_of` has the dates of what
    is offered, by field.
    """

    criterion: str
    label: str
    side: str
    needed: str
    offered: str
    as_of: dict[str, str]
    score: float | None
    unknown: bool
    priority: int | None
    weight: float
    part: float
    part_low: float
    part_high: float


class HardRule(Shape):
    """A hard rule that fails, with its numbers."""

    code: str
    criterion: str | None
    params: JsonValue


class Shortage(Shape):
    """A resource without room beside the others of the plan."""

    resource: str
    needed: float
    free: float


class CriterionGain(Shape):
    """A criterion's part of the fit at the present place and at the other one."""

    criterion: str
    side: str
    here: float | None
    there: float | None


class MovedHousehold(Shape):
    """Another household that would move; null is no place."""

    household: str
    persons: int
    before: str | None
    after: str | None
    fit_before: float | None
    fit_after: float | None


class ForcedPlan(Shape):
    """The best plan found with the household there. Persons come first, then pledges, then value.

    `prevented`: rule or fairness, where it is not possible. The best total value loses between `cost_low` and
    `cost_high`; null where persons or pledges are lost. `exact` where both plans are proven optimal.
    `found_worse` is by how much the plan found is below the present one (negative: above).
    """

    possible: bool
    prevented: str | None
    persons_lost: int
    persons_certain: int
    pledged_lost: float
    cost_low: float | None
    cost_high: float | None
    exact: bool
    found_worse: float | None
    moves: tuple[MovedHousehold, ...]


class MoreRoom(Shape):
    """What `units` more of the resource bring by solving again.

    `price` is what each is worth at most, null where it would make places possible that are not now.
    """

    resource: str
    units: int
    price: float | None
    persons: int
    pledged: float
    gain_low: float | None
    gain_high: float | None
    exact: bool


class OtherPlace(Shape):
    """Why not there. `at_least` is what the total value loses at least in plans that place as many persons;
    null where it cannot be. `fit` is the possible one, `fit_left` that with what the plan leaves there.
    `forced` and `more` are there only where one municipality was asked about.
    """

    municipality: str
    name: str
    kind: str
    sentence: str
    obstacles: tuple[str, ...]
    partner: str | None
    reasons: tuple[HardRule, ...]
    short: tuple[Shortage, ...]
    fit: float | None
    fit_people: float | None
    fit_town: float | None
    fit_left: float | None
    differences: tuple[CriterionGain, ...]
    at_least: float | None
    forced: ForcedPlan | None
    more: tuple[MoreRoom, ...]


class Explanation(Shape):
    """What `explain --json` prints; `municipality` null is no place, then `sentence` says why.

    `fit` is what the pair is worth: (1 - t) `fit_people` + t `fit_town`, where t is the town's share.
    `unit` is the type of accommodation that the plan gives there, `served` the units of what not all get.
    """

    cohort: str
    invented: bool
    scenario: str
    status: str
    objective: float
    bound: float
    gap: float
    household: str
    persons: int
    municipality: str | None
    unit: str | None
    served: dict[str, int]
    name: str | None
    sentence: str
    simple: str
    fit: float | None
    fit_people: float | None
    fit_town: float | None
    fit_low: float | None
    fit_high: float | None
    rows: tuple[CriterionRow, ...]
    elsewhere: tuple[OtherPlace, ...]


MODELS = (
    Explanation,
    CriterionRow,
    OtherPlace,
    HardRule,
    Shortage,
    CriterionGain,
    ForcedPlan,
    MovedHousehold,
    MoreRoom,
)
