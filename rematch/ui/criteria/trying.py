"""What the drafted criteria would do to the cohort on screen."""

from typing import TYPE_CHECKING, cast

import streamlit as st

from rematch.errors import RematchError
from rematch.model import HouseholdId
from rematch.service.criteria import CataloguePreview, catalogue_preview
from rematch.service.session import PlanReport
from rematch.ui import tables
from rematch.ui.session import current_plan
from rematch.ui.shell import memory
from rematch.ui.shell.context import here
from rematch.ui.words import number, percent, signed, t, told

if TYPE_CHECKING:
    from rematch.criteria.catalogue import Catalogue

TRIED = "criteria_trial"


def button(drafted: "Catalogue") -> None:
    """Plans the cohort on trial; nothing is kept of it."""
    st.button(
        t("criteria.try"),
        icon=":material/science:",
        help=t("criteria.try.help"),
        disabled=here().cohort is None,
        on_click=memory.remember,
        args=(TRIED, drafted.fingerprint, True),
        key="criteria_try",
    )


def panel(drafted: "Catalogue") -> None:
    """Figures before and after, and who would have another place."""
    asked = memory.recall(TRIED, drafted.fingerprint)
    if asked is None:
        return
    report = current_plan.report()
    if report is None:
        return
    if asked is True:
        try:
            with st.spinner(t("session.solving"), show_time=True):
                asked = catalogue_preview(report, drafted)
        except RematchError as fault:
            st.error(told(fault))
            return
        memory.remember(TRIED, drafted.fingerprint, asked)
    _figures(cast(CataloguePreview, asked))
    _moves(cast(CataloguePreview, asked))


def _figures(found: CataloguePreview) -> None:
    before, after = found.before.figures, found.after.figures
    with st.container(horizontal=True, gap="small", key="criteria_trial"):
        st.metric(t("criteria.trial.moved"), number(len(found.moved)), border=True)
        st.metric(
            t("figure.placed"),
            t("figure.of", part=after.persons_placed, whole=after.persons),
            _delta(after.persons_placed - before.persons_placed),
            border=True,
        )
        st.metric(t("criteria.trial.ruled_out"), number(found.ruled_out), border=True)
        st.metric(t("criteria.trial.allowed"), number(found.allowed), border=True)
        st.metric(t("figure.mean_fit"), percent(after.mean_fit, 1), border=True)
    st.markdown(f":small[{t('criteria.trial.note', before=percent(before.mean_fit, 1))}]")


def _delta(difference: int) -> str | None:
    return signed(difference) if difference else None


def _moves(found: CataloguePreview) -> None:
    if not found.moved:
        st.markdown(t("criteria.trial.nobody"))
        return
    tables.show(
        [
            {
                "household": household,
                "before": _place(found.before, household),
                "after": _place(found.after, household),
            }
            for household in found.moved
        ],
        "rematch-criteria-trial",
    )


def _place(report: PlanReport, household: HouseholdId) -> str:
    column = report.assignment[report.instance.cohort_data.row[household]]
    return t("plan.unplaced") if column < 0 else report.instance.profiles.municipalities[column].name
