"""A plan released in the session, and what municipalities then see, whatever happens after it."""

import io
import json
from collections.abc import Iterator

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from rematch.model import Ags, Cohort, CohortId, Profiles, ResourceId, Viewer
from rematch.release.proposals import TownProposal, TownProposals
from rematch.scenario import Pin
from rematch.service.working import Hand
from rematch.synthetic.cohort import generate
from rematch.texts import say, screen_languages
from rematch.ui.session.releasing import panel
from rematch.ui.shell import cached
from rematch.ui.working.seat import HAND
from tests import demo
from tests.app.conftest import Open, go
from tests.app.screen import heard, nodes, refused, written
from tests.app.session import Session
from tests.app.test_taken_along import Build, files, made

__all__ = ["files"]

KIEL = "01002000"
REAL = CohortId("real-people")
REASON = "Die Wohnungen werden am Freitag vergeben"


class Releasing(Session):
    """A visit that looks at the plan's files and releases it."""

    def __init__(self, opened: Open, address: dict[str, str] | None = None, lang: str = "de") -> None:
        super().__init__(opened("session", lang, {"cohort": "session", **(address or {})}))
        self.at.session_state[HAND] = Hand("aaaaaaaaaaaa", "Anna")
        self.view("files")

    def open_box(self) -> None:
        self.unfold("release_box")

    def release(self, reason: str = "", state: str = "provisional") -> None:
        if not self.at.session_state["release_box"]:
            self.open_box()
        self.at.segmented_control(key="release_state").set_value(state)
        if reason:
            self.at.text_area(key="release_reason").set_value(reason)
        self.press("release_go")

    @property
    def said(self) -> str:
        """What came of the last press."""
        return " ".join(e.value for e in [*self.at.success, *self.at.error, *self.at.warning])


def releases(cohort: str = "session") -> tuple[object, ...]:
    return cached.store().releases(CohortId(cohort))


def real_people() -> Profiles:
    made = generate(24, 6, 3, cached.catalogue())
    return made.model_copy(
        update={"cohort": Cohort(id=REAL, name="Winter", invented=False, as_of=made.cohort.as_of)}
    )


@pytest.fixture(autouse=True)
def nothing_released() -> Iterator[None]:
    """Each test finds cohorts without a release, and no working session."""
    yield
    cached.recorder().flush()
    connection = cached.store()._database._connection
    for table in ("releases", "release_views", "replies", "session_steps", "working_sessions"):
        connection.execute(f"DELETE FROM {table}")
    cached.session_desk()._open.clear()


def page(at: AppTest) -> str:
    """Everything that is written on the municipality's page, but for the navigation."""
    return "\n".join(written(at))


def test_closed_the_panel_sends_one_heading_and_opened_it_names_who_holds_it_up(opened: Open) -> None:
    """No button and no household before it is opened; then each open question with a way to its answer."""
    visit = Releasing(opened)
    closed = len(list(nodes(visit.at)))
    assert not [b for b in visit.at.button if b.key == "release_go"]
    visit.open_box()
    asked = [name for name in demo.profiles().households if f"{name.id}: " in visit.words]
    assert asked
    for code in ("unanswered", "unchecked", "unconsidered"):
        assert say(f"release.hold.{code}", "de") in visit.words
    assert visit.at.get("page_link")
    assert len(list(nodes(visit.at))) - closed <= 14


def test_what_is_open_needs_a_reason_and_a_decided_release_waits_for_it(opened: Open) -> None:
    """Without a word nothing is released; with one only as provisional; under the name of the session."""
    visit = Releasing(opened)
    visit.release()
    assert say("release.hold.unanswered", "de") in visit.said and not releases()
    assert refused(visit.at) == {"release_reason": say("release.needs_reason", "de")}
    assert say("release.hold.unanswered", "de") in heard(visit.at)
    visit.release(REASON, "decided")
    assert say("release.hold.unanswered", "de") in visit.said and not releases()
    assert say("release.hold.unconsidered", "de") not in visit.said
    visit.release(REASON)
    assert say("release.done", "de", number=1) in visit.said and refused(visit.at) == {}
    assert say("release.done", "de", number=1) in heard(visit.at)
    [one] = cached.store().releases(CohortId("session"))
    assert (one.number, one.state, one.by, one.reason) == (1, "provisional", "Anna", REASON)
    assert one.unanswered and one.unchecked and one.unconsidered
    assert say("release.by.name", "de", name="Anna") in visit.words


def test_decisions_that_contradict_each_other_hold_it_up(opened: Open) -> None:
    """The plan before them is on screen; it is not what is decided, so there is no button to release it."""
    visit = Releasing(opened)
    places = demo.profiles().municipalities
    households = [household.id for household in demo.profiles().households]
    pins = tuple(Pin(household=name, ags=places[0].ags) for name in households)
    visit.open_box()
    visit.scenario = visit.scenario.model_copy(update={"pins": pins})
    visit.run()
    assert say("release.hold.contradiction", "de") in visit.said
    assert not [b for b in visit.at.button if b.key == "release_go"]


def test_what_a_colleague_decided_meanwhile_is_not_released_over(opened: Open) -> None:
    """Their weight is in force in the session: the plan still on the older screen is refused."""
    anna = Releasing(opened)
    anna.slide("childcare", 9.0)
    address = {name: str(anna.at.query_params[name]) for name in anna.at.query_params}
    ben = Releasing(opened, address)
    ben.at.session_state[HAND] = Hand("bbbbbbbbbbbb", "Ben")
    anna.open_box()
    anna.at.text_area(key="release_reason").set_value(REASON)
    ben.slide("childcare", 3.0)
    anna.press("release_go")
    assert say("release.hold.other_scenario", "de") in anna.said and not releases()


@pytest.mark.parametrize("lang", screen_languages())
def test_the_municipality_s_page_names_number_day_and_state(opened: Open, lang: str) -> None:
    """Before the first release a labelled preview of invented people; then the release and nothing else."""
    before = opened("municipality", lang, {"cohort": "session", "ags": KIEL})
    assert say("preview.only_a_preview", lang) in page(before)
    visit = Releasing(opened)
    visit.release(REASON)
    at = opened("municipality", lang, {"cohort": "session", "ags": KIEL})
    told = say("preview.released.provisional", lang, number=1, day="DAY").partition("DAY")[0]
    assert told in page(at)
    assert say("preview.only_a_preview", lang) not in page(at)
    assert say("preview.released.edits", lang) in page(at)
    assert REASON not in page(at) and "Anna" not in page(at)
    assert len(at.metric) == 4


def test_neither_weights_nor_switches_nor_the_own_profile_move_the_page_until_the_next_release(
    opened: Open,
) -> None:
    """The same words and tables after each of them; the next release tells what has changed."""
    at = opened("municipality", address={"cohort": "session", "ags": KIEL})
    before_release = page(at)
    visit = Releasing(opened)
    visit.release(REASON)
    at.run()
    released = page(at)
    assert released != before_release
    for weights in ("childcare:10", "place_ranking:10,childcare:0", "language_course:0.1"):
        assert (
            page(opened("municipality", address={"cohort": "session", "ags": KIEL, "w": weights})) == released
        )
    visit.slide("childcare", 9.0)
    go(visit.at, "municipality")
    assert page(opened("municipality", address={"cohort": "session", "ags": KIEL})) == released
    store = cached.store()
    loaded = store.load_profiles(CohortId("session"))
    towns = tuple(
        town.model_copy(update={"capacity": {**town.capacity, "persons": 40.0}, "pledge_max": 40})
        if town.ags == KIEL
        else town
        for town in loaded.municipalities
    )
    edited = loaded.model_copy(update={"municipalities": towns})
    try:
        store.save_profiles(edited, cached.catalogue().fingerprint, Viewer(), "edit")
        assert page(opened("municipality", address={"cohort": "session", "ags": KIEL})) == released
        visit = Releasing(opened)
        visit.release(REASON)
        after = page(opened("municipality", address={"cohort": "session", "ags": KIEL}))
        assert say("preview.changed", "de", number=1) in after
        assert "40" in after
    finally:
        store.undo(CohortId("session"), store.revisions(CohortId("session"))[-1], Viewer())


def test_of_real_people_nothing_is_shown_before_a_release_and_magnitudes_only_after_it(opened: Open) -> None:
    """No plan, no figure and no name before; afterwards bands, and no special category by name."""
    opened()
    cached.store().save_profiles(real_people(), cached.catalogue().fingerprint, Viewer())
    address = {"cohort": REAL, "w": "childcare:10"}
    at = opened("municipality", address=address)
    assert say("preview.not_released", "de") in page(at)
    assert not at.metric and not at.dataframe and "report" not in at.session_state
    visit = Releasing(opened, {"cohort": REAL})
    visit.release(REASON)
    assert say("release.done", "de", number=1) in visit.said
    at = opened("municipality", address=address)
    told = page(at)
    assert say("preview.masked", "de", threshold=5, below=4) in told
    assert not [toggle for toggle in at.toggle if toggle.key == "preview_as_real"]
    assert not [h.id for h in real_people().households if h.id in told]
    special = [c.label.de for c in cached.catalogue().criteria if c.art9 and c.resource is None]
    assert not [name for name in special if f"{name}" in told.split()]
    assert say("preview.keep_ready", "de", threshold=5) in told
    cached.store().delete_cohort(REAL, Viewer())
    cached.forget_people()


def test_the_plan_s_file_carries_decisions_and_reasons_and_is_loaded_back(
    opened: Open, files: dict[str, Build]
) -> None:
    """JSON, table and second sheet name what was decided, why and by whom; no municipality gets any of it."""
    visit, why = Releasing(opened), say("pin.reason.spoken", "de")
    visit.view("plan")
    household = next(iter(visit.plan))
    visit.tick(household)
    visit.at.selectbox(key="reason").set_value("spoken")
    visit.press("do_pin")
    visit.view("files")
    content = made(files, "save_json")
    assert isinstance(content, bytes)
    [pin] = [one for one in json.loads(content)["decisions"] if one["part"] == "pins"]
    assert (pin["about"], pin["reason"], pin["by"]) == ([household], "spoken", "Anna")
    table = made(files, "save_csv")
    assert isinstance(table, bytes)
    [row] = [line for line in table.decode("utf-8-sig").splitlines() if line.startswith(f"{household};")]
    assert f";{say('mark.pinned', 'de')};{why};" in row
    book = made(files, "save_xlsx")
    assert isinstance(book, bytes)
    sheets = CalamineWorkbook.from_object(io.BytesIO(book))
    assert why in str(sheets.get_sheet_by_name(say("decided.title", "de")).to_python())
    visit.release(REASON)
    views = cached.store().release_views(CohortId("session"), 1)
    assert views and not [v for v in views.values() if "spoken" in v or household in v]
    go(visit.at, "municipality")
    taken = made(files, "take_csv")
    assert isinstance(taken, bytes) and why not in taken.decode("utf-8-sig")
    other = Releasing(opened)
    other.upload(content)
    assert [one.household for one in other.scenario.pins] == [household]
    assert other.scenario.pins[0].reason == "spoken"


def test_what_a_municipality_answers_is_seen_in_the_session(opened: Open) -> None:
    """Typed on its page, text as text in the session's files; an empty answer is told and kept nowhere."""
    Releasing(opened).release(REASON)
    at = opened("municipality", address={"cohort": "session", "ags": KIEL})
    send = next(button for button in at.button if button.label == say("preview.reply.send", "de"))
    send.click().run()
    assert any(say("fault.viewer.nothing_said.what", "de") in error.value for error in at.error)
    at.text_area(key="reply_words").set_value("Zwei Wohnungen ![x](http://evil.example) mehr")
    send = next(button for button in at.button if button.label == say("preview.reply.send", "de"))
    send.click().run()
    assert say("preview.reply.sent", "de") in [success.value for success in at.success]
    visit = Releasing(opened)
    [told] = [info.value for info in visit.at.info if say("release.answers", "de") in info.value]
    assert "Zwei Wohnungen" in told and "Kiel" in told and "![x](" not in told


def test_what_towns_could_change_is_looked_for_before_a_release_and_stands_on_their_page(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release without it says that nobody looked; the next one of the same plan shows what was found."""
    one = TownProposal(((ResourceId("school_primary"), 2),), 3, None, 2, 0, 0.5, (4, 6), 2, 1)
    found = {Ags(KIEL): TownProposals((one,), 20)}
    monkeypatch.setattr(panel, "proposals_of_all", lambda _, __, told, ___: told(1, 1) or found)
    visit = Releasing(opened)
    visit.release(REASON)
    shown = " ".join(e.value for e in opened("municipality", address={"ags": KIEL}).markdown)
    assert say("proposals.not_released", "de") in shown
    visit.asked("release_changes")
    assert say("release.changes.found", "de", count=1) in " ".join(e.value for e in visit.at.markdown)
    visit.release(REASON)
    shown = " ".join(e.value for e in opened("municipality", address={"ags": KIEL}).markdown)
    assert say("proposals.here", "de", before="4", count=6) in shown
    assert say("proposals.not_released", "de") not in shown
