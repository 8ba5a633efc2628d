"""A municipality's list of its units of accommodation, as a table to fill in."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from rematch.base_fields import UNIT
from rematch.report.files.folder import UNITS
from rematch.service.interview import Slot
from rematch.ui.access import live
from rematch.ui.components import written_table
from rematch.ui.components.written_table import Typed
from rematch.ui.profiles import cells
from rematch.ui.profiles.edited_rows import after, row_names
from rematch.ui.questionnaire import draft, widgets
from rematch.ui.questionnaire.checking import CheckedForm
from rematch.ui.words import READING_WIDTH, t, told

COLUMNS = tuple(field.column for field in UNIT if field.column != "ags")


def panel(checked: CheckedForm | None) -> None:
    """The table with what is wrong with it, at its cells where it is about one."""
    slot = Slot(UNITS)
    rows, key = draft.in_hand().units or (), widgets.key_of(slot)
    names = row_names(f"{key}_rows", len(rows))
    faults = _faults(checked, names)
    st.subheader(t("intake.kind.units"), anchor=False)
    st.markdown(f"{t('questionnaire.units')} {t('table.keys')}", width=READING_WIDTH)
    written_table.show(
        (*(cells.field_of(column, names=column == "unit") for column in COLUMNS), written_table.gone()),
        {
            name: [*(cells.value(column, row.get(column, "")) for column in COLUMNS), ""]
            for name, row in zip(names, rows, strict=True)
        },
        key,
        partial(_written, f"{key}_rows"),
        caption=t("intake.kind.units"),
        faults=faults,
        empty=t("evidence.unknown"),
        add=t("edit.add"),
    )
    live.tell(f"faults {key}", faults, " ".join(faults.values()))
    if checked and not faults:
        widgets.faults(checked, slot)


def _faults(checked: CheckedForm | None, names: Sequence[str]) -> dict[tuple[str, str], str]:
    """What is wrong, by row and column; what is about a unit as such stands at its name."""
    found: dict[tuple[str, str], str] = {}
    for at, finding in checked.units if checked else ():
        cell = names[at], finding.column if finding.column in COLUMNS else "unit"
        found[cell] = " ".join(filter(None, (found.get(cell), live.spoken(told(finding)))))
    return found


def _written(key: str, typed: Typed) -> None:
    form = draft.in_hand()
    draft.keep(form.model_copy(update={"units": tuple(after(form.units or (), key, typed, COLUMNS))}))
