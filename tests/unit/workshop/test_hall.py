"""Guests: joining, choosing, and nothing of anybody else's before it is revealed."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from rematch.errors import RematchError
from rematch.rights import A_GUEST, LOCAL, acting
from rematch.workshop.hall import Hall
from tests.unit.workshop.conftest import Room


def _refused(code: str) -> "pytest.RaisesExc[RematchError]":
    return pytest.raises(RematchError, match=code)


def test_only_the_code_lets_in_and_guessing_is_slowed(room: Room) -> None:
    """A wrong code opens nothing; after ten of them not even the right one does, from that address alone."""
    code = room.present().code
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    with acting(A_GUEST):
        for _ in range(10):
            with _refused("wrong_code"):
                room.hall.join(wrong, None, "10.0.0.9")
        with _refused("too_often"):
            room.hall.join(code, None, "10.0.0.9")
        assert room.hall.join(code, None, "10.0.0.8")


def test_a_token_nobody_has_sees_nothing(room: Room) -> None:
    """Without having joined nothing is shown and nothing kept."""
    with acting(A_GUEST):
        for act in (room.hall.view, room.hall.leave):
            with _refused("stranger"):
                act("no such token")


def test_what_arrives_late_never_overwrites_what_came_after_it(voting: Room) -> None:
    """A ballot held up on its way is dropped; what is kept is told."""
    (token,) = voting.joined(1)
    voting.votes(token, 100, 40, step=5, sent=False)
    voting.votes(token, 10, 20, step=4, sent=False)
    with acting(A_GUEST):
        kept = voting.hall.view(token).ballot
    assert (kept.step, kept.swings["housing"]) == (5, 100)


def test_nothing_of_others_is_seen_before_it_is_revealed(voting: Room) -> None:
    """A guest's view, and the room's, are the same whatever another guest has chosen."""
    seen = []
    mine, other = voting.joined(2)
    voting.votes(mine, 100, 30)
    for step, importance in enumerate((100, 1), start=1):
        voting.votes(other, importance, 100, step=step)
        with acting(A_GUEST):
            view, screen = voting.hall.view(mine), voting.hall.room()
        assert screen is not None and not screen.spread and not view.spread
        seen.append((view.ballot, view.before, view.apart, view.reasons, screen.joined, screen.sent))
    assert seen[0] == seen[1]


def test_what_two_have_said_stays_unseen_even_at_the_end(voting: Room) -> None:
    """Ended without a reveal, a room of two is not told what the other one of them said."""
    for token in voting.joined(2):
        voting.votes(token, 100, 30)
    voting.directed(lambda direction: direction.to("ended"))
    with acting(A_GUEST):
        view, screen = voting.hall.view(voting.tokens[0]), voting.hall.room()
    assert screen is not None and screen.sent == 2
    assert not (view.spread or view.apart or screen.spread)


def test_a_round_that_is_closed_takes_no_ballot(voting: Room) -> None:
    """What was sent before counts, nothing after."""
    (token,) = voting.joined(1)
    voting.votes(token, 100, 30)
    voting.directed(lambda direction: direction.to("closed"))
    with _refused("not_voting"):
        voting.votes(token, 1, 100, step=2)
    with acting(A_GUEST):
        assert voting.hall.view(token).ballot.swings["housing"] == 100


@pytest.mark.parametrize("swings", [{"housing": 100}, {}])
def test_half_a_ballot_is_kept_but_not_sent(voting: Room, swings: dict[str, int]) -> None:
    """Every group has to be answered before a ballot is sent; what there is so far is kept."""
    (token,) = voting.joined(1)
    with acting(A_GUEST):
        with _refused("incomplete"):
            voting.hall.keep(token, 1, swings, 1, sent=True)
        assert voting.hall.keep(token, 1, swings, 1, sent=False).swings == swings


def test_after_the_reveal_who_stands_apart_may_say_why(voting: Room) -> None:
    """Only who lies well outside the middle half is asked, and their reason is shown without a name."""
    tokens = voting.joined(5)
    for k, token in enumerate(tokens):
        voting.votes(token, 0 if k == 4 else 80, 100)
    voting.directed(lambda direction: direction.to("closed"))
    voting.directed(lambda direction: direction.to("revealed"))
    with acting(A_GUEST):
        assert voting.hall.view(tokens[4]).apart == (("housing", "less"),)
        with _refused("not_apart"):
            voting.hall.give_reason(tokens[0], "housing", "Because")
        voting.hall.give_reason(tokens[4], "housing", "  Flats  come\n later ")
        (reason,) = voting.hall.view(tokens[0]).reasons
    assert (reason.topic, reason.side, reason.text) == ("housing", "less", "Flats come later")
    voting.directed(lambda direction: direction.hide(1, 0))
    with acting(A_GUEST):
        assert voting.hall.view(tokens[0]).reasons == ()


def test_whoever_leaves_is_forgotten(voting: Room) -> None:
    """A guest who leaves takes the ballot along; the token opens nothing more."""
    stays, goes = voting.joined(2)
    for token in (stays, goes):
        voting.votes(token, 100, 50)
    with acting(A_GUEST):
        voting.hall.leave(goes)
        screen = voting.hall.room()
        with _refused("stranger"):
            voting.hall.view(goes)
    assert screen is not None and (screen.joined, screen.sent) == (1, 1)


def test_a_restart_of_the_server_loses_nothing(voting: Room) -> None:
    """Another process that opens the file finds everybody's ballot as it was kept."""
    (token,) = voting.joined(1)
    voting.votes(token, 100, 70, sent=False)
    path = voting.store._database.path
    voting.store.close()
    voting.store = type(voting.store).open(path)
    hall = Hall(voting.store, voting.hall._plans, voting.hall.deck)
    with acting(A_GUEST):
        assert hall.view(token).ballot.swings["health"] == 70


def test_thirty_at_once_are_all_kept(voting: Room) -> None:
    """Thirty ballots at the same moment, each kept as it was sent."""
    tokens = voting.joined(30)
    with ThreadPoolExecutor(30) as pool:
        list(pool.map(lambda k: voting.votes(tokens[k], k + 1, 100), range(30)))
    with acting(A_GUEST):
        kept = [voting.hall.view(token).ballot.swings["housing"] for token in tokens]
    assert kept == list(range(1, 31))


def test_nobody_else_comes_in() -> None:
    """Who coordinates in the office has no door to a workshop's hall: it is another process."""
    with acting(LOCAL), _refused("may_not"):
        Hall.view(Hall.__new__(Hall), "token")
