"""An invented half year on the page of offers, on a store where nothing has happened yet."""

import time
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from rematch.process.desk import history_of
from rematch.process.prices.estimate import estimated
from rematch.scenario import Scenario
from rematch.texts import say, screen_languages
from rematch.ui.process import coming
from rematch.ui.shell import cached
from rematch.ui.working.visit import SEEN, Seen
from tests import demo
from tests.app.conftest import Open, let_go, unfold

SECONDS = 120


@pytest.mark.parametrize("lang", screen_languages())
def test_it_is_told_by_a_press_and_everything_is_shown(opened: Open, lang: str) -> None:
    """People have arrived, offers have ended, things are due; once it is told it is not offered again."""
    let_go()
    at = opened("process", lang, {"cohort": "session"})
    told = history_of(cached.store(), demo.profiles().cohort.id)
    if not told.rounds:
        at.button(key="process_example").click().run()
    assert not at.exception
    history = history_of(cached.store(), demo.profiles().cohort.id)
    stands = {history.state("household", id) for id in history.subjects("household")}
    assert {"arrived", "placed", "planned", "waiting"} <= stands
    shown = " ".join(one.value for one in at.markdown)
    assert say("process.round.decided", lang) in shown
    assert not [one for one in at.button if one.key == "process_example"]


@pytest.mark.parametrize("lang", screen_languages())
def test_prices_are_worked_out_on_request_shown_and_charged_only_by_choice(
    opened: Open, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a press there is no table; after it one, and costs; planning on takes over what is chosen."""
    monkeypatch.setattr(coming, "estimated", partial(estimated, most=3))
    let_go()
    at = opened("process", lang, {"cohort": "session"})
    if not history_of(cached.store(), demo.profiles().cohort.id).rounds:
        at.button(key="process_example").click().run()
    unfold(at, "process_coming")
    assert not table(at)
    at.button(key="ask_coming").click().run()
    until = time.monotonic() + SECONDS
    while at.session_state["work_coming"][1].running:
        assert time.monotonic() < until, "it never ended"
        time.sleep(0.02)
    at.run()
    rows = table(at)
    assert rows
    assert not at.exception
    prices = [float(row["place_price"].replace(",", ".")) for row in rows]
    assert prices == sorted(prices, reverse=True)
    assert all(row["place_price"] in row["place_says"] for row in rows)
    shown = " ".join(one.value for one in at.markdown)
    assert say("process.coming.costs", lang) in shown
    at.button(key="process_again").click().run()
    assert state_of(at).held is None
    at.button_group(key="process_coming_share").set_value("half").run()
    at.button(key="process_again").click().run()
    assert not at.exception
    held = state_of(at).held
    assert held is not None and held.share == 0.5
    assert len([one for one in held.prices if one.price > 0.005]) == len([one for one in prices if one > 0])


def table(at: AppTest) -> list[dict[str, str]]:
    """The rows of the table of prices, as they are written."""
    found = [one.value for one in at.dataframe if "place_price" in one.value.columns]
    return found[0].to_dict("records") if found else []


def state_of(at: AppTest) -> Scenario:
    """What is in force in the visit."""
    seen: Seen = at.session_state[SEEN]
    return seen.scenario
