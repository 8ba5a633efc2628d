"""What all visits share, made once: the catalogue, the store, the profiles."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch import bootstrap
from rematch.model import CohortId, Profiles
from rematch.ui.shell import state

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue
    from rematch.instance.cohort_data import CohortData
    from rematch.store import CohortSummary, Store


@st.cache_resource(max_entries=1, show_spinner=False)
def catalogue() -> "Catalogue":
    """The criteria in force."""
    return bootstrap.open_catalogue()


@st.cache_resource(max_entries=1, show_spinner=False)
def store() -> "Store":
    """The open store, with the demo cohorts after a first start."""
    return bootstrap.open_store(bootstrap.default_database(), catalogue())


def cohorts() -> "tuple[CohortSummary, ...]":
    """What is loaded."""
    return store().cohorts()


def cohort() -> "CohortSummary | None":
    """The cohort in use; an id that leads nowhere gives the first one, the smallest."""
    by_size = sorted(cohorts(), key=lambda summary: (summary.households, summary.cohort))
    asked = state.cohort_id()
    return next((summary for summary in by_size if summary.cohort == asked), by_size[0] if by_size else None)


def profiles() -> Profiles:
    """The profiles of the cohort in use; call it only where there is one."""
    found = cohort()
    if found is None:
        raise LookupError("no cohort")
    return _profiles(found.cohort, found.data)


def cohort_data() -> "CohortData":
    """The cohort in use, ready to be planned with; call it only where there is one."""
    found = cohort()
    if found is None:
        raise LookupError("no cohort")
    return _ground(found.cohort, found.data, catalogue().fingerprint)


@st.cache_resource(max_entries=8, show_spinner=False)
def _ground(cohort_id: CohortId, data: str, catalogue_fingerprint: str) -> "CohortData":
    from rematch.service.session import prepare_cohort as prepare  # noqa: PLC0415  the service imports the solver

    return prepare(_profiles(cohort_id, data), catalogue(), data)


@st.cache_resource(max_entries=8, show_spinner=False)
def _profiles(cohort_id: CohortId, data: str) -> Profiles:
    return store().load_profiles(cohort_id, data)


def forget_profiles() -> None:
    """Drop every profile and ground from memory, so that what was deleted is gone here too."""
    _profiles.clear()
    _ground.clear()
