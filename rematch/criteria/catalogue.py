"""The catalogue of criteria as data: what is asked, what is offered, how the two meet.

`data/criteria.toml` is read and checked once, by `rematch.criteria.reading`. A new criterion needs only that
file (and its columns in the profiles): its measure is one of `MeasureName`, its hard rule one of `RuleName`.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, JsonValue
from pydantic import Field as Constrained

from rematch.canonical import canonical, fingerprint
from rematch.model import ESSENTIAL, CriterionId, FieldId, Frozen, Household, Level, ResourceId
from rematch.scenario import MemberJoin
from rematch.texts import wording

Tag = Annotated[str, Constrained(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A language as BCP 47 has it."""

PERSONS = ResourceId("persons")
"""The resource that every catalogue has, and first: places for people."""


class Label(Frozen):
    """The same words in German and English, and in any other language by its tag.

    A wording that is not there is no key at all, so that catalogues without it keep their fingerprint.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[Tag, Annotated[str, Constrained(min_length=1)]]

    de: str = Constrained(min_length=1)
    en: str = Constrained(min_length=1)

    def in_(self, lang: str) -> str:
        """The wording in `lang`, in a fallback where that is missing."""
        return wording(self.wordings(), lang)

    def wordings(self) -> dict[str, str]:
        """All wordings by language."""
        return {"de": self.de, "en": self.en, **self.__pydantic_extra__}


class FieldType(StrEnum):
    """How a cell of our CSV is read; see `rematch.cells.fields`.

    flag: yes or no. number. choice: one of `options`. text. level: CEFR A0 to C2. date: ISO.
    set: `a|b` (`none` = known to be empty). map: `a:1.5|b:2`. languages: `uk:native|de:A2`.
    points: `52.5/13.4|04011000` (coordinates, or the AGS of a municipality of the cohort).
    """

    FLAG = "flag"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    LEVEL = "level"
    DATE = "date"
    SET = "set"
    MAP = "map"
    LANGUAGES = "languages"
    POINTS = "points"


class Option(Frozen):
    """One allowed word of a choice, set or map."""

    id: str
    label: Label


class Field(Frozen):
    """A column of the profiles."""

    id: FieldId
    of: Literal["household", "member", "municipality"]
    type: FieldType
    label: Label
    unit: Label | None = None
    low: float | None = None
    high: float | None = None
    options: tuple[Option, ...] = ()
    codes: Literal["isco08", "isced2011", "language"] | None = None


class Group(Frozen):
    """One of the seven groups in which criteria are read."""

    id: str
    label: Label


class Demand(Frozen):
    """How many units of a resource a household needs.

    per = "persons": its size. "member": members with `age` in the closed range (and,
    where given, the flag `field` true, or a level of `field` of at most `at_most`). "household": one
    unit if the flag `field` is true. "unit": one unit of one of the types that `field` accepts, in its order
    of preference; which one is decided by the plan.
    """

    per: Literal["persons", "member", "household", "unit"]
    field: FieldId | None = None
    type: str | None = None
    age: tuple[int, int] | None = None
    at_most: str | None = None


Precedence = Literal["lone_adult", "legal_claim"]
"""Who is served first: whoever is alone with children, where a child has a right to a place by its age."""


class Resource(Frozen):
    """Something a municipality has a limited number of.

    `binds`: always; only for households that marked `criterion` essential; or it serves some of those who
    want it, whom the plan and the order stated by `first` decide, and in full those who marked it essential.
    `protective`: an unstated capacity counts as none for those who need it.
    """

    id: ResourceId
    label: Label
    one: Label
    many: Label
    binds: Literal["always", "essential", "served"]
    criterion: CriterionId
    demand: Demand
    protective: bool = False
    first: tuple[Precedence, ...] = ()


class MeasureName(StrEnum):
    """The measures of `rematch.criteria.measuring.measures`; one more, members, joins the others.

    A catalogue that names one that is gone is read with the one that took its place.
    """

    GATE = "gate"
    COVERAGE = "coverage"
    STEPS = "steps"
    DECAY = "decay"
    PLACES = "places"
    RANK = "rank"
    AGAINST = "against"
    SCALE = "scale"
    CODE = "code"
    ROOMS = "rooms"

    @classmethod
    def _missing_(cls, value: object) -> "MeasureName | None":
        return cls.COVERAGE if value == "overlap" else None


class RuleName(StrEnum):
    """Hard rules and rules on the plan that no measure expresses; see `rematch.criteria.measuring.rules`."""

    CONSENT = "consent"
    RESOURCE = "resource"
    ACCOMMODATION = "accommodation"
    UNITY = "unity"
    EXCLUDED = "excluded"
    TIMING = "timing"
    PLEDGE = "pledge"
    LINKS = "links"
    LAND = "land"


class Term(Frozen):
    """One figure of a municipality, brought to [0, 1] between two stated bounds."""

    field: FieldId
    low: float
    high: float
    better: Literal["high", "low"]


class Params(Frozen):
    """Parameters of a measure; each measure's docstring says which it reads.

    Where a criterion is hard, `threshold` is what each item must keep (the greatest minutes, the least level
    of a language by its place in `LEVELS`), and `longest_wait` the longest waiting time.
    `adults`: members under age are not looked at, unless there is nobody else. `half`: where a half remains.
    `wait_unknown`: the waiting time that counts where a town has not said it, in the field's unit.
    `persons_per_room`: so many at most share a room, where sizes of homes are hard.
    `split`: a flag of the household that two units of one site would do as well as one.
    """

    terms: tuple[Term, ...] = ()
    half: float | None = Constrained(default=None, gt=0)
    same_km: float = 5.0
    wait: FieldId | None = None
    wait_half: float | None = Constrained(default=None, gt=0)
    span: float | None = Constrained(default=None, gt=0)
    at_least: float | None = None
    any: bool = False
    always_offered: tuple[str, ...] = ()
    invert: bool = False
    threshold: float | None = Constrained(default=None, gt=0)
    longest_wait: float | None = Constrained(default=None, gt=0)
    adults: bool = False
    persons_per_room: float | None = Constrained(default=None, gt=0)
    wait_unknown: float | None = Constrained(default=None, ge=0)
    split: FieldId | None = None


class Condition(Frozen):
    """How much of what is offered somebody may take up, by what they have: a factor in [0, 1] on the score.

    `codes`: whose need begins with one of these; of several conditions the longest that fits decides, and
    what names none is for everybody else. `level` of German (in `spoken`): each level below it multiplies by
    `each_level`. `states`: what each answer to `field` counts.
    """

    codes: tuple[str, ...] = ("",)
    spoken: FieldId | None = None
    level: Level | None = None
    each_level: float = Constrained(default=1.0, ge=0, le=1)
    field: FieldId | None = None
    states: dict[str, Annotated[float, Constrained(ge=0, le=1)]] = {}


class Criterion(Frozen):
    """What is asked on one side and offered on the other, and how the two meet.

    `label` is its name; `has` and `lacks` say in a sentence what a place has more, or less, of than others.
    `need` and `offer` name fields (or a base column such as size, wish_ags, coordinates). `applies`: a flag
    of the household or member without which the criterion is left out. `members` fixes how members' scores
    are joined, otherwise the policy chooses. `hard` + `fails_at`: a pair scoring at most that is ruled out
    (always, or where the household marked it essential); where things are named or a threshold is stated,
    each item is held against it instead. `protective`: an unknown offer fails the hard rule, as it does
    wherever a household marked it essential. `unknown`: the cautious score of an unknown offer.
    `binds_confirmed`: marked essential it binds only once a person has confirmed that it is.
    `houses`: who is near the points that it asks for has a home there, and once a person has confirmed that,
    takes no unit of the town.
    `conditions`: what recognition, certificates and German leave of the score of the member who asks.
    `modifies`: groups whose own weights the score multiplies ("*" all); such a criterion has no part of
    its own.
    """

    id: CriterionId
    group: str
    side: Literal["household", "municipality"] = "household"
    label: Label
    has: Label | None = None
    lacks: Label | None = None
    question: Label
    purpose: Label | None = None
    need: FieldId | None = None
    offer: FieldId | None = None
    applies: FieldId | None = None
    measure: MeasureName | None = None
    params: Params = Params()
    members: MemberJoin | None = None
    rule: RuleName | None = None
    resource: ResourceId | None = None
    hard: Literal["never", "always", "essential"] = "never"
    fails_at: float = 0.0
    protective: bool = False
    modifies: tuple[str, ...] = ()
    weight: float = Constrained(default=0.0, ge=0, le=10)
    on: bool = False
    art9: bool = False
    source: str
    unknown: float = Constrained(default=0.0, ge=0, le=1)
    binds_confirmed: bool = False
    houses: bool = False
    conditions: tuple[Condition, ...] = ()

    def binds(self, household: Household) -> bool:
        """Whether it is essential to the household, and confirmed where it has to be."""
        if household.priorities.get(self.id, 1) != ESSENTIAL:
            return False
        return not self.binds_confirmed or self.id in household.confirmed

    @property
    def in_force(self) -> bool:
        """Whether it takes part until somebody switches it off; what people stated always does."""
        return self.on or self.stated or not self.switchable

    @property
    def stated(self) -> bool:
        """Whether it holds what people ruled out or promised, whatever a row says of its default."""
        return self.rule in (RuleName.EXCLUDED, RuleName.PLEDGE)

    @property
    def switchable(self) -> bool:
        """Whether a switch changes anything: consent, unity and places for people always hold."""
        if self.rule is RuleName.RESOURCE:
            return self.resource != PERSONS
        return self.rule not in (RuleName.CONSENT, RuleName.UNITY)

    @property
    def weighed(self) -> bool:
        """Whether it has a slider: it scores pairs (or, for links, rewards them) with a weight."""
        return self.scores or self.rule is RuleName.LINKS

    @property
    def scores(self) -> bool:
        """Whether it scores pairs with a part of its own: by a measure, or by the order of accepted types."""
        return (self.measure is not None and not self.modifies) or self.rule is RuleName.ACCOMMODATION


BASE_COLUMNS = frozenset({"size", "adults", "children", "wish_ags", "excluded_ags", "coordinates", "ags"})


class Catalogue(Frozen):
    """All groups, fields, resources and criteria, consistent with each other."""

    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    resources: tuple[Resource, ...]
    criteria: tuple[Criterion, ...]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Another catalogue, validated: what was looked up in this one is not taken along."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return self.model_validate({**kept, **(update or {})})

    @cached_property
    def by_id(self) -> dict[CriterionId, Criterion]:
        """Criteria by their id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def field_by_id(self) -> dict[FieldId, Field]:
        """Fields by their id."""
        return {field.id: field for field in self.fields}

    @cached_property
    def resource_by_id(self) -> dict[ResourceId, Resource]:
        """Resources by their id."""
        return {resource.id: resource for resource in self.resources}

    @cached_property
    def fingerprint(self) -> str:
        """Sixteen hex digits that change exactly when the catalogue does."""
        return fingerprint(self.content)

    @cached_property
    def content(self) -> dict[str, JsonValue]:
        """Its own JSON, as every run made with it keeps it; to be read only."""
        return canonical(self)

    @cached_property
    def may_be_essential(self) -> frozenset[CriterionId]:
        """The criteria where essential (3) binds: hard ones, and those that make a resource bind."""
        hard = {criterion.id for criterion in self.criteria if criterion.hard != "never"}
        scarce = {one.criterion for one in self.resources if one.binds != "always" and one.criterion}
        return frozenset(hard | scarce)

    def priority_word(self, criterion: CriterionId, level: int) -> str:
        """The code of a priority's word (0 to 3): `very` for a 3 that binds nothing, else the number."""
        binds = criterion in self.may_be_essential
        return "very" if level == ESSENTIAL and not binds else str(level)

    def fields_of(self, side: str) -> tuple[Field, ...]:
        """The columns of households, members or municipalities, in catalogue order."""
        return tuple(field for field in self.fields if field.of == side)

    def in_group(self, group: str) -> tuple[Criterion, ...]:
        """The criteria of one group, in catalogue order."""
        return tuple(criterion for criterion in self.criteria if criterion.group == group)
