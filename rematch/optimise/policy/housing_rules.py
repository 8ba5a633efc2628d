"""The rules of housing: a household takes a unit of a class at its place, no class gives more than it has.

y_hc in [0, 1] for household h and class c that fits it: with whole x the rows are those of a transportation
problem, so y needs no integrality (Hoffman, Kruskal 1956).
"""

from collections.abc import Iterator

import numpy as np
import pulp

from rematch.optimise.housing import UnitClasses
from rematch.optimise.policy.model import Model, Term
from rematch.optimise.reduced_problem import ReducedProblem


def variables(model: Model) -> None:
    """y_hc for the households of the new pairs and the classes there that fit them."""
    classes = model.units.classes
    for h, _, j in _new(model):
        for c in _fitting(classes, h, j):
            model.take[h, c] = model.variable("y", (h, c), 1)


def one_unit_of_housing_each(model: Model) -> None:
    """sum_(c at j) y_hc = x_ij for every member h of unit i: nobody is placed without a unit that fits."""
    classes = model.units.classes
    for h, i, j in _new(model):
        taken = [(model.take[h, c], 1.0) for c in _fitting(classes, h, j)]
        model.add(("housed", h, j), [*taken, (model.place[i, j], -1.0)], pulp.LpConstraintEQ, 0)


def no_more_units_than_there_are(model: Model) -> None:
    """sum_h y_hc <= N_c for every class that more households could take than it has units."""
    units, classes = model.units, model.units.classes
    if classes is None:
        return
    possible = units.allowed[units.unit_of][:, classes.place] & classes.fits
    scarce = possible.sum(axis=0) > classes.count
    taking: dict[int, list[int]] = {}
    for h, _, j in _new(model):
        for c in _fitting(classes, h, j):
            taking.setdefault(c, []).append(h)
    for c in sorted(taking):
        if scarce[c]:
            terms = ((model.take[h, c], 1.0) for h in taking[c])
            model.add(("units", c), terms, pulp.LpConstraintLE, classes.count[c])


def worth(model: Model, units: ReducedProblem) -> list[Term]:
    """Terms of the objective: the worth w_hc of each class taken, by the values of `units`."""
    classes = units.classes
    if classes is None:
        return []
    return [(variable, float(classes.value[pair])) for pair, variable in model.take.items()]


def _new(model: Model) -> Iterator[tuple[int, int, int]]:
    """Households of the new pairs with their unit and municipality."""
    if model.units.classes is None:
        return
    unit_of = model.units.unit_of
    for h, j in np.argwhere(model.new[unit_of]).tolist():
        yield h, int(unit_of[h]), j


def _fitting(classes: UnitClasses | None, h: int, j: int) -> list[int]:
    if classes is None:
        return []
    here = classes.at[j]
    fitting: list[int] = here[classes.fits[h, here]].tolist()
    return fitting
