"""The act beside the report: a floor under the worst off, what it would bring and cost, and the way back."""

import streamlit as st

from rematch.service.session import FairnessPrice, PlanReport, fair_figures, fairness_prices
from rematch.ui.jobs import beside, on_request
from rematch.ui.session.weighting import fairness, policy
from rematch.ui.words import READING_WIDTH, percent, t

LEAST = 5e-4
"""Of a relative fit; less is nothing at the digits shown."""


def section(report: PlanReport) -> None:
    """While nothing is demanded, what a floor would change and the button; else what is, and the way back."""
    if report.scenario.policy.fairness != "none":
        st.markdown(fairness.outcome(report), width=READING_WIDTH)
        _button("off", ":material/undo:", "none")
        return
    found = on_request.answer(
        "fair",
        report,
        fairness_prices,
        words=t("fairview.raise.ask"),
        help=t("fairness.ask.help"),
        icon=":material/vertical_align_top:",
        question=beside.any_fairness(report),
    )
    prices = {price.fairness: price for price in found or ()}
    if "floor" in prices:
        _offer(report, prices["floor"])


def _offer(report: PlanReport, floor: FairnessPrice) -> None:
    """From the least fit of the plan on screen to the one that would be demanded."""
    before = fair_figures(report.instance, report.assignment).least_relative
    after = None if floor.best is None else floor.best * report.scenario.policy.fairness_share
    if before is None or after is None or after - before < LEAST:
        st.markdown(t("fairview.raise.none"), width=READING_WIDTH)
        return
    said = {"before": percent(before, 1), "after": percent(after, 1), "lost": percent(floor.lost, 2)}
    unproven = "" if floor.exact else f" {t('fairness.unproven')}"
    st.markdown(f"{t('fairview.raise.would', **said)}{unproven}", width=READING_WIDTH)
    _button("on", ":material/vertical_align_top:", "floor")


def _button(way: str, icon: str, wanted: str) -> None:
    st.button(
        t(f"fairview.raise.{way}"),
        icon=icon,
        help=t(f"fairview.raise.{way}.help"),
        on_click=policy.change,
        kwargs={"fairness": wanted},
        key=f"raise_{way}",
    )
