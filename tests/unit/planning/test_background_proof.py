"""The proof that goes on beside the app."""

import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from rematch import jobs
from rematch.instance.cohort_data import prepare_cohort
from rematch.planning import background_proof
from rematch.planning.background_proof import Prover
from rematch.planning.plan import replan
from rematch.scenario import Scenario
from rematch.synthetic import generate
from tests import demo

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def report():
    """A first answer on a problem that is too large to be solved at once."""
    known = prepare_cohort(generate(160, 12, 3, demo.catalogue()), demo.catalogue(), "data")
    return replan(known, Scenario(), work_limit=1)


def ended(prover: Prover) -> Prover:
    for _ in range(600):
        if prover.done:
            return prover
        prover.look()
        time.sleep(0.05)
    raise AssertionError("the proof does not end")


@pytest.mark.soak
def test_what_it_finds_is_never_worse_and_keeps_every_rule(report):
    newest = ended(Prover(report, (5, 20))).look()
    assert newest.solution.objective >= report.solution.objective
    assert newest.check.ok


def test_two_at_once_find_what_each_finds_alone(report):
    alone = ended(Prover(report, (5,))).look()
    first, second = Prover(report, (5,)), Prover(report, (5,))
    for prover in (first, second):
        assert (ended(prover).look().assignment == alone.assignment).all()


def test_it_ends_when_nobody_looks_any_more(report, monkeypatch):
    monkeypatch.setattr(background_proof, "Job", partial(jobs.Job, lease=-1.0))
    prover = Prover(report, (1,) * 500)
    for _ in range(200):
        if prover.done:
            break
        time.sleep(0.05)
    assert prover.done


def test_a_stop_ends_the_piece_of_work_that_goes_on(report):
    """A limit that would take hours is left at the next step; what was cut short is not the plan."""
    prover = Prover(report, (10**9,))
    time.sleep(0.3)
    prover.stop()
    assert ended(prover).look() is report


ENDING = """
from rematch.scenario import Scenario
from rematch.instance import prepare_cohort
from rematch.planning.background_proof import Prover
from rematch.planning.plan import replan
from rematch.synthetic import generate
from tests import demo
known = prepare_cohort(generate(160, 12, 3, demo.catalogue()), demo.catalogue(), "data")
prover = Prover(replan(known, Scenario(), work_limit=0), (10**9,))
"""


def test_a_program_that_ends_while_it_proves_ends_well():
    """The thread leaves the solver first; otherwise the whole program is aborted."""
    said = subprocess.run(
        [sys.executable, "-c", ENDING], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stderr) == (0, "")


@pytest.fixture
def loose(report, monkeypatch):
    """A plan of which half is open, and a search that finds only bounds: ever tighter ones."""
    best = report.solution.objective
    bounds = iter([1.01, 1.005, 1.0009, 1.0001])

    def tighter(*_, before, **__):
        return replace(before, solution=replace(before.solution, bound=best * next(bounds)))

    monkeypatch.setattr(background_proof, "replan", tighter)
    return replace(report, solution=replace(report.solution, bound=best * 1.5))


def test_it_goes_on_until_at_most_a_thousandth_is_open(loose):
    """One percent and half of one are not enough; what comes after a thousandth is not asked for."""
    told = []
    background_proof.prove(loose, (1, 2, 3, 4), told.append, lambda: False)
    assert [round(one.solution.gap, 6) for one in told] == [0.01, 0.005, 0.0009]


def test_a_stopped_one_keeps_what_it_told_and_drops_what_was_cut_short(loose):
    """Stopped during the second piece of work: the proof is that of the first, not the loose one it had."""
    told = []
    asked = iter([False, True])
    kept = background_proof.prove(loose, (1, 2, 3, 4), told.append, lambda: next(asked))
    assert told == [kept]
    assert kept.solution.gap == pytest.approx(0.01)
