"""What a foreign column can be mapped to: our own columns, and what is understood without a place there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from rematch.base_fields import BASE_FIELDS, MEMBER, Of
from rematch.criteria.catalogue import Catalogue, Field, FieldType
from rematch.intake.folder.columns import (
    Column,
    household_columns,
    member_columns,
    municipality_columns,
    unit_columns,
)
from rematch.intake.words import section

Kind = Literal["households", "members", "persons", "municipalities", "units", "ignored"]
"""What the rows of a table are; `persons`: one row per person that repeats what holds for the household."""


class Meaning(StrEnum):
    """How the cells of a column are read, see `intake.profiles.reading`; kinds of base fields among them."""

    ID = "id"
    IDS = "ids"
    PLACES = "places"
    REASONS = "reasons"
    CONFIRMED = "confirmed"
    CRITERIA = "criteria"
    COORDINATE = "coordinate"
    PLACE = "place"
    FLAG = "flag"
    NUMBER = "number"
    WHOLE = "whole"
    AMOUNT = "amount"
    AGES = "ages"
    DAY = "day"
    LEVEL = "level"
    LANGUAGES = "languages"
    TAGS = "tags"
    EDUCATION = "education"
    OCCUPATION = "occupation"
    CHOICE = "choice"
    WORDS = "words"
    MAP = "map"
    POINTS = "points"
    TEXT = "text"
    PRIORITY = "priority"
    ROLE = "role"
    SEX = "sex"
    STATE = "state"
    REASON = "reason"
    AGS = "ags"
    UNIT_TYPE = "unit_type"
    PROTECTED_FOR = "protected_for"
    OPEN_TO = "open_to"
    STATUS = "status"
    WITHDRAWN = "withdrawn"
    BIRTH = "birth"
    BIRTHS = "births"


FORGOTTEN = ("birth_date", "birth_year", "birth_dates")
"""What gives an age and is neither shown nor kept."""


@dataclass(frozen=True)
class Target:
    """One thing a column can say. `kept`: it has a place in the profiles. `field`: of the catalogue.

    `of` is the table of ours it goes into; `column` is that table's own reader of it, if it has one.
    """

    name: str
    meaning: Meaning
    of: Of
    kept: bool = True
    field: Field | None = None
    column: Column | None = None

    @property
    def several(self) -> bool:
        """Whether several columns of a file may be mapped to it, their answers taken together."""
        lists = (Meaning.IDS, Meaning.PLACES, Meaning.WORDS, Meaning.TAGS, Meaning.LANGUAGES)
        return self.meaning in lists or self.name == "consent"


_BY_TYPE = {
    FieldType.FLAG: Meaning.FLAG,
    FieldType.NUMBER: Meaning.NUMBER,
    FieldType.CHOICE: Meaning.CHOICE,
    FieldType.TEXT: Meaning.TEXT,
    FieldType.LEVEL: Meaning.LEVEL,
    FieldType.DATE: Meaning.DAY,
    FieldType.SET: Meaning.WORDS,
    FieldType.MAP: Meaning.MAP,
    FieldType.LANGUAGES: Meaning.LANGUAGES,
    FieldType.POINTS: Meaning.POINTS,
}
_BY_CODES = {"isced2011": Meaning.EDUCATION, "isco08": Meaning.OCCUPATION, "language": Meaning.TAGS}
_COUNTED = ("size", "adults", "children", "children_under_6", "children_school")
_OF_HOUSEHOLD = ("withdrawn", "arrival", "rent_budget", "doctor", "needs", "status", "note")
_OF_UNIT = ("status", "note")
_OF_MUNICIPALITY = ("occupied", "school_places", "university", "max_household", "doctors", "status", "note")


def targets(kind: Kind, catalogue: Catalogue) -> dict[str, Target]:
    """Everything a column of such a table can be mapped to, by name, in the order of our own files."""
    if kind == "municipalities":
        own = _own(municipality_columns(catalogue, {}), catalogue, "municipality")
        return own | _aside(_OF_MUNICIPALITY, "municipality")
    if kind == "units":
        return _units(catalogue)
    of_member = _own(member_columns(catalogue, {}), catalogue, "member") | {
        "german": Target("german", Meaning.LEVEL, "member"),
        "birth_year": Target("birth_year", Meaning.WHOLE, "member"),
        "birth_date": Target("birth_date", Meaning.BIRTH, "member"),
    }
    if kind == "members":
        agreed = {"consent": Target("consent", Meaning.FLAG, "member", kept=False)}
        return of_member | agreed | _aside(("withdrawn", "status", "note"), "member")
    own = _own(household_columns(catalogue, {}), catalogue, "household")
    own |= {name: Target(name, Meaning.AMOUNT, "household") for name in _COUNTED}
    if kind == "households":
        only_members = {field.column for field in MEMBER} | {"birth_year", "birth_date"}
        of_member = {name: target for name, target in of_member.items() if name not in only_members}
        own |= {
            "ages": Target("ages", Meaning.AGES, "household"),
            "birth_dates": Target("birth_dates", Meaning.BIRTHS, "household"),
        }
    return of_member | own | _aside(_OF_HOUSEHOLD, "household")


def _units(catalogue: Catalogue) -> dict[str, Target]:
    """Columns of a list of units; its municipality may be named instead, its types are the households'."""
    own = _own(unit_columns(), catalogue, "unit")
    types = next((r.demand.field for r in catalogue.resources if r.demand.per == "unit"), None)
    named = catalogue.field_by_id.get(types) if types else None
    own["type"] = replace(own["type"], field=named)
    return own | {"name": Target("name", Meaning.TEXT, "unit")} | _aside(_OF_UNIT, "unit")


def _own(
    columns: Mapping[str, Column],
    catalogue: Catalogue,
    of: Of,
) -> dict[str, Target]:
    fields: dict[str, Field] = {field.id: field for field in catalogue.fields_of(of)}
    return {
        name: Target(name, meaning, of, field=_asked(fields, column), column=column)
        for name, column in columns.items()
        if (meaning := _meaning(column, fields)) is not None
    }


def _meaning(column: Column, fields: Mapping[str, Field]) -> Meaning | None:
    if column.key is None and column.name in BASE_FIELDS:
        return Meaning(BASE_FIELDS[column.name].kind)
    if (field := _asked(fields, column)) is not None:
        open_text = field.type in (FieldType.TEXT, FieldType.SET) and not field.options
        return _BY_CODES[field.codes] if field.codes and open_text else _BY_TYPE[field.type]
    by_part = {"capacity": Meaning.AMOUNT, "priorities": Meaning.PRIORITY, "as_of": Meaning.DAY}
    return by_part.get(column.part)


def _asked(fields: Mapping[str, Field], column: Column) -> Field | None:
    return fields.get(column.name) if column.part in ("answers", "offers") else None


def _aside(names: Iterable[str], of: Of) -> dict[str, Target]:
    meanings = section("aside")
    return {name: Target(name, Meaning(meanings[name]), of, kept=False) for name in names}
