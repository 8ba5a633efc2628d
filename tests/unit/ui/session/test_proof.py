"""The words of the proof beside the title and in the five numbers."""

from dataclasses import replace

from rematch.texts import percent
from rematch.ui.session.plan import proof
from rematch.ui.shell import state
from tests import demo


def test_a_gap_that_is_unproven_is_never_told_as_smaller() -> None:
    """Of 0.0049 % that are open, 0.01 % are told; none is told only of a plan that is proven optimal."""
    report = demo.cold()
    solution = replace(
        report.solution, status="feasible", bound=report.solution.objective * 1.000049, persons_bound=0
    )
    told = percent(0.0001, state.language(), 2)
    assert proof.gap_words(replace(report, solution=solution)) == told
    assert told in proof.words(replace(report, solution=solution))
    assert proof.gap_words(report) == percent(0.0, state.language())
