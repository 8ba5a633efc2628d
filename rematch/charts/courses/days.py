"""An axis of days, named in the reader's language."""

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from rematch.texts import month_day

NAMED = 6
"""Days that are named at most."""


def day_axis(figure: go.Figure, days: Sequence[date], lang: str) -> None:
    """A few of the days named, evenly apart; none where there is no day."""
    step = max(1, -(-len(days) // NAMED))
    named = list(days[::step])
    figure.update_xaxes(
        type="date",
        tickvals=named,
        ticktext=[month_day(day, lang) for day in named],
        tickangle=0,
        showgrid=False,
    )
