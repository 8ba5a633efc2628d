"""A working session: stored when decided, taken back by whoever decided, there after a restart."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from rematch.errors import RematchError
from rematch.model import Ags, CohortId, CriterionId, HouseholdId, Viewer
from rematch.planning.recorder import Recorder
from rematch.scenario import Pin, Scenario
from rematch.store import Store
from rematch.working.desk import SessionDesk
from rematch.working.session import Hand, LiveSession
from rematch.working.steps import in_force, origins
from tests import builders

TEST = CohortId("test")
ANNA, BEN = Hand("a1", "Anna"), Hand("b2")
PLACE, OTHER = Ags("01002000"), Ags("05111000")


def at_once(write: Callable[[], Any]) -> Future[Any]:
    """Written before the next line: what a test looks at is settled."""
    done: Future[Any] = Future()
    done.set_result(write())
    return done


def weighed(scenario: Scenario, weight: float, criterion: str = "childcare") -> Scenario:
    return scenario.model_copy(update={"weights": {**scenario.weights, CriterionId(criterion): weight}})


def pinned(scenario: Scenario, household: str, ags: Ags = PLACE, reason: str = "") -> Scenario:
    kept = tuple(pin for pin in scenario.pins if pin.household != household)
    new = Pin(household=HouseholdId(household), ags=ags, reason=reason)
    return scenario.model_copy(update={"pins": (*kept, new)})


def present(live: LiveSession) -> Scenario:
    return live.stand[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept.duckdb"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        opened.save_profiles(builders.profiles(), "cat", Viewer())
        yield opened


@pytest.fixture
def desk(store: Store) -> SessionDesk:
    return SessionDesk(store, at_once)


@pytest.fixture
def live(desk: SessionDesk, store: Store) -> LiveSession:
    return desk.open(TEST, token(store), Scenario(), ANNA)


def token(store: Store) -> str:
    return store.cohorts()[0].token


def again(store: Store, live: LiveSession) -> LiveSession:
    """The same session as another process finds it."""
    found = SessionDesk(store, at_once).find(live.key, TEST, token(store))
    assert found is not None and found is not live
    return found


def test_every_decision_is_stored_with_who_when_what_and_why(store: Store, live: LiveSession) -> None:
    first = weighed(Scenario(), 3)
    live.decide(Scenario(), first, ANNA)
    live.decide(first, pinned(first, "h1", reason="spoken"), BEN, reason="asked for it")
    kept = again(store, live).steps
    assert kept == live.steps
    assert [(s.number, s.by, s.seat, s.kind, s.reason) for s in kept] == [
        (1, "Anna", "a1", "weights", ""),
        (2, "", "b2", "pins", "asked for it"),
    ]
    assert [(s.before, s.after) for s in kept] == [
        (Scenario(), first),
        (first, pinned(first, "h1", reason="spoken")),
    ]
    assert kept[0].at <= kept[1].at


def test_five_presses_on_one_weight_are_one_step_and_back_where_they_began_none(
    store: Store, live: LiveSession
) -> None:
    """Another control, another hand or an undo in between begins another step."""
    for weight in (1, 2, 3, 4, 5):
        live.decide(present(live), weighed(Scenario(), weight), ANNA, control="slider")
    assert [s.after for s in again(store, live).steps] == [weighed(Scenario(), 5)]
    live.decide(present(live), Scenario(), ANNA, control="slider")
    assert [s.kind for s in again(store, live).steps] == ["nothing"]
    assert not live.can_undo("a1") and in_force(live.steps) == 0
    live.decide(present(live), weighed(Scenario(), 1), ANNA, control="slider")
    live.decide(present(live), weighed(Scenario(), 2), BEN, control="slider")
    live.decide(present(live), weighed(Scenario(), 3), ANNA, control="slider")
    live.undo(ANNA)
    live.decide(present(live), weighed(Scenario(), 4), ANNA, control="slider")
    assert len(live.steps) == 5


def test_undo_and_redo_go_on_where_they_were_after_a_restart(store: Store, live: LiveSession) -> None:
    steps = [weighed(Scenario(), 1), weighed(Scenario(), 2), pinned(weighed(Scenario(), 2), "h1")]
    for step in steps:
        live.decide(present(live), step, ANNA)
    live.undo(ANNA)
    later = again(store, live)
    assert present(later) == steps[1]
    assert later.redo(ANNA).present == steps[2]
    later = again(store, later)
    assert [later.undo(ANNA).present for _ in range(4)] == [steps[1], steps[0], Scenario(), Scenario()]
    assert not later.can_undo("a1")
    later = again(store, later)
    assert [later.redo(ANNA).present for _ in range(4)] == [*steps, steps[2]]
    assert in_force(later.steps) == 3


def test_a_new_decision_ends_one_s_own_redo_and_nobody_else_s(live: LiveSession) -> None:
    for hand, household in ((ANNA, "h1"), (BEN, "h2")):
        live.decide(present(live), pinned(present(live), household), hand)
        live.undo(hand)
    live.decide(present(live), weighed(Scenario(), 3), ANNA)
    assert not live.can_redo("a1") and live.can_redo("b2")
    live.redo(BEN)
    assert present(live) == pinned(weighed(Scenario(), 3), "h2")


def test_undo_takes_back_one_s_own_step_and_a_colleague_s_stays(store: Store, live: LiveSession) -> None:
    """Also after a restart, and where the colleague decided last."""
    live.decide(Scenario(), pinned(Scenario(), "h1"), ANNA)
    live.decide(present(live), weighed(present(live), 4), BEN)
    later = again(store, live)
    assert later.undo(ANNA).present == weighed(Scenario(), 4)
    assert not later.can_undo("a1") and later.can_undo("b2")
    assert later.undo(BEN).present == Scenario()


def test_what_a_colleague_has_decided_otherwise_since_is_not_taken_back_and_is_told(
    live: LiveSession,
) -> None:
    both = pinned(pinned(Scenario(), "h1"), "h2")
    live.decide(Scenario(), both, ANNA)
    live.decide(both, pinned(both, "h1", OTHER), BEN)
    outcome = live.undo(ANNA)
    assert outcome.overtaken == {("pins", "h1")}
    assert present(live) == pinned(Scenario(), "h1", OTHER)


def test_a_step_of_which_nothing_stands_is_passed_over(live: LiveSession) -> None:
    live.decide(Scenario(), weighed(Scenario(), 4), ANNA)
    live.decide(present(live), pinned(present(live), "h1"), ANNA)
    live.decide(present(live), pinned(present(live), "h1", OTHER), BEN)
    assert live.undo(ANNA).present == pinned(Scenario(), "h1", OTHER)
    assert not live.can_undo("a1")


def test_a_decision_made_on_an_older_state_is_done_on_the_newer_one(live: LiveSession) -> None:
    """Two at work on different things lose nothing; who decided knows that others did, too."""
    _, revision = live.stand
    live.decide(Scenario(), pinned(Scenario(), "h1"), BEN)
    seen = live.others_since(revision, "a1")
    assert seen is not None and seen.seat == "b2"
    outcome = live.decide(Scenario(), weighed(Scenario(), 4), ANNA)
    assert outcome.done and outcome.present == weighed(pinned(Scenario(), "h1"), 4)
    after = live.stand[1]
    live.decide(present(live), weighed(present(live), 5), ANNA)
    assert live.others_since(after, "a1") is None and live.others_since(after, "b2") is not None


def test_two_decisions_on_the_same_thing_are_the_first_one_and_a_word(live: LiveSession) -> None:
    """The second has not seen the first: it is refused whole, and nothing is written."""
    live.decide(Scenario(), pinned(Scenario(), "h1"), BEN)
    mine = weighed(pinned(Scenario(), "h1", OTHER), 4)
    outcome = live.decide(Scenario(), mine, ANNA)
    assert not outcome.done and outcome.overtaken == {("pins", "h1")}
    assert len(live.steps) == 1 and present(live) == pinned(Scenario(), "h1")


def test_what_others_removed_from_the_data_is_nobody_s_step(store: Store, live: LiveSession) -> None:
    live.decide(Scenario(), weighed(pinned(Scenario(), "h1"), 2), ANNA)
    live.correct(weighed(Scenario(), 2))
    live.correct(weighed(Scenario(), 2))
    later = again(store, live)
    assert [s.kind for s in later.steps] == ["several", "dropped"] and in_force(later.steps) == 1
    assert later.undo(ANNA).present == Scenario()


def test_where_a_decision_comes_from_is_the_step_that_made_it_so(live: LiveSession) -> None:
    live.decide(Scenario(), pinned(Scenario(), "h1"), ANNA, reason="first")
    live.decide(present(live), pinned(present(live), "h2"), BEN, reason="second")
    found = origins(live.steps)
    assert [found["pins", name].reason for name in ("h1", "h2")] == ["first", "second"]


def test_sessions_are_listed_with_what_is_in_force_and_who_was_there(
    store: Store, desk: SessionDesk, live: LiveSession
) -> None:
    """The last one worked on comes first; one in which nothing was decided is none."""
    for weight in (1, 2, 3):
        live.decide(present(live), weighed(Scenario(), weight), ANNA)
    live.undo(ANNA)
    live.rename("Montag")
    other = desk.open(TEST, token(store), Scenario(), BEN)
    other.decide(Scenario(), pinned(Scenario(), "h1"), BEN)
    other.put("closed")
    desk.open(TEST, token(store), Scenario(), BEN)
    last, first = desk.sessions(TEST)
    assert (last.key, last.decisions, last.changed_seat, last.state) == (other.key, 1, "b2", "closed")
    assert (first.name, first.decisions, first.changed_by, first.seats) == ("Montag", 2, "Anna", ("a1",))
    assert first.opened_by == "Anna"


def test_a_key_of_another_file_opens_nothing(store: Store, desk: SessionDesk, live: LiveSession) -> None:
    """The same number with another mark, another cohort, or an earlier cohort of the same id."""
    live.decide(Scenario(), weighed(Scenario(), 1), ANNA)
    key = live.key
    assert desk.find(key, TEST, token(store)) is live
    for mistaken in (f"{live.row.number}-ffffff", "99-000000"):
        assert desk.find(type(key)(mistaken), TEST, token(store)) is None
    assert desk.find(key, TEST, "another token") is None
    assert desk.find(key, CohortId("other"), token(store)) is None


def test_what_cannot_be_written_is_told_and_written_with_the_next_try(
    store: Store, live: LiveSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meanwhile the session goes on, and nothing of it is lost."""

    def full(*_: object) -> None:
        raise RematchError("store.failed", statement="save_step", why="IOException")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save_session", full)
        live.decide(Scenario(), weighed(Scenario(), 1), ANNA)
        live.decide(present(live), weighed(Scenario(), 2), ANNA)
        assert live.fault is not None and live.fault.code == "store.failed"
    assert store.sessions(TEST) == ()
    live.retry()
    assert live.fault is None
    assert again(store, live).steps == live.steps and len(live.steps) == 2


def test_a_press_that_comes_while_its_step_is_written_is_written_too(
    store: Store, live: LiveSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.decide(Scenario(), weighed(Scenario(), 1), ANNA, control="slider")
    save, late = Store.save_session, iter([3.0])

    def slow(self: Store, *args: Any) -> None:
        save(self, *args)
        for weight in late:
            live.decide(present(live), weighed(Scenario(), weight), ANNA, control="slider")

    monkeypatch.setattr(Store, "save_session", slow)
    live.decide(present(live), weighed(Scenario(), 2), ANNA, control="slider")
    [kept] = again(store, live).steps
    assert kept.after == weighed(Scenario(), 3)


def test_a_session_of_a_deleted_cohort_is_written_into_no_other_one(
    store: Store, desk: SessionDesk, live: LiveSession
) -> None:
    """Deleted and loaded anew under the same id: a decision on its way is about people who are gone."""
    live.decide(Scenario(), weighed(Scenario(), 1), ANNA)
    store.delete_cohort(TEST, Viewer())
    store.save_profiles(builders.profiles(), "cat", Viewer())
    live.decide(present(live), pinned(present(live), "h1"), ANNA)
    assert live.fault is not None and live.fault.code == "store.no_cohort"
    other = desk.open(TEST, token(store), Scenario(), BEN)
    desk.clear()
    assert set(desk._open) == {other.key}
    assert desk.find(live.key, TEST, token(store)) is None and store.sessions(TEST) == ()


def test_hands_that_decide_at_once_lose_nothing(store: Store) -> None:
    """Four threads, each pinning households of its own; the file holds what the session holds."""
    recorder = Recorder(store)
    live = SessionDesk(store, recorder.in_turn).open(TEST, token(store), Scenario(), ANNA)

    def work(hand: Hand) -> None:
        for k in range(25):
            seen = present(live)
            assert live.decide(seen, pinned(seen, f"{hand.seat}-{k}"), hand).done

    threads = [Thread(target=work, args=(Hand(f"s{n}"),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    recorder.flush()
    assert len(present(live).pins) == len(live.steps) == 100
    assert again(store, live).steps == live.steps
