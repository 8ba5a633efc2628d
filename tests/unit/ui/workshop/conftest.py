"""A workshop as its process serves it to phones, without the framework's own ways."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from rematch.rights import A_FACILITATOR, acting
from rematch.service.workshop import LeadKey, OpenWorkshop, Premises, settle
from rematch.ui.jobs import network
from rematch.ui.workshop import ways
from rematch.ui.workshop.phone import routes
from tests.unit.workshop.conftest import Room, ballot_plans, deck, room, voting

__all__ = ["ballot_plans", "deck", "room", "voting"]
KEY = "abcd-efgh"
Asked = Callable[..., tuple[int, Any]]


@pytest.fixture
def premises(room: Room) -> Iterator[Premises]:
    """The room's workshop, settled in this process."""
    here = Premises(OpenWorkshop(room.store, room.hall, room.direction), LeadKey(KEY), "http://x/join")
    with acting(A_FACILITATOR):
        settle(here)
    yield here
    with acting(A_FACILITATOR):
        settle(None)


@pytest.fixture
def client(premises: Premises, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Phones' ways as the process has them; nobody has a role there unless it is said."""
    monkeypatch.setattr("rematch.rights.viewing._who", lambda: None)
    around = [Middleware(ways.OnlyTheWorkshop), Middleware(network.StrictHeaders)]
    with TestClient(Starlette(routes=routes.routes(), middleware=around)) as found:
        yield found


@pytest.fixture
def asked(client: TestClient) -> Asked:
    """Ask as a phone does; the status, and what the answer says."""

    def ask(method: str, path: str, token: str = "", **further: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = client.request(method, f"/vote/{path}", headers=headers, **further)
        return answer.status_code, answer.json() if answer.content else None

    return ask
