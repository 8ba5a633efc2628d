"""How much a search does before it ends: for a quick answer, as a rule, and for very large problems."""

from dataclasses import dataclass, replace

from rematch.optimise.budget import Budget

QUICK_WORK = 20
"""With less work than this a quick answer is wanted, not the last hundredths of a percent."""
DENSE_PAIRS = 60_000
"""Pairs up to which a model with all of them is built to prove what prices cannot."""


@dataclass(frozen=True)
class Effort:
    """Steps of the ascent, pairs of each unit to begin with, rounds of pricing, passes of cuts; what will do.

    All else are shares of a plan's worth that may stay open: `priced` after a round of pricing; `near` by
    the ascent alone, so that nothing is priced; `untouched` before anything is searched; `torn` and `each` in
    the first neighbourhood and in each one after it, against its own best; `enough` after the first.
    """

    steps: int = 80
    pairs: int = 3
    rounds: int = 4
    cut_passes: int = 2
    priced: float = 0.0
    near: float = 0.0
    untouched: float = 0.0
    torn: float = 0.0
    each: float = 0.0
    enough: float = 0.0


USUAL = Effort()
QUICK = Effort(
    steps=40, pairs=2, rounds=1, cut_passes=1, priced=2e-4, untouched=2e-4, torn=1e-3, each=5e-4, enough=3e-3
)


def effort(pairs: int, budget: Budget) -> Effort:
    """What suits this many pairs and this much work.

    Beyond DENSE_PAIRS more rounds took longer than what they brought was worth, and prices of the ascent
    are all a quick answer has time for where the plan it begins from is near the best.
    """
    quick = budget.work is not None and budget.work < QUICK_WORK
    wanted = QUICK if quick else USUAL
    if pairs <= DENSE_PAIRS:
        return wanted
    return replace(wanted, steps=USUAL.steps, rounds=2, cut_passes=1, near=0.02 if quick else 0.0)
