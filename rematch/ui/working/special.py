"""Special categories of data (Art. 9) wait, of real people, until somebody has said what for."""

from collections.abc import Collection
from typing import NamedTuple

import streamlit as st

from rematch.model import CohortId, CriterionId
from rematch.scenario import Scenario
from rematch.ui.shell import cached

ASKED = "special_asked"


class Waiting(NamedTuple):
    """The criteria that are to be switched on, of a cohort."""

    cohort: CohortId
    criteria: tuple[CriterionId, ...]


def held_back(seen: Scenario, wished: Scenario, cohort: CohortId | None) -> Scenario:
    """What of a wish is put in force at once: all of it, but for what switches such criteria on."""
    if seen.switches == wished.switches:
        return wished
    from rematch.service.criteria import newly_special  # noqa: PLC0415  the service imports the solver

    real = any(one.cohort == cohort and not one.invented for one in cached.cohorts())
    found = newly_special(seen, wished, cached.catalogue()) if real else ()
    if not found or cohort is None:
        return wished
    st.session_state[ASKED] = Waiting(cohort, found)
    return wished.model_copy(update={"switches": _as_seen(seen, wished, found)})


def _as_seen(seen: Scenario, wished: Scenario, names: Collection[CriterionId]) -> dict[CriterionId, bool]:
    others = {name: on for name, on in wished.switches.items() if name not in names}
    return others | {name: seen.switches[name] for name in names if name in seen.switches}


def waiting(cohort: CohortId | None) -> Waiting | None:
    """What waits on this cohort; what waited on another one is forgotten."""
    found = st.session_state.get(ASKED)
    if isinstance(found, Waiting) and found.cohort == cohort:
        return found
    st.session_state.pop(ASKED, None)
    return None


def leave() -> None:
    """Nothing is switched on."""
    st.session_state.pop(ASKED, None)
