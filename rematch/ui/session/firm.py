"""How firm one household's place is: within which weights it stays, and how often under drawn ones."""

import streamlit as st

from rematch.charts.intervals import IntervalBar, interval_bars
from rematch.model import HouseholdId
from rematch.report.words import criterion_label
from rematch.scenario import MAX_WEIGHT
from rematch.service import Background, Interval, Leeway, Leeways, PlanReport, answerable, household_leeways
from rematch.ui import cached, figures, state, tables, theme
from rematch.ui.session import beside, leeway, robust
from rematch.ui.words import number, t

NAME = "firm"
READING_WIDTH = 820


def panel(report: PlanReport, household: HouseholdId) -> None:
    """What the sweep said, then on request each weight's interval as a chart and a table."""
    i = report.basis.ground.row[household]
    stays = robust.stays_words(report, i)
    st.markdown(stays or f":small[{t('firm.no_sweep', view=t('session.view.robust'))}]", width=READING_WIDTH)
    if not answerable(report, exact=True):
        st.markdown(
            t("firm.no_fairness" if report.fair is not None else "firm.only_proven"), width=READING_WIDTH
        )
        return
    asked = beside.question(report, household)
    found: Leeways | None = beside.found(NAME, asked)
    if found is None:
        st.markdown(t("firm.intro"), width=READING_WIDTH)
    beside.ask(
        NAME,
        asked,
        lambda: Background(
            NAME, lambda told, stopped: household_leeways(report, household, told=told, stopped=stopped)
        ),
        leeway.progress,
        words=t("firm.ask"),
        icon=":material/straighten:",
    )
    if found is not None:
        _result(report, found)


def _result(report: PlanReport, found: Leeways) -> None:
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
        figures.show(figure, "firm_chart", alt=t("firm.chart.alt"))
    else:
        st.markdown(f"**{t('firm.always', count=free)}**")
    if len(found.found) < found.asked:
        st.info(t("firm.stopped", done=len(found.found), asked=found.asked), icon=":material/stop:")
    rest = [one for one in found.found if one not in limits]
    tables.show([_row(report, one) for one in (*limits, *rest)], "firm", {"criterion": 240})
    st.markdown(f":small[{t('firm.how')}]", width=READING_WIDTH)


def _limited(interval: Interval) -> bool:
    return interval.below is not None or interval.above is not None


def _width(one: Leeway) -> float:
    """How far the nearer end is from the present weight."""
    interval = one.place
    if interval is None:
        return MAX_WEIGHT
    sides = [(interval.below, one.weight - interval.low), (interval.above, interval.high - one.weight)]
    return min((room for outside, room in sides if outside is not None), default=MAX_WEIGHT)


def _bar(one: Leeway) -> IntervalBar:
    label = criterion_label(one.criterion, cached.catalogue(), state.language())
    if one.place is None:
        return IntervalBar(label, one.weight, one.weight, one.weight, "")
    words = t("firm.place", span=leeway.span_words(one.place))
    return IntervalBar(label, one.weight, one.place.low, one.place.high, words)


def _row(report: PlanReport, one: Leeway) -> dict[str, str]:
    """A criterion's weight, where the place stays, and where the plan does once that is known."""
    row = {
        "criterion": criterion_label(one.criterion, cached.catalogue(), state.language()),
        "weight_now": number(one.weight, 1),
        "place_stays": _span(one.place),
    }
    plan = leeway.known(report)
    if plan is not None:
        of_plan = plan.of(one.criterion) or Leeway(one.criterion, one.weight)
        row |= {"plan_best": _span(of_plan.best), "plan_near": _span(of_plan.near)}
    return row


def _span(interval: Interval | None) -> str:
    return "" if interval is None else leeway.span_words(interval)
