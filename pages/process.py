"""Offers: rounds, who stands where, the next step of one household, what is due, planning again."""

from rematch.ui.process import board, coming, dues, endings, one, onward, papers, rounds, taking, together
from rematch.ui.session import current_plan

rounds.title()
if current_plan.ready():
    history = taking.history()
    of_round = rounds.chosen(history)
    rounds.panel(history, of_round)
    if of_round is not None:
        together.panel(history, of_round)
        papers.of_round(history, of_round)
        household = board.panel(history, of_round)
        if household is not None:
            one.panel(history, of_round, household)
            papers.of_household(history, household)
            dues.checklist(history, household)
        dues.panel(history, of_round)
        endings.panel(history, of_round)
        coming.panel(history)
        onward.panel(history, of_round)
    rounds.another(of_round)
