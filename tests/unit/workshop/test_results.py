"""A round once it is revealed: what the facilitator, the room and a guest get, when, and the minutes."""

from dataclasses import replace

import pytest

from rematch.planning.plan import replan
from rematch.rights import A_FACILITATOR, A_GUEST, acting
from rematch.store.workshop.records import GuestRole
from rematch.workshop.cards import scenario_of
from rematch.workshop.group_plans import GroupPlan
from rematch.workshop.hall import RoomView
from rematch.workshop.minutes import WorkshopMinutes
from rematch.workshop.results import RoundResults
from tests.unit.workshop.conftest import Room

ANSWERS = ((100, 40, 80), (60, 100, 20), (90, 10, 100), (100, 100, 50), (30, 70, 100))


def _voted(room: Room, *order: int) -> list[str]:
    """Five votes, cast in this order."""
    tokens = room.joined(len(ANSWERS))
    for k, person in enumerate(order or range(len(ANSWERS))):
        room.votes(tokens[k], *ANSWERS[person])
    return tokens


def _revealed(room: Room) -> None:
    for stage in ("closed", "revealed"):
        room.directed(lambda direction, stage=stage: direction.to(stage))


def _worked_out(room: Room, number: int = 1) -> tuple[GroupPlan, ...]:
    """The group's plans, begun by whoever looks at the screen, and waited for."""
    with acting(A_FACILITATOR):
        for _, ballot in room.direction.round(number).ballots:
            room.direction.plans.now(scenario_of(ballot.swings, room.hall.deck))
    _screen(room)
    with acting(A_FACILITATOR):
        for job in room.direction.plans.findings._jobs.values():
            job.wait()
        found = room.direction.group_plans(number)
    assert found is not None
    return found


def _screen(room: Room) -> RoomView:
    with acting(A_GUEST):
        found = room.hall.room()
    assert found is not None
    return found


def _minutes(room: Room) -> WorkshopMinutes:
    with acting(A_FACILITATOR):
        return room.direction.minutes()


def test_before_it_is_revealed_a_round_comes_to_nothing(voting: Room) -> None:
    """Running or closed: no results, no plans of the group, nothing begun, nothing in the minutes."""
    tokens = _voted(voting)
    begun = list(voting.direction.plans.findings._jobs)
    for stage in (None, "closed"):
        if stage:
            voting.directed(lambda direction, stage=stage: direction.to(stage))
        with acting(A_FACILITATOR):
            assert voting.direction.results(1) is None
            assert voting.direction.group_plans(1) is None
        screen = _screen(voting)
        assert (screen.spread, screen.roles, screen.group_plans, screen.difference) == ((), (), (), None)
        with acting(A_GUEST):
            assert voting.hall.view(tokens[0]).to_median is None
        assert (_minutes(voting).rounds, _minutes(voting).agreed) == ((), None)
    assert list(voting.direction.plans.findings._jobs) == begun


def test_a_workshop_that_ends_with_two_ballots_shows_neither(voting: Room) -> None:
    """Ended without a reveal: of two, each would know the other's."""
    for token in voting.joined(2):
        voting.votes(token, 100, 50)
    voting.directed(lambda direction: direction.to("ended"))
    with acting(A_GUEST):
        assert voting.hall.view(voting.tokens[0]).spread == ()
    assert (_screen(voting).spread, _minutes(voting).rounds) == ((), ())


def test_once_revealed_the_room_and_the_phones_get_what_they_need(voting: Room) -> None:
    """The screen has the difference and the four plans' figures; a phone how far the median plan is."""
    tokens = _voted(voting)
    _revealed(voting)
    plans = _worked_out(voting)
    screen = _screen(voting)
    assert screen.group_plans == tuple(plan.figures for plan in plans)
    assert [one.name for one in screen.group_plans] == ["median", "least_regret", "most_agreed", "common"]
    assert screen.difference is not None and screen.difference.ballots == 5
    with acting(A_GUEST):
        ways = [voting.hall.view(token).to_median for token in tokens]
    assert sorted(way.lost for way in ways if way) == pytest.approx(sorted(plans[0].losses))


def test_the_same_ballots_are_worked_out_once(voting: Room) -> None:
    """Whoever asks again gets the very same plans; one ballot less is another room."""
    tokens = _voted(voting)
    _revealed(voting)
    plans = _worked_out(voting)
    assert _worked_out(voting) is plans
    with acting(A_GUEST):
        voting.hall.leave(tokens[0])
    assert len(_worked_out(voting)[0].losses) == 4


def test_what_broke_off_is_told_to_whoever_leads_and_leaves_the_screen_as_it_was(
    voting: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The facilitator gets an error with a number, the room its spread."""

    def breaks(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr("rematch.workshop.findings.group_plans", breaks)
    monkeypatch.setattr(
        voting.direction.plans,
        "findings",
        type(voting.direction.plans.findings)(voting.direction.plans.at_start),
    )
    _voted(voting)
    _revealed(voting)
    with pytest.raises(Exception, match="broke_off"):
        _worked_out(voting)
    assert len(_screen(voting).spread) > 0 and _screen(voting).group_plans == ()


def test_the_minutes_hold_all_and_nobody(voting: Room) -> None:
    """Rounds, answers, weights, what was agreed and the day of deletion; a hidden reason is not in it."""
    tokens = _voted(voting)
    _revealed(voting)
    with acting(A_GUEST):
        for token in tokens:
            for group, _ in voting.hall.view(token).apart:
                voting.hall.give_reason(token, group, f"Because of {group}")
    with acting(A_FACILITATOR):
        given = voting.direction.reasons(1)
        voting.direction.hide(1, 0)
    plans = _worked_out(voting)
    minutes = _minutes(voting)
    (first,) = minutes.rounds
    assert (minutes.invented, minutes.joined, minutes.delete_on) == (True, 5, voting.present().delete_on)
    assert len(given) >= 2 and len(first.reasons) == len(given) - 1
    assert first.plans == plans and minutes.agreed == plans[0].report.scenario
    assert first.results.ballots == len(first.swings) == len(first.weights) == 5
    assert list(first.swings) == sorted(first.swings)
    assert not any(token in repr(minutes) for token in tokens)


def test_the_order_in_which_people_came_is_not_in_the_minutes(voting: Room) -> None:
    """The same answers from other people, in another order: word for word the same rounds."""
    seen = []
    for order in ((0, 1, 2, 3, 4), (4, 2, 0, 1, 3)):
        _voted(voting, *order)
        _revealed(voting)
        rounds = _minutes(voting).rounds
        seen.append([replace(one, plans=(), results=replace(one.results, difference=None)) for one in rounds])
        voting.directed(lambda direction: direction.open("Again"))
        voting.directed(lambda direction: direction.to("voting"))
    assert seen[0] == seen[1]


def test_a_second_round_tells_how_far_opinions_moved(voting: Room) -> None:
    """Between the two rounds everybody came ten points down on one group; both rounds are in the minutes."""
    tokens = _voted(voting)
    _revealed(voting)
    voting.directed(lambda direction: direction.to("voting"))
    for token, (first, second, rest) in zip(tokens, ANSWERS, strict=True):
        voting.votes(token, first, second - 10, rest)
    assert _screen(voting).moved == ()
    _revealed(voting)
    most, *others = _screen(voting).moved
    assert (most.group, most.both, most.change) == ("health", 5, 10.0)
    assert (most.before.median - most.after.median, {one.change for one in others}) == (10.0, {0.0})
    assert [one.results.round for one in _minutes(voting).rounds] == [1, 2]


def test_by_whom_a_household_is_contested_is_told_by_roles_that_may_be_shown(voting: Room) -> None:
    """Where the plan of each role's middle has it; of a role with four ballots nothing is told."""
    code = voting.present().code
    counts: dict[GuestRole, int] = {"council": 5, "organisation": 5, "mayor": 4, "volunteer": 2}
    roles = [role for role, count in counts.items() for _ in range(count)]
    for k, role in enumerate(roles):
        with acting(A_GUEST):
            token = voting.hall.join(code, role, f"10.0.1.{k}")
        voting.votes(token, *((100, 0) if role == "council" else (0, 100)))
    _revealed(voting)
    found = None
    while found is None:
        results = voting.directed(lambda direction: direction.results(1))
        assert isinstance(results, RoundResults)
        found = results.difference
    data, deck = voting.direction.cohort_data, voting.hall.deck
    plans = {
        one.role: replan(data, scenario_of({m.group: round(m.median) for m in one.groups}, deck))
        for one in results.roles
    }
    assert set(plans) == {"council", "organisation"} and found.contested
    for one in found.contested:
        told = {role: plan.placements[data.row[one.household]].ags for role, plan in plans.items()}
        assert dict(one.by_role) == told
