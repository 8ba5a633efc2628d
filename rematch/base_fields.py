"""The fields every household, member, municipality and unit has, declared once as the catalogue's are.

Files, forms, tables and templates take their lists from here. To add one: the model, a line here, its
words in both languages, a migration of the store.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Literal

Of = Literal["household", "member", "municipality", "unit"]


class FieldKind(StrEnum):
    """What a base field's value is; how a cell of it is read and written is in `rematch.cells.base`."""

    ID = "id"
    IDS = "ids"
    AGS = "ags"
    PLACES = "places"
    REASONS = "reasons"
    CONFIRMED = "confirmed"
    CRITERIA = "criteria"
    PLACE = "place"
    TEXT = "text"
    STATE = "state"
    REASON = "reason"
    COORDINATE = "coordinate"
    DAY = "day"
    FLAG = "flag"
    WHOLE = "whole"
    AMOUNT = "amount"
    NUMBER = "number"
    ROLE = "role"
    SEX = "sex"
    UNIT_TYPE = "unit_type"
    PROTECTED_FOR = "protected_for"
    OPEN_TO = "open_to"

    @property
    def is_list(self) -> bool:
        """Whether a cell has several values."""
        return self in LISTS

    @property
    def is_number(self) -> bool:
        """Whether it is counted or measured."""
        return self in (FieldKind.COORDINATE, FieldKind.WHOLE, FieldKind.AMOUNT, FieldKind.NUMBER)


LISTS = frozenset(
    {FieldKind.IDS, FieldKind.PLACES, FieldKind.REASONS, FieldKind.CONFIRMED, FieldKind.CRITERIA}
)


class Empty(StrEnum):
    """What an empty cell says: nothing (it cannot be unknown), that it is unknown, none, or as usual."""

    SILENT = "silent"
    UNKNOWN = "unknown"
    NONE = "none"
    USUAL = "usual"


@dataclass(frozen=True)
class BaseField:
    """One field: its column in our tables, its `part` of the model, and who needs it for what.

    `names`: part of what names a row. `required`: no profile without it; `derived`: reading finds it from
    others where a file does not say it. `asked_by`: the rule or the need of the criterion that asks it;
    `section`: the part of a form that asks it before the criteria. `shown`: its column on the profiles page.
    `beside`: the list whose values its own belong to, one by one. `only_with`: the column without which it
    says nothing. `private`: no message, list of changes or
    file of results repeats its cells. `noted`: it is about the consent, and whoever hears it notes it.
    `example`: how somebody might fill it in, in a template.
    """

    column: str
    of: Of
    part: str
    kind: FieldKind
    empty: Empty = Empty.SILENT
    names: bool = False
    required: bool = True
    derived: bool = False
    asked_by: str | None = None
    section: Literal["consent", "household", "municipality", "capacity"] | None = None
    shown: str | None = None
    beside: str | None = None
    only_with: str | None = None
    private: bool = False
    noted: bool = False
    example: str = ""


HOUSEHOLD: tuple[BaseField, ...] = (
    BaseField(
        "household_id",
        "household",
        "id",
        FieldKind.ID,
        names=True,
        section="household",
        shown="id",
        example="H-001",
    ),
    BaseField("lat", "household", "lat", FieldKind.COORDINATE, section="household", example="50.06"),
    BaseField("lon", "household", "lon", FieldKind.COORDINATE, section="household", example="19.94"),
    BaseField(
        "place",
        "household",
        "place",
        FieldKind.PLACE,
        required=False,
        section="household",
        shown="place",
        example="Kraków",
    ),
    BaseField(
        "available_from",
        "household",
        "available_from",
        FieldKind.DAY,
        Empty.UNKNOWN,
        required=False,
        asked_by="timing",
        shown="available_from",
    ),
    BaseField("consent", "household", "consent", FieldKind.FLAG, section="consent", shown="consent"),
    BaseField(
        "wish_ags",
        "household",
        "wish_ags",
        FieldKind.PLACES,
        Empty.UNKNOWN,
        required=False,
        asked_by="wish_ags",
        shown="wishes",
    ),
    BaseField(
        "excluded_ags",
        "household",
        "excluded_ags",
        FieldKind.PLACES,
        Empty.NONE,
        required=False,
        asked_by="excluded",
        shown="excluded",
    ),
    BaseField(
        "excluded_reason",
        "household",
        "excluded_reason",
        FieldKind.REASONS,
        Empty.NONE,
        required=False,
        asked_by="excluded",
        beside="excluded_ags",
        private=True,
    ),
    BaseField(
        "excluded_confirmed",
        "household",
        "excluded_confirmed",
        FieldKind.CONFIRMED,
        Empty.NONE,
        required=False,
        shown="excluded_confirmed",
        beside="excluded_ags",
    ),
    BaseField(
        "linked_hard",
        "household",
        "linked_hard",
        FieldKind.IDS,
        Empty.NONE,
        required=False,
        asked_by="links",
        shown="linked",
    ),
    BaseField(
        "linked_soft",
        "household",
        "linked_soft",
        FieldKind.IDS,
        Empty.NONE,
        required=False,
        asked_by="links",
        shown="linked",
    ),
    BaseField("apart", "household", "apart", FieldKind.IDS, Empty.NONE, required=False, shown="apart"),
    BaseField(
        "essential_confirmed",
        "household",
        "confirmed",
        FieldKind.CRITERIA,
        Empty.NONE,
        required=False,
        shown="essential_confirmed",
    ),
    BaseField(
        "bound_land",
        "household",
        "bound_land",
        FieldKind.STATE,
        Empty.UNKNOWN,
        required=False,
        asked_by="land",
        shown="bound_land",
    ),
    BaseField(
        "bound_land_lifted",
        "household",
        "bound_land_lifted",
        FieldKind.REASON,
        Empty.UNKNOWN,
        required=False,
        asked_by="land",
        only_with="bound_land",
        private=True,
    ),
    BaseField(
        "consent_date", "household", "consent_date", FieldKind.DAY, Empty.UNKNOWN, required=False, noted=True
    ),
    BaseField(
        "consent_version",
        "household",
        "consent_version",
        FieldKind.TEXT,
        Empty.UNKNOWN,
        required=False,
        noted=True,
    ),
    BaseField(
        "consent_language",
        "household",
        "consent_language",
        FieldKind.TEXT,
        Empty.UNKNOWN,
        required=False,
        noted=True,
    ),
    BaseField(
        "consent_scope",
        "household",
        "consent_scope",
        FieldKind.TEXT,
        Empty.UNKNOWN,
        required=False,
        noted=True,
    ),
    BaseField(
        "consent_noted_by",
        "household",
        "consent_noted_by",
        FieldKind.TEXT,
        Empty.UNKNOWN,
        required=False,
        noted=True,
        private=True,
    ),
)
MEMBER: tuple[BaseField, ...] = (
    BaseField("household_id", "member", "household", FieldKind.ID, names=True, shown="id", example="H-001"),
    BaseField("member", "member", "number", FieldKind.WHOLE, names=True, shown="member", example="1"),
    BaseField("role", "member", "role", FieldKind.ROLE, derived=True, section="household", shown="role"),
    BaseField("age", "member", "age", FieldKind.WHOLE, section="household", shown="age", example="34"),
    BaseField("sex", "member", "sex", FieldKind.SEX, Empty.UNKNOWN, required=False),
)
MUNICIPALITY: tuple[BaseField, ...] = (
    BaseField("ags", "municipality", "ags", FieldKind.AGS, names=True, section="municipality"),
    BaseField(
        "name", "municipality", "name", FieldKind.TEXT, section="municipality", shown="name", example="Kiel"
    ),
    BaseField(
        "state", "municipality", "state", FieldKind.STATE, derived=True, shown="state", example="DE-SH"
    ),
    BaseField("lat", "municipality", "lat", FieldKind.COORDINATE, example="50.06"),
    BaseField("lon", "municipality", "lon", FieldKind.COORDINATE, example="19.94"),
    BaseField(
        "population",
        "municipality",
        "population",
        FieldKind.WHOLE,
        Empty.UNKNOWN,
        required=False,
        section="municipality",
        shown="population",
        example="248873",
    ),
    BaseField(
        "pledge_min",
        "municipality",
        "pledge_min",
        FieldKind.AMOUNT,
        Empty.NONE,
        required=False,
        section="capacity",
        shown="pledge_min",
        example="2",
    ),
    BaseField(
        "pledge_max",
        "municipality",
        "pledge_max",
        FieldKind.AMOUNT,
        Empty.UNKNOWN,
        required=False,
        section="capacity",
        shown="pledge_max",
        example="10",
    ),
)
UNIT: tuple[BaseField, ...] = (
    BaseField("ags", "unit", "ags", FieldKind.AGS, names=True, shown="municipality"),
    BaseField("unit", "unit", "unit", FieldKind.ID, names=True, shown="unit"),
    BaseField("site", "unit", "site", FieldKind.ID, Empty.UNKNOWN, required=False, shown="site"),
    BaseField("count", "unit", "count", FieldKind.WHOLE, Empty.USUAL, required=False, shown="count"),
    BaseField("type", "unit", "type", FieldKind.UNIT_TYPE, shown="type"),
    BaseField("rooms", "unit", "rooms", FieldKind.NUMBER, Empty.UNKNOWN, required=False, shown="rooms"),
    BaseField("beds", "unit", "beds", FieldKind.WHOLE, Empty.UNKNOWN, required=False, shown="beds"),
    BaseField(
        "step_free", "unit", "step_free", FieldKind.FLAG, Empty.UNKNOWN, required=False, shown="step_free"
    ),
    BaseField(
        "protected_for",
        "unit",
        "protected_for",
        FieldKind.PROTECTED_FOR,
        Empty.UNKNOWN,
        required=False,
        shown="protected_for",
    ),
    BaseField("pets", "unit", "pets", FieldKind.FLAG, Empty.UNKNOWN, required=False, shown="pets"),
    BaseField("open_to", "unit", "open_to", FieldKind.OPEN_TO, Empty.USUAL, required=False, shown="open_to"),
    BaseField(
        "free_from", "unit", "free_from", FieldKind.DAY, Empty.UNKNOWN, required=False, shown="free_from"
    ),
    BaseField("free_to", "unit", "free_to", FieldKind.DAY, Empty.UNKNOWN, required=False, shown="free_to"),
)
BY_PROFILE: dict[Of, tuple[BaseField, ...]] = {
    "household": HOUSEHOLD,
    "member": MEMBER,
    "municipality": MUNICIPALITY,
    "unit": UNIT,
}
"""The fields of each kind of profile in the order of our own files."""

BASE_FIELDS: dict[str, BaseField] = {field.column: field for field in chain(*reversed(BY_PROFILE.values()))}
"""The fields by their columns; a column of two tables means the same in both."""

PRIVATE = frozenset(column for column, field in BASE_FIELDS.items() if field.private)
"""Columns that only the cohort's own tables show and write."""

LINKS = tuple(field.part for field in HOUSEHOLD if field.kind is FieldKind.IDS)
"""Parts of a household that name others."""


def as_asked(of: Of) -> tuple[BaseField, ...]:
    """The fields in the order people are asked: what something is called comes first."""
    called = (FieldKind.ID, FieldKind.AGS, FieldKind.PLACE, FieldKind.TEXT)
    return tuple(sorted(BY_PROFILE[of], key=lambda field: field.kind not in called))
