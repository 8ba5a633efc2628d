"""An upper bound on every plan, from prices and the data alone: one expression, no solver's word."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rematch.optimise.presolve import presolve
from rematch.optimise.problem import Floats, Problem
from rematch.optimise.proof.cover_cuts import Cut, Lifted, lifted
from rematch.optimise.reduced_problem import ReducedProblem


@dataclass(frozen=True, eq=False)
class Prices:
    """Prices >= 0 of what is scarce; any numbers give a bound, good ones a tight one.

    capacity  [m, k + s + 1]  one unit of each resource, then of each served one, last a pledged person (mu)
    persons               placing one person more (pi)
    minimum   [m]         one pledged person (tau)
    apart     [pairs, m]  one of two households to keep apart, at each place (nu)
    soft      [links, m]  the share of a soft link's bonus paid at its first household's place (alpha)
    ceilings  [ceilings]  one unit below a ceiling's limit (omega)
    cuts      [covers]    one unit of a lifted cover cut (lambda), and `covers` which cuts they are
    classes   [c]         one housing unit of each class (eta)
    """

    capacity: Floats
    persons: float
    minimum: Floats
    apart: Floats
    soft: Floats
    ceilings: Floats = field(default_factory=lambda: np.zeros(0))
    cuts: Floats = field(default_factory=lambda: np.zeros(0))
    covers: tuple[Cut, ...] = ()
    classes: Floats = field(default_factory=lambda: np.zeros(0))

    def as_lists(self) -> dict[str, Any]:
        """For JSON: every price as numbers and lists."""
        left_out = {"covers"} if self.classes.size else {"covers", "classes"}
        numbers = {
            name: np.asarray(price).tolist() for name, price in vars(self).items() if name not in left_out
        }
        return numbers | {"covers": [[cut.place, cut.resource, list(cut.cover)] for cut in self.covers]}

    @classmethod
    def from_lists(cls, lists: dict[str, Any], units: ReducedProblem) -> "Prices":
        """Back from `as_lists`, in the shapes of this problem."""
        zero = cls.zero(units)
        covers = tuple(
            Cut(int(j), int(k), tuple(int(i) for i in cover)) for j, k, cover in lists.get("covers", [])
        )

        def table(name: str, like: Floats) -> Floats:
            return np.array(lists.get(name, []), dtype=np.float64).reshape(like.shape)

        return cls(
            table("capacity", zero.capacity),
            float(lists["persons"]),
            table("minimum", zero.minimum),
            table("apart", zero.apart),
            table("soft", zero.soft),
            table("ceilings", zero.ceilings),
            table("cuts", np.zeros(len(covers))),
            covers,
            table("classes", zero.classes),
        )

    @classmethod
    def zero(cls, units: ReducedProblem) -> "Prices":
        """Everything free."""
        m = len(units.minimum)
        apart, soft = np.zeros((len(units.apart), m)), np.zeros((len(units.soft_links), m))
        return cls(
            np.zeros_like(units.capacity),
            0.0,
            np.zeros(m),
            apart,
            soft,
            np.zeros(len(units.ceilings)),
            classes=np.zeros(0 if units.classes is None else len(units.classes.place)),
        )


def certified_bound(problem: Problem, prices: Prices, *, persons: float, shortfall: float) -> float:
    """A bound on the objective of every plan with at least these persons and at most this shortfall."""
    return upper_bound(presolve(problem), prices, persons=persons, shortfall=shortfall)


def forced_bounds(problem: Problem, prices: Prices, *, persons: float, shortfall: float) -> Floats:
    """A bound [n, m] on plans that put household i at j, place at least these persons, miss at most this.

    L - max(0, max_j' rho_ij') + rho_ij; -inf where i cannot go to j. `objective` minus it is what forcing
    the pair costs at least.
    """
    units = presolve(problem)
    bound = upper_bound(units, prices, persons=persons, shortfall=shortfall)
    rho = reduced_values(units, sound(units, prices))
    best = best_reduced(units, rho, persons if units.place_first else 0.0)
    forced: Floats = (bound - best[:, None] + rho)[units.unit_of]
    return forced


def upper_bound(units: ReducedProblem, prices: Prices, *, persons: float, shortfall: float) -> float:
    """L of the certificate, evaluated in float64 over all allowed pairs.

    For a plan x with sum_i n_i x_ij >= L_j - short_j, each bracket below is >= 0 where the price is,
    so adding them to the value of x gives no less than that value:

        mu_jk (C_jk - sum_i u_ijk x_ij)      room left                nu (1 - x_ij - x_i'j)   kept apart
        pi (sum n_i x_ij - P)                persons placed           sigma (S - sum_j short_j)
        tau_j (sum_i n_i x_ij + short_j - L_j)       XX
    With sigma = max_j tau_j the terms of short_j are <= 0 and drop out. What remains is linear in x:

        rho_ij = v_ij - sum_k mu_jk u_ijk + (pi + tau_j) n_i - nu - omega cost_ij - lambda alpha_i
        L = sum mu C - pi P - sum_j tau_j L_j + sigma S + sum nu + sum omega limit + sum lambda beta
            + sum_i max(0, max_j rho_ij)

    With classes of housing units, rho_ij also has, for each member h of the unit,

        max_c (value_hc - eta_c)  over the classes c at j that fit h, and L has  sum_c eta_c N_c

    because eta_c (N_c - sum_h y_hc) >= 0 and each placed member takes exactly one class at j.

    With needs e that may be served, z_ej <= d_ej x_ij units of resource k(e) and gain g_ej each, the
    bracket of mu_jk has - sum_e z_ej too, and rho_ij, for each need of the unit's members,

        d_ej max(0, g_ej - mu_jk(e))

    In L the 0 falls away for units that every such plan places (`Core.must`). A soft link of worth b
    and any 0 <= alpha_j <= b give, because t_j <= x_ij and t_j <= sum_j' c_jj' x_i'j',

        b sum_j t_j <= sum_j alpha_j x_ij + sum_j' (sum_j (b - alpha_j) c_jj') x_i'j'

    and both sums go into rho.
    """
    return bound_and_reduced(units, prices, persons=persons, shortfall=shortfall)[0]


def bound_and_reduced(
    units: ReducedProblem, prices: Prices, *, persons: float, shortfall: float, rows: Lifted | None = None
) -> tuple[float, Floats]:
    """L as `upper_bound` has it, and the rho [u, m] it was made from; `rows`: the cuts lifted before."""
    rows = rows or lifted(units, prices.covers)
    bound, rho, _ = bound_of(units, sound(units, prices), rows, persons=persons, shortfall=shortfall)
    return bound, rho


def bound_of(
    units: ReducedProblem, prices: Prices, rows: Lifted, *, persons: float, shortfall: float
) -> tuple[float, Floats, Floats]:
    """L, rho [u, m] and the greatest of each unit [u] at `sound` prices, their cuts lifted before."""
    persons = persons if units.place_first else 0.0
    sigma = float(prices.minimum.max(initial=0.0))
    rho = reduced_values(units, prices, rows)
    scarce = units.limited
    constant = (
        float((prices.capacity[scarce] * units.capacity[scarce]).sum())
        - prices.persons * persons
        - float(prices.minimum @ units.minimum)
        + sigma * shortfall
        + float(prices.apart.sum())
        + sum(omega * ceiling.limit for omega, ceiling in zip(prices.ceilings, units.ceilings, strict=True))
        + float(prices.cuts @ rows.beta)
        + _of_all_classes(units, prices)
    )
    best = best_reduced(units, rho, persons)
    return constant + float(best.sum()), rho, best


def reduced_values(units: ReducedProblem, prices: Prices, rows: Lifted | None = None) -> Floats:
    """rho [u, m]: the value of each pair less the price of what it uses; -inf where not allowed."""
    rows = rows or lifted(units, prices.covers)
    rho = units.value - units.used(prices.capacity)
    rho += units.persons[:, None] * (prices.persons + prices.minimum)[None, :]
    rho += units.housed(prices.classes)
    rho += units.best_served(prices.capacity)
    for (first, second), nu in zip(units.apart, prices.apart, strict=True):
        rho[first] -= nu
        rho[second] -= nu
    for omega, ceiling in zip(prices.ceilings, units.ceilings, strict=True):
        rho -= omega * ceiling.cost
    for j, alpha, price in zip(rows.place, rows.alpha, prices.cuts, strict=True):
        rho[:, j] -= price * alpha
    for (first, second, bonus), alpha in zip(units.soft_links, prices.soft, strict=True):
        rho[first] += alpha
        rho[second] += (bonus - alpha) @ units.closeness
    return np.where(units.allowed, rho, -np.inf)


def best_reduced(units: ReducedProblem, rho: Floats, persons: float) -> Floats:
    """max_j rho_ij [u], and at least 0 for a unit that may stay unplaced."""
    best = rho.max(axis=1, initial=-np.inf)
    free = ~units.must(persons) | np.isinf(best)
    lifted: Floats = np.where(free, np.maximum(best, 0.0), best)
    return lifted


def _of_all_classes(units: ReducedProblem, prices: Prices) -> float:
    """sum_c eta_c N_c over the classes with a limit."""
    if units.classes is None:
        return 0.0
    limited = np.isfinite(units.classes.count)
    return float(prices.classes[limited] @ units.classes.count[limited])


def sound(units: ReducedProblem, prices: Prices) -> Prices:
    """The prices with wrong signs and prices of unlimited resources set to zero: then L is a bound."""
    limited = units.limited
    bonus = np.array([link[2] for link in units.soft_links]).reshape(-1, 1)
    classes = Prices.zero(units).classes
    if units.classes is not None and prices.classes.size:
        classes = np.where(np.isfinite(units.classes.count), np.maximum(prices.classes, 0.0), 0.0)
    return Prices(
        capacity=np.where(limited, np.maximum(prices.capacity, 0.0), 0.0),
        persons=max(prices.persons, 0.0) if units.place_first else 0.0,
        minimum=np.maximum(prices.minimum, 0.0),
        apart=np.maximum(prices.apart, 0.0),
        soft=np.clip(prices.soft, 0.0, bonus),
        ceilings=np.maximum(prices.ceilings, 0.0),
        cuts=np.maximum(prices.cuts, 0.0),
        covers=prices.covers,
        classes=classes,
    )
