"""What all visits share, made once: the catalogue, the store, profiles ready to be planned with.

Caches of what a cohort's people said are declared by `of_people`: a deletion empties every one of them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar, cast

import streamlit as st

from rematch import bootstrap
from rematch.identity import Identity
from rematch.model import Profiles, ViewerRole
from rematch.rights import COORDINATION, OVERSEEING, in_force, inside, may
from rematch.service.working import SessionDesk

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue
    from rematch.instance import MatchingInstance
    from rematch.instance.cohort_data import CohortData
    from rematch.scenario import Scenario
    from rematch.service.session import PlanReport, Recorder
    from rematch.store import CohortSummary, Store

P = ParamSpec("P")
R = TypeVar("R")


class _Emptied(Protocol):
    def clear(self) -> None: ...


_OF_PEOPLE: list[_Emptied] = []


def of_people(
    most: int, roles: frozenset[ViewerRole] = COORDINATION
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A cache of at most so many entries for what was made from people's answers; parameters are its key.

    It opens to these roles alone, whoever had the entry made.
    """

    def cached(make: Callable[P, R]) -> Callable[P, R]:
        keeping: Any = st.cache_resource(max_entries=most, show_spinner=False)(make)
        door: Any = may(roles)(keeping)
        door.clear = keeping.clear
        _OF_PEOPLE.append(door)
        return cast("Callable[P, R]", door)

    return cached


def forget_people() -> None:
    """Empty every cache of what people said: what was deleted is gone from memory, too."""
    for cache in _OF_PEOPLE:
        cache.clear()
    with inside():
        session_desk().clear()


@st.cache_resource(max_entries=1, show_spinner=False)
def catalogue() -> "Catalogue":
    """The criteria in force."""
    return bootstrap.open_catalogue()


@st.cache_resource(max_entries=1, show_spinner=False)
def store() -> "Store":
    """The open store, with the demo cohorts after a first start."""
    return bootstrap.open_store(bootstrap.default_database(), catalogue())


@st.cache_resource(max_entries=1, show_spinner=False)
def recorder() -> "Recorder":
    """Who puts plans on record beside the screen."""
    from rematch.service.session import Recorder  # noqa: PLC0415  the service imports the solver

    return Recorder(store())


@st.cache_resource(max_entries=1, show_spinner=False)
def session_desk() -> SessionDesk:
    """The working sessions that are open, each one once for all visits."""
    return SessionDesk(store(), recorder().in_turn)


def cohorts() -> "tuple[CohortSummary, ...]":
    """What is loaded, as far as the viewer may know of it."""
    from rematch.service.municipality import cohorts_to_see  # noqa: PLC0415  the service imports the solver

    viewer = in_force()
    return store().cohorts() if viewer.roles & OVERSEEING else cohorts_to_see(store())


def cohort_data(about: Identity, catalogue: "Catalogue") -> "CohortData":
    """A cohort's data under these criteria, ready to be planned with."""
    return _cohort_data(about, catalogue)


@of_people(8)
def _cohort_data(about: Identity, _catalogue: "Catalogue") -> "CohortData":
    from rematch.service.session import prepare_cohort  # noqa: PLC0415  the service imports the solver

    return prepare_cohort(_profiles(about.cohort, about.data), _catalogue, about.data)


def first_plan(cohort_data: "CohortData", scenario: "Scenario") -> "PlanReport":
    """The plan that a visit begins with, before any other: the same for every visit, so made once.

    Of this very object, not of one like it: an entry keeps its cohort data alive, so no other has its id.
    """
    return _first_plan(id(cohort_data), scenario.fingerprint, cohort_data, scenario)


@of_people(4)
def _first_plan(
    ground: int, scenario: str, _cohort_data: "CohortData", _scenario: "Scenario"
) -> "PlanReport":
    from rematch.service.session import replan  # noqa: PLC0415  the service imports the solver

    return replan(_cohort_data, _scenario, instance=first_instance(_cohort_data, _scenario))


def first_instance(cohort_data: "CohortData", scenario: "Scenario") -> "MatchingInstance":
    """What that plan is of: the same for every visit, too. Raises Contradiction as `assemble` does."""
    return _first_instance(id(cohort_data), scenario.fingerprint, cohort_data, scenario)


@of_people(4)
def _first_instance(
    ground: int, scenario: str, _cohort_data: "CohortData", _scenario: "Scenario"
) -> "MatchingInstance":
    from rematch.service.session import assembled  # noqa: PLC0415  the service imports the solver

    return assembled(_cohort_data, _scenario, None)


@of_people(8)
def _profiles(cohort: str, data: str) -> Profiles:
    return store().load_profiles(cohort, data)  # type: ignore[arg-type]
