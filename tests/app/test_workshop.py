"""The workshop's two pages: nothing of a ballot before the reveal, and no step that does not belong there."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rematch.errors import RematchError
from rematch.report.papers.workshop.scenario import scenario_file
from rematch.rights import A_FACILITATOR, A_GUEST, acting
from rematch.scenario import Scenario
from rematch.service.workshop import KEPT_DAYS, Direction, Hall, LeadKey, OpenWorkshop, Premises, settle
from rematch.store.workshop.workshops import WorkshopStore
from rematch.texts import date as day_words
from rematch.texts import problem, say, screen_languages
from rematch.workshop.cards import cards
from rematch.workshop.own_plans import BallotPlans
from tests import demo
from tests.app import screen
from tests.app.conftest import LOCALE, SECONDS, open_app, unfold
from tests.app.session import Session
from tests.app.test_taken_along import Build, files, made
from tests.browser.server import ROOT
from tests.pdf import ReadPaper
from tests.unit.workshop.conftest import Room

__all__ = ["files"]

MAIN = ROOT / "rematch" / "ui" / "workshop" / "main.py"
KEY, JOIN = "abcd-efgh", "http://192.0.2.7:8600/join"
REASON = "Ohne *Wohnung* <b>hilft</b> alles nichts."

languages = pytest.mark.parametrize("lang", screen_languages())


@pytest.fixture(scope="module")
def plans() -> Iterator[BallotPlans]:
    made = BallotPlans(demo.known("session"))
    yield made
    made.close()


@pytest.fixture
def room(tmp_path: Path, plans: BallotPlans) -> Iterator[Room]:
    """The premises of a process that has opened no workshop yet."""
    store, deck = (
        WorkshopStore.open(tmp_path / "workshop.duckdb"),
        cards(plans.cohort_data, plans.at_start.instance),
    )
    found = Room(store, Hall(store, plans, deck), Direction(store, plans, deck))
    with acting(A_FACILITATOR):
        settle(Premises(OpenWorkshop(store, found.hall, found.direction), LeadKey(KEY), JOIN))
    yield found
    with acting(A_FACILITATOR):
        settle(None)
    store.close()


def opened(page: str, lang: str = "de") -> AppTest:
    at = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    at.context = {"locale": LOCALE[lang]}
    at.run()
    if page == "lead":
        at.switch_page("../../../pages/workshop/lead.py").run()
    assert not at.exception
    return at


def leading(lang: str = "de") -> AppTest:
    at = opened("lead", lang)
    at.text_input(key="lead_key").set_value(KEY)
    return press(at, "lead_enter")


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    return " ".join(screen.written(at))


def fault(code: str, lang: str, **params: object) -> str:
    return problem(RematchError(code, **params), lang).what


def begun(room: Room, people: int = 5) -> None:
    """A first round in which so many have sent; the last one finds only the first group important."""
    room.directed(lambda direction: direction.open("Ein Raum"))
    room.directed(lambda direction: direction.to("voting", 5))
    for at, token in enumerate(room.joined(people)):
        room.votes(token, 100, 40 + at) if at < people - 1 else room.votes(token, 100, 0)


def revealed(room: Room) -> None:
    begun(room)
    for stage in ("closed", "revealed"):
        room.directed(lambda direction, stage=stage: direction.to(stage))


def worked_out(room: Room) -> None:
    """Waits until the plans of all ballots and of the group are there."""
    with acting(A_FACILITATOR):
        scenarios = room.direction.plans
        while room.direction.group_plans(1) is None:
            scenarios.now(scenarios.at_start.scenario)


@languages
def test_the_room_shows_the_way_in_and_how_many_but_nothing_of_a_ballot(room: Room, lang: str) -> None:
    """Address, code and picture; five have sent, and there is no chart and no word of what."""
    assert say("room.none", lang) in words(opened("room", lang))
    begun(room)
    at = opened("room", lang)
    (html,) = [piece for piece in screen.raw_pieces(at) if "way-in" in piece]
    assert "192.0.2.7" in html and "data:image/svg+xml" in html
    assert " ".join(room.present().code) in html
    (counts,) = [piece for piece in screen.raw_pieces(at) if "standing" in piece]
    assert counts.count("<dd>5</dd>") == 2 and 'role="timer"' not in counts
    assert say("room.left", lang) in counts
    assert not at.get("plotly_chart") and say("opinions.title", lang) not in words(at)


@languages
def test_once_revealed_the_room_shows_answers_the_difference_and_the_group_s_plans(
    room: Room, lang: str
) -> None:
    """The chart is named in words, the difference is told before the plans, and each plan has its column."""
    revealed(room)
    worked_out(room)
    at = opened("room", lang)
    (chart,) = at.get("plotly_chart")
    assert say("opinions.alt", lang) in words(at) and chart is not None
    pieces = " ".join(screen.raw_pieces(at))
    assert pieces.index(say("difference.title", lang)) < pieces.index(say("plans.title", lang))
    assert all(
        say(f"plans.{name}", lang) in pieces for name in ("median", "least_regret", "most_agreed", "common")
    )
    assert "way-in" not in pieces


@languages
def test_only_who_types_the_key_leads(room: Room, lang: str) -> None:
    """A wrong key is told, and neither a form nor a button of the workshop is there."""
    at = opened("lead", lang)
    at.text_input(key="lead_key").set_value("guessed")
    press(at, "lead_enter")
    assert fault("workshop.wrong_key", lang) in words(at)
    assert [button.key for button in at.button if button.key.startswith("lead_")] == ["lead_enter"]
    assert say("lead.open", lang) in words(leading(lang))


@languages
def test_a_workshop_is_opened_and_led_through_a_round(room: Room, lang: str) -> None:
    """Its day of deletion is shown; each stage has its own steps, and reveal is refused below three."""
    at = leading(lang)
    assert day_words(date.today() + timedelta(days=KEPT_DAYS), lang) in words(at)
    at.text_input(key="lead_name").set_value("Ein Raum")
    press(at, "lead_open")
    assert room.present().name == "Ein Raum"
    at.number_input(key="lead_minutes").set_value(3)
    press(at, "lead_begin")
    assert room.present().stage == "voting" and room.present().closes_at is not None
    before = room.present().closes_at
    press(at, "lead_more")
    assert room.present().closes_at > before  # type: ignore[operator]
    press(press(press(at, "lead_timeless"), "lead_close"), "lead_reveal")
    assert fault("workshop.too_few", lang, least=3) in words(at) and room.present().stage == "closed"
    press(at, "lead_reopen")
    assert room.present().stage == "voting"


def test_a_step_another_window_was_faster_with_is_told_and_not_taken_twice(room: Room) -> None:
    """Both windows show the button; the second to press it reads why nothing happened."""
    begun(room)
    one, other = leading(), leading()
    press(one, "lead_close")
    press(other, "lead_close")
    assert fault("workshop.not_now", "de") in words(other)
    assert room.present().stage == "closed" and other.button(key="lead_reveal")


def test_paper_is_typed_in_whole_or_stays_in_its_fields(room: Room) -> None:
    """A ballot that says nothing of one group is told; complete it counts, and the form is empty again."""
    begun(room, people=2)
    at = unfold(leading(), "paper")
    fields = [field for field in at.number_input if field.key.startswith("paper_")]
    for field in fields[1:]:
        field.set_value(30)
    press(at, "paper_go")
    assert fault("workshop.incomplete", "de") in words(at)
    assert [field.value for field in at.number_input if field.key.startswith("paper_")][1:] == [30] * 6
    at.number_input(key=fields[0].key).set_value(100)
    press(at, "paper_go")
    assert all(field.value is None for field in at.number_input if field.key.startswith("paper_"))
    with acting(A_GUEST):
        assert room.hall.room().sent == 3  # type: ignore[union-attr]


def test_a_reason_stays_plain_words_and_one_that_is_hidden_leaves_the_room(room: Room) -> None:
    """What somebody wrote is no markup; without its tick it is on the facilitator's page alone."""
    revealed(room)
    with acting(A_GUEST):
        token = room.tokens[-1]
        room.hall.give_reason(token, room.hall.view(token).apart[0][0], REASON)
    shown = next(piece for piece in screen.raw_pieces(opened("room")) if "reasons" in piece)
    assert "&lt;b&gt;hilft" in shown and "<b>hilft" not in shown
    at = leading()
    (box,) = [box for box in at.checkbox if box.key.startswith("reason_")]
    box.uncheck().run()
    assert not any("hilft" in piece for piece in screen.raw_pieces(opened("room")))
    assert "hilft" in words(at)


def test_a_workshop_is_deleted_at_once(room: Room) -> None:
    """After the button in the box that says what goes, it is kept no more."""
    revealed(room)
    press(leading(), "lead_delete_go")
    with acting(A_GUEST):
        assert room.hall.workshop() is None


@languages
def test_what_is_taken_home_is_offered_and_made_beside_any_visit(
    room: Room, files: dict[str, Build], lang: str
) -> None:
    """Four scenario files, the minutes and the workbook, once all is worked out."""
    revealed(room)
    worked_out(room)
    at = leading(lang)
    said = words(at)
    for code in ("lead.scenarios", "lead.minutes_of", "lead.contested.household"):
        assert say(code, lang) in said
    assert say("plans.loss", lang) in said
    assert len(at.get("download_button")) == 6
    assert ReadPaper(bytes(made(files, "paper_pdf"))).lang == lang  # type: ignore[arg-type]
    assert bytes(made(files, "paper_xlsx")).startswith(b"PK")  # type: ignore[arg-type]


def test_plans_that_could_not_be_made_are_told_and_the_minutes_are_there(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence in place of the plans; all that is known can still be taken home."""

    def broken(*_: object) -> None:
        raise RematchError("problem.broke_off", number="7f3a")

    revealed(room)
    monkeypatch.setattr(Direction, "group_plans", broken)
    at = leading()
    assert fault("problem.broke_off", "de", number="7f3a") in words(at)
    assert say("lead.minutes_of.pdf", "de") in words(at)


def test_the_session_page_loads_a_group_s_plan(room: Room) -> None:
    """The scenario file of the plan with least regret, brought to the office's app, is that plan there."""
    revealed(room)
    worked_out(room)
    with acting(A_FACILITATOR):
        plan = next(one for one in room.direction.group_plans(1) or () if one.figures.name == "least_regret")
        text = scenario_file(plan, room.direction.minutes(), 1, "de")
    session = Session(open_app("session", "de", {"cohort": "session"}))
    session.view("files")
    session.upload(text.encode("utf-8"))
    assert session.scenario == Scenario.from_file(text)
    assert (session.report.assignment == plan.report.assignment).all()


@languages
def test_the_start_page_says_how_a_workshop_is_started_and_has_its_guide(lang: str) -> None:
    """The command stands there; the guide opens in the visitor's language, without dead links."""
    at = open_app("start", lang)
    assert [block.value for block in at.code] == ["make workshop"]
    press(at, "workshop_guide")
    guide = max((one.value for one in at.markdown), key=len)
    assert guide.startswith({"de": "# Workshop: Leitfaden", "en": "# Workshop: a guide"}[lang])
    assert "](" not in guide
