"""Special categories of real people take part only once purpose, legal basis and person are on record."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from rematch.errors import RematchError
from rematch.model import CriterionId
from rematch.scenario import Scenario
from rematch.store.store import Store
from rematch.texts import say
from rematch.ui.shell import cached
from rematch.ui.working.special import ASKED
from tests import demo
from tests.app.conftest import Open, shown_as
from tests.app.screen import refused
from tests.app.session import Session
from tests.app.test_context import REAL, afterwards, store_real

__all__ = ["afterwards"]

SPECIAL = tuple(c.id for c in demo.catalogue().criteria if c.art9 and c.on and c.switchable)
SAID = {"purpose": "Zimmer ohne Stufen finden", "basis": "Art. 9 Abs. 2 Buchst. a", "by": "Anna Berg"}


@pytest.fixture
def session(opened: Open) -> Iterator[Session]:
    """A visit to a cohort of real people."""
    opened()
    store_real()
    yield Session(opened("session", address={"cohort": REAL}))
    cached.recorder().flush()


def asked(at: AppTest) -> bool:
    return "grounds_go" in {button.key for button in at.button}


def switched(session: Session, on: bool = True) -> Session:
    session.at.toggle(key=shown_as(session.at, "art9_all")).set_value(on)
    session.run()
    return session


def answered(session: Session, **said: str) -> None:
    for field, words in said.items():
        session.at.text_input(key=f"grounds_{field}").set_value(words)
    session.press("grounds_go")


def noted() -> list[dict[str, object]]:
    return [dict(line.details) for line in cached.store().journal(REAL) if line.action == "special"]


def test_one_question_for_all_that_is_switched_on_together_and_then_it_is_kept_and_in_force(
    session: Session,
) -> None:
    """Each criterion is named; the journal has what was said, and so has the step of the working session."""
    switched(session)
    assert asked(session.at) and not session.scenario.switches
    labels = [demo.catalogue().by_id[name].label.de for name in SPECIAL]
    assert all(any(label in one.value for one in session.at.markdown) for label in labels)
    answered(session, **SAID)
    assert session.scenario.switches == dict.fromkeys(SPECIAL, True) and not asked(session.at)
    assert noted() == [{"criteria": list(SPECIAL), **SAID}]
    live = cached.session_desk().find(
        session.at.query_params["s"], REAL, session.at.session_state["cohort_token"]
    )
    assert live is not None and live.steps[-1].reason == " · ".join(SAID.values())


def test_without_every_answer_nothing_is_switched_on_and_nothing_is_noted(session: Session) -> None:
    """What is missing is told at its field; leaving switches nothing on, and asks no more."""
    answered(switched(session), purpose="x", basis="  ", by="")
    assert set(refused(session.at)) == {"grounds_basis", "grounds_by"}
    assert asked(session.at) and not session.scenario.switches
    session.press("grounds_leave")
    assert not asked(session.at) and not session.scenario.switches and noted() == []
    assert session.at.toggle(key=shown_as(session.at, "art9_all")).value is False


def test_switched_off_it_asks_nothing_and_on_again_it_asks_again(session: Session) -> None:
    """Each time somebody answers for it; taken back and put back, what was said for it holds."""
    answered(switched(session), **SAID)
    switched(session, on=False)
    assert not asked(session.at) and not any(session.scenario.switches.values())
    session.press("undo")
    assert not asked(session.at) and session.scenario.switches == dict.fromkeys(SPECIAL, True)
    switched(session, on=False)
    assert asked(switched(session).at) and not any(session.scenario.switches.values())


def test_a_kept_scenario_brings_all_but_the_special_categories_until_it_is_said_what_for(
    session: Session,
) -> None:
    """Whatever way they come by: the rest is in force at once."""
    kept = Scenario(weights={CriterionId("childcare"): 9.0}, switches={SPECIAL[0]: True})
    session.scenario = kept
    from rematch.ui.shell import state

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state.st, "session_state", session.at.session_state)
        session.scenario = Scenario()
        state.decide(kept)
    session.run()
    assert session.scenario == kept.model_copy(update={"switches": {}})
    assert asked(session.at) and session.at.session_state[ASKED].criteria == (SPECIAL[0],)


def test_what_cannot_be_kept_is_not_switched_on(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """No record, no switch."""

    def broken(*_: object, **__: object) -> None:
        raise RematchError("store.failed", statement="insert_journal", why="IOException")

    switched(session)
    monkeypatch.setattr(Store, "note", broken)
    answered(session, **SAID)
    assert not session.scenario.switches and asked(session.at)


def test_of_invented_people_it_stays_one_click(opened: Open) -> None:
    """No question, no line."""
    session = Session(opened("session", address={"cohort": "session"}))
    switched(session, on=False)
    switched(session)
    assert not asked(session.at) and session.scenario.switches == dict.fromkeys(SPECIAL, True)
    assert say("grounds.title", "de") not in [one.value for one in session.at.markdown]


def test_of_real_people_no_page_speaks_of_demo_data(opened: Open, session: Session) -> None:
    """The credit of maps and figures stays; that offers are invented is said of invented ones alone."""
    invented = say("frame.credit.invented", "de")

    def foot(at: AppTest) -> str:
        return " ".join(one.proto.body for one in at.get("html") if "credit" in one.proto.body)

    assert say("frame.credit", "de") in foot(session.at) and invented not in foot(session.at)
    assert invented in foot(opened("session", address={"cohort": "session"}))
