"""All criteria as a table to write in: switch, name, weight and hard rule; the details stand beside."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.cells import scalars
from rematch.cells.faults import CellFault
from rematch.errors import RematchError
from rematch.model import CriterionId
from rematch.scenario import MAX_WEIGHT
from rematch.ui.access import field_faults
from rematch.ui.components import written_table
from rematch.ui.components.written_table import Typed, Value, WrittenColumn
from rematch.ui.criteria import draft
from rematch.ui.shell import state
from rematch.ui.words import number, t, told

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue, Criterion

TABLE = "criteria_table"
HARD = ("never", "always", "essential")
KEYS = {"on": "on", "label": "label.{lang}", "weight": "weight", "hard": "hard"}
"""Column to write in -> key of the catalogue."""
HEIGHT = 620


def panel() -> None:
    """The table; what is written goes into the draft."""
    st.markdown(f":small[{t('criteria.table.help')} {t('table.keys')}]")
    catalogue = draft.shown()
    written_table.show(
        _columns(),
        _rows(catalogue),
        TABLE,
        _written,
        caption=t("nav.criteria"),
        faults=_refused(catalogue),
        height=HEIGHT,
    )


def _columns() -> list[WrittenColumn]:
    def column(name: str, width: int, kind: written_table.Kind = "said", **more: bool) -> WrittenColumn:
        return WrittenColumn(name, t(f"criteria.key.{name}"), width, kind, **more)  # type: ignore[arg-type]

    weights = t("criteria.weight.limits", most=number(MAX_WEIGHT))
    return [
        column("on", 90, "tick"),
        column("label", 300, "text", name_row=True),
        WrittenColumn("weight", t("criteria.key.weight"), 120, "number", help=weights),
        WrittenColumn(
            "hard", t("criteria.key.hard"), 210, "choice", tuple((w, t(f"method.excludes.{w}")) for w in HARD)
        ),
        column("group", 190),
        column("side", 150),
        column("measure", 120),
        column("art9", 90),
    ]


def _rows(catalogue: "Catalogue") -> dict[str, list[Value]]:
    groups = {group.id: group.label.in_(state.language()) for group in catalogue.groups}
    return {criterion.id: _row(criterion, groups[criterion.group]) for criterion in catalogue.criteria}


def _row(criterion: "Criterion", group: str) -> list[Value]:
    """What is not the criterion's own to say has no field: a switch that would change nothing is words."""
    switched = criterion.switchable and not criterion.stated
    return [
        criterion.in_force if switched else t("criteria.yes"),
        criterion.label.in_(state.language()),
        scalars.number_cell(criterion.weight) if criterion.weighed or criterion.measure else None,
        criterion.hard if criterion.measure else None,
        group,
        t(f"method.side.{criterion.side}"),
        t(f"method.name.{criterion.measure or 'rule'}"),
        t("criteria.yes") if criterion.art9 else "",
    ]


def _written(typed: Typed) -> None:
    """What cannot be is refused at its cell, and what stood there before still counts."""
    for (criterion, column), value in typed.items():
        key = _field(criterion, column)
        field_faults.refuse(key, "")
        try:
            draft.change(
                CriterionId(criterion), KEYS[column].format(lang=state.language()), _read(column, value)
            )
        except CellFault as fault:
            field_faults.refuse(key, told(RematchError(fault.code, **fault.params)))


def _read(column: str, value: str | bool | list[str]) -> str | bool | float:
    """The catalogue's value; raises CellFault where it is none."""
    if column == "weight":
        return scalars.number(str(value), 0.0, MAX_WEIGHT)
    if column == "label" and not str(value).strip():
        raise CellFault("catalogue.name_needed")
    return value if isinstance(value, bool) else str(value).strip()


def _refused(catalogue: "Catalogue") -> dict[tuple[str, str], str]:
    cells = ((criterion.id, column) for criterion in catalogue.criteria for column in KEYS)
    return {cell: words for cell in cells if (words := field_faults.why(_field(*cell)))}


def _field(criterion: str, column: str) -> str:
    return f"{TABLE} {criterion} {column}"
