"""First glance: how good the plan is proven to be, and five numbers with their change."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.service.session import Changes, PlanReport
from rematch.ui.session.plan import proof
from rematch.ui.words import percent, signed, t

if TYPE_CHECKING:
    from rematch.instance.figures import Figures

LEAST_CHANGE = 5e-4
"""Of a figure; less is nothing at the digits shown."""


def title(report: PlanReport | None) -> None:
    """The page's title with the proof beside it."""
    with st.container(horizontal=True, vertical_alignment="center", key="headline", gap="medium"):
        st.title(t("nav.session"), width="content")
        if report is not None:
            proof.chip(report)


def numbers(report: PlanReport, changes: Changes | None) -> None:
    """People placed, mean fit, least fit, first wishes, proof; each with its change since the last plan."""
    now = report.figures
    before = changes.old.figures if changes else None
    with st.container(horizontal=True, gap="small", key="numbers"):
        _metric("placed", _of(now.persons_placed, now.persons), _change(now, before, "persons_placed"))
        per = f"figure.mean_fit.help.{report.scenario.policy.per}"
        _metric("mean_fit", percent(now.mean_fit, 1), _change(now, before, "mean_fit"), help_code=per)
        _metric("least_fit", percent(now.least_fit, 1), _change(now, before, "least_fit"))
        _metric("first_wishes", _of(now.first_wishes, now.wishes), _change(now, before, "first_wishes"))
        _metric(
            "gap",
            proof.gap_words(report),
            note=t("figure.gap.optimal" if report.proven else "figure.gap.bound"),
        )
    if now.mean_fit is not None:
        both = {"people": percent(now.mean_people, 1), "town": percent(now.mean_town, 1)}
        share = percent(report.scenario.policy.town_share)
        counted = {"persons": percent(now.mean_by_person, 1), "households": percent(now.mean_by_household, 1)}
        words = f"{t('figure.both', fit=percent(now.mean_fit, 1), share=share, **both)} "
        st.markdown(f":small[{words}{t('figure.counted', **counted)}]")


def _metric(
    name: str, value: str, change: float | None = None, *, note: str | None = None, help_code: str = ""
) -> None:
    """A number with its change, or with a note; the framework would take a minus sign for a plus."""
    fell = change is not None and change < 0
    st.metric(
        t(f"figure.{name}"),
        value,
        note or _change_words(name, change),
        delta_color="off" if note else "red" if fell else "green",
        delta_arrow="off" if note else "down" if fell else "up",
        help=t(help_code or f"figure.{name}.help"),
        border=True,
        height="stretch",
    )


def _of(part: int, whole: int) -> str:
    return t("figure.of", part=part, whole=whole)


def _change(now: "Figures", before: "Figures | None", name: str) -> float | None:
    """The change of one figure, None where there is none worth showing."""
    new, old = getattr(now, name), getattr(before, name, None)
    if new is None or old is None or abs(new - old) < LEAST_CHANGE:
        return None
    return float(new - old)


def _change_words(name: str, change: float | None) -> str | None:
    if change is None:
        return None
    if name.endswith("_fit"):
        return t("figure.points", points=signed(100 * change, 1))
    return signed(change)
