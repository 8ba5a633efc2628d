"""OR-Tools CP-SAT as a second yardstick, where its own environment is installed (`make bench-cpsat`)."""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from rematch.bench.direct import Measured
from rematch.optimise.reduced_problem import ReducedProblem
from rematch.optimise.solution import Levels
from rematch.settings import settings

BESIDE = Path(__file__).parents[2] / ".venv-ortools" / "bin" / "python"
PROGRAM = Path(__file__).with_name("cpsat_program.py")
LEAVE = 30.0
"""Seconds beyond its limit that CP-SAT may take to build its model and to end."""
ARRAYS = (
    "value",
    "allowed",
    "demand",
    "capacity",
    "persons",
    "minimum",
    "pinned",
    "closeness",
    "place_first",
)


def installed() -> Path | None:
    """The Python that has OR-Tools, if there is one."""
    python = settings().ortools_python or BESIDE
    return python if python.exists() else None


def solve_by_cpsat(units: ReducedProblem, gap: float, limit: float, known: Levels | None = None) -> Measured:
    """Persons, then shortfall (unless known), then value to the proven `gap`, in `limit` seconds.

    It may use every core; the time is that of all of them. Demands and pledges are whole numbers.
    """
    python = installed()
    if python is None:
        raise LookupError("no Python with OR-Tools")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "model.npz"
        np.savez(file, allow_pickle=False, **_arrays(units), **_asked(gap, limit, known))
        # -P: the program's folder holds modules of ours, which its Python must not find.
        command = [str(python), "-P", str(PROGRAM), str(file)]
        try:
            said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=limit + LEAVE)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            return Measured(limit, None, None, False)
    return Measured(**json.loads(said.stdout))


def _arrays(units: ReducedProblem) -> dict[str, np.ndarray]:
    ties = {
        "apart": np.array(units.apart, dtype=np.int64).reshape(-1, 2),
        "soft_links": np.array(units.soft_links, dtype=np.float64).reshape(-1, 3),
    }
    own = {name: np.asarray(getattr(units, name)) for name in ARRAYS}
    return own | ties | _classes(units) | _needs(units)


def _classes(units: ReducedProblem) -> dict[str, np.ndarray]:
    """Of units of housing: whose household is of which row, and where there are classes what each adds."""
    found = units.classes
    if found is None:
        return {"unit_of": np.asarray(units.unit_of)}
    return {
        "unit_of": np.asarray(units.unit_of),
        "class_place": found.place,
        "class_count": found.count,
        "class_value": found.value,
    }


def _needs(units: ReducedProblem) -> dict[str, np.ndarray]:
    """Of what is served where a plan decides it: whose row wants how much of which resource, its worth."""
    served = units.served
    if served is None:
        return {}
    return {
        "need_of": units.unit_of[served.who],
        "need_resource": served.resource,
        "need_most": served.most,
        "need_gain": served.gain,
    }


def _asked(gap: float, limit: float, known: Levels | None) -> dict[str, np.ndarray]:
    levels = [] if known is None else [known.persons, known.shortfall]
    return {"gap": np.array(gap), "limit": np.array(limit), "known": np.array(levels)}
