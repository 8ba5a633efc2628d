"""For a municipality: its invitation, who accepted, the latest release, what to prepare for."""

from rematch.ui.municipality import (
    answer,
    arrivals,
    choose,
    fairly,
    headline,
    latest,
    needs,
    offices,
    profile,
    spread,
    taking,
)
from rematch.ui.partners import accepted, invited
from rematch.ui.session import current_plan

if current_plan.ready():
    shown = choose.shown()
    ags = invited.whose(shown)
    invited.panel(ags, shown)
    accepted.panel(ags)
    if shown is not None:
        headline.panel(shown.view)
        latest.not_considered(shown.view, shown.released)
        needs.panel(shown)
        arrivals.panel(shown.view)
        offices.panel(shown)
        fairly.panel(shown.view)
        taking.panel(shown)
        answer.panel(shown)
        latest.changed(shown.released, shown.view)
        profile.panel(shown)
        spread.panel(shown)
