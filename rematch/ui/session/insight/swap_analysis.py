"""Households who would all prefer to swap: those the rules would allow, and those they forbid and why."""

from collections.abc import Sequence

import streamlit as st

from rematch.model import Ags
from rematch.service.insight import CIRCLE_MOST, Swap, swap_analysis
from rematch.service.session import PlanReport
from rematch.ui import tables
from rematch.ui.jobs import on_request
from rematch.ui.words import READING_WIDTH, listing, percent, signed, t

LISTED = 30
BREAKS = {
    "plan.over_capacity": "capacity",
    "plan.over_maximum": "maximum",
    "plan.link_broken": "link",
    "plan.apart_broken": "apart",
    "plan.pin_broken": "pin",
    "plan.vetoed": "pin",
    "plan.over_ceiling": "fairness",
    "plan.pledge": "pledge",
    "plan.not_allowed": "hard",
}
"""Rules a swap may break, by the code of the check, in the words of the screen."""


def section(report: PlanReport) -> None:
    """Counted and listed; every swap is checked by the rules that check the plan."""
    st.markdown(f"### {t('fairview.swaps')}")
    found = on_request.once("envy", report, lambda plan: swap_analysis(plan.instance, plan.assignment))
    words = [t("fairview.elsewhere", count=found.elsewhere, placed=found.placed)]
    if found.possible:
        words.append(t("fairview.swaps.possible", count=len(found.possible)))
    else:
        words.append(t("fairview.swaps.none"))
    if found.barred:
        words.append(t("fairview.swaps.barred", count=len(found.barred)))
    st.markdown(" ".join(words), width=READING_WIDTH)
    _list(report, found.possible, "swaps-possible")
    if found.barred:
        with st.expander(t("fairview.swaps.barred.list"), key="swaps_barred", on_change="rerun") as opened:
            if opened.open:
                _list(report, found.barred, "swaps-barred")
    how = t("fairview.swaps.how") if found.circles else t("fairview.swaps.how.pairs", most=CIRCLE_MOST)
    st.markdown(f":small[{how}]", width=READING_WIDTH)


def _list(report: PlanReport, swaps: Sequence[Swap], name: str) -> None:
    tables.show([_row(report, swap) for swap in swaps[:LISTED]], name, {"swap": 560, "breaks": 260})
    if len(swaps) > LISTED:
        st.markdown(f":small[{t('fairview.swaps.more', count=len(swaps) - LISTED)}]")


def _row(report: PlanReport, swap: Swap) -> dict[str, str]:
    steps = (
        t(
            "fairview.step",
            household=step.household,
            before=_place(report, step.before),
            after=_place(report, step.after),
            fits=f"{percent(step.fit_before)} → {percent(step.fit_after)}",
        )
        for step in swap.steps
    )
    row = {"swap": "; ".join(steps)}
    if swap.keeps_rules:
        return {**row, "gain": signed(swap.gain, 2)}
    broken = dict.fromkeys(t(f"fairview.breaks.{BREAKS.get(code, 'hard')}") for code in swap.codes)
    return {**row, "breaks": listing(broken)}


def _place(report: PlanReport, ags: Ags) -> str:
    return report.instance.cohort_data.name(ags)
