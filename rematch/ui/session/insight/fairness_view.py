"""Fairness in view: the worst off and why, how fits spread, who would prefer to swap, and shares."""

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from rematch.charts.spread import fit_spread, fit_spread_rows
from rematch.model import Ags
from rematch.report.wording.words import criterion_label, fit_words, resource_label
from rematch.service.explanation import WhyNotKind
from rematch.service.insight import (
    FEW_PLACES,
    LARGE,
    HouseholdOutcome,
    PlaceOutcomes,
    by_size,
    place_outcomes,
    relative_fits,
    worst_off,
)
from rematch.service.municipality import GOOD_FIT
from rematch.service.session import PlanReport
from rematch.ui import figures, tables
from rematch.ui.session.insight import fair_key, raising, swap_analysis
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, listing, number, percent, t

if TYPE_CHECKING:
    from rematch.explain import WhyNot

CRITERIA_NAMED = 2


def panel(report: PlanReport) -> None:
    """Nothing here takes a solve: everything is read off the plan on screen."""
    st.markdown(f"## {t('fairview.title')}")
    st.markdown(t("fairview.intro"), width=READING_WIDTH)
    if not report.figures.households_placed:
        st.markdown(t("fairview.nobody"))
        return
    _worst(report)
    raising.section(report)
    _spread(report)
    _sizes(report)
    swap_analysis.section(report)
    _places(report)
    fair_key.section(report)


def _name(report: PlanReport, ags: Ags) -> str:
    return report.instance.cohort_data.name(ags)


def _worst(report: PlanReport) -> None:
    st.markdown(f"### {t('fairview.worst')}")
    found = worst_off(report.instance, report.assignment)
    tables.show([_worst_row(report, fare) for fare in found], "worst-off")
    st.markdown(f":small[{t('fairview.worst.note')}]", width=READING_WIDTH)


def _worst_row(report: PlanReport, fare: HouseholdOutcome) -> dict[str, str]:
    here = {"municipality": _name(report, fare.ags), "fit": fit_words(*fare.fit, state.language())}
    best = {"municipality": _name(report, fare.best), "fit": fit_words(*fare.best_fit, state.language())}
    return {
        "household": fare.household,
        "share_of_best": percent(fare.relative),
        "here": t("fairview.with_fit", **here),
        "best_place": t("fairview.with_fit", **best),
        "against_best": t("fairview.at_best")
        if fare.why is None
        else _against(fare.why, best["municipality"]),
        "worse_here": "" if fare.why is None else _worse_in(fare.why),
    }


def _against(why: "WhyNot", municipality: str) -> str:
    """What stands against the best place."""
    if why.kind is not WhyNotKind.FULL:
        return t(f"why.not.{why.kind}", municipality=municipality, partner=why.partner or "")
    lang, catalogue = state.language(), here().catalogue
    return t("fairview.full", resources=listing(resource_label(r, catalogue, lang) for r, _, _ in why.short))


def _worse_in(why: "WhyNot") -> str:
    """The criteria in which the best place is better than the present one, the strongest first."""
    lang, catalogue = state.language(), here().catalogue
    people = [row for row in why.differences if row.side == "household" and row.criterion != "neutral"]
    better = [row for row in reversed(people) if row.gain > 5e-4]
    return listing(criterion_label(row.criterion, catalogue, lang) for row in better[:CRITERIA_NAMED])


def _spread(report: PlanReport) -> None:
    st.markdown(f"### {t('fairview.spread')}")
    relative = relative_fits(report.instance, report.assignment)
    placed = [float(share) for share in relative[~np.isnan(relative)]]
    lower, middle = (float(value) for value in np.quantile(placed, (0.25, 0.5)))
    at_best = sum(share >= 1 - 1e-9 for share in placed)
    said = {"least": percent(min(placed)), "lower": percent(lower), "middle": percent(middle)}
    st.markdown(t("fairview.spread.words", count=at_best, placed=len(placed), **said), width=READING_WIDTH)
    rows = [
        {
            "relative": f"{percent(float(str(row['from'])))} – {percent(float(str(row['to'])))}",
            "households": number(int(str(row["households"]))),
        }
        for row in fit_spread_rows(placed)
    ]
    most_in = figures.most_in(rows, "relative", "households")
    chart = fit_spread(placed, lang=state.language(), theme=theme.name())
    figures.show(chart, "relative_spread", alt=t("fairview.spread.alt"), rows=rows, result=most_in)
    with st.expander(t("matters.table"), key="relative_spread_table", on_change="rerun") as opened:
        if opened.open:
            tables.show(rows, None)


def _sizes(report: PlanReport) -> None:
    """Both means, and one for each size of household: whoever counts persons hears large ones more."""
    st.markdown(f"### {t('fairview.sizes')}")
    now = report.figures
    means = {"persons": percent(now.mean_by_person, 1), "households": percent(now.mean_by_household, 1)}
    st.markdown(t("fairview.sizes.words", **means), width=READING_WIDTH)
    rows = [
        {
            "household_size": t("fairview.sizes.row", count=one.persons)
            if one.persons < LARGE
            else t("fairview.sizes.large", count=LARGE),
            "households": number(one.households),
            "with_place": number(one.households_placed),
            "mean_fit": percent(one.mean_fit, 1),
        }
        for one in by_size(report.instance, report.assignment)
    ]
    tables.show(rows, "fit-by-size")


def _places(report: PlanReport) -> None:
    st.markdown(f"### {t('fairview.places')}")
    found = place_outcomes(report.instance, report.assignment)
    tables.show([_place_row(fares) for fares in found], "fares-by-place")
    how = t("fairview.places.how", good=percent(GOOD_FIT), few=percent(FEW_PLACES))
    st.markdown(f":small[{how}]", width=READING_WIDTH)


def _place_row(fares: PlaceOutcomes) -> dict[str, str]:
    return {
        "municipality": fares.name,
        "households": number(fares.households),
        "good_share": _of(fares.good, fares.households),
        "hard_share": _of(fares.hard, fares.households),
    }


def _of(part: int, whole: int) -> str:
    if not whole:
        return "–"
    return t("fairview.of", part=part, whole=whole, share=percent(part / whole))
