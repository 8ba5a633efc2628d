"""What one visit decided and looks at; `memory` beside it keeps what was worked out."""

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.model import Ags, CohortId, CriterionId, HouseholdId, Viewer, ViewerRole
from rematch.rights import in_force, whoever
from rematch.scenario import Scenario
from rematch.texts import best_language, screen_languages
from rematch.ui.shell import address, memory, notes
from rematch.ui.working import special, visit
from rematch.ui.working.visit import About, Seen

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue
    from rematch.instance.cohort_data import CohortData
    from rematch.planning.report import PlanReport
    from rematch.service.working import LiveSession, SessionKey

LANG = "language"
COHORT = "cohort"
TOKEN = "cohort_token"
STEP = "report_step"
"""The plan on screen with the one before it."""
WAITING = "sessions_of_other_cohorts"


def begin(catalogue: "Catalogue") -> None:
    """Fill the state of a new visit from the address and the browser; called first in every run."""
    if LANG in st.session_state:
        return
    viewer = whoever()
    asked = address.read(st.query_params.to_dict())
    st.session_state[LANG] = asked.lang or _browser_language()
    st.session_state[COHORT] = asked.cohort
    st.session_state["ags"] = asked.ags
    groups = {group.id for group in catalogue.groups}
    weighed = {name: w for name, w in asked.weights.items() if name in _known(asked.weights, catalogue)}
    shared = Scenario(weights=weighed, groups={name: w for name, w in asked.groups.items() if name in groups})
    coordinates = viewer is not None and ViewerRole.COORDINATOR in viewer.roles
    visit.keep(Seen(shared, asked.session if coordinates else None))


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
    """Who asks; raises viewer.may_not where nobody with a role does."""
    return in_force()


def cohort_id() -> CohortId | None:
    """The cohort in use, None where nothing is loaded."""
    return cast("CohortId | None", st.session_state.get(COHORT))


def first_cohort(cohort: CohortId) -> None:
    """Settle a new visit, or one that deleted its cohort, on the cohort it begins with."""
    st.session_state[COHORT] = cohort


def use_cohort(cohort: CohortId | None) -> None:
    """Change the cohort: what was decided and chosen belongs to the old one and waits there, weights, too."""
    if cohort == cohort_id():
        return
    _put_by()
    st.session_state[COHORT] = cohort
    leave_cohort()
    st.session_state[TOKEN] = None


def same_cohort(token: str | None, others: Collection[str]) -> None:
    """Settle which cohort the id means now, None for one that is gone; `others` are all cohorts' tokens.

    Decisions about a cohort that is gone are forgotten; those about another one of the same id are not
    taken for its people. What others have decided in the visit's session meanwhile is taken over.
    """
    waiting = {known: kept for known, kept in _waiting().items() if known in others}
    before = st.session_state.get(TOKEN)
    if before is not None and before != token:
        leave_cohort()
        memory.forget_all()
    if before != token and token in waiting:
        visit.keep(waiting.pop(token))
    st.session_state[WAITING] = waiting
    st.session_state[TOKEN] = token
    step = visit.look(_about())
    if step is not None and step.kind == "dropped":
        notes.tell_dropped()


def keep_to(data: "CohortData") -> None:
    """Drop from the scenario what names something that others have removed or that is retired, and say so."""
    from rematch.service.criteria import retired_finding, retired_in, without_retired  # noqa: PLC0415
    from rematch.service.session import drop_unknown  # noqa: PLC0415  the service imports the solver

    now = scenario()
    fitted = drop_unknown(now, data)
    if fitted == now:
        return
    visit.correct(_about(), fitted)
    carry()
    if gone := retired_in(now):
        notes.tell_retired(retired_finding("", gone))
    if without_retired(now) != fitted:
        notes.tell_dropped()


def leave_cohort() -> None:
    """Begin anew: the session that was open stays kept with its cohort, and can be gone on with."""
    visit.keep(Seen())
    other_profiles()
    carry()


def other_profiles() -> None:
    """Somebody changed the cohort's profiles here: what was decided holds, what was looked at is dropped."""
    select_household(None)
    select_ags(None)
    remember_report(None)
    memory.leave_desk()


def _put_by() -> None:
    token = st.session_state.get(TOKEN)
    if token is not None:
        st.session_state[WAITING] = {**_waiting(), token: visit.seen()}


def _waiting() -> dict[str, Seen]:
    return cast("dict[str, Seen]", st.session_state.get(WAITING, {}))


def working_session() -> "LiveSession | None":
    """The working session this visit is in, None before the first decision."""
    return visit.live(_about())


def enter_session(key: "SessionKey") -> None:
    """Go on in a working session of this cohort."""
    visit.enter(key)
    visit.look(_about())
    carry()


def scenario() -> Scenario:
    """The scenario on screen: in force, unless others have changed it since the script ran last."""
    return visit.seen().scenario


def decide(changed: Scenario, control: str | None = None, reason: str = "") -> None:
    """Put a scenario in force as one step that can be undone; moves of one control in a row are one.

    It is stored with its reason, by a session that the first decision opens. What switches special categories
    of real people on waits until somebody has said what for.
    """
    now = special.held_back(visit.seen().scenario, changed, cohort_id())
    visit.decide(_about(), now, control, reason)


def undo() -> None:
    """One's own last decision back."""
    visit.undo(_about())


def redo() -> None:
    """One's own undone decision again."""
    visit.redo(_about())


def can_undo() -> bool:
    """Whether there is an own step back."""
    return visit.can_undo(_about())


def can_redo() -> bool:
    """Whether there is an own undone step."""
    return visit.can_redo(_about())


def _about() -> About:
    return About(cohort_id(), st.session_state.get(TOKEN))


def selected_household() -> HouseholdId | None:
    """The household whose explanation is open."""
    return cast("HouseholdId | None", st.session_state.get("household"))


def select_household(household: HouseholdId | None) -> None:
    """Open a household's explanation, or none; it is then the only one ticked."""
    st.session_state["household"] = household
    st.session_state["ticked"] = ()


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
    pair = cast("tuple[PlanReport, PlanReport | None] | None", st.session_state.get(STEP))
    return pair[1] if pair is not None and pair[0] is last_report() else None


def remember_report(report: "PlanReport | None", before: "PlanReport | None" = None) -> None:
    """Keep the plan that is on screen, and the one it is compared with.

    A newer wish may end the run between both: a plan never has another one's step.
    """
    st.session_state[STEP] = (report, before)
    st.session_state["report"] = report


def carry() -> None:
    """Write what is shared into the address, where it changed; after a decision when its plan is drawn."""
    now = scenario()
    session = visit.seen().session
    params = address.write(
        address.Address(language(), cohort_id(), selected_ags(), session, now.weights, now.groups)
    )
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)


def _browser_language() -> str:
    preferred = st.context.locale or st.context.headers.get("Accept-Language") or ""
    return best_language(entry.partition(";")[0].strip() for entry in preferred.split(","))
