"""A question on protection that nobody answered is not a no: the session says so until it is answered."""

from rematch.criteria.switches import unanswered_protection
from rematch.scenario import Scenario
from rematch.texts import listing, say
from tests import demo
from tests.app.conftest import Open
from tests.app.session import Session

ART9 = ("dialysis", "accessibility", "protection_need")


def told(off: tuple[str, ...] = ()) -> str:
    """The sentence about the demo cohort while these criteria are off."""
    scenario = Scenario(switches=dict.fromkeys(off, False))
    found = unanswered_protection(demo.profiles(), demo.catalogue(), scenario)
    asked = dict.fromkeys(c for criteria in found.values() for c in criteria)
    labels = listing([demo.catalogue().by_id[c].label.de for c in asked], "de")
    return say("art9.unanswered", "de", count=len(found), criteria=labels)


def test_the_session_counts_the_households_and_names_the_questions_that_are_on(opened: Open) -> None:
    """With one criterion off its question is not among them and the count is another; all off, nothing."""
    session = Session(opened("session"))
    assert told() in session.words
    session.at.session_state["all_switches"] = True
    session.run()
    session.at.toggle(key="on_accessibility").set_value(False)
    session.run()
    assert told(("accessibility",)) != told()
    assert told(("accessibility",)) in session.words
    session.at.toggle(key="art9_all").set_value(False)
    session.run()
    assert told()[-60:] not in session.words
