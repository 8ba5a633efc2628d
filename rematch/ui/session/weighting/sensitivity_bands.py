"""Under each slider, on request: between which weights the plan stays best, or nearly as good."""

from html import escape

import streamlit as st

from rematch.charts.palette import theme_named
from rematch.jobs import Job
from rematch.model import CriterionId
from rematch.scenario import MAX_WEIGHT
from rematch.service.explanation import (
    NEAR,
    Interval,
    SensitivityInterval,
    SensitivityIntervals,
    answerable,
    plan_intervals,
)
from rematch.service.session import PlanReport
from rematch.ui.jobs import beside
from rematch.ui.shell import theme
from rematch.ui.words import number, percent, t

NAME = "leeways"
LEAST_WIDTH = 1.2
"""Percent of a slider's length below which a band would not be seen."""


WIDTHS = (5, 2)
"""Of a slider with the band under it, and of what stands beside them."""


def toolbar(report: PlanReport) -> None:
    """The button that asks for the bands; then what they mean, and how to put them away."""
    if not answerable(report):
        return
    asked = beside.question(report)
    beside.ask(
        NAME,
        asked,
        lambda: Job(NAME, lambda told, stopped: plan_intervals(report, told=told, stopped=stopped)),
        progress,
        words=t("firm.bands.ask"),
        icon=":material/straighten:",
    )
    if beside.found(NAME, asked) is not None:
        st.html(_legend(report.proven))


def progress(so_far: SensitivityIntervals | None) -> tuple[float, str]:
    """How many sliders are done."""
    done, asked = (len(so_far.found), so_far.asked) if so_far else (0, 1)
    return done / max(1, asked), t("firm.progress", done=done, asked=asked) if so_far else t("firm.begun")


def known(report: PlanReport) -> SensitivityIntervals | None:
    """The bands of this very plan, where somebody asked for them."""
    found: SensitivityIntervals | None = (
        beside.found(NAME, beside.question(report)) if answerable(report) else None
    )
    return found


def band(report: PlanReport, criterion: CriterionId) -> None:
    """The band of one slider, drawn on its scale."""
    leeways = known(report)
    leeway = leeways.of(criterion) if leeways is not None else None
    if leeway is None:
        return
    left, right = st.columns(WIDTHS, vertical_alignment="center", gap="small")
    left.html(_bar(leeway))
    shown = leeway.best or leeway.near
    if shown is not None:
        right.markdown(f":small[:gray[{_span(shown)}]]")


def _bar(leeway: SensitivityInterval) -> str:
    """Thin: within one percent; thick: best. The same in words for who does not see it."""
    words = escape(sentence(leeway))
    pieces = [
        _piece(kind, interval)
        for kind, interval in (("near", leeway.near), ("best", leeway.best))
        if interval is not None
    ]
    return f'<div class="leeway" role="img" aria-label="{words}" title="{words}">{"".join(pieces)}</div>'


def _piece(kind: str, interval: Interval) -> str:
    colours = theme_named(theme.name())
    width = max(LEAST_WIDTH, (interval.high - interval.low) / MAX_WEIGHT * 100)
    left = min(interval.low / MAX_WEIGHT * 100, 100 - width)
    return f'<i class="{kind}" style="left:{left:.1f}%;width:{width:.1f}%;background:{colours.place}"></i>'


def _legend(proven: bool) -> str:
    colours = theme_named(theme.name())
    kinds = [("best", t("firm.legend.best"))] if proven else []
    kinds.append(("near", t("firm.legend.near", share=percent(NEAR))))
    lines = [
        f'<span><i class="{kind}" style="background:{colours.place}"></i>{escape(words)}</span>'
        for kind, words in kinds
    ]
    return f'<div class="leeway-legend">{"".join(lines)}</div>'


def sentence(leeway: SensitivityInterval) -> str:
    """Both intervals of a plan in words."""
    said = []
    if leeway.best is not None:
        said.append(t("firm.best", span=span_words(leeway.best)))
    if leeway.near is not None:
        said.append(t("firm.near", share=percent(NEAR), span=span_words(leeway.near)))
    return " ".join(said) or t("firm.unproven")


def span_words(interval: Interval) -> str:
    """From where to where, or at any weight."""
    if interval.below is None and interval.above is None:
        return t("firm.any")
    return t("firm.span", low=number(interval.low, 1), high=number(interval.high, 1))


def _span(interval: Interval) -> str:
    return f"{number(interval.low, 1)}–{number(interval.high, 1)}"
