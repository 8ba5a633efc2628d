"""What storing a decision costs: on the way of a slider, and beside it on the recorder's thread.

python -m tests.working_cost
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from rematch.bootstrap import DATA, load_folder, shipped_catalogue
from rematch.model import CohortId, CriterionId, Viewer
from rematch.scenario import MAX_WEIGHT, Pin, Scenario
from rematch.store import Store
from rematch.working.desk import SessionDesk
from rematch.working.session import Hand, LiveSession

COHORTS = ("session", "land")
MOVES = 40


@dataclass(frozen=True)
class Cost:
    """Medians in ms: until the decision is in force, until it is in the file, until undo is known."""

    decided: float
    written: float
    asked: float


def measured(store: Store, cohort: str, *, pinned: bool) -> Cost:
    """Moves of sliders, each a step of its own; with `pinned`, every household is pinned before."""
    summary = next(one for one in store.cohorts() if one.cohort == cohort)
    writes: list[float] = []
    begun = _pinned(store, summary.cohort) if pinned else Scenario()
    live = SessionDesk(store, _timed(writes)).open(summary.cohort, summary.token, begun, Hand("bench"))
    decided, asked = [], []
    for move in range(MOVES):
        decided.append(_move(live, move) - 1000 * writes[-1] if writes else _move(live, move))
        began = time.perf_counter()
        live.can_undo("bench")
        asked.append(1000 * (time.perf_counter() - began))
    return Cost(median(decided[1:]), 1000 * median(writes[1:]), median(asked))


def _move(live: LiveSession, move: int) -> float:
    seen, _ = live.stand
    weights = {**seen.weights, CriterionId("childcare"): MAX_WEIGHT * (move % 10) / 10}
    began = time.perf_counter()
    live.decide(seen, seen.model_copy(update={"weights": weights}), Hand("bench"))
    return 1000 * (time.perf_counter() - began)


def _timed(writes: list[float]) -> Callable[[Callable[[], Any]], Future[Any]]:
    def at_once(write: Callable[[], Any]) -> Future[Any]:
        began, done = time.perf_counter(), Future[Any]()
        done.set_result(write())
        writes.append(time.perf_counter() - began)
        return done

    return at_once


def _pinned(store: Store, cohort: CohortId) -> Scenario:
    profiles = store.load_profiles(cohort)
    place = profiles.municipalities[0].ags
    return Scenario(pins=tuple(Pin(household=h.id, ags=place) for h in profiles.households))


def main() -> None:
    """Both demo cohorts, without a pin and with every household pinned."""
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "bench.duckdb") as store:
        for cohort in COHORTS:
            load_folder(store, DATA / cohort, shipped_catalogue(), Viewer())
            for pinned in (False, True):
                cost = measured(store, cohort, pinned=pinned)
                pins = "all pinned" if pinned else "no pins"
                print(
                    f"{cohort}, {pins}: decided in {cost.decided:.2f} ms, written in {cost.written:.1f} ms, "
                    f"undo asked in {cost.asked:.2f} ms"
                )


if __name__ == "__main__":
    main()
