"""The moves between two plans as chains: who took whose place, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rematch.instance import Floats, Ints
from rematch.model import HouseholdId
from rematch.optimise.pins import TOLERANCE
from rematch.optimise.served import must_be_served
from rematch.planning.changes import Changes, Move
from rematch.planning.report import PlanReport


@dataclass(frozen=True)
class Chain:
    """Moves of which each goes where the next one made room; `closed`: the last goes where the first left."""

    moves: tuple[Move, ...]
    closed: bool = False

    @property
    def gain(self) -> float:
        """What its households win together, in fit x persons."""
        return sum(move.persons * move.gain for move in self.moves)


def chains(changes: Changes) -> tuple[Chain, ...]:
    """Every move in one chain; those that win most first.

    A takes B's place where A would not have fitted beside everybody who was there, and what B used is of a
    resource A was short of. Each household gives up its place to one other at most, so larger ones that need
    the room of two are linked with one of them.
    """
    moves = {changes.new.instance.cohort_data.row[move.household]: move for move in changes.moves}
    takes = _takes(changes, sorted(moves))
    firsts = [i for i in moves if i not in takes.values()]
    found = [Chain(tuple(moves[i] for i in _from(i, takes))) for i in firsts]
    left = set(moves) - {
        changes.new.instance.cohort_data.row[m.household] for chain in found for m in chain.moves
    }
    while left:
        ring = _from(min(left, key=lambda i: (-moves[i].gain, i)), takes)
        found.append(Chain(tuple(moves[i] for i in ring), closed=True))
        left -= set(ring)
    return tuple(sorted(found, key=lambda chain: (-chain.gain, _first(chain))))


def _first(chain: Chain) -> HouseholdId:
    return chain.moves[0].household


def _from(first: int, takes: dict[int, int]) -> list[int]:
    """The chain that begins with a row; once around where it is closed."""
    chain = [first]
    while (following := takes.get(chain[-1])) is not None and following != first:
        chain.append(following)
    return chain


def _takes(changes: Changes, rows: Sequence[int]) -> dict[int, int]:
    """Row of who arrives -> row of who made room for it, municipality by municipality."""
    old, new = changes.old.assignment, changes.new.assignment
    problem = changes.new.instance.problem
    found: dict[int, int] = {}
    for j in range(problem.m):
        arriving = sorted((i for i in rows if new[i] == j), key=lambda i: (-problem.persons[i], i))
        leaving = [i for i in rows if old[i] == j]
        if arriving and leaving:
            found |= _at(changes, j, arriving, leaving)
    return found


def _at(changes: Changes, j: int, arriving: Sequence[int], leaving: list[int]) -> dict[int, int]:
    """At one municipality: who arrives, largest first, in free room or in that of the one it suits best."""
    units = _units(changes, changes.new, j)
    before = _units(changes, changes.old, j)
    classes = _classes(changes, j).size
    stay = (changes.old.assignment == j) & (changes.new.assignment == j)
    there = [*np.flatnonzero(stay).tolist(), *leaving]
    units[leaving] = before[leaving]
    room = _limits(changes, j) - units[stay].sum(axis=0) - units[leaving].sum(axis=0)
    left = list(leaving)
    found = {}
    for i in arriving:
        short = units[i] > room + TOLERANCE
        if _housed(changes, j, [*there, i]):
            short[len(short) - classes :] = False
        makers = [other for other in left if (units[other][short] > 0).any()]
        if short.any() and makers:
            found[i] = min(makers, key=lambda other: _misfit(units[i], room, units[other]))
            left.remove(found[i])
            there.remove(found[i])
            room = room + units[found[i]]
        there.append(i)
        room = room - units[i]
    return found


def _housed(changes: Changes, j: int, households: Sequence[int]) -> bool:
    """Whether there is a unit of some class that fits for each of them, not only the one a plan gives."""
    classes = changes.new.instance.classes
    return classes is None or classes.suffice(j, households)


def _misfit(needed: Floats, room: Floats, freed: Floats) -> tuple[float, float]:
    """What is still missing with this room, then what it frees beyond the need."""
    missing = np.maximum(0.0, needed - room - freed)
    return float(missing[np.isfinite(missing)].sum()), float(np.abs(freed - needed).sum())


def _units(changes: Changes, plan: PlanReport, j: int) -> Floats:
    """[n, k + 1 + s + t] what each household uses there: resources, persons, must be served, its class."""
    problem = changes.new.instance.problem
    demand = problem.demand_at(np.arange(problem.n), j)
    taken = plan.units[:, None] == _classes(changes, j)
    return np.column_stack([demand, problem.persons, must_be_served(problem)[0], taken]).astype(float)


def _limits(changes: Changes, j: int) -> Floats:
    """[k + 1 + s + t] capacities, the pledged maximum, what may be served, the units of each class there."""
    problem = changes.new.instance.problem
    there = problem.class_count[_classes(changes, j)]
    served = must_be_served(problem)[1][j]
    return np.concatenate([problem.capacity[j], [problem.maximum[j]], served, there])


def _classes(changes: Changes, j: int) -> Ints:
    """[t] the classes of accommodation at a municipality."""
    classes = changes.new.instance.classes
    return np.zeros(0, dtype=np.int64) if classes is None else classes.at[j]
