"""Who has no place is told by name, at once, on the session's page."""

from rematch.scenario import Scenario
from tests import demo
from tests.app.conftest import Open
from tests.app.session import Session


def names(session: Session) -> set[str]:
    found = (str(button.key) for button in session.at.button)
    return {key.removeprefix("unplaced_") for key in found if key.startswith("unplaced_")}


def test_households_without_a_place_are_named_and_lead_to_why(opened: Open) -> None:
    """Closing municipalities leaves people without a place: each has a button that opens its explanation."""
    session = Session(opened("session"))
    assert names(session) == set()
    places = demo.profiles().municipalities
    session.scenario = Scenario(closed=tuple(sorted(place.ags for place in places[1:])))
    session.run()
    without = {household for household, place in session.plan.items() if place == "ohne Platz"}
    assert len(without) > 8 and len(names(session)) == 8 and names(session) <= without
    one = sorted(names(session))[0]
    session.press(f"unplaced_{one}")
    assert session.at.session_state["household"] == one


def test_who_waits_by_decision_is_no_alarm(opened: Open) -> None:
    """A household of the next round has no place because somebody said so."""
    session = Session(opened("session"))
    session.tick(demo.cold().placements[0].household)
    session.press("do_wait")
    assert len(session.scenario.not_this_round) == 1 and names(session) == set()
