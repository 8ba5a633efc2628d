"""Offers: rounds, their partners, who stands where, one household's next step, what is due, what is next."""

from rematch.ui.partners import board as partners
from rematch.ui.process import (
    board,
    coming,
    dues,
    endings,
    households,
    one,
    onward,
    papers,
    rounds,
    taking,
    together,
)
from rematch.ui.session import current_plan

rounds.title()
if current_plan.ready():
    history = taking.history()
    of_round = rounds.chosen(history)
    rounds.panel(history, of_round)
    if of_round is not None:
        partners.panel(history, of_round)
        households.latecomers(history, of_round)
        together.panel(history, of_round)
        papers.of_round(history, of_round)
        household = board.panel(history, of_round)
        if household is not None:
            one.panel(history, of_round, household)
            households.dividing(history, household)
            papers.of_household(history, household)
            dues.checklist(history, household)
        dues.panel(history, of_round)
        endings.panel(history, of_round)
        coming.panel(history)
        onward.panel(history, of_round)
    rounds.another(of_round)
