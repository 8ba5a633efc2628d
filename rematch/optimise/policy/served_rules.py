"""The rules of serving: units of a need only where its household is placed, no more than there are.

z_ej in [0, d_ej] for need e at municipality j, d_ej the units wanted or at most those there. With whole x
each municipality and resource is one row of ones, so z needs no integrality. Who must be served has no z:
the demand of x uses the same row. Where there is enough for all who may come there is none (`presolve`).
"""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pulp

from rematch.optimise.policy.model import Model, Term
from rematch.optimise.reduced_problem import ReducedProblem


def variables(model: Model) -> None:
    """z_ej for the needs of the new pairs that a plan has to decide about."""
    for e, _, j, most in _new(model):
        model.serve[e, j] = model.variable("z", (e, j), most)


def only_where_placed(model: Model) -> None:
    """z_ej <= d_ej x_ij for the unit i whose need e is."""
    for e, i, j, most in _new(model):
        terms = [(model.serve[e, j], 1.0), (model.place[i, j], -most)]
        model.add(("served", e, j), terms, pulp.LpConstraintLE, 0)


def no_more_than_there_is(model: Model) -> None:
    """sum_i u_ijk x_ij + sum_e z_ej <= C_jk, u_ijk being what of resource k must be served."""
    for e, _, j, _ in _new(model):
        k = int(model.units.served.resource[e])  # type: ignore[union-attr]
        one = [(model.serve[e, j], 1.0)]
        model.add(("capacity", j, k), one, pulp.LpConstraintLE, model.units.capacity[j, k])


def worth(model: Model) -> list[Term]:
    """Terms of the objective: what one unit adds."""
    served = model.units.served
    if served is None:
        return []
    return [(variable, float(served.gain[pair])) for pair, variable in model.serve.items()]


def served_again(model: Model, units: ReducedProblem, number: int) -> list[Term]:
    """What is served in a plan chosen anew by the values of `units`: columns and rows of its own; its worth.

    z_ej <= d_ej x_ij and sum_i u_ijk x_ij + sum_e z_ej <= C_jk again, for the needs that gain something.
    """
    served = units.served
    if served is None:
        return []
    there, terms = defaultdict[tuple[int, int], list[Term]](list), []
    for e, j in np.argwhere((served.most > 0) & (served.gain > 0)).tolist():
        placed = model.place.get((int(units.unit_of[served.who[e]]), j))
        if placed is None:
            continue
        most = float(served.most[e, j])
        given = model.variable("z", (e, j, number), most)
        model.add(("served", e, j, number), [(given, 1.0), (placed, -most)], pulp.LpConstraintLE, 0)
        there[j, int(served.resource[e])].append((given, 1.0))
        terms.append((given, float(served.gain[e, j])))
    for (j, k), given_there in there.items():
        must = [(model.place[i, j], float(units.demand_at(j)[i, k])) for i in model.at(j)]
        row = ("capacity", j, k, number)
        model.add(row, [*must, *given_there], pulp.LpConstraintLE, units.capacity[j, k])
    return terms


def _new(model: Model) -> Iterator[tuple[int, int, int, float]]:
    """Needs to decide about at the new pairs, with their unit, municipality and units at most."""
    served = model.units.served
    if served is None:
        return
    unit = model.units.unit_of[served.who]
    for e, j in np.argwhere(model.new[unit] & (served.most > 0)).tolist():
        yield e, int(unit[e]), j, float(served.most[e, j])
