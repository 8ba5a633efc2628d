"""Key figures of the chosen plans, one row each."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.service.insight import key_figures
from rematch.service.session import KEY_YEAR
from rematch.ui import tables
from rematch.ui.compare.choose import Comparison
from rematch.ui.words import READING_WIDTH, number, percent, t

if TYPE_CHECKING:
    from rematch.insight.comparison import Contender, KeyFigures

NOTHING = "–"
WIDTHS = {
    "way": 240,
    "placed": 130,
    "mean_fit": 120,
    "fit_people": 105,
    "fit_town": 105,
    "median_fit": 75,
    "least_fit": 120,
    "least_relative": 170,
    "first_wishes": 125,
    "unmet": 125,
    "value": 95,
    "broken": 90,
    "proof": 140,
}


def panel(field: Comparison) -> None:
    """The table, and under which weights it was measured."""
    st.markdown(f"## {t('compare.figures')}")
    if not field.contenders:
        st.info(t("compare.choose_some"), icon=":material/checklist:")
        return
    st.markdown(f":small[{t('compare.weights.own' if field.own else 'compare.weights.present')}]")
    rows = [_row(field, contender) for contender in field.contenders]
    if all(row["broken"] == NOTHING for row in rows):
        rows = [{name: cell for name, cell in row.items() if name != "broken"} for row in rows]
    tables.show(rows, "compare-figures", WIDTHS)
    st.markdown(f":small[{t('compare.figures.note', year=str(KEY_YEAR))}]", width=READING_WIDTH)


def _row(field: Comparison, contender: "Contender") -> dict[str, str]:
    under = contender.basis(None if field.own else field.report.instance)
    measured = key_figures(contender.assignment, under)
    figures = measured.figures
    return {
        "way": field.name(contender),
        "placed": t("figure.of", part=figures.persons_placed, whole=figures.persons),
        "unmet": number(measured.shortfall) if measured.shortfall else NOTHING,
        "mean_fit": percent(figures.mean_fit, 1),
        "fit_people": percent(figures.mean_people, 1),
        "fit_town": percent(figures.mean_town, 1),
        "least_relative": percent(measured.least_relative, 1),
        "value": number(measured.objective, 2),
        "proof": _proof(contender),
        "broken": _broken(measured),
        "median_fit": percent(measured.median_fit, 1),
        "least_fit": percent(figures.least_fit, 1),
        "first_wishes": t("figure.of", part=figures.first_wishes, whole=figures.wishes),
    }


def _broken(measured: "KeyFigures") -> str:
    return t("compare.broken", count=measured.broken) if measured.broken else NOTHING


def _proof(contender: "Contender") -> str:
    """How good the plan is under its own scenario; nothing was optimised in a baseline."""
    if contender.gap is None:
        return NOTHING
    if contender.gap == 0:
        return t("fairness.exact")
    return t("compare.gap", gap=percent(contender.gap, 2, bound="upper"))
