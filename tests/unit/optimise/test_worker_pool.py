"""Many draws on any executor: the same outcomes wherever they run, however they are batched."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import ModuleType

import psutil
import pytest

from rematch.errors import RematchError
from rematch.optimise import worker_pool
from rematch.optimise.worker_pool import WorkerPool, cluster, crew, processes, sweep

ROOT = Path(__file__).parents[3]
DRAWS = list(range(40))


@dataclass(eq=False)
class Squares:
    """Squares a draw; tells the process and how many times it was built there."""

    built: Iterator[int] = field(default_factory=lambda: count(1))

    def build(self) -> Callable[[int], tuple[int, int, int]]:
        times = next(self.built)
        return lambda draw: (draw**2, os.getpid(), times)


@dataclass(eq=False)
class Death:
    """A worker that ends in the middle of its work."""

    def build(self) -> Callable[[int], int]:
        return lambda draw: os._exit(3)


@contextmanager
def threads(material: object, workers: int = 1) -> Iterator[WorkerPool]:
    with ThreadPoolExecutor(workers) as executor:
        yield WorkerPool(executor, workers, material)


def squares(hired: WorkerPool, batch: int) -> list[int]:
    done = sweep(DRAWS, hired, batch=batch)
    return [done[number][0] for number in range(len(DRAWS))]


@pytest.mark.parametrize("batch", [1, 7, 25, 100])
def test_the_size_of_a_batch_changes_nothing(batch: int) -> None:
    """Every draw is done once, whatever the size of the batches, and found under its own number."""
    with threads(Squares(), workers=3) as hired:
        assert squares(hired, batch) == [draw**2 for draw in DRAWS]


def test_processes_do_the_same_and_build_once_each() -> None:
    """Other processes than this one do the work, each building what it needs a single time."""
    with processes(Squares(), workers=2) as hired:
        done = sweep(DRAWS, hired, batch=4)
    assert {number: outcome[0] for number, outcome in done.items()} == {d: d**2 for d in DRAWS}
    assert os.getpid() not in {pid for _, pid, _ in done.values()}
    assert {times for _, _, times in done.values()} == {1}


def test_a_worker_does_not_run_the_main_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under Streamlit the main module is a screen: a process started beside it must not draw it again."""
    trace, script = tmp_path / "was_run", tmp_path / "screen.py"
    script.write_text(f"open({str(trace)!r}, 'w').close()\n", encoding="utf-8")
    main = ModuleType("__main__")
    main.__file__ = str(script)
    monkeypatch.setitem(sys.modules, "__main__", main)
    with processes(Squares(), workers=1) as hired:
        assert len(sweep(DRAWS, hired)) == len(DRAWS)
    assert sys.modules["__main__"] is main
    assert not trace.exists()


def test_a_stop_leaves_what_is_done() -> None:
    """Once stopped nothing more is handed out; what was done is there, whole batches of it."""
    heard: list[int] = []
    with threads(Squares()) as hired:
        done = sweep(
            DRAWS, hired, batch=5, told=lambda so_far: heard.append(len(so_far)), stopped=lambda: bool(heard)
        )
    assert 0 < len(done) < len(DRAWS)
    assert len(done) % 5 == 0
    assert heard == [len(done)]


@dataclass(eq=False)
class Slow:
    """Leaves a mark for each draw it begins, and takes its time."""

    folder: Path

    def build(self) -> Callable[[int], None]:
        def work(draw: int) -> None:
            (self.folder / str(draw)).touch()
            time.sleep(0.3)

        return work


def test_a_stop_ends_a_worker_within_its_batch(tmp_path: Path) -> None:
    """The draw that is going on is finished, no other of the same task is begun."""
    with processes(Slow(tmp_path), workers=1) as hired:
        sweep(DRAWS, hired, batch=len(DRAWS), stopped=lambda: bool(list(tmp_path.iterdir())))
    hired.executor.shutdown(wait=True)
    assert 0 < len(list(tmp_path.iterdir())) <= 3


def test_who_listens_hears_of_every_draw() -> None:
    """Progress never goes back and ends with all draws."""
    heard: list[int] = []
    with threads(Squares()) as hired:
        sweep(DRAWS, hired, batch=9, told=lambda so_far: heard.append(len(so_far)))
    assert heard == sorted(heard)
    assert heard[-1] == len(DRAWS)


def test_lost_workers_are_told_in_a_code() -> None:
    """A worker that dies ends the sweep with words, not with the executor's own error."""
    with processes(Death(), workers=1) as hired, pytest.raises(RematchError) as fault:
        sweep(DRAWS, hired)
    assert fault.value.code == "sweep.lost"
    assert isinstance(fault.value.__cause__, BrokenProcessPool)


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_workers_end_with_a_parent_that_is_killed() -> None:
    """A process killed in the middle of a sweep leaves no worker behind."""
    code = (
        "import os, signal\n"
        "from rematch.optimise.worker_pool import processes, sweep\n"
        "from tests.unit.optimise.test_worker_pool import DRAWS, Squares\n"
        "with processes(Squares(), workers=1) as hired:\n"
        "    print(sweep(DRAWS, hired)[0][1], flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60, text=True, stdout=subprocess.PIPE
    )
    assert run.returncode != 0
    until = time.monotonic() + 30
    while alive(int(run.stdout)):
        assert time.monotonic() < until, "the worker is still there"
        time.sleep(0.1)


def test_a_scheduler_that_is_not_there_is_told_in_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nobody answers is a mistake a person can mend."""
    monkeypatch.setattr(worker_pool, "CONNECT", 0.3)
    monkeypatch.setenv("REMATCH_DASK_SCHEDULER", "tcp://127.0.0.1:9")
    with pytest.raises(RematchError) as fault, crew(Squares()):
        pass
    assert fault.value.code == "sweep.no_scheduler"


def test_a_missing_extra_is_told_in_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for a cluster without `distributed` installed, the answer says so."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RematchError) as fault, cluster(Squares(), "tcp://127.0.0.1:9"):
        pass
    assert fault.value.code == "sweep.not_installed"


def test_nobody_pays_for_a_cluster_who_does_not_use_one() -> None:
    """A fresh process with the services in it has loaded neither Dask nor its scheduler."""
    code = "import sys, rematch.service; sys.exit(bool({'dask', 'distributed'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
