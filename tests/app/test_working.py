"""The working session on screen: gone on with after a reload, shared with a colleague, listed."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from rematch.errors import RematchError
from rematch.model import CohortId, Viewer
from rematch.scenario import HeldPrice, HeldPrices, Pin, Policy, Scenario
from rematch.service.working import Hand
from rematch.store import Store
from rematch.texts import percent, say
from rematch.ui.shell import cached
from rematch.ui.words import plain
from rematch.ui.working.seat import HAND, read, written
from tests import demo
from tests.app.conftest import Open, go, unfold
from tests.app.session import Session

SESSION = CohortId("session")
NAME = "Runde im *Dezember* ![x](http://x.example/y)"
ICONS = {":material/group:", ":material/link_off:", ":material/save:"}
ANNA, BEN = Hand("aaaaaaaaaaaa", "Anna"), Hand("bbbbbbbbbbbb")


class Visitor(Session):
    """A visit to the session screen by somebody, at an address."""

    def __init__(self, opened: Open, hand: Hand, address: dict[str, str] | None = None) -> None:
        super().__init__(opened("session", address={"cohort": SESSION, **(address or {})}))
        self.at.session_state[HAND] = hand
        self.run()

    @property
    def address(self) -> dict[str, str]:
        """What stands in the address bar."""
        return {name: str(self.at.query_params[name]) for name in self.at.query_params}

    @property
    def told(self) -> str:
        """What the page says about the session and about others."""
        found = [*self.at.info, *self.at.warning]
        return " ".join(element.value for element in found if element.icon in ICONS)

    def pin(self, *households: str) -> None:
        self.tick(*households)
        self.press("do_pin")

    @property
    def keys(self) -> set[str]:
        return {button.key or "" for button in self.at.button}


@pytest.fixture(autouse=True)
def no_sessions() -> Iterator[None]:
    """Each test finds a cohort on which nobody has worked yet."""
    yield
    cached.recorder().flush()
    cached.store()._database._connection.execute("DELETE FROM session_steps")
    cached.store()._database._connection.execute("DELETE FROM working_sessions")
    cached.session_desk()._open.clear()


def test_a_reload_finds_every_decision_and_undo_goes_on(opened: Open) -> None:
    """Without a question, as the number is in the address; never a household. Also on another server."""
    before = Visitor(opened, ANNA)
    assert say("working.none", "de") in before.words
    one, other, third = list(before.plan)[:3]
    before.pin(one, other)
    before.slide("childcare", 9.0)
    before.tick(third)
    before.press("do_wait")
    address = before.address
    assert not [name for name in (one, other, third) if name in str(address)]
    cached.recorder().flush()
    cached.session_desk()._open.clear()
    after = Visitor(opened, ANNA, address)
    assert after.scenario == before.scenario and after.plan == before.plan
    assert "session_go_on" not in after.keys and not after.told
    assert say("working.by.you", "de") in after.words
    for _ in range(2):
        after.press("undo")
    assert [pin.household for pin in after.scenario.pins] == [one, other]
    assert not after.scenario.weights and not after.scenario.not_this_round
    after.press("undo")
    assert after.scenario == Scenario()
    for _ in range(3):
        after.press("redo")
    assert after.scenario == before.scenario and after.at.button(key="redo").disabled


def test_a_colleague_reads_the_same_state_and_each_takes_back_only_their_own(opened: Open) -> None:
    """Who decides on an older state is told; what they decided and what was decided meanwhile both hold."""
    anna = Visitor(opened, ANNA)
    one, other = list(anna.plan)[:2]
    anna.pin(one)
    ben = Visitor(opened, BEN, anna.address)
    assert ben.scenario == anna.scenario
    assert say("working.by.name", "de", name="Anna") in ben.words
    assert ben.at.button(key="undo").disabled
    anna.tick(other)
    ben.slide("childcare", 9.0)
    anna.press("do_pin")
    assert say("working.news.merged", "de", who="Jemand anders", at="")[:40] in anna.told
    assert anna.scenario.weights == {"childcare": 9.0}
    assert {pin.household for pin in anna.scenario.pins} == {one, other}
    ben.run()
    assert say("working.news.changed", "de", who="Anna", at="")[:30] in ben.told
    assert ben.scenario == anna.scenario
    ben.press("undo")
    assert not ben.scenario.weights and len(ben.scenario.pins) == 2
    anna.press("undo")
    assert [pin.household for pin in anna.scenario.pins] == [one]
    assert anna.scenario == Visitor(opened, BEN, anna.address).scenario


def test_two_windows_of_one_person_are_one_hand_and_lose_nothing_silently(opened: Open) -> None:
    """The older window's decision on the same thing is refused in words; its undo takes back the step."""
    one = Visitor(opened, ANNA)
    one.slide("childcare", 9.0)
    other = Visitor(opened, ANNA, one.address)
    other.open("childcare")
    one.slide("childcare", 8.0)
    other.at.slider(key="slide_w_childcare").set_value(5.0)
    other.run()
    assert other.scenario == one.scenario == Scenario(weights={"childcare": 8.0})
    assert say("working.news.refused", "de", who=say("working.who.you", "de"), at="")[:45] in other.told
    other.press("undo")
    assert other.scenario == Scenario() and not other.told


def test_the_same_thing_decided_twice_is_refused_to_the_second_and_told(opened: Open) -> None:
    """They see the newer state, with their own decision neither in force nor in the list."""
    anna, ben = (Visitor(opened, hand) for hand in (ANNA, BEN))
    household = next(iter(anna.plan))
    anna.slide("childcare", 9.0)
    ben = Visitor(opened, BEN, anna.address)
    anna.tick(household)
    anna.press("do_veto")
    before = ben.scenario
    ben.slide("childcare", 8.0)
    assert ben.scenario.weights == {"childcare": 8.0} and ben.scenario.vetoes and not before.vetoes
    anna.slide("childcare", 7.0)
    assert anna.scenario.weights == {"childcare": 8.0}
    refused = say("working.news.refused", "de", who="Jemand anders", at="")[:30]
    assert refused in anna.told and refused in anna.at.toast[0].value
    anna.run()
    assert not anna.told


def test_opening_a_cohort_offers_to_go_on_or_to_start_anew(opened: Open) -> None:
    """One's own last session first; the other one is opened from the list, put away it is not offered."""
    ben = Visitor(opened, BEN)
    ben.pin(next(iter(ben.plan)))
    anna = Visitor(opened, ANNA)
    assert say("working.offer.others", "de", session="", at="", by="", count=1)[:20] in anna.words
    anna.press("session_start")
    assert "session_go_on" not in anna.keys
    anna.slide("childcare", 9.0)
    anna.slide("transport", 9.0)
    unfold(anna.at, "session_box")
    name = next(box for box in anna.at.text_input if (box.key or "").startswith("session_name"))
    name.set_value(NAME)
    anna.run()
    cached.recorder().flush()
    again = Visitor(opened, ANNA)
    assert say("working.offer.yours", "de", session="", at="", count=2)[:20] in again.words
    assert plain(NAME) in again.words and NAME not in again.words and again.scenario == Scenario()
    again.press("session_go_on")
    assert again.scenario == anna.scenario and again.address["s"] == anna.address["s"]
    unfold(again.at, "session_box")
    again.press(f"session_open_{ben.address['s']}")
    assert again.scenario == ben.scenario
    again.press("session_put_away")
    assert again.scenario == Scenario() and "s" not in again.address
    third = Visitor(opened, Hand("cccccccccccc"))
    third.press("session_go_on")
    assert third.scenario == anna.scenario


def test_weights_stay_with_their_cohort_and_so_does_the_session(opened: Open) -> None:
    """Over to another cohort nothing comes along; back again the session goes on, and land has its own."""
    anna = Visitor(opened, ANNA)
    anna.slide("childcare", 9.0)
    kept, address = anna.scenario, anna.address
    go(anna.at, "start")
    anna.at.selectbox(key="cohort_choice").set_value("land").run()
    assert anna.scenario == Scenario() and not {"s", "w"} & set(anna.address)
    anna.at.selectbox(key="cohort_choice").set_value(SESSION).run()
    assert anna.scenario == kept and anna.address == address
    elsewhere = opened(address={**address, "cohort": "land"})
    assert Session(elsewhere).scenario.weights == {"childcare": 9.0}
    assert "s" not in elsewhere.query_params


def test_what_is_in_force_is_listed_with_its_reason_and_each_item_is_taken_back(opened: Open) -> None:
    """Pins, vetoes, waiting, apart, limits, closed, weights, groups, switches, policy, prices; else none."""
    session = Visitor(opened, ANNA)
    first, second, third, fourth = list(session.plan)[:4]
    places = demo.profiles().municipalities
    persons = demo.cold().instance.supply.resources[0]
    asked = Scenario(
        pins=(Pin(household=first, ags=places[0].ags, reason="Tante in der Stadt"),),
        vetoes=({"household": second, "ags": places[0].ags, "reason": "safety"},),
        apart=((third, fourth),),
        not_this_round=(second,),
        closed=(places[1].ags,),
        limits={places[2].ags: {persons: 40.0}},
        pledges={places[2].ags: 1},
        weights={"childcare": 9.0, "transport": demo.catalogue().by_id["transport"].weight},
        groups={"work": 1.5},
        switches={"transport": False},
        policy=Policy(fairness="floor", town_share=0.2),
        held=HeldPrices(
            share=0.5, prices=(HeldPrice(ags=places[2].ags, resource=persons, price=0.1),), estimate="a"
        ),
    )
    assert "undo_item_pins" not in str(session.keys)
    session.scenario = asked
    unfold(session.at, "in_force")
    said = session.words
    for expected in (
        say("working.item.pins", "de", household=first, municipality=places[0].name),
        say("working.item.vetoes", "de", household=second, municipality=places[0].name),
        say("working.item.apart", "de", households=f"{third} und {fourth}"),
        say("working.force.reason", "de", reason="Tante in der Stadt"),
        say("working.force.reason", "de", reason=say("pin.reason.safety", "de")),
        say("policy.fairness.floor", "de"),
        say("working.item.held", "de", count=1, share=percent(0.5, "de")),
    ):
        assert expected in said
    listed = [key for key in session.keys if key.startswith("undo_item")]
    assert len(listed) == 13 and "undo_item_weights_transport" not in listed
    for key in (f"undo_item_pins_{first}", "undo_all_policy", f"undo_item_closed_{places[1].ags}"):
        session.press(key)
        assert key not in session.keys
    left = {"pins": (), "policy": Policy(), "closed": ()}
    assert session.scenario == asked.model_copy(update=left)
    session.press("undo")
    assert session.scenario.closed == asked.closed and not session.scenario.pins


def test_reasons_are_own_words_none_is_chosen_beforehand_and_pin_all_leaves_them(opened: Open) -> None:
    """A reason is given for one decision; the next one begins without; another pin there keeps it."""
    session = Visitor(opened, ANNA)
    one, other = list(session.plan)[:2]
    session.tick(one)
    assert session.at.selectbox(key="reason").value is None
    session.choose("reason", "family")
    session.pin(one)
    session.tick(other)
    assert session.at.selectbox(key="reason").value is None
    session.pin(other)
    session.press("do_pin_all")
    reasons = {pin.household: pin.reason for pin in session.scenario.pins}
    assert reasons.pop(one) == "family" and set(reasons.values()) == {""}
    session.pin(one)
    assert {pin.household: pin.reason for pin in session.scenario.pins}[one] == "family"
    session.at.session_state["ags"] = demo.cold().placements[0].ags
    session.view("places")
    place = session.at.session_state["ags"]
    session.at.text_input(key=f"reason_{place}").set_value("Umbau bis Mai")
    session.at.checkbox(key=f"closed_{place}").set_value(True)
    next(button for button in session.at.button if "limits" in (button.form_id or "")).click()
    session.run()
    assert session.scenario.closed == (place,)
    unfold(session.at, "in_force")
    assert say("working.force.reason", "de", reason="Umbau bis Mai") in session.words
    assert say("working.by.you", "de") in session.words


def test_a_reason_given_and_a_decision_pressed_at_once_belong_together(opened: Open) -> None:
    """Both come to a slow server in one message: the button takes what stands in the box then."""
    session = Visitor(opened, ANNA)
    one = next(iter(session.plan))
    session.tick(one)
    session.at.selectbox(key="reason").set_value("family")
    session.press("do_pin")
    assert [(pin.household, pin.reason) for pin in session.scenario.pins] == [(one, "family")]


@pytest.mark.soak
def test_a_session_that_is_not_there_is_told_and_the_address_s_weights_hold(opened: Open) -> None:
    """A link from another machine opens no session of this one, whatever its number."""
    anna = Visitor(opened, ANNA)
    anna.pin(next(iter(anna.plan)))
    number = anna.address["s"].split("-")[0]
    other = Visitor(opened, BEN, {"s": f"{number}-000000", "w": "childcare:9"})
    assert say("working.missing", "de") in other.told and "s" not in other.address
    assert other.scenario == Scenario(weights={"childcare": 9.0})
    other.slide("transport", 9.0)
    assert say("working.missing", "de") not in other.told and other.address["s"] != anna.address["s"]


def test_what_could_not_be_stored_is_told_and_stored_at_the_next_run(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Visitor(opened, ANNA)

    def full(*_: object) -> None:
        raise RematchError("store.failed", statement="save_step", why="IOException")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "save_session", full)
        session.slide("childcare", 9.0)
        cached.recorder().flush()
        session.run()
        assert say("working.not_saved", "de") in session.told
        cached.recorder().flush()
    session.run()
    cached.recorder().flush()
    session.run()
    assert say("working.not_saved", "de") not in session.told
    [kept] = cached.store().sessions(SESSION)
    assert kept.key == session.address["s"]


def test_a_cohort_that_is_deleted_takes_its_sessions_along(opened: Open) -> None:
    """From the file and from memory; who still has the address is told that the cohort is gone."""
    opened()
    real = demo.profiles()
    cohort = real.cohort.model_copy(update={"id": CohortId("kurz"), "name": "Kurz"})
    cached.store().save_profiles(real.model_copy(update={"cohort": cohort}), "cat", Viewer())
    session = Session(opened("session", address={"cohort": "kurz"}))
    session.slide("childcare", 9.0)
    cached.recorder().flush()
    assert cached.store().sessions(cohort.id)
    cached.store().delete_cohort(cohort.id, Viewer())
    cached.forget_people()
    assert not cached.session_desk()._open and not cached.store().sessions(cohort.id)
    session.run()
    assert session.at.title[0].value == say("gone.title", "de") and session.scenario == Scenario()


def test_a_seat_comes_back_as_the_browser_keeps_it_and_anything_else_is_nobody_s() -> None:
    """With a name in any script, without one; what somebody else wrote into the cookie is not taken."""
    for hand in (ANNA, BEN, Hand("0123456789ab", "Žofia Müller'; x=1")):
        assert read(written(hand)) == hand
        assert not set(written(hand)) & set("'; ,\\\"<>")
    for nonsense in (None, "", "abc", "'; alert(1)", object()):
        assert read(nonsense) is None


def test_for_a_projector_the_page_is_large_and_has_no_sidebar_until_switched_off(opened: Open) -> None:
    """On every page of the visit; the switch stays within reach."""
    session = Session(opened("session"))

    def wide(at: AppTest) -> bool:
        return any("font-size: 125%" in node.proto.body for node in at.get("html"))

    assert not wide(session.at)
    unfold(session.at, "session_box")
    session.at.toggle(key="projector").set_value(True)
    session.run()
    assert wide(session.at)
    assert wide(go(session.at, "compare"))
    unfold(go(session.at, "session"), "session_box")
    session.at.toggle(key="projector").set_value(False)
    session.run()
    assert not wide(session.at)
