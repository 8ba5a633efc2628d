"""Who has no place, by name: what a plan must never say in a number alone."""

import streamlit as st

from rematch.service.session import PlanReport
from rematch.ui.shell import state
from rematch.ui.words import plain, t

NAMED = 8
"""So many have a button of their own; the table's filter has all of them."""


def panel(report: PlanReport) -> None:
    """Households of this round without a place, a button to each one's explanation; else nothing."""
    if (report.assignment >= 0).all():
        return
    without = [line for line in report.placements if line.nowhere is not None and line.nowhere.in_round]
    if not without:
        return
    persons = t("chart.persons", count=sum(line.persons for line in without))
    with st.container(border=True, key="unplaced", gap="small"):
        st.markdown(
            f":red[:material/person_alert: **{t('unplaced.title', count=len(without), persons=persons)}**]"
        )
        with st.container(horizontal=True, gap="small"):
            for line in without[:NAMED]:
                st.button(
                    t("unplaced.one", household=plain(line.household), persons=line.persons),
                    on_click=state.select_household,
                    args=(line.household,),
                    type="tertiary",
                    icon=":material/help:",
                    help=t("unplaced.why"),
                    key=f"unplaced_{line.household}",
                )
            if len(without) > NAMED:
                st.markdown(t("unplaced.more", count=len(without) - NAMED))
