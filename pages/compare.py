"""Compare: plans side by side, who gains and who loses, and what fairness costs."""

from rematch.ui.compare import choose, curve, numbers, pair
from rematch.ui.session import current_plan

choose.title()
if current_plan.ready():
    report = current_plan.report()
    if report is not None:
        field = choose.panel(report)
        numbers.panel(field)
        pair.panel(field)
        curve.panel(field)
