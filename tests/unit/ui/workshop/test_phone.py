"""What phones are answered: joining, choosing, and never a byte of what somebody else has chosen."""

import json
import re

import pytest
from starlette.testclient import TestClient

from rematch.rights import A_GUEST, acting
from rematch.ui.workshop.phone import told, wishes
from rematch.ui.workshop.phone.told import Voice
from tests.unit.ui.workshop.conftest import Asked
from tests.unit.workshop.conftest import Room

LANGUAGES = ("de", "en")


def ballot(room: Room, *importance: int, step: int = 1, sent: bool = True) -> dict[str, object]:
    asked = [card.group.id for card in room.hall.deck if card.stuck is None]
    said = [*importance, *(len(asked) - len(importance)) * [importance[-1]]]
    return {"round": 1, "swings": dict(zip(asked, said, strict=True)), "step": step, "sent": sent}


def test_a_phone_joins_votes_and_leaves(asked: Asked, voting: Room) -> None:
    """By the code alone; what is kept comes back as it was sent, and nothing is left after leaving."""
    status, said = asked("POST", "join", json={"code": voting.present().code, "role": "mayor"})
    assert status == 200
    sent = ballot(voting, 100, 30)
    assert asked("PUT", "ballot", said["token"], json=sent) == (
        200,
        {name: sent[name] for name in ("swings", "step", "sent")},
    )
    status, state = asked("GET", "state", said["token"])
    assert (status, state["ballot"]["swings"]) == (200, sent["swings"])
    assert asked("DELETE", "me", said["token"])[0] == 200
    assert asked("GET", "state", said["token"])[0] == 401


def test_what_arrives_late_is_answered_with_what_is_kept(asked: Asked, voting: Room) -> None:
    """The phone learns from the answer that a newer ballot is there."""
    (token,) = voting.joined(1)
    asked("PUT", "ballot", token, json=ballot(voting, 100, 30, step=5))
    _, kept = asked("PUT", "ballot", token, json=ballot(voting, 1, 100, step=4))
    assert (kept["step"], kept["swings"]["housing"]) == (5, 100)


@pytest.mark.parametrize("query", ["lang=de", "lang=en", "lang=de&simple=1"])
def test_no_byte_of_a_ballot_is_in_what_another_gets(asked: Asked, voting: Room, query: str) -> None:
    """Whatever the other phone chooses, sends or changes: until the reveal this one's state is the same."""
    mine, other = voting.joined(2)
    asked("PUT", "ballot", mine, json=ballot(voting, 100, 30))
    voting.directed(lambda direction: direction.plans.now(told_scenario(voting, 100, 30)))
    seen = set()
    for step, (importance, sent) in enumerate([(1, False), (99, False), (100, True), (3, True)], start=1):
        assert asked("PUT", "ballot", other, json=ballot(voting, importance, 100, step=step, sent=sent))
        for path in (f"state?{query}", f"words?{query}"):
            seen.add(json.dumps(asked("GET", path, mine)))
    assert len(seen) == 2


def told_scenario(room: Room, *importance: int) -> object:
    from rematch.workshop.cards import scenario_of

    swings = ballot(room, *importance)["swings"]
    assert isinstance(swings, dict)
    return scenario_of(swings, room.hall.deck)


def test_what_has_not_changed_is_not_sent_again(client: TestClient, voting: Room) -> None:
    """Looking every three seconds costs headers alone."""
    (token,) = voting.joined(1)
    bearer = {"Authorization": f"Bearer {token}"}
    first = client.get("/vote/state", headers=bearer)
    again = client.get("/vote/state", headers=bearer | {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["cache-control"] == again.headers["cache-control"] == "no-store"


MALFORMED = [
    b"",
    b"no json",
    b"[1]",
    b"[" * 3000,
    b'{"round":1,"swings":{"housing":101},"step":1,"sent":false}',
    b'{"round":1,"swings":{"housing":"50"},"step":1,"sent":false}',
    b'{"round":1,"swings":{"housing":NaN},"step":1,"sent":false}',
    b'{"round":1,"swings":{},"step":-1,"sent":false}',
    b'{"round":1,"swings":{},"step":1,"sent":false,"guest":2}',
    b'{"round":1,"swings":{"\xff":1},"step":1,"sent":false}',
    b'{"round":1,"swings":{},"step":1,"sent":false}' + b" " * wishes.MOST_BYTES,
]


@pytest.mark.parametrize("body", MALFORMED)
@pytest.mark.parametrize("way", [("POST", "join"), ("PUT", "ballot"), ("PUT", "reason")])
def test_what_is_too_long_or_says_something_else_is_refused(
    asked: Asked, voting: Room, way: tuple[str, str], body: bytes
) -> None:
    """In words, with nothing kept and nothing logged as a mistake of the program."""
    (token,) = voting.joined(1)
    status, said = asked(*way, token, content=body)
    assert (status, said["code"]) == (400, "workshop.malformed")
    assert asked("GET", "state", token)[1]["ballot"]["step"] == 0


def test_guessing_codes_is_slowed_and_said_in_the_guest_s_language(asked: Asked, voting: Room) -> None:
    """After ten wrong ones from an address not even the right one is heard."""
    code = voting.present().code
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(10):
        assert asked("POST", "join?lang=de", json={"code": wrong})[0] == 403
    status, said = asked("POST", "join?lang=de", json={"code": code})
    assert (status, said["code"]) == (429, "workshop.too_often")
    assert said["what"] != asked("POST", "join?lang=en", json={"code": code})[1]["what"]


def test_a_reason_is_taken_from_who_stands_apart_and_shown_to_all(asked: Asked, voting: Room) -> None:
    """With markup as text; who does not stand apart is refused."""
    tokens = voting.joined(5)
    for k, token in enumerate(tokens):
        voting.votes(token, 0 if k == 4 else 80, 100)
    for stage in ("closed", "revealed"):
        voting.directed(lambda direction, stage=stage: direction.to(stage))
    given = {"topic": "housing", "text": "<b>Flats</b> & later"}
    assert asked("PUT", "reason", tokens[0], json=given)[0] == 409
    assert asked("PUT", "reason", tokens[4], json=given)[0] == 200
    state = asked("GET", "state?lang=en", tokens[0])[1]
    assert [one["text"] for one in state["reasons"]] == [given["text"]]
    (housing,) = [one for one in state["spread"] if one["group"] == "housing"]
    assert (housing["own"], housing["median"]) == (80, 80)
    assert "80" in housing["said"] and "80" in housing["room"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("simple", [False, True])
def test_every_word_is_said_and_every_card_says_its_range(voting: Room, lang: str, simple: bool) -> None:
    """In each language, simple or not: no empty word, no placeholder left, a worst and a best per change."""
    found = told.words(Voice(lang, simple), voting.hall.deck)
    everything = json.dumps(found, ensure_ascii=False)
    assert all(found["words"].values()) and not re.search(r"\{[a-z]+\}", everything)
    assert len(found["cards"]) == 7
    for card in found["cards"]:
        assert bool(card["about"]) is simple
        for change in card["changes"]:
            assert 0 <= change["low"] < change["high"] <= 100
            assert str(change["low"]) in change["said"] and str(change["high"]) in change["said"]


def test_the_scripts_ask_only_for_words_there_are(client: TestClient) -> None:
    """Every word the page's script names is given to it, and every one given is named."""
    script = client.get("/join/phone.js").text
    asked_for = set(re.findall(r'\bw\("([a-z_0-9]+)"\)', script))
    written = set(re.findall(r'"([a-z_0-9]+)"', script))
    drawn = set(re.findall(r'data-word="([a-z_]+)"', client.get("/join").text))
    composed = {f"story_{k}" for k in (1, 2, 3, 4)} | {"side_more", "side_less"}
    assert asked_for | drawn | composed <= set(told.WORDS)
    assert set(told.WORDS) - written - drawn - composed == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_the_reveal_a_guest_reads_what_the_room_s_middle_would_change(
    asked: Asked, voting: Room, lang: str
) -> None:
    """As many households as are placed elsewhere, by their own weights; before the reveal nothing of it."""
    tokens = voting.joined(3)
    for token, importance in zip(tokens, ((100, 0), (0, 100), (5, 100)), strict=True):
        voting.votes(token, *importance)
    assert asked("GET", f"state?lang={lang}", tokens[0])[1]["median"] is None
    for stage in ("closed", "revealed"):
        voting.directed(lambda direction, stage=stage: direction.to(stage))
    said = None
    while said is None:
        said = asked("GET", f"state?lang={lang}", tokens[0])[1]["median"]
    with acting(A_GUEST):
        view = voting.hall.view(tokens[0])
    assert view.to_median is not None and view.to_median.elsewhere > 1
    assert str(view.to_median.elsewhere) in said and "30" in said
