"""The reference of files and models, written from the code; kept in docs/interfaces.md."""

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from pydantic import BaseModel

from rematch import bootstrap
from rematch.base_fields import BASE_FIELDS, FieldKind
from rematch.command.explanation.shape import MODELS as EXPLANATION
from rematch.command.intake_content import MODELS as INTAKE
from rematch.command.output import Output
from rematch.model import Cohort, OpenTo, ProtectedFor
from rematch.scenario import HeldPrice, HeldPrices, Pin, Policy, Scenario, Veto
from rematch.service.criteria import unit_types
from rematch.service.intake import (
    Column,
    household_columns,
    member_columns,
    municipality_columns,
    unit_columns,
)
from rematch.settings import PREFIX, Settings

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue

_MODULE = re.compile(r"\b(?:rematch|typing)\.(?:\w+\.)*(?=[A-Z])")

HEAD = """# Interfaces

Written by `python -m rematch reference`; a test holds this file against the code.

A cohort's folder is UTF-8 CSV with commas and a header row; several values in a cell are separated by `|`;
an empty cell is *unknown*, which is not "no"; `none` is known to be empty. Cells by type: flag `yes`/`no`, of
people also `declined` (they prefer not to say: no need, and no question any more); number with a decimal
point; level `A0` to `C2`; date `2026-11-22`; set `a|b`; map `a:1.5|b:2`; languages `uk:native|de:A2`; points
`52.5/13.4|04011000` (coordinates, or the AGS of a municipality of the cohort).
Loaded over a stored cohort, a table changes its own columns alone: what it has no column for stays.

`units.csv` is optional: a row is a unit of accommodation, or `count` units alike (empty = 1; `open_to`
empty = anyone). A municipality with rows has the units of its rows; its `capacity_` columns of types,
step-free and protected units then count for nothing. One without rows has those capacities."""


ANSWERS = """## Answers after arrival

A CSV file or a workbook that the page "Evaluation" reads, one row per adult and questionnaire; its template
has all columns. Nothing is kept where anything is wrong.

| column | what it holds |
|---|---|
| `offer` | number of the offer; needed |
| `wave` | 1, 6 or 12 months after arrival; needed |
| `day` | the day of the answer, within the window: `2026-07-01` or `1.7.2026`; needed |
| `adult` | the adult's number, counted from 1 in each household; blank is 1 |
| `outcome` | `answered`, `declined`, `not_asked`, `unreached`; blank is `answered` |
| `lang` | the language asked in, as `uk` |
| `again`, `suits`, `elsewhere` | yes or no, in any language of households' files; blank is not said |
| `needs_<group>` | for each group of criteria: yes, no, or `not_needed` |
| an office's own questions | by their ids in `data/process/evaluation.toml`: yes or no, or 1 to 5 |"""


def reference(args: argparse.Namespace, output: Output) -> None:
    """Print the reference as Markdown."""
    text = markdown(bootstrap.shipped_catalogue())
    output.result({"reference": text}, text.splitlines())


def markdown(catalogue: "Catalogue") -> str:
    """The whole reference; a cohort's files first, then what people decide."""
    tables = {
        "households.csv": household_columns(catalogue, {}),
        "members.csv": member_columns(catalogue, {}),
        "municipalities.csv": municipality_columns(catalogue, {}),
        "units.csv": unit_columns(),
    }
    sections = [
        HEAD,
        "## cohort.toml",
        _model(Cohort),
        *(part for name, columns in tables.items() for part in (f"## {name}", _columns(columns, catalogue))),
        "## Scenario file (JSON)",
        "`data/scenario_example.json` is a complete example.",
        *(
            part
            for model in (Scenario, Policy, Pin, Veto, HeldPrices, HeldPrice)
            for part in (f"### {model.__name__}", _model(model))
        ),
        "## `explain --json`",
        *(part for model in EXPLANATION for part in (f"### {model.__name__}", _model(model))),
        "## `intake --json`, and the mapping that `--save-map` writes and `--map` reads",
        *(part for model in INTAKE for part in (f"### {model.__name__}", _model(model))),
        ANSWERS,
        "## Environment",
        f"Each name in capitals, after `{PREFIX}`.",
        _model(Settings),
    ]
    return "\n\n".join(sections) + "\n"


def _columns(columns: Mapping[str, Column], catalogue: "Catalogue") -> str:
    rows = ((f"`{name}`", *_meaning(name, column, catalogue)) for name, column in columns.items())
    return "\n".join(_table(("column", "type", "meaning"), rows))


def _meaning(name: str, column: Column, catalogue: "Catalogue") -> tuple[str, str]:
    """Type and label of a catalogue field; of a fixed column whether it is required."""
    field = next((f for f in catalogue.fields if f.id == column.key), None)
    if field is not None and column.part not in ("as_of", "priorities"):
        options = ", ".join(option.id for option in field.options)
        return f"{field.type}{f' ({options})' if options else ''}", field.label.en
    words = _words(name, catalogue) if column.key is None else ()
    return f"choice ({', '.join(words)})" if words else "", "required" if column.required else ""


def _words(name: str, catalogue: "Catalogue") -> tuple[str, ...]:
    """The words that may stand in a column of units.csv; none where it is no choice."""
    kind = BASE_FIELDS[name].kind if name in BASE_FIELDS else None
    words: dict[FieldKind | None, Iterable[str]] = {
        FieldKind.UNIT_TYPE: unit_types(catalogue),
        FieldKind.PROTECTED_FOR: ProtectedFor,
        FieldKind.OPEN_TO: OpenTo,
    }
    return tuple(words.get(kind, ()))


def _model(model: type[BaseModel]) -> str:
    rows = (
        (f"`{name}`", f"`{_shown(field.annotation)}`", "required" if field.is_required() else "")
        for name, field in model.model_fields.items()
    )
    about = " ".join((model.__doc__ or "").split())
    return "\n".join([about, "", *_table(("name", "type", ""), rows)])


def _shown(annotation: object) -> str:
    shown = (getattr(annotation, "__name__", None) if isinstance(annotation, type) else None) or str(
        annotation
    )
    return _MODULE.sub("", shown).replace("|", "or")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
