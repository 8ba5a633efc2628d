"""The municipality preview, run without a browser."""

import datetime
import html
import io
import json
import re

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from rematch.model import Ags, Viewer
from rematch.release.preview import preview
from rematch.release.proposals import proposals
from rematch.scenario import Pin
from rematch.texts import date, say, screen_languages
from rematch.ui.municipality import amounts, latest, needs, offices
from rematch.ui.municipality.taking import BOX
from rematch.ui.working.visit import SEEN, Seen
from tests.app.conftest import Open, go
from tests.app.session import Session
from tests.app.test_taken_along import Build, files, made

__all__ = ["files"]

BRAUNSCHWEIG = "03101000"


def words(at: AppTest) -> str:
    """Everything the page says in words and figures."""
    parts = [element.value for element in [*at.title, *at.markdown, *at.info, *at.warning]]
    return " ".join([*parts, *(f"{m.label} {m.value} {m.delta}" for m in at.metric)])


@pytest.mark.parametrize("lang", screen_languages())
def test_the_preview_speaks_both_languages(opened: Open, lang: str) -> None:
    """The first municipality is shown at once, with what to prepare and the label for invented people."""
    at = opened("municipality", lang)
    assert say("preview.prepare", lang) in words(at)
    assert say("preview.full", lang, threshold=5, below=4) in words(at)
    assert len(at.metric) == 4
    assert not at.error


def test_the_address_chooses_the_municipality(opened: Open) -> None:
    """`?ags=` opens that municipality's preview, and another choice is written into the address."""
    at = opened("municipality", address={"ags": BRAUNSCHWEIG})
    assert "Braunschweig" in words(at)
    at.selectbox(key="preview_ags").set_value("01002000").run()
    assert "Kiel" in words(at)
    assert at.query_params["ags"] == "01002000"


def test_an_address_of_another_cohort_still_opens(opened: Open) -> None:
    """A municipality that is not part of the cohort gives the first one."""
    at = opened("municipality", address={"ags": "16077001"})
    assert not at.error
    assert len(at.metric) == 4


def test_as_for_real_people_there_are_only_magnitudes(opened: Open) -> None:
    """With the switch on, the figures are bands, and the page says that "up to" may mean nobody."""
    at = opened("municipality", "en", address={"ags": BRAUNSCHWEIG})
    exact = [metric.value for metric in at.metric]
    at.toggle(key="preview_as_real").set_value(True).run()
    assert say("preview.masked", "en", threshold=5) in words(at)
    persons = at.metric[0].value
    assert persons != exact[0]
    assert re.fullmatch(r"up to \d+|\d+ to \d+", persons)
    assert say("proposals.masked", "en") in words(at)


@pytest.mark.soak
def test_proposals_are_asked_for_and_say_what_would_change_for_people(opened: Open) -> None:
    """Up to three, each with what would be stated otherwise, who would come, and for whom the fit changes."""
    session = Session(opened("municipality", address={"ags": BRAUNSCHWEIG}))
    assert say("proposals.title", "de") in words(session.at)
    session.asked("proposals")
    plan = session.at.session_state["report"]
    told = proposals(plan, Viewer(), Ags(BRAUNSCHWEIG))
    shown = words(session.at)
    assert say("proposals.tried", "de", count=told.tried) in shown
    assert told.found
    for one in told.found:
        before, after = one.here
        assert say("proposals.here", "de", before=str(before), count=after) in shown
        assert say("proposals.fit", "de", better=str(one.better), worse=str(one.worse)) in shown


def test_the_switch_stays_while_the_visitor_moves_about(opened: Open) -> None:
    """Turned on, it is still on after a visit to another page."""
    at = opened("municipality")
    at.toggle(key="preview_as_real").set_value(True).run()
    go(at, "method")
    go(at, "municipality")
    assert at.toggle(key="preview_as_real").value


def test_no_household_is_named(opened: Open) -> None:
    """Neither words nor tables nor figures of the page carry a household's id."""
    at = opened("municipality")
    tables = " ".join(table.value.to_json() for table in at.dataframe)
    charts = " ".join(json.dumps(str(chart.proto)) for chart in at.get("plotly_chart"))
    shown = words(at) + tables + charts
    assert charts
    assert not re.search(r"\bH\d{3}\b", shown)


def test_the_page_shows_the_session_s_present_plan(opened: Open) -> None:
    """A weight from the address shapes the preview as it shapes the plan on the session page."""
    at = opened("municipality", address={"w": "place_ranking:10,childcare:0"})
    assert at.session_state["report"].scenario.weights == {"place_ranking": 10.0, "childcare": 0.0}


def test_decisions_that_contradict_each_other_are_told_without_naming_anybody(opened: Open) -> None:
    """All pinned to one place without room: the preview says that there is no plan, not whose fault it is."""
    at = opened("municipality")
    plan = at.session_state["report"]
    households = [line.household for line in plan.placements]
    pins = tuple(Pin(household=name, ags=Ags(BRAUNSCHWEIG), reason="") for name in households)
    at.session_state[SEEN] = Seen(at.session_state[SEEN].scenario.model_copy(update={"pins": pins}))
    at.run()
    assert not at.exception
    assert say("preview.refused", "de") in words(at)
    told = " ".join(element.value for element in [*at.error, *at.warning, *at.markdown])
    assert not [name for name in households if name in told]


@pytest.mark.parametrize("lang", screen_languages())
def test_the_page_says_by_when_for_whom_and_whether_it_is_fair(opened: Open, lang: str) -> None:
    """Months, the offices and the own pledge before the key, exact, then as of real people.

    Of real people no office is told that there is nothing to prepare where somebody may come who needs it.
    """
    at = opened("municipality", lang, address={"ags": "01002000"})
    told = words(at)
    for office in ("housing", "school", "youth", "courses", "interpreters"):
        assert say(f"preview.office.{office}", lang) in told
    assert say("preview.when.line", lang, month="M", amount="A").partition("M")[0] in told
    key = say("preview.fair.key", lang, year="2019", persons="P")
    fits = say("preview.fair.fits", lang, here="H", elsewhere="E").partition("H")[0]
    assert fits in told and told.index(fits) < told.index(key.partition("2019")[0])
    at.toggle(key="preview_as_real").set_value(True).run()
    masked = words(at)
    assert fits not in masked and say("preview.fair.fits.masked", lang) in masked
    assert say("preview.office.other_languages", lang) in masked
    assert say("preview.office.none", lang) not in masked


@pytest.mark.parametrize(("lang", "sign"), [("de", ";"), ("en", ",")])
def test_what_is_taken_along_names_town_and_release_and_numbers_are_numbers(
    opened: Open, files: dict[str, Build], lang: str, sign: str
) -> None:
    """CSV in the reader's notation with its header first; a workbook with a sheet per block; a page."""
    opened("municipality", lang, address={"ags": "01002000"})
    note = f"Kiel. {say('preview.note.preview', lang)}"
    table = made(files, "take_csv")
    assert isinstance(table, bytes)
    head, first, *_ = table.decode("utf-8-sig").splitlines()
    assert head.split(sign)[:2] == [say("preview.column.resource", lang), say("preview.column.needed", lang)]
    assert note in first and first.split(sign)[1].isdigit()
    book = made(files, "take_xlsx")
    assert isinstance(book, bytes)
    sheets = CalamineWorkbook.from_object(io.BytesIO(book))
    names = [say(f"preview.{block}", lang)[:31] for block in ("prepare", "when", "offices", "fair")]
    assert sheets.sheet_names[:4] == names
    assert isinstance(sheets.get_sheet_by_index(0).to_python()[1][1], float)
    page = made(files, "take_print")
    assert isinstance(page, bytes)
    assert f'<html lang="{lang}">' in page.decode() and page.decode().count(note) == 2
    before, _, after = page.decode().partition(say("preview.tick", lang))
    listed = before.partition(say("preview.offices", lang))[2].partition(say("preview.fair", lang))[0]
    needed = listed.count("<li>") - listed.count(say("preview.office.none", lang))
    assert after.count(BOX) == needed + 1 and needed > 3 and BOX not in before
    assert say("preview.contact", lang) in after


def test_of_real_people_no_file_holds_a_count_that_the_page_does_not_show(
    opened: Open, files: dict[str, Build]
) -> None:
    """Every number in them is an end of a band, an own offer, or of the note; no mean is there."""
    at = opened("municipality", "en", address={"ags": "01002000"})
    at.toggle(key="preview_as_real").set_value(True).run()
    plan = at.session_state["report"]
    view = preview(plan, Viewer(), Ags("01002000"), as_real=True)
    known = {"1", "2019", "2026", "2027"} | {str(need.stated).removesuffix(".0") for need in view.resources}
    known |= {str(end) for one in view.told.values() for end in (one.at_least, one.most)}
    known |= {str(int(need.missing)) for need in view.resources} | {str(view.pledge.minimum)}
    table, page = (made(files, f"take_{kind}") for kind in ("csv", "print"))
    assert isinstance(table, bytes) and isinstance(page, bytes)
    shown = re.sub(r"(?s)<style>.*?</style>|<[^>]+>|&#x27;", " ", page.decode()) + table.decode("utf-8-sig")
    today = date(datetime.date.today(), "en")
    assert today in shown
    assert set(re.findall(r"\d+", shown.replace(today, ""))) <= known


@pytest.mark.parametrize("lang", screen_languages())
def test_what_no_release_tells_is_named_on_the_page_and_on_paper(
    opened: Open, files: dict[str, Build], lang: str
) -> None:
    """And when it is told: nobody has to look for it, or to guess it from what is there."""
    at = opened("municipality", lang, address={"ags": "01002000"})
    at.toggle(key="preview_as_real").set_value(True).run()
    page = made(files, "take_print")
    assert isinstance(page, bytes)
    for told in (words(at), html.unescape(page.decode())):
        assert say("preview.later", lang) in told and say("preview.later.text", lang) in told


def test_labels_of_a_criteria_file_are_text(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """An image in the label of a resource makes no image, exact or as of real people: nothing is fetched."""
    image = "Plätze ![x](http://evil.example/x.png)"
    for module in (needs, offices, latest):
        monkeypatch.setattr(module, "resource_label", lambda *_: image)
    for module in (needs, amounts):
        monkeypatch.setattr(module, "units", lambda *_: image)
    at = opened("municipality", address={"ags": "01002000"})
    assert "evil" in words(at) and "![x](" not in words(at)
    at.toggle(key="preview_as_real").set_value(True).run()
    assert "evil" in words(at) and "![x](" not in words(at)
