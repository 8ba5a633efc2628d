"""A third language is a folder of texts: every page in it, with all that can be opened and asked for there.

Exempt are data and what stands with them: labels and questions of the catalogue, names of places, cohorts,
file formats and languages, codes' names, the words of the interview form, and CLDR's own (months, languages).
"""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from rematch.model import CriterionId, Viewer
from rematch.scenario import Pin, Scenario
from rematch.texts import say
from rematch.ui.criteria.views import VIEWS as CRITERIA
from rematch.ui.profiles.views import VIEWS as PROFILES
from rematch.ui.session.explanation.why import PARTS
from rematch.ui.session.plan.views import VIEWS
from rematch.ui.shell import cached, state
from rematch.ui.shell.navigation import ICONS
from tests import demo
from tests.app import screen
from tests.app.conftest import Open, go, unfold
from tests.app.session import Session
from tests.app.test_loading import FOREIGN, files, load, press
from tests.app.test_robust import awaited
from tests.pseudo import LANG, not_of_the_third, small, third_language


@pytest.fixture(scope="module", autouse=True)
def third(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The folder is there; the test kit, which asks outside of a visit, is answered in its language."""
    with third_language(tmp_path_factory.mktemp("texts")), pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "screen_languages", lambda: (LANG,))
        yield


def foreign(at: AppTest) -> str:
    """What is shown and is neither ours in this language nor data, one a line; all is unfolded."""
    while folded := {key for key in screen.keys(at) if not (at.session_state.get(key))}:
        for key in folded:
            at.session_state[key] = True
        at.run()
    assert not at.exception
    runs = [run.run_id for one in cached.store().cohorts() for run in cached.store().runs(one.cohort)]
    return not_of_the_third(screen.written(at), FOREIGN.decode("cp1252"), "liste a zip", *files(), *runs)


@pytest.mark.parametrize("page", ICONS)
def test_every_page_speaks_it(opened: Open, page: str) -> None:
    """Opened by a browser that prefers it, with nothing left of the two other languages."""
    at = opened(page, LANG)
    assert at.query_params["lang"] == LANG and not at.error
    assert foreign(at) == ""


def test_each_form_of_a_plural_is_there_and_numbers_are_the_locale_s(opened: Open) -> None:
    """1, 3 and 5 take three forms, 1.5 a fourth; thousands and decimals are parted as in Ukrainian."""
    forms = [say("load.households", LANG, count=count)[-2] for count in (1, 21, 3, 5, 11, 1.5)]
    assert forms == ["¹", "¹", "²", "⁵", "⁵", "½"]
    assert "2\N{NO-BREAK SPACE}000" in say("load.households", LANG, count=2000)


def test_with_three_languages_the_switch_is_a_choice(opened: Open) -> None:
    """All by their own names; the one chosen holds on the next page and in the address."""
    at = opened("start", LANG)
    choice = at.selectbox(key="language_choice")
    assert choice.options == ["Deutsch", "English", say("language.name", LANG)]
    choice.set_value("de").run()
    assert at.title[0].value == say("start.title", "de")
    assert at.query_params["lang"] == "de"
    assert go(at, "method").title[0].value == say("nav.method", "de")


@pytest.fixture
def session(opened: Open) -> Session:
    """A visit to the small cohort."""
    cached.store().save_profiles(small(), demo.catalogue().fingerprint, Viewer())
    cached.forget_people()
    return Session(opened("session", LANG, {"cohort": "small"}))


def answered(session: Session) -> Iterator[str]:
    """What is shown at once, then with every answer that a button can ask for."""
    yield foreign(session.at)
    done: set[str] = set()
    while (
        new := {b.key for b in session.at.button if (b.key or "").startswith("ask_") and not b.disabled}
        - done
    ):
        done.add(key := min(new))
        session.asked(key.removeprefix("ask_"))
    if done:
        yield foreign(session.at)


@pytest.mark.soak
def test_every_view_of_the_session_speaks_it(session: Session) -> None:
    """All views with what is computed on request, the draws of robustness among it."""
    left = []
    for view in VIEWS:
        session.view(view)
        left += answered(session)
    session.view("robust")
    session.at.number_input(key="robust_draws").set_value(2)
    session.press("robust_start")
    assert "".join([*left, foreign(awaited(session).at)]) == ""


def test_compared_plans_and_the_map_in_webgl_speak_it(session: Session) -> None:
    """The curve asked for on Compare; the map that can be zoomed, with the box beside it."""
    session.go("compare")
    assert "".join(answered(session)) == ""
    session.at.session_state["webgl_map"] = True
    session.go("session")
    assert foreign(session.at) == ""


@pytest.mark.soak
def test_every_part_of_an_explanation_speaks_it(session: Session) -> None:
    """Of a household with a place and of one that waits; the exact cost of another place too."""
    left = []
    first, second = list(session.plan)[:2]
    session.tick(second)
    session.press("do_wait")
    for household in (first, second):
        session.choose("why_household", household)
        for part in PARTS if household == first else ["here"]:
            session.part(part)
            left += answered(session)
    assert "".join(left) == ""


@pytest.mark.soak
def test_decisions_and_changes_are_told_in_it(session: Session) -> None:
    """Pinned, kept apart, given a weight that moves households, a floor of fairness."""
    first, second = list(session.plan)[:2]
    left = []
    for done in ("do_pin", "do_release", "do_apart", "do_veto", "do_pin_all", "do_release_all"):
        session.tick(first, second)
        session.press(done)
        left.append(foreign(session.at))
    session.slide("place_ranking", 9.0)
    unfold(session.at, "policy")
    session.choose("policy_fairness", "floor")
    left.append(foreign(session.at))
    assert "".join(left) == ""


def test_what_cannot_be_planned_is_told_in_it(session: Session) -> None:
    """Pins that no rule allows: the contradiction, its least way out, a file that is none."""
    places = [m.ags for m in cached.store().load_profiles("small").municipalities]
    pins = tuple(Pin(household=h, ags=places[0], reason="trial") for h in session.plan)
    session.scenario = Scenario(pins=pins)
    session.run()
    assert "relax" in {button.key for button in session.at.button}
    assert foreign(session.at) == ""


def test_the_criteria_speak_it(opened: Open) -> None:
    """Table, one in full, a new one, the file; a change tried out."""
    at = opened("criteria", LANG)
    left = []
    for view in CRITERIA:
        left.append(foreign(chosen(at, "criteria_view", view)))
    chosen(at, "criteria_view", "one")
    at.selectbox(key="criteria_one").set_value("pets").run()
    at.number_input(key="criteria_pets_weight").set_value(9.0).run()
    at.text_input(key=f"criteria_pets_label.{LANG}").set_value("Púpíl").run()
    press(at, "criteria_try")
    before = demo.catalogue().by_id[CriterionId("pets")].label.in_(LANG)
    left.append(re.sub(rf"Púpíl|{before}|[0-9]", "", foreign(at)))
    assert "".join(left).strip() == ""


def test_the_profiles_speak_it(opened: Open) -> None:
    """Every table as it is read and as it is edited."""
    at = opened("profiles", LANG)
    left = [foreign(chosen(at, "profiles_view", view)) for view in PROFILES]
    chosen(at, "profiles_view", PROFILES[0])
    at.toggle(key="profiles_edit").set_value(True).run()
    left += [foreign(chosen(at, "profiles_view", view)) for view in PROFILES]
    assert "".join(left) == ""


def test_the_door_speaks_it(opened: Open) -> None:
    """A foreign table mapped and checked, our own files with many mistakes, a file that is none."""
    left = []
    for content in (
        {"liste.csv": FOREIGN},
        files(members="household_id,member\nnobody,x\n"),
        {"a.zip": b"PK no zip"},
        {},
    ):
        left.append(foreign(load(opened("load", LANG), content)))
    assert "".join(left) == ""


@pytest.mark.parametrize("kind", ["household", "municipality"])
def test_a_questionnaire_can_be_begun_in_it(opened: Open, kind: str) -> None:
    """It is asked in the fallback where the form has no words in it; every part opens."""
    at = chosen(opened("questionnaire", LANG), "form_kind", kind)
    press(at, "form_begin")
    assert foreign(at) == ""


def chosen(at: AppTest, key: str, value: str) -> AppTest:
    next(group for group in at.button_group if group.key == key).set_value(value)
    return at.run()
