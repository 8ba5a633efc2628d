"""Which plans are compared; kept scenarios are solved here, each once."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from rematch.errors import RematchError
from rematch.identity import Identity
from rematch.scenario import Scenario
from rematch.service.criteria import retired_finding, retired_in, without_retired
from rematch.service.insight import (
    PRIORITY,
    Contender,
    Kind,
    baseline_contenders,
    by_priority,
    of_report,
    people_scenario,
    planned,
)
from rematch.service.session import PlanReport
from rematch.ui.compare import saved
from rematch.ui.session import current_plan
from rematch.ui.shell import cached
from rematch.ui.words import READING_WIDTH, plain, t, told

if TYPE_CHECKING:
    from rematch.instance.cohort_data import CohortData

PRESENT, PEOPLE, BY_PRIORITY = "present:", "people:", f"baseline:{PRIORITY}"
FIRST = [PRESENT, PEOPLE, "baseline:quota"]
"""What stands side by side before anybody chooses."""
KEY = "compare_plans"
OWN = "compare_own"


@dataclass(frozen=True)
class Comparison:
    """The plans chosen, in the order of the list; `own` where each is measured under its own weights."""

    report: PlanReport
    contenders: tuple[Contender, ...]
    own: bool

    def name(self, contender: Contender) -> str:
        """The plan's name in words."""
        return name(contender.key)


def title() -> None:
    """Title and what this page is for."""
    st.title(t("nav.compare"))
    st.markdown(t("compare.lead"), width=READING_WIDTH)


def name(key: str) -> str:
    """A plan's name in words; a kept scenario has its own."""
    kind, _, own = key.partition(":")
    if kind == "saved":
        return own
    if kind == "baseline":
        return t(f"baseline.{own}")
    return t("compare.people") if kind == "people" else t("baseline.plan")


def panel(report: PlanReport) -> Comparison:
    """The list, how fits are measured, and where scenarios are kept."""
    kept = saved.scenarios()
    keys = [PRESENT, PEOPLE, *(f"saved:{name}" for name in kept)]
    baselines = {contender.key: contender for contender in baseline_contenders(report)}
    keys += list(baselines)
    if not current_plan.large(report):
        keys.append(BY_PRIORITY)
    wanted = st.session_state.setdefault(KEY, FIRST)
    if not set(wanted) <= set(keys):
        st.session_state[KEY] = [key for key in wanted if key in keys]
    chosen = st.multiselect(
        t("compare.choose"), keys, format_func=name, key=KEY, placeholder=t("compare.choose.none")
    )
    if BY_PRIORITY in chosen:
        st.markdown(f":small[{t('compare.priority')}]", width=READING_WIDTH)
    own = st.toggle(t("compare.own"), help=t("compare.own.help"), key=OWN, persist_state="session")
    if not kept:
        st.info(t("compare.none_saved"), icon=":material/bookmark_add:", width=READING_WIDTH)
    with st.expander(
        t("saved.title"), icon=":material/bookmarks:", key="compare_saved", on_change="rerun"
    ) as opened:
        if opened.open:
            saved.panel(report)
    with st.spinner(t("compare.solving"), show_time=True):
        found = [baselines.get(key) or _solved(report, key, kept) for key in keys if key in chosen]
    return Comparison(report, tuple(contender for contender in found if contender is not None), bool(own))


def _solved(report: PlanReport, key: str, kept: dict[str, Scenario]) -> Contender | None:
    """The plan of a scenario; None, and the reason on screen, where it does not hold on these profiles."""
    if key == PRESENT:
        return of_report("present", "", report)
    if key == BY_PRIORITY:
        return _drawn(report.identity, report)
    cohort_data, named = report.instance.cohort_data, key.partition(":")[2]
    kind: Kind = "people" if key == PEOPLE else "saved"
    scenario = kept[named] if kind == "saved" else people_scenario(report.scenario, cohort_data)
    if gone := retired_in(scenario):
        st.info(f"**{plain(name(key))}:** {told(retired_finding('', gone))}", icon=":material/link_off:")
        scenario = without_retired(scenario)
    try:
        about = replace(cohort_data.identity, scenario=scenario.fingerprint)
        return _once(about, kind, named, scenario, cohort_data)
    except RematchError as fault:
        st.warning(f"**{t('compare.fails', name=plain(name(key)))}** {told(fault)}")
        return None


@cached.of_people(16)
def _once(
    about: Identity, kind: Kind, named: str, _scenario: Scenario, _cohort_data: "CohortData"
) -> Contender:
    return planned(_cohort_data, kind, named, _scenario)


@cached.of_people(4)
def _drawn(about: Identity, _report: PlanReport) -> Contender:
    return by_priority(_report)
