"""A workshop on the demo cohort, its plans made once for all tests of a module."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from rematch.rights import A_FACILITATOR, A_GUEST, acting
from rematch.service.workshop import Card, Direction, Hall
from rematch.store.workshop.records import Workshop
from rematch.store.workshop.workshops import WorkshopStore
from rematch.workshop.cards import cards
from rematch.workshop.own_plans import BallotPlans
from tests import demo


@dataclass
class Room:
    """A workshop with its hall and direction, and who has joined."""

    store: WorkshopStore
    hall: Hall
    direction: Direction
    tokens: list[str] = field(default_factory=list)

    def directed(self, act: Callable[[Direction], object]) -> object:
        """Done as the facilitator."""
        with acting(A_FACILITATOR):
            return act(self.direction)

    def present(self) -> Workshop:
        """The workshop as it stands."""
        with acting(A_GUEST):
            found = self.hall.workshop()
        assert found is not None
        return found

    def joined(self, people: int) -> list[str]:
        """So many more guests; their tokens."""
        code = self.present().code
        with acting(A_GUEST):
            new = [self.hall.join(code, None, f"10.0.0.{k}") for k in range(people)]
        self.tokens += new
        return new

    def votes(self, token: str, *importance: int, sent: bool = True, step: int = 1) -> None:
        """A ballot with this importance of the groups in their order, the last one for all others."""
        asked = [card.group.id for card in self.hall.deck if card.stuck is None]
        said = [*importance, *(len(asked) - len(importance)) * [importance[-1]]]
        with acting(A_GUEST):
            swings = dict(zip(asked, said, strict=True))
            self.hall.keep(token, self.present().round, swings, step, sent=sent)


@pytest.fixture(scope="session")
def ballot_plans() -> Iterator[BallotPlans]:
    plans = BallotPlans(demo.known("session"))
    yield plans
    plans.close()


@pytest.fixture(scope="session")
def deck(ballot_plans: BallotPlans) -> tuple[Card, ...]:
    return cards(ballot_plans.cohort_data, ballot_plans.at_start.instance)


@pytest.fixture
def room(tmp_path: Path, ballot_plans: BallotPlans, deck: tuple[Card, ...]) -> Iterator[Room]:
    """A workshop just opened."""
    store = WorkshopStore.open(tmp_path / "workshop.duckdb")
    found = Room(store, Hall(store, ballot_plans, deck), Direction(store, ballot_plans, deck))
    found.directed(lambda direction: direction.open("A room"))
    yield found
    store.close()


@pytest.fixture
def voting(room: Room) -> Room:
    """The same with its first round begun."""
    room.directed(lambda direction: direction.to("voting", 5))
    return room
