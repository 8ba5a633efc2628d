"""First glance: how good the plan is proven to be, and five numbers with their change."""

from typing import TYPE_CHECKING

import streamlit as st

from rematch.service.session import Changes, PlanReport
from rematch.ui.components import clickable
from rematch.ui.markup import safe, told
from rematch.ui.session.plan import proof
from rematch.ui.words import percent, signed, t

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from rematch.instance.figures import Figures

KEY = "figures"
LEAST_CHANGE = 5e-4
"""Of a figure; less is nothing at the digits shown."""


def place() -> "DeltaGenerator":
    """The line of the title, which stands at once; the proof comes beside it."""
    line = st.container(horizontal=True, vertical_alignment="center", key="headline", gap="medium")
    line.title(t("nav.session"), width="content")
    return line


def numbers(report: PlanReport, changes: Changes | None) -> None:
    """People placed, mean fit, least fit, first wishes, proof, in one piece."""
    clickable.piece(_numbers(report, changes), KEY)


def pieces(report: PlanReport, changes: Changes | None) -> dict[str, object]:
    """The numbers as they are drawn, by their key."""
    return {KEY: {"html": _numbers(report, changes)}}


def _numbers(report: PlanReport, changes: Changes | None) -> str:
    """Each with its change from the plan it is told from, both under the present weights.

    A rise is green only where nobody lost a place.
    """
    now = report.figures
    before = changes.figures_before if changes else None
    rise = "more" if changes and changes.lost else "rose"
    values = {
        "placed": ("persons_placed", _of(now.persons_placed, now.persons)),
        "mean_fit": ("mean_fit", percent(now.mean_fit, 1)),
        "least_fit": ("least_fit", percent(now.least_fit, 1)),
        "first_wishes": ("first_wishes", _of(now.first_wishes, now.wishes)),
    }
    helps = {"mean_fit": f"figure.mean_fit.help.{report.scenario.policy.per}"}
    proven = t("figure.gap.optimal" if report.proven else "figure.gap.bound")
    cards = [
        *(
            _changed(name, value, _change(now, before, field), rise, helps.get(name))
            for name, (field, value) in values.items()
        ),
        _card("gap", proof.gap_words(report), proven),
    ]
    said = f'<dl class="figures">{"".join(cards)}</dl>'
    if now.mean_fit is not None:
        both = {"people": percent(now.mean_people, 1), "town": percent(now.mean_town, 1)}
        share = percent(report.scenario.policy.town_share)
        counted = {"persons": percent(now.mean_by_person, 1), "households": percent(now.mean_by_household, 1)}
        words = told("figure.both", fit=percent(now.mean_fit, 1), share=share, **both)
        said = f'{said}<p class="quiet">{words} {told("figure.counted", **counted)}</p>'
    return said


def _changed(name: str, value: str, change: float | None, rise: str, help_code: str | None) -> str:
    """A number with its change; `rise` is how one that is greater looks."""
    way = "" if change is None else "fell" if change < 0 else rise
    return _card(name, value, _change_words(name, change) or "", way, help_code)


def _card(name: str, value: str, below: str, way: str = "", help_code: str | None = None) -> str:
    """A number with what stands below it; its explanation is there for mouse and keys."""
    said = safe(t(help_code or f"figure.{name}.help"))
    return (
        f'<div data-figure="{name}"><dt>{safe(t(f"figure.{name}"))}'
        f'<span class="hint" tabindex="0" role="note" aria-label="{said}"></span>'
        f'<span class="tip" aria-hidden="true">{said}</span></dt>'
        f'<dd class="value">{safe(value)}</dd><dd class="{f"change {way}".strip()}">{safe(below)}</dd></div>'
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
