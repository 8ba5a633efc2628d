"""Every page in both languages, and what stays while a visitor moves about."""

import pytest
from streamlit.testing.v1 import AppTest

from rematch.texts import say, screen_languages
from rematch.ui.shell.navigation import ICONS
from tests.app.conftest import ROOT, SECONDS, Open, go
from tests.app.screen import pieces


def shown(at: AppTest) -> str:
    marked = [element.value for element in [*at.title, *at.header, *at.markdown, *at.get("badge")]]
    return " ".join([*marked, *pieces(at)])


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize("page", ICONS)
def test_every_page_opens_in_both_languages(opened: Open, page: str, lang: str) -> None:
    """Each page runs without an error and stands inside the frame, labelled as about invented people."""
    at = opened(page, lang)
    assert len(at.title) == 1
    assert say("frame.product", lang) in shown(at)
    assert say("frame.invented", lang) in shown(at)
    assert not at.error


def test_the_entry_script_shows_the_app() -> None:
    """`AppTest.from_file("app.py")` draws the start page inside the frame, not an empty page."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    at.context = {"locale": "de-DE"}
    at.run()
    assert not at.exception
    assert at.title[0].value == say("start.title", "de")
    assert say("frame.product", "de") in shown(at)


def test_the_address_comes_before_the_browser_s_language(opened: Open) -> None:
    """A German browser that opens a shared English address gets English."""
    at = opened(lang="de", address={"lang": "en"})
    assert at.title[0].value == say("start.title", "en")


def test_the_language_stays_from_page_to_page(opened: Open) -> None:
    """Switched on one page, the language holds on the next and is carried in the address."""
    at = opened(lang="de")
    at.button(key="language_switch").click().run()
    assert at.title[0].value == say("start.title", "en")
    go(at, "method")
    assert at.title[0].value == say("nav.method", "en")
    assert at.query_params["lang"] == "en"


def test_weights_from_the_address_are_used_and_stay(opened: Open) -> None:
    """Shared weights arrive, unknown ones are dropped, and the next page still carries them."""
    at = opened(address={"w": "childcare:3.5,no_such_thing:2,transport:99", "g": "work:1.5"})
    go(at, "method")
    assert at.query_params["w"] == "childcare:3.5"
    assert at.query_params["g"] == "work:1.5"


@pytest.mark.parametrize("nonsense", [{"w": "a:b,:,::1", "g": "x:nan"}, {"ags": "12"}])
def test_a_mistyped_address_opens_all_the_same(opened: Open, nonsense: dict[str, str]) -> None:
    """Whatever stands in the address, the page comes up and shows a cohort that exists."""
    at = opened(address=nonsense)
    assert at.title[0].value == say("start.title", "de")
    assert not at.error


@pytest.mark.parametrize("page", ["start", "session", "municipality", "profiles", "compare", "questionnaire"])
def test_a_link_to_a_cohort_that_is_not_there_shows_no_other_one(opened: Open, page: str) -> None:
    """The page says which is missing and lets the visitor choose; nobody's data stands in its place."""
    at = opened(page, address={"cohort": "../etc"})
    assert at.title[0].value == say("gone.title", "de")
    assert not at.dataframe and not at.metric
    at.selectbox(key="gone_choice").set_value("land").run()
    assert not at.exception and at.query_params["cohort"] == "land"
    assert at.title[0].value != say("gone.title", "de")


def test_the_tour_goes_forth_back_and_away(opened: Open) -> None:
    """Five steps, each with a title; the visitor can go back and close it at any time."""
    at = opened()
    at.button(key="tour_open").click().run()
    at.button(key="tour_next").click().run()
    assert at.header[0].value == say("tour.2.title", "de")
    at.button(key="tour_back").click().run()
    assert at.header[0].value == say("tour.1.title", "de")
    at.button(key="tour_close").click().run()
    assert at.button(key="tour_open")


def test_another_cohort_changes_the_counts(opened: Open) -> None:
    """The picker shows what is loaded; the numbers are the other set's, and no weight comes along."""
    at = opened(address={"w": "childcare:3.5"})
    before = [metric.value for metric in at.metric]
    at.selectbox(key="cohort_choice").set_value("land").run()
    assert [metric.value for metric in at.metric] != before
    assert at.query_params["cohort"] == "land"
    assert "w" not in at.query_params
