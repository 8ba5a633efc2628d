"""Evaluation: questionnaires that are due, answers entered or loaded, and what they say in sum."""

from rematch.ui.evaluation import due, entering, loading, results
from rematch.ui.process import rounds, taking
from rematch.ui.session import current_plan

due.title()
if current_plan.ready():
    found = due.panel()
    if not taking.history().events:
        rounds.example()
    entering.panel(found)
    loading.panel(found)
    results.panel(found)
