"""The plans of the whole group side by side, each with what it costs whom."""

from collections.abc import Iterator, Sequence

import streamlit as st

from rematch.report.papers.workshop.words import FIGURES, figure_words, plan_lines
from rematch.service.workshop import GroupFigures
from rematch.ui.markup import safe
from rematch.ui.shell import state
from rematch.ui.words import t
from rematch.ui.workshop.results import grid

BETTER = {"greatest": min, "mean": min, "worst_off": max, "placed": max}
"""Of figures of which more or less is better, which."""


def panel(plans: Sequence[GroupFigures]) -> None:
    """A column a plan, the best of each row marked where one is better, and what each plan is."""
    names = [t(f"plans.{one.name}") for one in plans]
    table = grid.table(
        [t("plans.head"), *names],
        plan_lines(plans, state.language()),
        t("plans.title"),
        {(at, column) for at, figure in enumerate(FIGURES) for column in _best(figure, plans)},
    )
    meant = "".join(
        f"<dt>{safe(name)}</dt><dd>{safe(t(f'plans.{one.name}.text'))}</dd>"
        for name, one in zip(names, plans, strict=True)
    )
    st.html(
        f'<h2>{safe(t("plans.title"))}</h2>{table}<dl class="meant">{meant}</dl>'
        f'<p class="quiet">{safe(t("plans.loss"))}</p>'
    )


def _best(figure: str, plans: Sequence[GroupFigures]) -> Iterator[int]:
    """Columns of the plans that are best, as far as it is shown; none where all are alike."""
    values = [value for one in plans if (value := FIGURES[figure](one)) is not None]
    if figure not in BETTER or not values:
        return
    best = next(one for one in plans if FIGURES[figure](one) == BETTER[figure](values))
    shown = [figure_words(one, figure, state.language()) for one in plans]
    if len(set(shown)) > 1:
        said = figure_words(best, figure, state.language())
        yield from (column for column, words in enumerate(shown, start=1) if words == said)
