"""The facilitator: stages in their order, paper, what is revealed when, and deletion."""

from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from rematch.errors import RematchError
from rematch.rights import A_FACILITATOR, A_GUEST, acting
from rematch.service.workshop import delete_expired, open_workshop
from rematch.store.records import now
from rematch.store.workshop.records import Stage
from rematch.workshop.direction import NEXT
from tests.unit.workshop.conftest import Room


def _to(room: Room, *stages: Stage) -> None:
    for stage in stages:
        room.directed(lambda direction, stage=stage: direction.to(stage))


def test_stages_come_in_their_order(room: Room) -> None:
    """From each stage only those that are allowed; anything else is refused and changes nothing."""
    for token in room.joined(3):
        _to(room, "voting") if room.present().stage != "voting" else None
        room.votes(token, 100, 50)
    reached = {"voting": (), "closed": ("closed",), "revealed": ("closed", "revealed")}
    for stage, way in reached.items():
        if way:
            _to(room, way[-1])
        for refused in set(get_args(Stage)) - NEXT[stage]:
            with pytest.raises(RematchError, match="not_now"):
                _to(room, refused)
        assert room.present().stage == stage


def test_answers_are_revealed_from_three_ballots_on(voting: Room) -> None:
    """With two, each would know the other's."""
    for token in voting.joined(2):
        voting.votes(token, 100, 50)
    _to(voting, "closed")
    with pytest.raises(RematchError, match="too_few"):
        _to(voting, "revealed")
    assert voting.present().stage == "closed"


def test_a_second_round_begins_with_what_was_chosen_before(voting: Room) -> None:
    """After the reveal everybody votes anew and alone, from their own answers; the first round stays."""
    tokens = voting.joined(3)
    for k, token in enumerate(tokens):
        voting.votes(token, 100, 10 * k)
    _to(voting, "closed", "revealed", "voting")
    with acting(A_GUEST):
        view = voting.hall.view(tokens[2])
    assert (view.workshop.round, view.ballot.sent, view.ballot.swings["health"]) == (2, False, 20)
    assert not view.spread
    with acting(A_FACILITATOR):
        assert len(voting.direction.round(1).ballots) == 3
        assert len(voting.direction.round(2).ballots) == 0


def test_ballots_on_paper_count_as_any_other(voting: Room) -> None:
    """Typed in by the facilitator they are sent; half a paper is refused."""
    asked = [card.group.id for card in voting.hall.deck if card.stuck is None]
    voting.directed(lambda direction: direction.paper(dict.fromkeys(asked, 60), "council"))
    with pytest.raises(RematchError, match="incomplete"):
        voting.directed(lambda direction: direction.paper({asked[0]: 100}))
    with acting(A_FACILITATOR):
        ((role, ballot),) = voting.direction.round(1).ballots
    assert (role, set(ballot.swings.values())) == ("council", {60})


def test_the_order_of_ballots_tells_nobody_s(voting: Room) -> None:
    """Whoever comes first, the ballots of a round are in the same order."""
    seen = []
    first, second = voting.joined(2)
    for step, (one, other) in enumerate([(first, second), (second, first)], start=1):
        voting.votes(one, 100, 10, step=step)
        voting.votes(other, 100, 90, step=step)
        with acting(A_FACILITATOR):
            seen.append([b.swings for _, b in voting.direction.round(1).ballots])
    assert seen[0] == seen[1]


def test_equal_ballots_are_solved_once(voting: Room) -> None:
    """Two who choose the same get the same plan, the very same object."""
    for token in voting.joined(2):
        voting.votes(token, 90, 15)
    with acting(A_FACILITATOR):
        plans = None
        while plans is None:
            plans = voting.direction.round(1).plans
    assert plans[0] is plans[1]


def test_what_has_had_its_day_is_gone_from_the_disk(voting: Room) -> None:
    """On the day that was shown ballots, guests and reasons are deleted, with no trace in the file."""
    (token,) = voting.joined(1)
    voting.votes(token, 100, 50)
    path, day = voting.store._database.path, voting.present().delete_on
    with acting(A_FACILITATOR):
        assert voting.store.forget_expired(day - timedelta(days=1)) == 0
        assert voting.store.forget_expired(day) == 1
        assert voting.store.workshops() == ()
    voting.store.close()
    left = path.read_bytes()
    assert b"A room" not in left and b"swings" not in left


def test_real_people_are_refused(tmp_path: Path) -> None:
    """A workshop on a cohort that is not invented does not even open its file."""
    folder = tmp_path / "real"
    folder.mkdir()
    for file in (Path(__file__).parents[3] / "data" / "session").iterdir():
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(text.replace("invented = true", "invented = false"), encoding="utf-8")
    with acting(A_FACILITATOR), pytest.raises(RematchError, match="real_people"):
        open_workshop(folder, tmp_path / "workshop.duckdb")
    assert not (tmp_path / "workshop.duckdb").exists()


def test_every_stage_leads_somewhere_but_the_last() -> None:
    """Whatever the stage, a workshop can be ended from it, and from the end nothing goes on."""
    stages = get_args(Stage)
    assert set(NEXT) == set(stages)
    assert all(("ended" in NEXT[one]) == (one != "ended") for one in stages)
    assert all(two in stages for one, two in product(stages, stages) if two in NEXT[one])


def test_a_workshop_that_ends_before_the_reveal_shows_the_round_that_was_revealed(voting: Room) -> None:
    """Nothing is shown of a round nobody revealed: where there is an earlier one, that one stays in view."""
    tokens = voting.joined(4)
    for token in tokens:
        voting.votes(token, 100, 50)
    _to(voting, "closed", "revealed", "voting")
    for token in tokens:
        voting.votes(token, 7, 100, step=2)
    _to(voting, "ended")
    with acting(A_GUEST):
        view, screen = voting.hall.view(tokens[0]), voting.hall.room()
    assert screen is not None and view.workshop.round == 1
    shown = {one.values for found in (view.spread, screen.spread) for one in found}
    assert shown and not any(7 in values for values in shown)


def test_one_that_ends_before_any_reveal_shows_nothing(voting: Room) -> None:
    """Ended while a first round runs, nobody ever sees what was said."""
    tokens = voting.joined(4)
    for token in tokens:
        voting.votes(token, 100, 50)
    _to(voting, "closed", "ended")
    with acting(A_GUEST):
        screen = voting.hall.room()
        assert screen is not None and not screen.spread and not voting.hall.view(tokens[0]).spread


def test_the_office_s_program_deletes_them_on_their_day_too(voting: Room) -> None:
    """Where nobody opens a workshop any more, the file is looked at by whoever starts the dashboard."""
    path, number = voting.store._database.path, voting.present().number
    yesterday = now().date() - timedelta(days=1)
    with acting(A_FACILITATOR):
        voting.store.change(number, lambda one: one.model_copy(update={"delete_on": yesterday}))
        voting.store.close()
        assert delete_expired(path) == 1
        assert delete_expired(path.with_name("none.duckdb")) == 0


def test_the_day_that_is_shown_beforehand_is_the_one_it_is_deleted_on(room: Room) -> None:
    """However long somebody wants it kept: told before it is opened, at least a day and at most ninety."""
    for days in (0, 1, 14, 1_000):
        told = room.directed(lambda direction, days=days: direction.deletion_day(days))
        room.directed(lambda direction, days=days: direction.open("Again", days))
        assert room.present().delete_on == told
        assert 1 <= (told - room.present().opened_at.date()).days <= 90
