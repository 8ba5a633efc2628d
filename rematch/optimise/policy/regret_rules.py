"""The rules of regret: what several who weigh the same people and places by their own values lose by a plan.

z in [0, highest] is the regret of whoever loses most. Classes of housing are one plan's, the same for all;
y is whole here, since rows over values are none of a transportation problem.
"""

from collections.abc import Iterable, Sequence

import pulp

from rematch.optimise.policy.model import Model, Term
from rematch.optimise.policy.rules import worth
from rematch.optimise.policy.served_rules import served_again
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.solution import Levels


def whole_classes(model: Model) -> None:
    """y_hc in {0, 1}."""
    for variable in model.take.values():
        variable.cat = pulp.LpInteger


def keep_levels(model: Model, levels: Levels) -> None:
    """sum_ij n_i x_ij >= P where persons come first, and sum_j short_j <= S."""
    persons = levels.persons if model.units.place_first else 0
    for row, side in {("persons",): persons, ("shortfall",): levels.shortfall}.items():
        if row in model.rows:
            model.rows[row].changeRHS(float(side))


def value(model: Model, units: ReducedProblem, number: int) -> list[Term]:
    """What a plan is worth to judge `number` by the values of `units`; what is served is their choice."""
    return [*worth(model, units), *served_again(model, units, number)]


def greatest_regret(
    model: Model, values: Sequence[tuple[list[Term], float, float]], highest: float
) -> pulp.LpVariable:
    """z with value_b + |best_b| z >= best_b for every judge; `values` are terms, best and |best| of each."""
    regret = model.program.add_variable("regret", 0, highest)
    for number, (terms, best, scale) in enumerate(values):
        row = pulp.LpAffineExpression([*terms, (regret, scale)]) >= best
        model.program.addConstraint(row, f"regret_{number:06d}")
    return regret


def least_greatest(model: Model, regret: pulp.LpVariable) -> None:
    """max -z."""
    model.program.setObjective(pulp.LpAffineExpression([(regret, -1.0)]))


def least_mean(model: Model, values: Iterable[tuple[list[Term], float]]) -> None:
    """max sum_b share_b value_b; `values` are the terms of each judge and their share."""
    aim = pulp.LpAffineExpression()
    for terms, share in values:
        for variable, number in terms:
            aim.addterm(variable, share * number)
    model.program.setObjective(aim)
