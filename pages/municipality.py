"""Municipality preview: what to prepare for, and nothing about a person."""

from rematch.ui.municipality import choose, headline, needs, profile, spread
from rematch.ui.session import current_plan

if current_plan.ready():
    report = current_plan.report(choose.refuse)
    seen = choose.title(report)
    if report is not None and seen is not None:
        headline.panel(seen)
        needs.panel(report, seen)
        profile.panel(report, seen)
        spread.panel(seen)
