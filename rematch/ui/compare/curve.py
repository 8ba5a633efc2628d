"""What a floor for the worst off takes from the whole, on request, with the chosen plans beside it."""

import streamlit as st

from rematch.charts.floors import FloorDot, floors_chart
from rematch.service.insight import FLOORS, FLOORS_LARGE, FloorPoint, KeyFigures, floor_curve, key_figures
from rematch.ui import figures, tables
from rematch.ui.compare.choose import Comparison
from rematch.ui.jobs import beside, on_request
from rematch.ui.session import current_plan
from rematch.ui.shell import state, theme
from rematch.ui.words import READING_WIDTH, number, percent, t


def panel(field: Comparison) -> None:
    """The button; once it was pressed the curve, its points and the table."""
    st.markdown(f"## {t('compare.curve')}")
    st.markdown(t("compare.curve.intro"), width=READING_WIDTH)
    report = field.report
    large = current_plan.large(report)
    if large:
        st.markdown(f":small[{t('compare.curve.large', count=FLOORS_LARGE)}]", width=READING_WIDTH)
    points = on_request.answer(
        "curve",
        report,
        lambda plan, told, stopped: floor_curve(plan, FLOORS_LARGE if large else FLOORS, told, stopped),
        words=t("compare.curve.ask"),
        icon=":material/show_chart:",
        question=beside.any_fairness(report),
    )
    if points is not None:
        _chart(field, points)


def _chart(field: Comparison, points: tuple[FloorPoint, ...]) -> None:
    """Always under the present weights: only there one curve can be drawn."""
    others = [
        (field.name(contender), key_figures(contender.assignment, contender.basis(field.report.instance)))
        for contender in field.contenders
    ]
    curve = [_dot(point.figures, open=not point.exact) for point in points]
    beside = [_dot(measured, name, open=measured.broken > 0) for name, measured in others]
    rows = [_row(_level(point), point.figures, exact=point.exact) for point in points]
    rows += [_row(name, measured) for name, measured in others]
    close = st.toggle(t("compare.curve.close"), key="compare_close", persist_state="session")
    figures.show(
        floors_chart(curve, beside, lang=state.language(), theme=theme.name(), close=bool(close)),
        "compare_curve",
        alt=t("compare.curve.alt"),
        result=figures.foremost([(row["way"], _outcome(row)) for row in (rows[0], rows[len(points) - 1])]),
        rows=rows,
    )
    with st.expander(
        t("compare.table"), icon=":material/table:", key="curve_table", on_change="rerun"
    ) as opened:
        if opened.open:
            tables.show(rows, None)
    proven = "exact" if all(point.exact for point in points) else "limited"
    st.markdown(f":small[{t(f'compare.curve.{proven}')}]", width=READING_WIDTH)


def _dot(measured: KeyFigures, name: str | None = None, *, open: bool) -> FloorDot:
    return FloorDot(measured.least_relative or 0.0, measured.objective, name, open)


def _outcome(row: dict[str, str]) -> str:
    return t("compare.curve.outcome", least=row["least_relative"], value=row["value"])


def _level(point: FloorPoint) -> str:
    if point.level is None:
        return t("compare.curve.free")
    return t("compare.curve.at_least", level=percent(point.level, 1))


def _row(name: str, measured: KeyFigures, *, exact: bool | None = None) -> dict[str, str]:
    proof = "–" if exact is None else t("fairness.exact" if exact else "fairness.limited")
    return {
        "way": name,
        "least_relative": percent(measured.least_relative, 1),
        "value": number(measured.objective, 2),
        "mean_of_all": percent(measured.mean_of_all, 1),
        "placed": t("figure.of", part=measured.figures.persons_placed, whole=measured.figures.persons),
        "proof": proof,
    }
