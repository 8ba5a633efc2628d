"""What matters on the session screen: facts at once, what takes solves on request, kept for this plan."""

from threading import Event

import pytest

from rematch.report.wording.words import criterion_label
from rematch.texts import listing, say
from rematch.ui.session.insight import criteria_audit
from rematch.whatif.sensitivity.influence import without_each
from rematch.whatif.unknowns.fit_range import open_answers
from tests import demo
from tests.app.conftest import Open, unfold
from tests.app.session import Session


@pytest.fixture
def session(opened: Open) -> Session:
    visit = Session(opened("session"))
    visit.view("matters")
    return visit


def kept(session: Session, name: str):
    """What the service answered; its own tests say that it is right."""
    return session.at.session_state[f"work_{name}"][1].found.answer


def table(session: Session, column: str):
    return next((t.value for t in session.at.dataframe if column in t.value.columns), None)


def test_facts_stand_there_at_once_and_buttons_ask_for_the_rest(session: Session) -> None:
    """Influence, double counting, stand-ins and open answers; nothing is solved before somebody asks."""
    assert say("matters.alike.none", "de") in session.words
    could = table(session, "could")
    assert len(could) == min(12, len({one.field for one in open_answers(demo.cold())}))
    assert table(session, "without") is None
    assert {"ask_without", "ask_helpful", "ask_next"} <= {button.key for button in session.at.button}


@pytest.mark.soak
def test_every_criterion_left_out_once(session: Session) -> None:
    """One row each; those without which the plan stays are named; a moved weight asks anew."""
    session.asked("without")
    found = kept(session, "without")
    unfold(session.at, "matters_influence_table")
    rows = table(session, "without")
    assert len(rows) == len(found)
    moves = {criterion_label(one.criterion, demo.catalogue(), "de"): one.moves for one in found}
    for _, row in rows.iterrows():
        count = moves[row["criterion"]]
        words = say("matters.moves", "de", count=count) if count else say("matters.stays", "de")
        assert row["without"] == words
    most_first = sorted(found, key=lambda one: (-one.moves, -(one.regret or 0.0)))
    stays = [one for one in most_first if one.stands]
    named = listing((criterion_label(one.criterion, demo.catalogue(), "de") for one in stays), "de")
    assert say("matters.stands", "de", count=len(stays), criteria=named) in session.words
    session.slide("place_ranking", 1.0)
    assert table(session, "without") is None


@pytest.mark.soak
def test_more_units_are_named_with_who_would_be_better_and_worse_off(session: Session) -> None:
    """The places that help most, in the order found, as sentences and as rows."""
    session.asked("helpful")
    rows, found = table(session, "one_unit"), kept(session, "helpful").found
    places = {place.ags: place.name for place in demo.profiles().municipalities}
    assert rows["municipality"].tolist() == [places[one.ags] for one in found]
    assert rows["better_off"].tolist() == [str(one.best.better) for one in found]
    assert f"mehr in {places[found[0].ags]}" in session.words


@pytest.mark.soak
def test_open_answers_are_tried_on_request(session: Session) -> None:
    """Each with its ends and what they change; households by their id for the coordinator."""
    session.asked("next")
    rows = table(session, "outcome")
    assert len(rows) == 8
    ids = {household.id for household in demo.profiles().households}
    places = {place.name for place in demo.profiles().municipalities}
    assert set(rows["who"]) <= ids | places
    assert set(rows["who"]) & ids and set(rows["who"]) & places
    assert rows["outcome"].str.contains("anders").any()


def test_a_long_answer_that_was_stopped_shows_its_part_and_can_be_asked_for_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress and a stop while it is made; then what was found, how far it came, and the button again."""
    paused = Event()

    def slow(report, told, stopped):
        found = without_each(report, told=lambda done, asked: None, stopped=iter((False, True)).__next__)
        told(1, 20)
        while not stopped():
            paused.wait(0.01)
        return found

    monkeypatch.setattr(criteria_audit, "without_each", slow)
    session.run()
    session.press("ask_without")
    session.press("stop_without")
    session.awaited("without")
    unfold(session.at, "matters_influence_table")
    assert len(table(session, "without")) == 1
    assert say("matters.stopped", "de", done=1, asked=20) in [info.value for info in session.at.info]
    assert "ask_without" in {button.key for button in session.at.button}
