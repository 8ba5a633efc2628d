"""Scenario and plan as files, in and out."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from rematch.errors import RematchError
from rematch.model import HouseholdId, Viewer
from rematch.report.files.plan import COLUMNS, plan_rows
from rematch.report.files.plan_file import plan_json
from rematch.report.files.tables import Cell, plan_csv, plan_xlsx
from rematch.rights import carried
from rematch.scenario import Scenario
from rematch.service.session import PlanReport, assemble, record
from rematch.ui.access import field_faults
from rematch.ui.compare import saved
from rematch.ui.session import current_plan
from rematch.ui.session.plan import proof
from rematch.ui.session.releasing import panel as releasing
from rematch.ui.shell import cached, state
from rematch.ui.shell.context import here
from rematch.ui.words import t, told
from rematch.ui.working import decided

MOST_BYTES = 2_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def panel(report: PlanReport) -> None:
    """Left the scenario, as a file and under a name, right the plan."""
    left, right = st.columns(2, gap="large")
    with left.container(border=True):
        _scenario(report)
    with left.container(border=True):
        st.markdown(f"## {t('saved.title')}")
        st.markdown(t("saved.text"))
        saved.panel(report)
    with right.container(border=True):
        _plan(report)
    with right:
        releasing.panel(report)


def _scenario(report: PlanReport) -> None:
    st.markdown(f"## {t('files.scenario')}")
    st.markdown(t("files.scenario.text"))
    st.download_button(
        t("files.scenario.save"),
        data=carried(partial(_saved, report, state.viewer())),
        file_name=f"scenario-{report.scenario.fingerprint}.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key="save_scenario",
    )
    given = st.file_uploader(
        t("files.scenario.load"), type="json", help=t("files.scenario.load.help"), key="load_scenario"
    )
    if given is not None and st.session_state.get("scenario_read") != given.file_id:
        st.session_state["scenario_read"] = given.file_id
        _load(given.getvalue())


def _saved(report: PlanReport, viewer: Viewer) -> str:
    record(report, cached.store(), viewer, "saved")
    return report.scenario.to_json()


def _load(content: bytes) -> None:
    """Put a scenario file in force, if it can be read and its decisions hold on these profiles."""
    if len(content) > MOST_BYTES:
        field_faults.told("load_scenario", t("files.large", most="2 MB"))
        return
    try:
        scenario = Scenario.from_file(content.decode("utf-8", errors="replace"))
        assemble(here().cohort_data, scenario)
    except RematchError as fault:
        field_faults.told("load_scenario", told(fault))
        return
    state.decide(scenario)
    st.toast(t("files.scenario.loaded"), icon=":material/check:")
    st.rerun()


def _plan(report: PlanReport) -> None:
    st.markdown(f"## {t('files.plan')}")
    if not current_plan.in_force(report):
        st.info(t("files.plan.waits"), icon=":material/hourglass_empty:")
        return
    st.markdown(t("files.plan.text"))
    kind = "invented" if report.instance.profiles.cohort.invented else "real"
    note = t(f"files.note.{kind}", proof=proof.words(report))
    labels = {name: t(f"column.{name}") for name in COLUMNS}
    stem = f"plan-{report.instance.profiles.cohort.id}-{report.scenario.fingerprint}"
    made = decided.present(report.scenario)
    of_households, sheet = (
        decided.by_household(report.scenario, made),
        {t("decided.title"): decided.rows(made)},
    )
    lang = state.language()
    table = partial(_rows, report, lang, of_households)
    contents = tuple(one.as_content() for one in made)
    files: dict[str, tuple[Callable[[], bytes], str]] = {
        "csv": (lambda: plan_csv(table(), labels, note=note, lang=lang), "text/csv"),
        "xlsx": (lambda: plan_xlsx(table(), labels, note=note, beside=sheet, lang=lang), XLSX),
        "json": (lambda: _json(report, contents), "application/json"),
    }
    for name, (write, mime) in files.items():
        st.download_button(
            t(f"files.{name}"),
            data=carried(write),
            file_name=f"{stem}.{name}",
            mime=mime,
            icon=":material/download:",
            on_click="ignore",
            key=f"save_{name}",
        )


def _rows(
    report: PlanReport, lang: str, of_households: dict[HouseholdId, tuple[str, str]]
) -> list[dict[str, Cell]]:
    """Called outside any visit, so it is told the visitor's language."""
    return plan_rows(report.instance, report.placements, lang, decided=of_households)


def _json(report: PlanReport, decided: tuple[dict[str, object], ...]) -> bytes:
    solution = report.solution
    beside = {"status": solution.status, "proof": solution.proof, "gap": solution.gap}
    return plan_json(report.instance, report.placements, report.loads, decided, beside)
