"""Compare: plans side by side, who gains and who loses, and what fairness costs."""

from rematch.ui.compare import choose, curve, numbers, pair
from rematch.ui.session import live

choose.title()
if live.ready():
    report = live.report()
    if report is not None:
        field = choose.panel(report)
        numbers.panel(field)
        pair.panel(field)
        curve.panel(field)
