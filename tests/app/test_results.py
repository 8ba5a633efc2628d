"""Charts and maps say in words what comes of them: no eye is needed for the result."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from rematch.texts import number, say, screen_languages
from tests import demo
from tests.app.conftest import Open, unfold
from tests.app.session import Session

CHARTS = {
    "session": {"plan_map", "map_image", "why_chart"},
    "municipality": {"preview_loads", "preview_places", "preview_fits"},
    "compare": {"compare_slope", "compare_map"},
}
"""Of each page those that are there without a long computation."""


def said(at: AppTest) -> dict[str, str]:
    """The text alternative of each chart, Plotly's or of a component of our own, by its key."""
    found = {chart.key: chart.proto.alt for chart in at.get("plotly_chart")}
    drawn = {one.key: json.loads(one.proto.json).get("alt") for one in at.get("bidi_component")}
    return found | {key: alt for key, alt in drawn.items() if alt}


def opened_up(at: AppTest, page: str) -> AppTest:
    """The page with the charts on it that wait for a press."""
    if page == "session":
        session = Session(at)
        session.choose("why_household", demo.cold().placements[0].household)
        unfold(at, "map_table")
    return at


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize("page", CHARTS)
def test_every_chart_says_a_number_of_what_it_shows(opened: Open, page: str, lang: str) -> None:
    """Behind the sentence on what is drawn stands one with numbers, in the page's language."""
    charts = said(opened_up(opened(page, lang), page))
    lead = say("chart.result", lang, foremost="").strip(" .")
    results = {key: alt.partition(lead)[2] or alt for key, alt in charts.items()}
    assert charts.keys() >= CHARTS[page]
    assert {key for key, words in results.items() if not re.search(r"\d", words)} == set()


@pytest.mark.parametrize("lang", screen_languages())
def test_the_map_says_how_many_have_a_place_where_and_where_most(opened: Open, lang: str) -> None:
    """The drawn map, and the image of it below."""
    report = demo.cold()
    loads = sorted(report.loads, key=lambda load: -load.resources[0].used)
    numbers = {"placed": report.figures.persons_placed, "persons": report.figures.persons}
    words = say(
        "map.result",
        lang,
        **numbers,
        count=sum(load.persons > 0 for load in loads),
        most=loads[0].name,
        used=number(loads[0].persons, lang),
    )
    at = unfold(opened("session", lang), "map_table")
    assert said(at)["plan_map"].endswith(words) and said(at)["map_image"].endswith(words)


def test_a_municipality_s_loads_say_first_what_is_lacking(opened: Open) -> None:
    """Of what more is needed there than is used, the most; as it stands beside its bar."""
    short = {
        load.ags: max(load.resources, key=lambda one: (one.wanted or 0) - one.used)
        for load in demo.cold().loads
    }
    ags, most = next((ags, one) for ags, one in short.items() if (one.wanted or 0) > one.used)
    session = Session(opened("session", "de"))
    session.look_at(str(ags))
    session.view("places")
    amounts = {"used": most.used, "capacity": most.capacity, "wanted": most.wanted}
    words = say("chart.wanted", "de", **{name: number(value, "de") for name, value in amounts.items()})
    lead = say("chart.result", "de", foremost="").strip(" .")
    assert words in said(session.at)["place_loads"].partition(lead)[2].partition(";")[0]
