"""The robustness view: asked for with a button, watched, stopped, and kept with its plan."""

import time
from collections.abc import Iterator
from functools import partial
from threading import Event

import pytest

from rematch.texts import say
from rematch.ui.session.insight import robustness_view, sweeping
from rematch.ui.session.insight.sweeping import Sweeping
from rematch.whatif.sensitivity.robustness import robustness
from tests import demo
from tests.app.conftest import Open
from tests.app.session import Session

DRAWS = 6


def asked(opened: Open, draws: int = DRAWS) -> Session:
    """The view, with so many draws of the widest spread asked for."""
    session = Session(opened("session"))
    session.view("robust")
    session.at.number_input(key="robust_draws").set_value(draws)
    session.at.segmented_control(key="robust_spread").set_value("large")
    session.run()
    session.press("robust_start")
    return session


def awaited(session: Session) -> Session:
    """Looked at, as a browser does, until the sweep is over."""
    until = time.monotonic() + 60
    while "robust_start" not in {button.key for button in session.at.button}:
        assert time.monotonic() < until, "the sweep never ended"
        time.sleep(0.1)
        session.run()
    return session


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Sweeps that have done two draws and go no further before they are let go or stopped."""
    gate = Event()

    def slow(report, *, told, stopped, **named):
        two = robustness(demo.cold(), draws=2, spread=named["spread"])
        found = type(two)(**{**vars(two), "asked": named["draws"]})
        told(found)
        while not (gate.is_set() or stopped()):
            time.sleep(0.02)
        return found

    monkeypatch.setattr(sweeping, "robustness", slow)
    yield gate
    gate.set()


@pytest.mark.soak
def test_the_panel_shows_what_the_service_found(opened: Open) -> None:
    """Mean share and every household's count are those of the same draws made without a screen."""
    session = awaited(asked(opened))
    found = robustness(demo.cold(), draws=DRAWS, spread=robustness_view.SPREADS["large"])
    values = {metric.label: metric.value for metric in session.at.metric}
    whole = len(found.households)
    assert values[say("robust.always", "de")] == say("robust.of", "de", part=found.always, whole=whole)
    assert values[say("robust.draws", "de")] == say("robust.of", "de", part=DRAWS, whole=DRAWS)
    firm = min(found.households, key=lambda one: one.stays)
    assert firm.stays < DRAWS
    session.at.selectbox(key="why_household").set_value(firm.household)
    session.run()
    assert say("robust.why", "de", stays=firm.stays, done=DRAWS) in session.words


def test_while_it_runs_there_is_a_bar_and_a_stop_and_what_is_done_stays(opened: Open, held: Event) -> None:
    """Stopped after two draws, those two are shown and called what they are."""
    session = asked(opened, draws=50)
    while say("robust.progress", "de", done=2, asked=50) not in progress(session):
        time.sleep(0.05)
        session.run()
    session.press("robust_stop")
    awaited(session)
    assert say("robust.stopped", "de", done=2, asked=50) in [info.value for info in session.at.info]


@pytest.mark.soak
def test_another_plan_has_no_answer_yet(opened: Open) -> None:
    """What was found belongs to one plan: a moved weight takes it off the screen."""
    session = awaited(asked(opened, draws=2))
    labels = {metric.label for metric in session.at.metric}
    assert say("robust.mean", "de") in labels
    session.slide(*demo.moving_weight())
    assert say("robust.mean", "de") not in {metric.label for metric in session.at.metric}


def test_a_moved_weight_stops_the_sweep(opened: Open, held: Event) -> None:
    """The sweep over the plan before is told to stop and ends."""
    session = asked(opened, draws=50)
    _, before = session.at.session_state["work_robustness"]
    assert before.running
    session.slide(*demo.moving_weight())
    before._thread.join(timeout=30)
    assert not before.running


def test_nobody_looking_stops_the_sweep(held: Event) -> None:
    """Left alone for longer than its lease, a sweep ends by itself and keeps what it has."""
    left = Sweeping(demo.cold(), 50, 0.1, lease=0.3)
    left._thread.join(timeout=30)
    assert not left.running
    assert left.found is not None
    assert (left.found.done, left.found.asked) == (2, 50)


def test_lost_workers_are_told_in_words(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that does not answer is a sentence with what to do, and the button is there again."""
    monkeypatch.setenv("REMATCH_DASK_SCHEDULER", "tcp://127.0.0.1:9")
    monkeypatch.setattr("rematch.optimise.worker_pool.CONNECT", 0.3)
    session = awaited(asked(opened))
    assert say("fault.sweep.no_scheduler.what", "de") in session.at.error[0].value


def test_an_error_of_the_program_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks on the sweep's thread becomes a fault with words."""
    monkeypatch.setattr(sweeping, "robustness", partial(int, "none"))
    broken = Sweeping(demo.cold(), 2, 0.1)
    broken._thread.join(timeout=30)
    assert broken.fault is not None
    assert broken.fault.code == "problem.broke_off"


def progress(session: Session) -> list[str]:
    return [bar.proto.text for bar in session.at.get("progress")]


def test_that_pinned_places_cannot_move_is_said_before_anybody_quotes_the_figure(opened: Open) -> None:
    """With two households pinned the view says so; without a pin it does not."""
    session = Session(opened("session"))
    session.tick(*list(session.plan)[:2])
    session.press("do_pin")
    session.view("robust")
    assert say("robust.pinned", "de", count=2) in [warning.value for warning in session.at.warning]
    session.press("undo")
    assert not session.at.warning
