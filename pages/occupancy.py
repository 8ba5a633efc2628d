"""Occupancy: who lives where by day, statistics, pledges, and how many households may come."""

from rematch.ui.occupancy import ahead, counted, days, pledged, there, waited, window
from rematch.ui.process import rounds, taking
from rematch.ui.session import current_plan

window.title()
if current_plan.ready():
    history = taking.history()
    period = window.chosen(history)
    if not history.events:
        rounds.example()
    if period is not None:
        days.panel(history, period)
        there.panel(history, period)
        counted.panel(history, period)
        waited.panel(history, period)
        pledged.panel(history, period)
        ahead.panel(history)
