"""Who asks a visit's desk for a plan: the same question once, another one in its turn, the newest first."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from rematch.scenario import Scenario
from rematch.service.session import Overtaken, PlanReport
from rematch.ui.direct.desk import PlanDesk, PlanWish, find
from tests import demo

OTHER = Scenario(groups={"place": 1.4})


def _wish(scenario: Scenario, before: PlanReport | None = None) -> PlanWish:
    return PlanWish(demo.known(), scenario, before or demo.cold())


def test_what_was_answered_beside_the_page_is_the_very_plan_its_run_shows() -> None:
    """Asked again for the same step there is no second solve; as a step from another plan it is another."""
    desk = PlanDesk()
    assert desk.known(_wish(OTHER)) is None
    plan = desk.plan(_wish(OTHER))
    assert desk.known(_wish(OTHER)) is plan and desk.plan(_wish(OTHER), lambda: False) is plan
    assert desk.known(_wish(Scenario())) is None and desk.known(_wish(OTHER, plan)) is None


@pytest.mark.parametrize(
    ("newer", "ended"), [(None, True), (lambda: False, False)], ids=["an answer", "the page's run"]
)
def test_another_question_ends_an_answer_but_not_the_page_s_run(
    newer: Callable[[], bool] | None, ended: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that ended so would leave its page empty; only a newer run of the page ends it."""
    desk, begun, go_on = PlanDesk(), Event(), Event()
    found: list[object] = []

    def solve(*_: object, workbench: object, **__: object) -> object:
        begun.set()
        assert go_on.wait(10)
        if workbench.stopped():  # type: ignore[attr-defined]
            raise Overtaken
        return "plan"

    def ask() -> None:
        try:
            found.append(desk.plan(_wish(Scenario()), newer))
        except Overtaken:
            found.append(Overtaken)

    monkeypatch.setattr("rematch.service.session.replan", solve)
    working = Thread(target=ask)
    working.start()
    assert begun.wait(10)
    second = Thread(target=lambda: found.append(desk.plan(_wish(OTHER), lambda: False)))
    second.start()
    while desk._turn < 2:
        pass
    go_on.set()
    working.join(10)
    second.join(10)
    assert found == [Overtaken if ended else "plan", "plan"]


def test_whoever_waits_for_the_solver_leaves_when_nobody_waits_for_them() -> None:
    """A newer run of the page waits behind one that waits for a solve: it gives way at once."""
    desk = PlanDesk()
    with desk._solving, pytest.raises(Overtaken):
        desk.plan(_wish(OTHER), lambda: True)


def test_a_plan_comes_on_record_once_whoever_shows_it_first() -> None:
    """The answer beside the page puts it there, or its run does."""
    desk, plan = PlanDesk(), demo.cold()
    runs = iter(["first", "second"])
    assert [desk.recorded(plan, lambda: next(runs)) for _ in range(2)] == ["first", "first"]  # type: ignore[arg-type, return-value]


def test_a_desk_is_found_by_nobody_who_does_not_know_its_name() -> None:
    """And no two visits have one name."""
    one, other = PlanDesk(), PlanDesk()
    assert one.token != other.token and len(one.token) > 20
    assert find("") is None and find(one.token) is None


def test_while_a_move_is_answered_the_proof_that_made_room_asks_for_no_run_of_its_own() -> None:
    """Also where the answer ends early: then it may ask again."""
    desk = PlanDesk()
    with pytest.raises(Overtaken), desk.answer():
        assert desk.answering
        raise Overtaken
    assert not desk.answering
