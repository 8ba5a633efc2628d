"""The second yardstick: the same model in OR-Tools CP-SAT, run by the Python of its own environment.

It imports nothing of ours and no HiGHS (both in one process is not possible): the numbers come in a file,
what was reached goes out as JSON. Values are counted in millionths, closeness in thousandths, as CP-SAT
knows whole numbers only.
"""

import json
import os
import sys
import time
from typing import Any

import numpy as np
from ortools.sat.python import cp_model  # type: ignore[import-not-found]

MILLION, THOUSAND = 1_000_000, 1_000


class CpsatModel:
    """Variables of the allowed pairs, of missing persons, and of soft links met at each place.

    Where there are any also of the classes of units that are taken, and of the units served.
    """

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.model = cp_model.CpModel()
        self.solver = cp_model.CpSolver()
        self.began = time.perf_counter()
        pairs = np.argwhere(given["allowed"]).tolist()
        self.x = {(i, j): self.model.new_bool_var("") for i, j in pairs}
        self.at = [
            [(i, self.x[i, j]) for i in np.flatnonzero(a).tolist()] for j, a in enumerate(given["allowed"].T)
        ]
        self.short = [self.model.new_int_var(0, int(most), "") for most in given["minimum"]]
        self.near: list[Any] = []
        self.served = self._served()
        self._each_household_at_most_once()
        for j in range(len(self.short)):
            self._room(j)
        self._apart()
        self._soft_links()
        if "class_place" in given:
            self._housing()

    def persons(self) -> Any:
        """Persons placed."""
        return sum(int(self.given["persons"][i]) * x for (i, _), x in self.x.items())

    def value(self) -> Any:
        """Values and soft links, in millionths."""
        worth = np.round(self.given["value"] * MILLION).astype(int)
        return sum(int(worth[pair]) * x for pair, x in self.x.items()) + sum(self.near)

    def best(self, aim: Any, gap: float) -> bool:
        """Whether the greatest aim was proven to this gap within the time."""
        self.model.maximize(aim)
        limits = self.solver.parameters
        limits.relative_gap_limit = gap
        limits.max_time_in_seconds = max(0.1, self.given["limit"] - (time.perf_counter() - self.began))
        limits.num_workers = os.cpu_count() or 1
        self.status = self.solver.solve(self.model)
        return bool(self.status == cp_model.OPTIMAL)

    def _each_household_at_most_once(self) -> None:
        for i, allowed in enumerate(self.given["allowed"]):
            own = [self.x[i, j] for j in np.flatnonzero(allowed).tolist()]
            if self.given["pinned"][i]:
                self.model.add_exactly_one(own)
            else:
                self.model.add_at_most_one(own)

    def _room(self, j: int) -> None:
        demand, capacity = self.given["demand"], self.given["capacity"][j]
        here = demand if demand.ndim == 2 else demand[:, j]
        for k in np.flatnonzero(np.isfinite(capacity)):
            used = [int(here[i, k]) * x for i, x in self.at[j] if here[i, k]]
            used += self.served.get((j, int(k)), [])
            if used:
                self.model.add(sum(used) <= int(np.floor(capacity[k])))
        there = sum(int(self.given["persons"][i]) * x for i, x in self.at[j])
        self.model.add(there + self.short[j] >= int(np.ceil(self.given["minimum"][j])))

    def _served(self) -> dict[tuple[int, int], list[Any]]:
        """Units served by place and resource: only where a household is, each worth its gain."""
        found: dict[tuple[int, int], list[Any]] = {}
        most = self.given.get("need_most", np.zeros((0, 0)))
        for e, j in np.argwhere(most > 0).tolist():
            pair = (int(self.given["need_of"][e]), j)
            if pair in self.x:
                units = self.model.new_int_var(0, int(most[e, j]), "")
                self.model.add(units <= int(most[e, j]) * self.x[pair])
                self.near.append(round(float(self.given["need_gain"][e, j]) * MILLION) * units)
                found.setdefault((j, int(self.given["need_resource"][e])), []).append(units)
        return found

    def _housing(self) -> None:
        """Every household takes one class that fits it at its place, no more of a class than there are."""
        place, count, value = (self.given[f"class_{name}"] for name in ("place", "count", "value"))
        taken: dict[int, list[Any]] = {}
        for h, i in enumerate(self.given["unit_of"].tolist()):
            for j in np.flatnonzero(self.given["allowed"][i]).tolist():
                fitting = np.flatnonzero((place == j) & ~np.isnan(value[h])).tolist()
                takes = {c: self.model.new_bool_var("") for c in fitting}
                self.model.add(sum(takes.values()) == self.x[i, j])
                self.near += [round(float(value[h, c]) * MILLION) * one for c, one in takes.items()]
                for c, one in takes.items():
                    taken.setdefault(c, []).append(one)
        for c, those in taken.items():
            if len(those) > count[c]:
                self.model.add(sum(those) <= int(count[c]))

    def _apart(self) -> None:
        for one, other in self.given["apart"].tolist():
            for j in range(len(self.short)):
                if (one, j) in self.x and (other, j) in self.x:
                    self.model.add_at_most_one(self.x[one, j], self.x[other, j])

    def _soft_links(self) -> None:
        """What a link is worth at place j of its first: no more than closeness to the place of its second."""
        close = np.round(self.given["closeness"] * THOUSAND).astype(int)
        for one, other, bonus in self.given["soft_links"].tolist():
            places = [j for j in range(len(self.short)) if (int(other), j) in self.x]
            for j in range(len(self.short)):
                if (int(one), j) in self.x:
                    met = self.model.new_int_var(0, THOUSAND, "")
                    self.model.add(met <= THOUSAND * self.x[int(one), j])
                    self.model.add(met <= sum(int(close[j, p]) * self.x[int(other), p] for p in places))
                    self.near.append(round(bonus * MILLION / THOUSAND) * met)


def measure(given: dict[str, Any]) -> dict[str, Any]:
    """Persons, then shortfall (both skipped where known), then value to the proven gap."""
    began = time.process_time()
    model, known = CpsatModel(given), given["known"]
    levels = [(model.persons(), known[0] if len(known) else None)] if given["place_first"] else []
    levels.append((-sum(model.short), -known[1] if len(known) else None))
    for aim, level in levels:
        if level is None and not model.best(aim, 0.0):
            return {"cpu_s": time.process_time() - began, "objective": None, "gap": None, "finished": False}
        model.model.add(aim >= int(round(model.solver.objective_value) if level is None else level))
    finished = model.best(model.value(), given["gap"])
    found = model.status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    value, bound = model.solver.objective_value, model.solver.best_objective_bound
    return {
        "cpu_s": time.process_time() - began,
        "objective": value / MILLION if found else None,
        "gap": (bound - value) / max(1.0, abs(value)) if found else None,
        "finished": finished,
    }


if __name__ == "__main__":
    with np.load(sys.argv[1]) as file:
        arrays = {name: file[name] for name in file}
    given = arrays | {name: float(arrays[name]) for name in ("gap", "limit")}
    print(json.dumps(measure(given)))
