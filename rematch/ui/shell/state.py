"""What one visit decided and looks at; `memory` beside it keeps what was worked out."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.model import Ags, CohortId, CriterionId, HouseholdId, Viewer
from rematch.scenario import Scenario
from rematch.texts import best_language, screen_languages
from rematch.ui.shell import address, history, memory
from rematch.ui.shell.history import History

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue
    from rematch.errors import Finding
    from rematch.instance.cohort_data import CohortData
    from rematch.planning.report import PlanReport

LANG = "language"
COHORT = "cohort"
TOKEN = "cohort_token"
WAITING = "histories_of_other_cohorts"
DROPPED = "decisions_dropped"
GONE = "retired_criteria_named"


def begin(catalogue: "Catalogue") -> None:
    """Fill the state of a new visit from the address and the browser; called first in every run."""
    if LANG in st.session_state:
        return
    asked = address.read(st.query_params.to_dict())
    st.session_state[LANG] = asked.lang or _browser_language()
    st.session_state[COHORT] = asked.cohort
    st.session_state["ags"] = asked.ags
    groups = {group.id for group in catalogue.groups}
    weighed = {name: w for name, w in asked.weights.items() if name in _known(asked.weights, catalogue)}
    st.session_state["history"] = History(
        Scenario(weights=weighed, groups={name: w for name, w in asked.groups.items() if name in groups})
    )


def _known(names: Collection[CriterionId], catalogue: "Catalogue") -> Collection[CriterionId]:
    """The criteria there are, and where others are named those that were there once: they are told later."""
    if set(names) <= catalogue.by_id.keys():
        return names
    from rematch.service.criteria import RETIRED  # noqa: PLC0415  the service imports the solver

    return catalogue.by_id.keys() | RETIRED.keys()


def language() -> str:
    """The visitor's language; outside a visit the first there is."""
    return cast(str, st.session_state.get(LANG) or screen_languages()[0])


def speak(lang: str) -> None:
    """Change the language for the rest of the visit."""
    st.session_state[LANG] = lang


def viewer() -> Viewer:
    """Who asks; one local coordinator for the time being."""
    return Viewer()


def cohort_id() -> CohortId | None:
    """The cohort in use, None where nothing is loaded."""
    return cast("CohortId | None", st.session_state.get(COHORT))


def first_cohort(cohort: CohortId) -> None:
    """Settle a new visit, or one that deleted its cohort, on the cohort it begins with."""
    st.session_state[COHORT] = cohort


def use_cohort(cohort: CohortId | None) -> None:
    """Change the cohort: weights stay, decisions and selections belong to the old one and wait there."""
    if cohort == cohort_id():
        return
    _put_by()
    st.session_state[COHORT] = cohort
    leave_cohort()
    st.session_state[TOKEN] = None


def same_cohort(token: str | None, others: Collection[str]) -> None:
    """Settle which cohort the id means now, None for one that is gone; `others` are all cohorts' tokens.

    Decisions about a cohort that is gone are forgotten; those about another one of the same id are not
    taken for its people.
    """
    waiting = {known: kept for known, kept in _waiting().items() if known in others}
    before = st.session_state.get(TOKEN)
    if before is not None and before != token:
        leave_cohort()
        memory.forget_all()
    if before != token and token in waiting:
        _keep(waiting.pop(token))
    st.session_state[WAITING] = waiting
    st.session_state[TOKEN] = token


def keep_to(data: "CohortData") -> None:
    """Drop from the scenario what names something that others have removed or that is retired, and say so."""
    from rematch.service.criteria import retired_finding, retired_in, without_retired  # noqa: PLC0415
    from rematch.service.session import drop_unknown  # noqa: PLC0415  the service imports the solver

    now = scenario()
    fitted = drop_unknown(now, data)
    if fitted == now:
        return
    _keep(history.corrected(_history(), fitted))
    if gone := retired_in(now):
        st.session_state[GONE] = retired_finding("", gone)
    if without_retired(now) != fitted:
        st.session_state[DROPPED] = True


def dropped() -> bool:
    """Whether something that others have removed was dropped and nobody has taken note yet."""
    return bool(st.session_state.get(DROPPED))


def retired() -> "Finding | None":
    """The retired criteria that were dropped from the scenario, until somebody has taken note."""
    return cast("Finding | None", st.session_state.get(GONE))


def take_note() -> None:
    """What was dropped was read."""
    st.session_state[DROPPED] = False
    st.session_state[GONE] = None


def leave_cohort() -> None:
    """Drop what belongs to the cohort that was in use."""
    _keep(history.another_cohort(_history()))
    select_household(None)
    select_ags(None)
    remember_report(None)


def _put_by() -> None:
    token = st.session_state.get(TOKEN)
    if token is not None:
        st.session_state[WAITING] = {**_waiting(), token: _history()}


def _waiting() -> dict[str, History]:
    return cast("dict[str, History]", st.session_state.get(WAITING, {}))


def scenario() -> Scenario:
    """The scenario in force."""
    return _history().present


def decide(changed: Scenario, control: str | None = None) -> None:
    """Put a scenario in force as one step that can be undone; moves of one control in a row are one."""
    _keep(history.decide(_history(), changed, control))


def undo() -> None:
    """One decision back."""
    _keep(history.undo(_history()))


def redo() -> None:
    """One undone decision again."""
    _keep(history.redo(_history()))


def can_undo() -> bool:
    """Whether there is a step back."""
    return bool(_history().past)


def can_redo() -> bool:
    """Whether there is an undone step."""
    return bool(_history().future)


def selected_household() -> HouseholdId | None:
    """The household whose explanation is open."""
    return cast("HouseholdId | None", st.session_state.get("household"))


def select_household(household: HouseholdId | None) -> None:
    """Open a household's explanation, or none."""
    st.session_state["household"] = household


def selected_ags() -> Ags | None:
    """The municipality that is looked at."""
    return cast("Ags | None", st.session_state.get("ags"))


def select_ags(ags: Ags | None) -> None:
    """Look at a municipality, or at none."""
    st.session_state["ags"] = ags
    carry()


def last_report() -> "PlanReport | None":
    """The plan that is on screen."""
    return cast("PlanReport | None", st.session_state.get("report"))


def report_before() -> "PlanReport | None":
    """The plan that was on screen before it, from which changes are told."""
    return cast("PlanReport | None", st.session_state.get("report_before"))


def remember_report(report: "PlanReport | None", before: "PlanReport | None" = None) -> None:
    """Keep the plan that is on screen, and the one it is compared with."""
    st.session_state["report"] = report
    st.session_state["report_before"] = before


def carry() -> None:
    """Write what may be shared into the address, where it changed."""
    now = scenario()
    params = address.write(address.Address(language(), cohort_id(), selected_ags(), now.weights, now.groups))
    if _address() != params:
        st.query_params.from_dict(params)


def _address() -> Mapping[str, str]:
    return st.query_params.to_dict()


def _history() -> History:
    return cast(History, st.session_state.get("history") or History())


def _keep(changed: History) -> None:
    st.session_state["history"] = changed
    carry()


def _browser_language() -> str:
    preferred = st.context.locale or st.context.headers.get("Accept-Language") or ""
    return best_language(entry.partition(";")[0].strip() for entry in preferred.split(","))
