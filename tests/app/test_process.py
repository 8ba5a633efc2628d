"""The page of rounds and offers as coordinators work with it: opened, decided, offered, declined."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from rematch.model import Viewer
from rematch.planning.record import run_record
from rematch.process.days import day_of
from rematch.process.desk import history_of
from rematch.process.history import History
from rematch.store.records import now
from rematch.texts import say, screen_languages
from rematch.ui.process.one import step_key
from rematch.ui.shell import cached
from rematch.ui.working.visit import SEEN
from tests import demo
from tests.app.conftest import Open, let_go, unfold

ROUND = "process_round_decide"


class Offering:
    """One visit to the page."""

    def __init__(self, opened: Open, lang: str = "de") -> None:
        self.at = opened("process", lang, {"cohort": "session"})
        self.lang = lang

    @property
    def history(self) -> History:
        return history_of(cached.store(), demo.profiles().cohort.id)

    @property
    def said(self) -> list[str]:
        return [one.value for one in [*self.at.success, *self.at.error]]

    def press(self, key: str) -> None:
        self.at.button(key=key).click().run()
        assert not self.at.exception

    def submit(self, label: str) -> None:
        found = [one for one in self.at.button if one.label == label]
        found[-1].click().run()
        assert not self.at.exception

    def begin(self) -> None:
        """A round opened and decided with the demo's plan."""
        self.at.text_input(key="process_round_name").set_value("Juni")
        self.submit(say("process.step.round.open", self.lang))
        unfold(self.at, ROUND)
        self.at.text_area(key="process_minutes_decide").set_value("Einstimmig.")
        self.press("process_do_decide")

    def look_at(self, household: str) -> None:
        self.at.selectbox(key="process_household").set_value(household).run()
        assert not self.at.exception

    def choose(self, household: str, step: str) -> None:
        self.at.button_group(key=step_key(self.history, household)).set_value(step).run()
        assert not self.at.exception


def planned() -> str:
    """A household with a place in the demo's plan."""
    return next(line.household for line in demo.cold().placements if line.ags)


@pytest.fixture
def recorded() -> Iterator[None]:
    """The demo's plan is on record, and nothing has happened yet."""
    let_go()
    store = cached.store()
    if not store.runs(demo.profiles().cohort.id):
        store.record_run(run_record(demo.cold(), Viewer(), "saved"))
    yield


@pytest.mark.parametrize("lang", screen_languages())
def test_without_a_round_the_page_offers_to_open_one(opened: Open, lang: str) -> None:
    """The first thing to do is in view, in both languages, and a round without a name is refused in words."""
    page = Offering(opened, lang)
    page.submit(say("process.step.round.open", lang))
    assert page.said == [say("process.round.name_needed", lang)]


def test_from_a_round_to_an_offer_that_is_declined_and_planned_on(opened: Open, recorded: None) -> None:
    """Opened, decided, prepared, sent, declined; then what happened is taken into the session's scenario."""
    page, household = Offering(opened), planned()
    page.begin()
    assert page.said == [say("process.done", "de")]
    page.look_at(household)
    page.choose(household, "prepare")
    page.press("process_prepare")
    page.choose(household, "offer:send")
    last = day_of(now()) + timedelta(days=14)
    page.at.date_input(key="process_last_day").set_value(last)
    page.submit(say("process.step.offer.send", "de"))
    assert page.said == [say("process.done", "de")]
    [offer] = page.history.offers
    assert page.history.last_day(offer) == last
    page.choose(household, "offer:decline")
    page.submit(say("process.step.offer.decline", "de"))
    assert page.said == [say("process.refused", "de", what=say("process.need.reason", "de"))]
    page.at.selectbox(key="process_reason").set_value("not_now")
    page.submit(say("process.step.offer.decline", "de"))
    assert page.history.state("household", household) == "waiting"
    page.press("process_again")
    [veto] = page.at.session_state[SEEN].scenario.vetoes
    assert (veto.household, veto.ags) == (household, offer.ags)
    assert any(one.value == say("process.again.in_force", "de") for one in page.at.markdown)


def test_counts_open_the_list_they_count(opened: Open, recorded: None) -> None:
    """Each filter shows as many rows as its count says."""
    page = Offering(opened)
    if not page.history.rounds:
        page.begin()
    for state in ("waiting", "planned"):
        there = [
            id for id in page.history.subjects("household") if page.history.state("household", id) == state
        ]
        if there:
            page.at.button_group(key="process_filter").set_value([state]).run()
            assert len(page.at.dataframe[0].value) == len(there)


def test_a_household_that_becomes_two_is_asked_anew(opened: Open, recorded: None) -> None:
    """Divided on its page by who goes together; both parts name it and stand in the list to be asked."""
    page = Offering(opened)
    if not page.history.rounds:
        page.begin()
    whole = next(
        one.id
        for one in cached.store().load_profiles(demo.profiles().cohort.id).households
        if one.size > 1 and page.history.state("household", one.id) in ("planned", "waiting")
    )
    page.look_at(whole)
    unfold(page.at, "process_split")
    page.at.multiselect(key=f"process_split_members_{whole}").set_value([1])
    page.press("process_do_split")
    assert page.said == [say("process.refused", "de", what=say("process.need.words", "de"))]
    page.at.multiselect(key=f"process_split_members_{whole}").set_value([1])
    page.at.text_area(key="process_split_words").set_value("Getrennt.")
    page.press("process_do_split")
    parts = [one for one in page.history.subjects("household") if page.history.origin(one) == whole]
    assert [page.history.state("household", one) for one in parts] == ["to_ask", "to_ask"]
    page.look_at(parts[0])
    assert any(whole in one.value for one in page.at.markdown)


def test_who_was_loaded_later_is_taken_into_the_round_by_a_press(opened: Open, recorded: None) -> None:
    """A household that agreed and is in no round is named, and waits in this one after the press."""
    page = Offering(opened)
    if not page.history.rounds:
        page.begin()
    store, cohort = cached.store(), demo.profiles().cohort.id
    now = store.load_profiles(cohort)
    late = now.households[0].model_copy(update={"id": "H-late", "linked_soft": (), "linked_hard": ()})
    new = now.model_copy(update={"households": (*now.households, late)})
    store.save_profiles(new, demo.catalogue().fingerprint, Viewer())
    page.at.run()
    assert any("H-late" in one.value for one in page.at.markdown)
    page.press("process_enter")
    assert page.said == [say("process.late.done", "de", count=1)]
    assert page.history.state("household", "H-late") == "waiting"
