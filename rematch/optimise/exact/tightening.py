"""The relaxation with lifted covers cutting off what only fractions of households could fill."""

from rematch.optimise.budget import NO_LIMIT, Budget
from rematch.optimise.exact.branch_and_bound import ExactModel, Relaxed
from rematch.optimise.proof.cover_cuts import separate


def tightened(model: ExactModel, passes: int, budget: Budget = NO_LIMIT, *, warm: bool = False) -> Relaxed:
    """The relaxation of the present aim once no lifted cover is broken, or after so many passes.

    The cuts stay in the model: they hold for its structure, whatever the values are. Of the budget only
    matters whether anybody waits.
    """
    relaxed = model.relax(budget, warm=warm)
    for _ in range(passes):
        found = [] if relaxed.value is None else separate(model.units, relaxed.shares)
        found = [cut for cut in found if cut not in model.covers]
        if not found:
            break
        model.cut_off(found)
        relaxed = model.relax(budget, warm=True)
    return relaxed
