"""Fairness on screen: what the policy reached, how groups fare, and on request what each policy costs."""

from typing import cast

import streamlit as st

from rematch.service import FairnessPrice, PlanReport, fair_figures, fairness_prices
from rematch.ui import state, tables
from rematch.ui.words import number, percent, signed, t

READING_WIDTH = 820


def outcome(report: PlanReport) -> str:
    """The best possible level and what was demanded of it, and whether that is proven."""
    if report.fair is None:
        return t("fairness.none")
    policy, best = report.scenario.policy, report.fair.best
    if policy.fairness == "leximin":
        words = t("fairness.leximin", count=policy.fairness_depth)
    else:
        demanded = None if best is None else best * policy.fairness_share
        words = t(f"fairness.{policy.fairness}", best=percent(best, 1), demanded=percent(demanded, 1))
    return words if report.fair.exact else f"{words} {t('fairness.unproven')}"


def panel(report: PlanReport) -> None:
    """Groups under the present plan, then the price of every policy once somebody asks."""
    st.markdown(f"#### {t('fairness.title')}")
    st.markdown(f"{t('fairness.intro')} {outcome(report)}", width=READING_WIDTH)
    _groups(report)
    asked = cast("tuple[FairnessPrice, ...] | None", state.recall("fairness_prices", _asked_of(report)))
    if asked is None:
        _ask(report)
        return
    tables.show([_row(price, asked[0], invented=_invented(report)) for price in asked], "fairness")
    st.markdown(f":small[{t('fairness.note')}]", width=READING_WIDTH)


def _ask(report: PlanReport) -> None:
    words = t("fairness.ask")
    if st.button(words, icon=":material/balance:", help=t("fairness.ask.help"), key="ask_fair"):
        with st.spinner(t("fairness.asking"), show_time=True):
            state.remember("fairness_prices", _asked_of(report), fairness_prices(report))
        st.rerun()


def _asked_of(report: PlanReport) -> tuple[str, str]:
    """Prices are the same whichever policy is in force."""
    policy = report.scenario.policy.model_copy(update={"fairness": "none"})
    scenario = report.scenario.model_copy(update={"policy": policy})
    return scenario.fingerprint, report.basis.ground.data_fingerprint


def _groups(report: PlanReport) -> None:
    figures = fair_figures(report.basis, report.assignment)
    shown = figures.shown(invented=_invented(report))
    tables.show(
        [
            {
                "group": t(f"group.{group.name}"),
                "households": number(group.households),
                "relative": percent(group.mean, 1),
            }
            for group in shown
        ],
        "groups",
    )
    if len(shown) < len(figures.groups):
        st.markdown(f":small[{t('fairness.suppressed')}]")


def _row(price: FairnessPrice, none: FairnessPrice, *, invented: bool) -> dict[str, str]:
    least, before = price.figures.least_relative, none.figures.least_relative
    gained = None if least is None or before is None else least - before
    return {
        "way": t(f"policy.fairness.{price.fairness}"),
        "value": number(price.objective, 2),
        "lost": percent(price.lost, 2),
        "least_relative": percent(least, 1),
        "gained": "–" if gained is None else signed(gained, 1, share=True),
        "least_group": percent(price.figures.least_group(invented=invented), 1),
        "least_place": percent(price.figures.least_place, 1),
        "proof": t("fairness.exact" if price.exact else "fairness.limited"),
    }


def _invented(report: PlanReport) -> bool:
    return report.basis.profiles.cohort.invented
