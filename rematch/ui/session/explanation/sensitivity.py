"""How firm one household's place is: within which weights it stays, and how often under drawn ones."""

import streamlit as st

from rematch.charts.intervals import IntervalBar, interval_bars
from rematch.jobs import Job
from rematch.model import HouseholdId
from rematch.report.wording.words import criterion_label
from rematch.scenario import MAX_WEIGHT
from rematch.service.explanation import (
    Interval,
    SensitivityInterval,
    SensitivityIntervals,
    answerable,
    household_intervals,
)
from rematch.service.session import PlanReport
from rematch.ui import figures, tables
from rematch.ui.jobs import beside
from rematch.ui.session.insight import robustness_view
from rematch.ui.session.weighting import sensitivity_bands
from rematch.ui.shell import state, theme
from rematch.ui.shell.context import here
from rematch.ui.words import READING_WIDTH, number, t

NAME = "firm"


def panel(report: PlanReport, household: HouseholdId) -> None:
    """What the sweep said, then on request each weight's interval as a chart and a table."""
    i = report.instance.cohort_data.row[household]
    stays = robustness_view.stays_words(report, i)
    st.markdown(stays or f":small[{t('firm.no_sweep', view=t('session.view.robust'))}]", width=READING_WIDTH)
    if not answerable(report, exact=True):
        st.markdown(
            t("firm.no_fairness" if report.fair is not None else "firm.only_proven"), width=READING_WIDTH
        )
        return
    asked = beside.question(report, household)
    found: SensitivityIntervals | None = beside.found(NAME, asked)
    if found is None:
        st.markdown(t("firm.intro"), width=READING_WIDTH)
    beside.ask(
        NAME,
        asked,
        lambda: Job(
            NAME, lambda told, stopped: household_intervals(report, household, told=told, stopped=stopped)
        ),
        sensitivity_bands.progress,
        words=t("firm.ask"),
        icon=":material/straighten:",
    )
    if found is not None:
        _result(report, found)


def _result(report: PlanReport, found: SensitivityIntervals) -> None:
    """Who limits the place, narrowest first; the free ones in one sentence; the table has all."""
    limits = [one for one in found.found if one.place is not None and _limited(one.place)]
    limits.sort(key=_width)
    free = len(found.found) - len(limits)
    if limits:
        st.markdown(f"**{t('firm.limits', count=len(limits))}** {t('firm.free', count=free) if free else ''}")
        bars = [_bar(one) for one in limits]
        figure = interval_bars(
            bars, MAX_WEIGHT, present=t("firm.present"), lang=state.language(), theme=theme.name()
        )
        result = figures.foremost([(bar.label, bar.words) for bar in bars])
        figures.show(figure, "firm_chart", alt=t("firm.chart.alt"), result=result)
    else:
        st.markdown(f"**{t('firm.always', count=free)}**")
    if len(found.found) < found.asked:
        st.info(t("firm.stopped", done=len(found.found), asked=found.asked), icon=":material/stop:")
    rest = [one for one in found.found if one not in limits]
    tables.show([_row(report, one) for one in (*limits, *rest)], "firm", {"criterion": 240})
    st.markdown(f":small[{t('firm.how')}]", width=READING_WIDTH)


def _limited(interval: Interval) -> bool:
    return interval.below is not None or interval.above is not None


def _width(one: SensitivityInterval) -> float:
    """How far the nearer end is from the present weight."""
    interval = one.place
    if interval is None:
        return MAX_WEIGHT
    sides = [(interval.below, one.weight - interval.low), (interval.above, interval.high - one.weight)]
    return min((room for outside, room in sides if outside is not None), default=MAX_WEIGHT)


def _bar(one: SensitivityInterval) -> IntervalBar:
    label = criterion_label(one.criterion, here().catalogue, state.language())
    if one.place is None:
        return IntervalBar(label, one.weight, one.weight, one.weight, "")
    words = t("firm.place", span=sensitivity_bands.span_words(one.place))
    return IntervalBar(label, one.weight, one.place.low, one.place.high, words)


def _row(report: PlanReport, one: SensitivityInterval) -> dict[str, str]:
    """A criterion's weight, where the place stays, and where the plan does once that is known."""
    row = {
        "criterion": criterion_label(one.criterion, here().catalogue, state.language()),
        "weight_now": number(one.weight, 1),
        "place_stays": _span(one.place),
    }
    plan = sensitivity_bands.known(report)
    if plan is not None:
        of_plan = plan.of(one.criterion) or SensitivityInterval(one.criterion, one.weight)
        row |= {"plan_best": _span(of_plan.best), "plan_near": _span(of_plan.near)}
    return row


def _span(interval: Interval | None) -> str:
    return "" if interval is None else sensitivity_bands.span_words(interval)
