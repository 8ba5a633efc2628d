"""The plan beside other ways of placing the same people."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.report.wording.words import fit_words
from rematch.service.session import PlanReport
from rematch.ui import tables
from rematch.ui.session.weighting import fairness
from rematch.ui.shell import state
from rematch.ui.words import number, percent, t

if TYPE_CHECKING:
    from rematch.instance.figures import Figures


def panel(report: PlanReport) -> None:
    """One row per way of placing; the last one is an upper bound nobody can reach."""
    plan = {"way": t("baseline.plan"), **_row(report.figures, report.solution.objective)}
    others = [
        {"way": t(f"baseline.{b.name}"), **_row(b.figures, b.objective if b.keeps_rules else None)}
        for b in report.baselines
    ]
    tables.show([plan, *others], "comparison")
    st.markdown(f":small[{t('baseline.note')}]")
    fairness.panel(report)


def _row(figures: "Figures", value: float | None) -> dict[str, str]:
    return {
        "placed": t("figure.of", part=figures.persons_placed, whole=figures.persons),
        "mean_fit": fit_words(figures.mean_fit, figures.mean_people, figures.mean_town, state.language()),
        "least_fit": percent(figures.least_fit, 1),
        "first_wishes": t("figure.of", part=figures.first_wishes, whole=figures.wishes),
        "value": "–" if value is None else number(value, 2),
    }
