"""What differs between two states of a cohort, row by row and cell by cell, and in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rematch.base_fields import BASE_FIELDS, BY_PROFILE, PRIVATE, FieldKind, Of
from rematch.criteria.catalogue import Catalogue, FieldType
from rematch.model import DECLINED, Confirmed, CriterionId, FieldId
from rematch.report.files.folder import Row
from rematch.report.wording.words import resource_label, type_label
from rematch.texts import listing, say

Sheet = Literal["households", "members", "municipalities", "units"]
_PROFILES: dict[str, Of] = {
    "households": "household",
    "members": "member",
    "municipalities": "municipality",
    "units": "unit",
}
KEYS: dict[str, tuple[str, ...]] = {
    sheet: tuple(field.column for field in BY_PROFILE[of] if field.names) for sheet, of in _PROFILES.items()
}
"""The columns that name a row."""
SHEETS = tuple(KEYS)
CHECKED = {word.value: f"exclusion.checked.{word}" for word in Confirmed}
YES_NO = {"yes": "evidence.yes", "no": "evidence.no", DECLINED: "evidence.declined"}


@dataclass(frozen=True)
class CellChange:
    """One cell that differs; `column` None: the whole row is new (`before` None) or gone (`after` None)."""

    sheet: str
    key: tuple[str, ...]
    column: str | None
    before: str | None
    after: str | None


def differences(old: Mapping[str, list[Row]], new: Mapping[str, list[Row]]) -> tuple[CellChange, ...]:
    """Rows gone, rows new, cells changed; in the order of the sheets and of the new rows."""
    return tuple(
        change for sheet in SHEETS for change in _of_sheet(sheet, old.get(sheet, []), new.get(sheet, []))
    )


def _of_sheet(sheet: str, old: list[Row], new: list[Row]) -> list[CellChange]:
    before, after = _by_key(sheet, old), _by_key(sheet, new)
    found = [CellChange(sheet, key, None, "", None) for key in before if key not in after]
    for key, row in after.items():
        if key not in before:
            found.append(CellChange(sheet, key, None, None, ""))
            continue
        known = before[key]
        for column in dict.fromkeys([*known, *row]):
            cells = known.get(column, ""), row.get(column, "")
            if cells[0] != cells[1]:
                found.append(CellChange(sheet, key, column, *cells))
    return found


def _by_key(sheet: str, rows: list[Row]) -> dict[tuple[str, ...], Row]:
    return {tuple(row[column] for column in KEYS[sheet]): row for row in rows}


def column_label(column: str, catalogue: Catalogue, lang: str) -> str:
    """What a column of the tables is called."""
    if column in BASE_FIELDS:
        return say(f"intake.column.{column}", lang)
    if column.startswith("capacity_"):
        return resource_label(column.removeprefix("capacity_"), catalogue, lang)  # type: ignore[arg-type]
    if column.startswith("priority_"):
        criterion = catalogue.by_id[CriterionId(column.removeprefix("priority_"))]
        return say("sheet.priority", lang, criterion=criterion.label.in_(lang))
    if column.endswith("_as_of") and FieldId(column) not in catalogue.field_by_id:
        field = catalogue.field_by_id[FieldId(column.removesuffix("_as_of"))]
        return say("sheet.as_of", lang, field=field.label.in_(lang))
    return catalogue.field_by_id[FieldId(column)].label.in_(lang)


def cell_words(column: str, text: str, catalogue: Catalogue, lang: str) -> str:
    """A cell as a person reads it: options by their labels, an empty one as unknown, a private one not."""
    if not text:
        return say("evidence.unknown", lang)
    if column in PRIVATE:
        return say("sheet.private", lang)
    field = catalogue.field_by_id.get(FieldId(column))
    kind = BASE_FIELDS[column].kind if column in BASE_FIELDS else None
    if kind is FieldKind.CONFIRMED:
        return listing((say(CHECKED.get(word, "evidence.unknown"), lang) for word in text.split("|")), lang)
    if kind is FieldKind.CRITERIA:
        known = catalogue.by_id
        named = (CriterionId(word) for word in text.split("|"))
        return listing((known[c].label.in_(lang) if c in known else str(c) for c in named), lang)
    if kind is FieldKind.FLAG or (field is not None and field.type is FieldType.FLAG):
        return say(YES_NO[text], lang) if text in YES_NO else text
    if kind is FieldKind.ROLE:
        return say(f"role.{text}", lang)
    if kind is FieldKind.PROTECTED_FOR:
        return say(f"unit.protected_for.{text}", lang)
    if kind is FieldKind.OPEN_TO:
        return say(f"unit.open_to.{text}", lang)
    if kind is FieldKind.UNIT_TYPE:
        return type_label(text, catalogue, lang)
    if field is not None and field.options:
        labels = {option.id: option.label.in_(lang) for option in field.options}
        return listing((labels.get(part, part) for part in text.split("|")), lang)
    return text
