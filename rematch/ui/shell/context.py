"""The one frozen context of a script run: who asks, which cohort, data and criteria, under which scenario.

`settle` makes it first thing in every run, with one statement to the store; whatever is drawn in the run
reads it by `here`. Callbacks, which come before the next run, see the one their buttons were drawn in.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.errors import RematchError
from rematch.identity import Identity
from rematch.model import CohortId, Profiles, Viewer, ViewerRole
from rematch.rights import in_force
from rematch.scenario import Scenario
from rematch.ui.shell import cached, state

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue
    from rematch.instance.cohort_data import CohortData
    from rematch.store import CohortSummary

KEY = "context"


@dataclass(frozen=True, eq=False)
class Context:
    """What one script run is about; `cohort` is None where none is loaded, or the one asked for is gone."""

    viewer: Viewer
    catalogue: "Catalogue"
    cohorts: "tuple[CohortSummary, ...]"
    asked: CohortId | None
    cohort: "CohortSummary | None"
    loaded: "CohortData | None"
    scenario: Scenario

    @property
    def gone(self) -> bool:
        """Whether the cohort this visit is about is not there."""
        return self.asked is not None and self.cohort is None

    @property
    def invented(self) -> bool:
        """Whether the cohort's people are invented; call it only where there is a cohort."""
        if self.cohort is None:
            raise LookupError("no cohort")
        return self.cohort.invented

    @property
    def cohort_data(self) -> "CohortData":
        """The cohort ready to be planned with; call it only where there is one."""
        if self.loaded is None:
            raise LookupError("no cohort")
        return self.loaded

    @property
    def profiles(self) -> Profiles:
        """The cohort's profiles; call it only where there is one."""
        return self.cohort_data.profiles


def here() -> Context:
    """The context of this run; raises viewer.may_not where it was made for somebody with other rights.

    Callbacks, fragments and answers beside the page read what an earlier run has settled.
    """
    found = cast(Context, st.session_state[KEY])
    if found.viewer != in_force():
        raise RematchError("viewer.may_not")
    return found


def settle() -> Context:
    """Settle what this run is about; a visit keeps its cohort, whatever else is loaded meanwhile."""
    catalogue, viewer = cached.catalogue(), state.viewer()
    state.begin(catalogue)
    cohorts = cached.cohorts()
    if state.cohort_id() is None and (first := _first(cohorts, viewer)) is not None:
        state.first_cohort(first)
    asked = state.cohort_id()
    found = next((summary for summary in cohorts if summary.cohort == asked), None)
    state.same_cohort(found.token if found else None, {summary.token for summary in cohorts})
    loaded = None
    if found is not None and ViewerRole.COORDINATOR in viewer.roles:
        loaded = cached.cohort_data(Identity(found.cohort, found.data, catalogue.fingerprint), catalogue)
        state.keep_to(loaded)
    context = Context(viewer, catalogue, cohorts, asked, found, loaded, state.scenario())
    st.session_state[KEY] = context
    return context


def _first(cohorts: "tuple[CohortSummary, ...]", viewer: Viewer) -> CohortId | None:
    """The cohort a visit begins with: the smallest of invented people, never real ones nobody asked for.

    Whoever is here for a municipality of one cohort alone has asked for that one.
    """
    own = {place.cohort for place in viewer.places}
    found = [one for one in cohorts if one.invented or own == {one.cohort}]
    first = min(found, key=lambda one: (one.cohort not in own, one.households, one.cohort), default=None)
    return None if first is None else first.cohort
