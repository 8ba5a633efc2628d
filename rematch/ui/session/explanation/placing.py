"""Put the explained household into the municipality that is looked at: decided where its cost is told."""

import streamlit as st

from rematch.model import Ags, HouseholdId
from rematch.service.session import PlanReport
from rematch.ui.session.plan import decisions, reasons
from rematch.ui.words import plain, t

REASON = "why_put_reason"


def panel(report: PlanReport, household: HouseholdId, ags: Ags) -> None:
    """A reason in own words, which may follow later, and the button."""
    names = {"household": plain(household), "municipality": plain(report.instance.cohort_data.name(ags))}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="placing"):
        reasons.box(REASON)
        st.button(
            t("why.put", **names),
            icon=":material/push_pin:",
            help=t("why.put.help"),
            on_click=_put,
            args=(household, ags),
            key="why_put",
        )


def _put(household: HouseholdId, ags: Ags) -> None:
    decisions.pin_to(household, ags, reasons.taken(REASON))
