"""Which municipality is looked at, and how much of it may be shown."""

import streamlit as st

from rematch.errors import RematchError
from rematch.model import Ags, ViewerRole
from rematch.service.municipality import Preview, preview
from rematch.service.session import PlanReport
from rematch.ui.shell import state
from rematch.ui.widgets import show
from rematch.ui.words import t

AS_REAL = "preview_as_real"


def title(report: PlanReport | None) -> Preview | None:
    """Title, the choice of municipality, and the label that says what is shown; None without a plan."""
    st.title(t("preview.title"))
    st.markdown(t("preview.lead"), width=820)
    if report is None:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="preview_choice"):
        ags = _place(report)
        if report.instance.profiles.cohort.invented:
            st.toggle(
                t("preview.as_real"), help=t("preview.as_real.help"), key=AS_REAL, persist_state="session"
            )
    seen = preview(report, state.viewer(), ags, as_real=bool(st.session_state.get(AS_REAL)))
    _label(seen)
    return seen


def refuse(_fault: RematchError, _before: PlanReport | None) -> None:
    """That there is no present plan; never whose decisions contradict each other."""
    st.warning(t("preview.refused"), icon=":material/hourglass_empty:", width=820)


def _place(report: PlanReport) -> Ags:
    """The selected municipality, else the first one; a municipal viewer has only its own."""
    viewer = state.viewer()
    names = {place.ags: place.name for place in report.instance.profiles.municipalities}
    if viewer.role is ViewerRole.MUNICIPALITY and viewer.ags in names:
        names = {viewer.ags: names[viewer.ags]}
    selected = state.selected_ags()
    show("preview_ags", selected if selected in names else next(iter(names)))
    chosen = st.selectbox(
        t("preview.place"),
        sorted(names, key=lambda ags: names[ags]),
        format_func=lambda ags: names[ags],
        key="preview_ags",
        on_change=lambda: state.select_ags(st.session_state["preview_ags"]),
        width=340,
    )
    return chosen or st.session_state["preview_ags"]


def _label(seen: Preview) -> None:
    if seen.masked:
        st.info(t("preview.masked", threshold=seen.threshold), icon=":material/visibility_off:", width=820)
    else:
        st.warning(t("preview.full", threshold=seen.threshold), icon=":material/theater_comedy:", width=820)
