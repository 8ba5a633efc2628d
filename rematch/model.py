"""Households, members, municipalities: the profiles as frozen pydantic models."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain, islice, repeat
from typing import ClassVar, NamedTuple, NewType, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

HouseholdId = NewType("HouseholdId", str)
Ags = NewType("Ags", str)
CriterionId = NewType("CriterionId", str)
ResourceId = NewType("ResourceId", str)
FieldId = NewType("FieldId", str)
CohortId = NewType("CohortId", str)

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""

Value = bool | float | str | tuple[str, ...] | tuple[Point, ...] | dict[str, float]
"""An answer or offer as its catalogue field's type says; unknown is the absence of the key."""

LAND = r"^DE-[A-Z]{2}$"
"""A Land by its ISO 3166-2 code."""

DECLINED = "declined"
"""What somebody answers to a question of yes and no who prefers not to say: known, and no need."""

Answers = dict[FieldId, Value]


class Frozen(BaseModel):
    """Base of everything that is loaded once and never changed."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, validate_by_name=True, validate_by_alias=True
    )


class Role(StrEnum):
    """A member's role in the household; explanations name members by it."""

    ADULT = "adult"
    CHILD = "child"
    OLDER = "older"


class Level(StrEnum):
    """How well somebody knows a language, least first: the Common European Framework's levels between none
    and native."""

    A0 = "A0"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "native"


class Sex(StrEnum):
    """Optional; no criterion scores it: it says who may live in a unit for women or men only, no more."""

    FEMALE = "f"
    MALE = "m"
    DIVERSE = "d"


class ExclusionReason(StrEnum):
    """Why a household rules a place out; `not_asked` where nobody has asked yet."""

    SAFETY = "safety"
    COURT = "court"
    HEALTH = "health"
    OTHER = "other"
    NOT_ASKED = "not_asked"


class Confirmed(StrEnum):
    """Whether somebody has checked an exclusion, and what came of it."""

    YES = "yes"
    NO = "no"
    REJECTED = "rejected"


ESSENTIAL = 3


class Member(Frozen):
    """One person of a household, without a name."""

    number: int = Field(ge=1)
    role: Role
    age: int = Field(ge=0, le=120)
    sex: Sex | None = None
    answers: Answers = {}


class ProtectedFor(StrEnum):
    """Whose need of protection a unit meets."""

    NONE = "none"
    WOMEN = "women"
    LGBTIQ = "lgbtiq"
    ANYONE = "anyone"


class OpenTo(StrEnum):
    """Who may live in a unit."""

    ANYONE = "anyone"
    WOMEN = "women"
    FAMILIES = "families"
    MEN = "men"


class Exclusion(NamedTuple):
    """A place that a household rules out, why, and whether that was checked."""

    ags: Ags
    reason: ExclusionReason
    confirmed: Confirmed


class Household(Frozen):
    """People who stay together, what they said and how much it matters to them.

    `priorities` hold 0 (unimportant) to 3 (essential) per criterion; a missing one is 1.
    `excluded_reason` and `excluded_confirmed` follow the order of `excluded_ags`; what they leave out was not
    asked, and not checked: read them by `exclusions`. `confirmed` are the criteria of which a person has
    confirmed that they are essential. `bound_land` is the Land an authority has bound it to (ISO 3166-2), and
    `bound_land_lifted`, in somebody's own words, why that does not hold. Of the consent is kept when it was
    given, to which version and language of the wording, for which special categories, and who noted it.
    """

    id: HouseholdId
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    place: str
    available_from: date | None = None
    consent: bool
    wish_ags: tuple[Ags, ...] | None = None
    excluded_ags: tuple[Ags, ...] = ()
    excluded_reason: tuple[ExclusionReason, ...] = ()
    excluded_confirmed: tuple[Confirmed, ...] = ()
    linked_hard: tuple[HouseholdId, ...] = ()
    linked_soft: tuple[HouseholdId, ...] = ()
    apart: tuple[HouseholdId, ...] = ()
    answers: Answers = {}
    priorities: dict[CriterionId, int] = {}
    members: tuple[Member, ...] = Field(min_length=1)
    confirmed: tuple[CriterionId, ...] = ()
    bound_land: str | None = Field(default=None, pattern=LAND)
    bound_land_lifted: str | None = Field(default=None, min_length=1)
    consent_date: date | None = None
    consent_version: str | None = Field(default=None, min_length=1)
    consent_language: str | None = Field(default=None, min_length=1)
    consent_scope: str | None = Field(default=None, min_length=1)
    consent_noted_by: str | None = Field(default=None, min_length=1)

    @property
    def land(self) -> str | None:
        """The Land it has to live in; None where there is none or an exception holds."""
        return None if self.bound_land_lifted else self.bound_land

    @property
    def size(self) -> int:
        """Persons in the household."""
        return len(self.members)

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The places ruled out, each with its reason and whether it was checked, in the order stated."""
        reasons = chain(self.excluded_reason, repeat(ExclusionReason.NOT_ASKED))
        checked = chain(self.excluded_confirmed, repeat(Confirmed.NO))
        return tuple(map(Exclusion, self.excluded_ags, reasons, checked))

    def excluding(self, exclusions: Iterable[Exclusion]) -> Self:
        """The same household with these exclusions."""
        stated = tuple(exclusions)
        update = {
            "excluded_ags": tuple(one.ags for one in stated),
            "excluded_reason": _one_each([one.reason for one in stated], len(stated), NOT_SAID[0]),
            "excluded_confirmed": _one_each([one.confirmed for one in stated], len(stated), NOT_SAID[1]),
        }
        return self.model_copy(update=update)

    @field_validator("excluded_reason", "excluded_confirmed")
    @classmethod
    def _beside_the_places(cls, values: tuple[StrEnum, ...], info: ValidationInfo) -> tuple[StrEnum, ...]:
        blank = NOT_SAID[info.field_name == "excluded_confirmed"]
        return _one_each(values, len(info.data.get("excluded_ags", ())), blank)


NOT_SAID = (ExclusionReason.NOT_ASKED, Confirmed.NO)
"""The reason and the check of an exclusion of which nothing is said."""


def _one_each(values: Sequence[StrEnum], count: int, blank: StrEnum) -> tuple[StrEnum, ...]:
    """One value each, or none at all where nothing is said: the same is always stored alike."""
    told = tuple(islice(chain(values, repeat(blank)), count))
    return told if set(told) - {blank} else ()


class Unit(Frozen):
    """What one household locks behind it, or `count` units alike; None = unknown.

    `type` is called as households name it; `site` tells which units belong together; `free_from` and
    `free_to` are its first and last day.
    """

    unit: str = Field(min_length=1)
    site: str | None = None
    count: int = Field(default=1, ge=0)
    type: str = Field(min_length=1)
    rooms: float | None = Field(default=None, ge=1)
    beds: int | None = Field(default=None, ge=1)
    step_free: bool | None = None
    protected_for: ProtectedFor | None = None
    pets: bool | None = None
    open_to: OpenTo = OpenTo.ANYONE
    free_from: date | None = None
    free_to: date | None = None


class Municipality(Frozen):
    """A place that offers something: its capacity per resource and its offers per catalogue field.

    `capacity` holds units per resource; a missing one means that no limit is stated. `units` is the list of
    its accommodation; where it is empty, only capacities by type are known.
    `pledge_max` None means that only the capacity limits.
    """

    ags: Ags = Field(pattern=r"^\d{8}$")
    name: str = Field(min_length=1)
    state: str = Field(pattern=LAND)
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    population: int | None = Field(default=None, ge=0)
    pledge_min: int = Field(default=0, ge=0)
    pledge_max: int | None = Field(default=None, ge=0)
    capacity: dict[ResourceId, float] = {}
    offers: Answers = {}
    as_of: dict[FieldId, date] = {}
    priorities: dict[CriterionId, int] = {}
    units: tuple[Unit, ...] = ()


class Cohort(Frozen):
    """A set of profiles that is matched together; `invented` people are labelled so everywhere."""

    id: CohortId = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")
    name: str = Field(min_length=1)
    invented: bool
    as_of: date
    seed: int | None = None


class Profiles(Frozen):
    """A cohort with its households and municipalities, as the optimiser's session sees them."""

    cohort: Cohort
    households: tuple[Household, ...]
    municipalities: tuple[Municipality, ...]

    @property
    def persons(self) -> int:
        """People in all households together."""
        return sum(household.size for household in self.households)

    @property
    def names(self) -> dict[str, str]:
        """Names of the municipalities by AGS, in their order; made anew at every call."""
        return {municipality.ags: municipality.name for municipality in self.municipalities}


class ViewerRole(StrEnum):
    """What somebody is here for: decides what they may see and do."""

    COORDINATOR = "coordinator"
    MUNICIPALITY = "municipality"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    FACILITATOR = "facilitator"
    GUEST = "guest"


class OwnPlace(NamedTuple):
    """A municipality somebody acts for, in one cohort."""

    cohort: CohortId
    ags: Ags


class Viewer(Frozen):
    """The person behind a service call.

    `name` and `role`, the foremost one, stand on record; `further` are the other roles, `places` the own
    municipalities of whoever acts for some.
    """

    SEPARATOR: ClassVar[str] = " · "

    name: str = "local"
    role: ViewerRole = ViewerRole.COORDINATOR
    further: frozenset[ViewerRole] = frozenset()
    places: frozenset[OwnPlace] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _without_a_place_of_no_cohort(cls, said: object) -> object:
        """Records of before roles hold an `ags`, which was never filled."""
        return {k: v for k, v in said.items() if k != "ags"} if isinstance(said, dict) else said

    @property
    def called(self) -> str:
        """The name alone, without what the provider knows them by."""
        return self.name.split(self.SEPARATOR)[0]

    @property
    def subject(self) -> str:
        """By what the provider knows them for good; empty without a login."""
        return self.name.partition(self.SEPARATOR)[2]

    @property
    def roles(self) -> frozenset[ViewerRole]:
        """All roles, the foremost and the further ones."""
        return self.further | {self.role}

    @property
    def on_record(self) -> Self:
        """What is kept with what they did."""
        return self.model_copy(update={"further": frozenset(), "places": frozenset()})

    def owns(self, cohort: CohortId, ags: Ags | None = None) -> bool:
        """Whether they act for this municipality of the cohort, or for any of it."""
        return any(place.cohort == cohort and ags in (None, place.ags) for place in self.places)

    def own_places(self, cohort: CohortId) -> frozenset[Ags] | None:
        """The municipalities of a cohort they may see: None for all, else their own."""
        if self.roles & {ViewerRole.COORDINATOR, ViewerRole.AUDITOR}:
            return None
        return frozenset(place.ags for place in self.places if place.cohort == cohort)
