"""What a moved or typed weight decides: a scenario with that weight, of a group or a criterion."""

import streamlit as st

from rematch.cells import scalars
from rematch.cells.faults import CellFault
from rematch.errors import RematchError
from rematch.model import CriterionId
from rematch.scenario import Scenario
from rematch.ui.access import field_faults
from rematch.ui.shell import state
from rematch.ui.words import told


def typed(key: str, most: float) -> None:
    """A number with comma or point; an emptied box changes nothing, what is no weight is told below it."""
    written = st.session_state[f"type_{key}"].strip().replace(",", ".")
    st.session_state[f"type_{key}"] = ""
    field_faults.refuse(f"type_{key}", "")
    if not written:
        return
    try:
        weigh(key, scalars.number(written, 0.0, most))
    except CellFault as fault:
        field_faults.refuse(f"type_{key}", told(RematchError(fault.code, **fault.params)))


def weigh(key: str, weight: float) -> None:
    """Put this weight in force; moves of one control in a row are one step.

    `key` is `g_` and a group or `w_` and a criterion.
    """
    state.decide(weighed(state.scenario(), key, weight), control=key)


def weighed(scenario: Scenario, key: str, weight: float) -> Scenario:
    """The scenario with one weight, of a group or a criterion, put so."""
    value = round(weight, 1)
    kind, name = key.split("_", 1)
    if kind == "g":
        return scenario.model_copy(update={"groups": {**scenario.groups, name: value}})
    return scenario.model_copy(update={"weights": {**scenario.weights, CriterionId(name): value}})
