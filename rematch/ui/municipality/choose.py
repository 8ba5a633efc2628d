"""Which municipality is looked at, and how much of it may be shown."""

import streamlit as st

from rematch.errors import RematchError
from rematch.model import Ags, ViewerRole
from rematch.service.municipality import Preview, preview
from rematch.service.session import PlanReport
from rematch.ui import looked_at
from rematch.ui.shell import state
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
    first, there = next(iter(names)), looked_at.by_name(names)
    return looked_at.box("preview_ags", t("preview.place"), there, otherwise=first) or first


def _label(seen: Preview) -> None:
    if seen.masked:
        st.info(t("preview.masked", threshold=seen.threshold), icon=":material/visibility_off:", width=820)
    else:
        st.warning(t("preview.full", threshold=seen.threshold), icon=":material/theater_comedy:", width=820)
