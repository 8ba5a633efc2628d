"""Undo and redo over scenarios."""

from hypothesis import given
from hypothesis import strategies as st

from rematch.model import Ags, CriterionId, HouseholdId
from rematch.scenario import Pin, Scenario
from rematch.ui.shell.history import KEPT, History, another_cohort, decide, redo, undo


def weighed(weight: float) -> Scenario:
    return Scenario(weights={CriterionId("childcare"): weight})


@given(st.lists(st.integers(0, 10), min_size=1, max_size=20), st.integers(0, 25))
def test_redo_undoes_undo(weights: list[int], back: int) -> None:
    """After any steps, going back some and forth as many ends where it began."""
    history = History()
    for weight in weights:
        history = decide(history, weighed(weight))
    there = history
    steps = min(back, len(history.past))
    for _ in range(steps):
        history = undo(history)
    for _ in range(steps):
        history = redo(history)
    assert history == there


def test_a_new_decision_ends_what_was_undone() -> None:
    """Once something else is decided there is nothing left to redo."""
    history = undo(decide(History(), weighed(1)))
    assert history.future
    assert redo(decide(history, weighed(2))).present == weighed(2)


def test_deciding_the_same_is_no_step() -> None:
    """A slider that returns to its place leaves nothing to undo."""
    assert decide(History(), Scenario()) == History()


def test_moves_of_one_control_in_a_row_are_one_step() -> None:
    """Back where it began it is none; another control, an undo or a decision in between begins another."""
    history = decide(decide(decide(History(), weighed(1)), weighed(2), "slider"), weighed(3), "slider")
    assert history == History(weighed(3), (Scenario(), weighed(1)))
    assert decide(history, weighed(1), "slider") == History(weighed(1), (Scenario(),))
    assert undo(history).present == weighed(1)
    assert decide(redo(undo(history)), weighed(4), "slider").past[-1] == weighed(3)
    assert decide(history, weighed(4), "other").past[-1] == weighed(3)


def test_there_is_an_end_in_both_directions() -> None:
    """Undo and redo at the ends change nothing, and the past does not grow without bound."""
    assert undo(History()) == redo(History()) == History()
    history = History()
    for step in range(KEPT + 20):
        history = decide(history, weighed(step % 10 + 0.1 * (step % 7)))
    assert len(history.past) == KEPT


def test_another_cohort_keeps_weights_and_no_decision() -> None:
    """Pins belong to households of the old cohort; weights are the coordinators' and stay."""
    pinned = weighed(3).model_copy(update={"pins": (Pin(household=HouseholdId("h"), ags=Ags("05111000")),)})
    assert another_cohort(decide(History(), pinned)) == History(weighed(3))
