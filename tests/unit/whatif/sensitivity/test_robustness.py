"""How firm a plan is when its weights are drawn anew around the present ones."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest
from distributed import Client

from rematch.instance.cohort_data import CohortData, prepare_cohort
from rematch.optimise.problem import UNPLACED
from rematch.optimise.worker_pool import WorkerPool, processes
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.whatif.sensitivity.robustness import (
    DRAW_WORK,
    Redraw,
    Robustness,
    Workers,
    drawn_weights,
    robustness,
)
from tests import demo

ROOT = Path(__file__).parents[4]
DRAWS = 8
WIDE = 0.1
"""A spread under which several households move."""


@contextmanager
def one_thread(material: Redraw) -> Iterator[WorkerPool]:
    with ThreadPoolExecutor(1) as executor:
        yield WorkerPool(executor, 1, material)


@cache
def serial() -> Robustness:
    return robustness(demo.cold(), draws=DRAWS, spread=WIDE, workers=one_thread)


def test_without_spread_every_place_stays() -> None:
    """Draws that are all the present weights give the present plan each time."""
    found = robustness(demo.cold(), draws=3, spread=0.0, workers=one_thread)
    assert found.mean_share == 1.0
    assert found.always == len(found.households) == demo.cold().instance.problem.n
    assert {(firm.stays, firm.moves_to_other) for firm in found.households} == {(3, 0)}


def test_the_draws_are_shares_around_the_present_ones() -> None:
    """Mean and deviation are those stated; the total stays, and so does a weight of nothing."""
    moved = drawn_weights(demo.known(), Scenario(), draws=4000, spread=WIDE, seed=3)
    (present,) = drawn_weights(demo.known(), Scenario(), draws=1, spread=0.0)
    drawn = np.array([list(weights.values()) for weights in moved])
    w = np.array(list(present.values()))
    assert drawn.sum(axis=1) == pytest.approx(w.sum())
    assert (drawn[:, w == 0] == 0).all()
    shares, s = drawn / w.sum(), w / w.sum()
    deviation = WIDE * np.sqrt(s * (1 - s))
    assert shares.mean(axis=0) == pytest.approx(s, abs=5 * deviation.max() / np.sqrt(4000))
    assert shares.std(axis=0)[w > 0] == pytest.approx(deviation[w > 0], rel=0.1)


def test_a_draw_depends_on_seed_and_number_alone() -> None:
    """More draws begin with the same ones; another seed gives others."""
    few = drawn_weights(demo.known(), Scenario(), draws=3, seed=1)
    assert drawn_weights(demo.known(), Scenario(), draws=5, seed=1)[:3] == few
    assert drawn_weights(demo.known(), Scenario(), draws=3, seed=2) != few


def test_group_weights_are_part_of_the_present_shares() -> None:
    """A group turned off stays off in every draw, and a doubled one has double weights on average."""
    group = next(c.group for c in demo.catalogue().criteria if c.id == demo.moving_weight()[0])
    (off,) = drawn_weights(demo.known(), Scenario(groups={group: 0.0}), draws=1, spread=WIDE)
    in_group = {c.id for c in demo.catalogue().criteria if c.group == group}
    assert {off[name] for name in off if name in in_group} == {0.0}


@pytest.mark.soak
def test_each_count_is_what_solving_the_draws_says() -> None:
    """Stays and the other place of every household agree with plans made one by one, cold."""
    weights = drawn_weights(demo.known(), Scenario(), draws=DRAWS, spread=WIDE)
    drawn = [Scenario().model_copy(update={"weights": w}) for w in weights]
    plans = np.array([replan(demo.known(), scenario).assignment for scenario in drawn])
    here = demo.cold().assignment
    assert [firm.stays for firm in serial().households] == (plans == here).sum(axis=0).tolist()
    assert serial().mean_share == pytest.approx((plans == here).mean())
    assert 0 < serial().always < len(serial().households)
    column = {place.ags: j for j, place in enumerate(demo.profiles().municipalities)} | {None: UNPLACED}
    for i, firm in enumerate(serial().households):
        went = plans[plans[:, i] != here[i], i]
        assert firm.moves_to_other == max((int((went == j).sum()) for j in set(went)), default=0)
        assert firm.moves_to_other == int((went == column[firm.other]).sum())


@pytest.mark.soak
def test_processes_give_the_same_numbers_in_other_batches() -> None:
    """Two processes and another size of batch change no number."""
    crew = partial(processes, workers=2)
    assert robustness(demo.cold(), draws=DRAWS, spread=WIDE, workers=crew, batch=5) == serial()


@pytest.mark.soak
def test_a_dask_cluster_gives_the_same_numbers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A real local scheduler with two worker processes, named in the environment, changes no number."""
    with local_cluster(tmp_path / "scheduler.json", workers=2) as address:
        monkeypatch.setenv("REMATCH_DASK_SCHEDULER", address)
        assert robustness(demo.cold(), draws=DRAWS, spread=WIDE, batch=3) == serial()


@contextmanager
def local_cluster(file: Path, workers: int) -> Iterator[str]:
    """A scheduler and workers as programs of their own, as on a cluster; yields the scheduler's address."""
    worker = ["worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    roles = [["scheduler", "--port", "0", "--no-dashboard"], *[worker] * workers]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{role}", "--scheduler-file", str(file), *options],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for role, *options in roles
    ]
    try:
        with Client(scheduler_file=str(file), timeout=120) as client:
            client.wait_for_workers(workers, timeout=120)
            address = client.scheduler.address
        yield address
    finally:
        for program in reversed(started):
            program.terminate()
            program.wait()


def test_what_is_shipped_shows_no_household() -> None:
    """A cluster that logs a failed task's arguments writes nothing about people."""
    report = demo.cold()
    shipped = Redraw(report.instance.cohort_data, report.scenario, report.solution, report.check, None)
    assert not [h.id for h in demo.profiles().households if h.id in f"{shipped!r} {shipped}"]


def test_a_stopped_sweep_shows_what_it_has() -> None:
    """Its counts are over the draws that were done, and it says how many that are."""
    heard: list[Robustness] = []
    found = robustness(
        demo.cold(),
        draws=DRAWS,
        spread=WIDE,
        batch=2,
        workers=one_thread,
        told=heard.append,
        stopped=lambda: bool(heard),
    )
    assert found == heard[-1]
    assert (found.asked, found.done) == (DRAWS, 2)
    assert all(firm.stays + firm.moves_to_other <= 2 for firm in found.households)


def test_a_sweep_stopped_at_once_says_nothing() -> None:
    """Without a single draw there is no share."""
    found = robustness(demo.cold(), draws=4, workers=one_thread, stopped=lambda: True)
    assert (found.done, found.mean_share) == (0, None)


@pytest.mark.soak
def test_a_large_plan_is_searched_within_a_stated_limit_and_repeatably() -> None:
    """At Land size each draw has a fixed share of work, and batches of another size change no number."""
    report = replan(demo.known("land"), Scenario(), work_limit=5)
    one, other = (
        robustness(report, draws=2, spread=WIDE, workers=one_thread, batch=batch) for batch in (1, 2)
    )
    assert one == other
    assert one.work_limit == DRAW_WORK
    assert one.done == 2


@pytest.mark.parametrize(("invented", "hired"), [(True, "crew"), (False, "processes")])
def test_real_people_are_sent_to_no_other_machine_whatever_is_set(
    monkeypatch: pytest.MonkeyPatch, invented: bool, hired: str
) -> None:
    """A scheduler is named: invented people's draws go to it, those of real people stay here."""
    monkeypatch.setenv("REMATCH_DASK_SCHEDULER", "tcp://127.0.0.1:9")
    asked: list[str] = []

    def by(name: str) -> Workers:
        def workers(material: Redraw) -> AbstractContextManager[WorkerPool]:
            asked.append(name)
            return one_thread(material)

        return workers

    for name in ("crew", "processes"):
        monkeypatch.setattr(f"rematch.whatif.sensitivity.robustness.{name}", by(name))
    report = demo.cold() if invented else replan(of_real_people(), Scenario())
    assert robustness(report, draws=2).done == 2
    assert asked == [hired]


def of_real_people() -> CohortData:
    """The demo cohort, as if its people were real."""
    profiles = demo.profiles()
    real = profiles.cohort.model_copy(update={"invented": False})
    return prepare_cohort(profiles.model_copy(update={"cohort": real}), demo.catalogue(), "real")
