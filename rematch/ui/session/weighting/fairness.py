"""Fairness on screen: what the policy reached, how groups fare, and on request what each policy costs."""

import streamlit as st

from rematch.service.session import FairnessPrice, PlanReport, fair_figures, fairness_prices
from rematch.ui import tables
from rematch.ui.jobs import beside, on_request
from rematch.ui.words import READING_WIDTH, number, percent, signed, t


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
    st.markdown(f"## {t('fairness.title')}")
    st.markdown(f"{t('fairness.intro')} {outcome(report)}", width=READING_WIDTH)
    _groups(report)
    found = on_request.answer(
        "fair",
        report,
        fairness_prices,
        words=t("fairness.ask"),
        help=t("fairness.ask.help"),
        icon=":material/balance:",
        question=beside.any_fairness(report),
    )
    if found is not None:
        tables.show([_row(price, found[0], invented=_invented(report)) for price in found], "fairness")
        st.markdown(f":small[{t('fairness.note')}]", width=READING_WIDTH)


def _groups(report: PlanReport) -> None:
    figures = fair_figures(report.instance, report.assignment)
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
    return report.instance.profiles.cohort.invented
