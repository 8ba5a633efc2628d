"""Empty tables to fill in, made from the catalogue: households, members, municipalities, units."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

import xlsxwriter

from rematch.base_fields import BASE_FIELDS, BaseField, FieldKind, Of, as_asked
from rematch.cells import LANDS
from rematch.criteria.catalogue import PERSONS, Catalogue, Field, FieldType
from rematch.criteria.housing.unit_types import unit_types
from rematch.criteria.measuring.standards import CEFR
from rematch.model import ESSENTIAL, OpenTo, ProtectedFor, Role, Sex
from rematch.report.files.tables import plan_csv
from rematch.report.wording.words import type_label
from rematch.texts import say

Table = Literal["households", "members", "municipalities", "units"]
KINDS: tuple[Table, ...] = ("households", "members", "municipalities", "units")
IN_ONE_FILE: tuple[Table, ...] = ("households", "members", "municipalities")
"""The tables a cohort cannot do without."""

ROWS = 2_000
"""Rows that have drop-downs."""

_PLACES = "12"
"""An example of a capacity for persons."""
_WIDTH, _MAX_MESSAGE, _MAX_LIST = 22, 255, 255
_SIDES: dict[Table, Of] = {
    "households": "household",
    "members": "member",
    "municipalities": "municipality",
    "units": "unit",
}
HINTS = {
    FieldType.FLAG: "flag",
    FieldType.NUMBER: "number",
    FieldType.CHOICE: "choice",
    FieldType.TEXT: "text",
    FieldType.LEVEL: "level",
    FieldType.DATE: "date",
    FieldType.SET: "set",
    FieldType.MAP: "map",
    FieldType.LANGUAGES: "languages",
    FieldType.POINTS: "points",
}
_BASE_HINTS = {
    FieldKind.AMOUNT: "whole",
    FieldKind.DAY: "date",
    FieldKind.ROLE: "choice",
    FieldKind.SEX: "choice",
    FieldKind.UNIT_TYPE: "choice",
    FieldKind.PROTECTED_FOR: "choice",
    FieldKind.OPEN_TO: "choice",
    FieldKind.STATE: "choice",
    FieldKind.TEXT: "place",
}
BASE_HINTS: dict[FieldKind, str] = {kind: _BASE_HINTS.get(kind, kind.value) for kind in FieldKind}
"""How to fill in a base field, by its kind."""


@dataclass(frozen=True)
class TemplateColumn:
    """A column to fill in: our name for it, its heading, how to fill it in, the answers to choose from."""

    name: str
    label: str
    help: str
    choices: tuple[str, ...] = ()


def template_columns(kind: Table, catalogue: Catalogue, lang: str) -> tuple[TemplateColumn, ...]:
    """The columns of one table in the order of our own files."""
    return (
        *(_base(field, catalogue, lang) for field in as_asked(_SIDES[kind])),
        *(_capacities(catalogue, lang) if kind == "municipalities" else ()),
        *(_asked(field, catalogue, lang) for field in catalogue.fields_of(_SIDES[kind])),
        *(_priorities(_SIDES[kind], catalogue, lang) if kind in ("households", "municipalities") else ()),
    )


def template_csv(kind: Table, catalogue: Catalogue, lang: str) -> bytes:
    """The headings alone, as CSV."""
    return plan_csv([], {c.name: c.label for c in template_columns(kind, catalogue, lang)})


def template_xlsx(kind: Table, catalogue: Catalogue, lang: str) -> bytes:
    """The headings with an explanation each, and drop-downs where answers are to choose from."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        _write_sheet(workbook, kind, template_columns(kind, catalogue, lang), lang)
    return content.getvalue()


def template_workbook(catalogue: Catalogue, lang: str) -> bytes:
    """Households, their members and municipalities as sheets of one file, each with an example.

    The example says in its first cell that it is not loaded, which holds for every row that says so.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        example = workbook.add_format({"italic": True, "font_color": "#595959", "num_format": "@"})
        for kind in IN_ONE_FILE:
            columns = template_columns(kind, catalogue, lang)
            sheet = _write_sheet(workbook, kind, columns, lang)
            for position, column in enumerate(columns):
                sheet.write_string(1, position, _example(column), example)
            sheet.write_string(1, 0, say("template.example", lang), example)
    return content.getvalue()


def _write_sheet(
    workbook: xlsxwriter.Workbook, kind: Table, columns: Sequence[TemplateColumn], lang: str
) -> "xlsxwriter.worksheet.Worksheet":
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = workbook.add_format({"num_format": "@"})
    sheet = workbook.add_worksheet(say(f"intake.kind.{kind}", lang))
    for position, column in enumerate(columns):
        sheet.write_string(0, position, column.label, bold)
        sheet.write_comment(0, position, column.help, {"x_scale": 2.5, "y_scale": 2})
        # As text, so that a spreadsheet program makes no date of "3-4" and keeps a leading zero.
        sheet.set_column(position, position, _WIDTH, text if column.name in _TYPED_IN else None)
        _offer(sheet, position, column)
    sheet.freeze_panes(1, 1)
    return sheet


def _example(column: TemplateColumn) -> str:
    """An answer as people write it; none where it would have to be invented."""
    if column.name == f"capacity_{PERSONS}":
        return _PLACES
    stated = BASE_FIELDS[column.name].example if column.name in BASE_FIELDS else ""
    return stated or (column.choices[0] if column.choices else "")


_TYPED_IN = {
    f.column for f in BASE_FIELDS.values() if f.kind.is_list or f.kind in (FieldKind.ID, FieldKind.AGS)
}


def _offer(sheet: "xlsxwriter.worksheet.Worksheet", position: int, column: TemplateColumn) -> None:
    """What to write, beside each cell, and a drop-down where one fits; other answers stay possible."""
    told = {"input_message": shorten(column.help, _MAX_MESSAGE, placeholder=" …")}
    choices = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
    fits = column.choices and len(",".join(column.choices)) <= _MAX_LIST
    sheet.data_validation(1, position, ROWS, position, told | (choices if fits else {"validate": "any"}))


def _base(field: BaseField, catalogue: Catalogue, lang: str) -> TemplateColumn:
    """What can be found from other columns is not asked for."""
    choices: dict[FieldKind, tuple[str, ...]] = {
        FieldKind.FLAG: _yes_no(lang),
        FieldKind.ROLE: tuple(say(f"intake.choice.{word}", lang) for word in Role),
        FieldKind.SEX: tuple(say(f"intake.choice.{word}", lang) for word in Sex),
        FieldKind.STATE: _STATES,
        FieldKind.UNIT_TYPE: tuple(type_label(name, catalogue, lang) for name in unit_types(catalogue)),
        FieldKind.PROTECTED_FOR: tuple(say(f"unit.protected_for.{word}", lang) for word in ProtectedFor),
        FieldKind.OPEN_TO: tuple(say(f"unit.open_to.{word}", lang) for word in OpenTo),
    }
    hint = say(f"intake.hint.{BASE_HINTS[field.kind]}", lang)
    hint = _with_required(hint, lang) if field.required and not field.derived else hint
    return TemplateColumn(
        field.column, say(f"intake.column.{field.column}", lang), hint, choices.get(field.kind, ())
    )


def _capacities(catalogue: Catalogue, lang: str) -> Iterator[TemplateColumn]:
    for resource in catalogue.resources:
        name = f"capacity_{resource.id}"
        hint = say("intake.hint.whole", lang)
        hint = _with_required(hint, lang) if resource.demand.per == "persons" else hint
        yield TemplateColumn(name, resource.label.in_(lang), hint)


def _asked(field: Field, catalogue: Catalogue, lang: str) -> TemplateColumn:
    questions = [c.question.in_(lang) for c in catalogue.criteria if field.id in (c.need, c.applies)]
    options = tuple(option.label.in_(lang) for option in field.options)
    hint = say(f"intake.hint.{HINTS[field.type]}", lang)
    unit = say("intake.hint.unit", lang, unit=field.unit.in_(lang)) if field.unit else ""
    allowed = say("intake.hint.options", lang, options=", ".join(options)) if options else ""
    parts = [part for part in (*questions[:1], hint, unit, allowed) if part]
    choices = {
        FieldType.FLAG: _yes_no(lang),
        FieldType.CHOICE: options,
        FieldType.LEVEL: tuple(CEFR),
    }.get(field.type, ())
    return TemplateColumn(field.id, field.label.in_(lang), " ".join(parts), choices)


def _priorities(side: str, catalogue: Catalogue, lang: str) -> Iterator[TemplateColumn]:
    hint = say("intake.hint.priority", lang)
    for criterion in catalogue.criteria:
        if criterion.side == side and criterion.weighed:
            label = say("template.priority", lang, label=criterion.label.in_(lang))
            codes = (catalogue.priority_word(criterion.id, level) for level in range(ESSENTIAL + 1))
            words = tuple(say(f"intake.choice.priority_{code}", lang) for code in codes)
            yield TemplateColumn(f"priority_{criterion.id}", label, hint, words)


def _yes_no(lang: str) -> tuple[str, ...]:
    return say("intake.choice.yes", lang), say("intake.choice.no", lang)


def _with_required(hint: str, lang: str) -> str:
    return f"{hint} {say('intake.hint.required', lang)}"


_STATES = tuple(sorted(LANDS))
