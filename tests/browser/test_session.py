"""The matching session in a real Chromium: sliders, explanations and files."""

import csv
import io
import json
import re
from time import monotonic

import openpyxl
import pytest
from playwright.sync_api import expect

from rematch.scenario import MAX_WEIGHT, Scenario
from rematch.texts import number, percent, say, screen_languages
from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.session import Session
from tests.browser.visit import Visit

WIDTHS = (1440, 1024)
WIDTH_OF_WORDS = """p => {
  const words = document.createRange();
  words.selectNodeContents(p);
  return words.getBoundingClientRect().width;
}"""


def opened(visit: NewVisit, path: str = "session", **options: object) -> Session:
    return Session(visit(**options).open(path))


def test_the_session_opens_cold_with_a_proven_plan(untouched: Visit) -> None:
    """Straight from the address bar: the proof, the five numbers, that people are invented."""
    session = Session(untouched)
    expect(session.at("proof")).to_contain_text(say("proof.optimal", "de"))
    expect(session.at("frame")).to_contain_text(say("frame.invented", "de"))
    figures = demo.cold().figures
    metrics = session.figures
    expect(metrics).to_have_count(5)
    expect(metrics.nth(1)).to_have_text(percent(figures.mean_fit, "de", 1))


@pytest.mark.soak
def test_an_address_with_weights_opens_that_plan(visit: NewVisit) -> None:
    """Shared weights give the plan that was shared."""
    criterion, weight = demo.moving_weight()
    session = opened(visit, f"session?lang=en&w={criterion}:{weight:g}", lang="de")
    mean = percent(demo.moved(criterion, weight).figures.mean_fit, "en", 1)
    expect(session.figures.nth(1)).to_have_text(mean)


def test_a_key_on_a_slider_changes_box_numbers_plan_and_address(visit: NewVisit) -> None:
    """All the way down moves households, says how many, and a mover's name opens its explanation by a key.

    All the way up, in the open group, counts too.
    """
    session = opened(visit, lang="de")
    criterion, weight = demo.moving_weight()
    moved = int((demo.cold().assignment != demo.moved(criterion, weight).assignment).sum())
    session.press(criterion, "Home")
    expect(session.at("changed")).to_contain_text(say("changed.moved", "de", count=moved))
    expect(session.typed(criterion)).to_have_attribute("placeholder", number(weight, "de", 1))
    expect(session.page).to_have_url(re.compile(f"{criterion}(:|%3A){weight:g}"))
    mover = session.at("movers").locator("button").first
    mover.focus()
    name = mover.get_attribute("data-household")
    session.page.keyboard.press("Enter")
    expect(session.at("why_household").locator("input")).to_have_value(name or "")
    session.at(f"slide_w_{criterion}").locator("input[type=range]").press("End")
    high = percent(demo.moved(criterion, MAX_WEIGHT).figures.mean_fit, "de", 1)
    expect(session.figures.nth(1)).to_have_text(high)


@pytest.mark.soak
def test_all_seven_groups_are_in_view_at_once(untouched: Visit) -> None:
    """Wide and narrow, without opening or scrolling anything, each slider with its shares beside its name."""
    session = Session(untouched)
    for width, height in ((1440, 900), (1024, 768)):
        session.page.set_viewport_size({"width": width, "height": height})
        session.visit.settle()
        for group in demo.catalogue().groups:
            row = session.at("group_weights").locator(f"div:has(> input[data-group={group.id}])")
            box = row.bounding_box()
            assert box is not None and box["y"] > 0 and box["y"] + box["height"] < height, group.id
            label, share = row.locator("label"), row.locator(".shares")
            own, beside = label.bounding_box(), share.bounding_box()
            assert beside and own and abs(beside["y"] - own["y"]) < 8, group.id
            assert own["x"] + label.evaluate(WIDTH_OF_WORDS) + 4 < beside["x"], group.id


@pytest.mark.parametrize("rounds", [1, pytest.param(3, marks=pytest.mark.soak)])
def test_presses_that_overtake_each_other_end_in_the_best_plan_of_the_last_wish(
    visit: NewVisit, rounds: int
) -> None:
    """Twenty presses faster than plans are made, back, and again: none lost, proven, all placed, the best."""
    session = opened(visit, lang="en")
    criterion, _ = demo.moving_weight()
    session.unfold(criterion)
    session.visit.settle()
    slider = session.at(f"slide_w_{criterion}").locator("input[type=range]")
    weight = float(slider.input_value())
    slider.focus()
    everybody = say("figure.of", "en", part=demo.cold().figures.persons, whole=demo.cold().figures.persons)
    metrics = session.figures
    for key, way in [("ArrowLeft", -1), ("ArrowRight", 1), ("ArrowLeft", -1)][:rounds]:
        for _ in range(20):
            session.page.keyboard.press(key)
        weight = round(weight + 2 * way, 1)
        expect(session.page).to_have_url(re.compile(rf"{criterion}(:|%3A){weight:g}(?![0-9.])"))
        expect(session.typed(criterion)).to_have_attribute("placeholder", f"{weight:.1f}")
        mean = percent(demo.moved(criterion, weight).figures.mean_fit, "en", 1)
        expect(metrics.nth(1)).to_have_text(mean)
        session.visit.settle()
        expect(session.at("proof")).to_contain_text(say("proof.optimal", "en"))
        expect(metrics.nth(0)).to_have_text(everybody)
        expect(metrics.nth(1)).to_have_text(mean)


@pytest.mark.parametrize(
    "longer", [(5,), pytest.param((5, 30), marks=pytest.mark.soak)], ids=["once", "twice"]
)
def test_no_press_is_lost_at_the_pace_of_the_page_and_presses_in_a_row_are_one_step(
    visit: NewVisit, longer: tuple[int, ...]
) -> None:
    """Six presses, each as the page answers the one before: six steps, and one undo takes all."""
    session = opened(visit, lang="en")
    criterion, _ = demo.moving_weight()
    usual = demo.catalogue().by_id[criterion].weight
    session.press(criterion, "End")
    expect(session.typed(criterion)).to_have_attribute("placeholder", f"{MAX_WEIGHT:.1f}")
    session.at("undo").locator("button").first.click()
    expect(session.typed(criterion)).to_have_attribute("placeholder", f"{usual:.1f}")
    session.visit.settle()
    slider = session.at(f"slide_w_{criterion}").locator("input[type=range]")
    expect(slider).to_have_value(f"{usual:g}")
    slider.focus()
    slider.press("ArrowLeft")
    began = monotonic()
    session.visit.settle()
    length = 1000 * (monotonic() - began)
    for more in longer:
        for _ in range(6):
            session.page.keyboard.press("ArrowLeft")
            session.page.wait_for_timeout(length + more)
    session.visit.settle()
    pressed = 1 + 6 * len(longer)
    expect(session.typed(criterion)).to_have_attribute("placeholder", f"{usual - pressed / 10:.1f}")
    session.at("undo").locator("button").first.click()
    expect(session.typed(criterion)).to_have_attribute("placeholder", f"{usual:.1f}")
    expect(session.at("undo").locator("button").first).to_be_disabled()


def test_a_typed_weight_may_have_a_comma_and_an_emptied_box_changes_nothing(visit: NewVisit) -> None:
    """What is no weight is told in words and changes nothing either."""
    session = opened(visit, lang="de")
    criterion, _ = demo.moving_weight()
    session.unfold(criterion)
    box = session.typed(criterion)
    for typed, shown in (("2,3", "2,3"), ("", "2,3"), ("4.5", "4,5"), ("viel", "4,5"), ("11", "4,5")):
        box.fill(typed)
        box.press("Enter")
        session.visit.settle()
        expect(box).to_have_attribute("placeholder", shown)
        expect(box).to_have_value("")
    told = say("fault.data.too_large.what", "de", value="11", most=MAX_WEIGHT)
    expect(session.page.locator(".field-fault").get_by_text(told)).to_be_visible()
    expect(session.at(f"slide_w_{criterion}").locator("input[type=range]")).to_have_value("4.5")


@pytest.mark.soak
def test_a_selected_household_survives_a_new_plan_and_another_page(visit: NewVisit) -> None:
    """The explanation stays with its household; back from another page, weight and household are there."""
    session = opened(visit, lang="de")
    criterion, weight = demo.moving_weight()
    before, after = demo.cold(), demo.moved(criterion, weight)
    row = next(i for i in range(before.instance.problem.n) if before.assignment[i] != after.assignment[i])
    line = after.placements[row]
    place = next(p.name for p in demo.profiles().municipalities if p.ags == line.ags)
    session.explain(line.household)
    session.press(criterion, "Home")
    heading = session.page.get_by_text(
        say("why.here.title", "de", household=line.household, municipality=place)
    )
    expect(heading).to_be_visible()
    session.page.get_by_role("link", name=say("nav.method", "de")).first.click()
    expect(session.page.locator("h1")).to_have_text(say("nav.method", "de"))
    session.page.get_by_role("link", name=say("nav.session", "de")).first.click()
    expect(heading).to_be_visible()
    session.unfold(criterion)
    expect(session.typed(criterion)).to_have_attribute("placeholder", "0,0")


def test_the_plan_is_downloaded_as_csv_and_as_a_workbook(visit: NewVisit) -> None:
    """Both files have the plan on screen under their header, household by household, and say what it is."""
    session = opened(visit, lang="de")
    session.view(say("session.view.files", "de"))
    lines = demo.cold().placements
    rows = list(csv.reader(io.StringIO(session.downloaded("save_csv").decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [line.household for line in lines]
    assert [row[3] for row in rows[1:]] == [line.ags for line in lines]
    book = openpyxl.load_workbook(io.BytesIO(session.downloaded("save_xlsx")))
    sheet = book.active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in cells[1:]] == [line.household for line in lines]
    fit = cells[0].index(say("column.fit", "de"))
    assert [row[fit] for row in cells[1:]] == [pytest.approx(line.why.fit, abs=1e-6) for line in lines]
    note = book[say("file.note", "de")]["A1"].value
    assert {row[-1] for row in rows[1:]} == {note}
    assert say("proof.optimal", "de") in note


@pytest.mark.soak
def test_a_saved_scenario_loaded_by_another_visit_gives_the_same_numbers(visit: NewVisit) -> None:
    """The file that was downloaded is the file that is loaded."""
    criterion, weight = demo.moving_weight()
    first = opened(visit, f"session?w={criterion}:{weight:g}", lang="de")
    first.view(say("session.view.files", "de"))
    saved = first.downloaded("save_scenario")
    assert Scenario.model_validate(json.loads(saved)).weights == {criterion: weight}
    second = opened(visit, lang="de")
    second.view(say("session.view.files", "de"))
    file = {"name": "scenario.json", "mimeType": "application/json", "buffer": saved}
    second.at("load_scenario").locator("input[type=file]").set_input_files(file)
    mean = percent(demo.moved(criterion, weight).figures.mean_fit, "de", 1)
    expect(second.figures.nth(1)).to_have_text(mean)


@pytest.mark.soak
def test_one_selection_for_box_table_and_link_whatever_is_in_view(visit: NewVisit) -> None:
    """Chosen in the box it is ticked in the table; from a long view a link leads to the explanation."""
    session = Session(visit(lang="de").open("session"))
    household = demo.cold().placements[2].household
    session.explain(household)
    expect(session.at("do_pin")).to_contain_text(household)
    expect(session.tick(household)).to_be_checked()
    session.tick(household).uncheck()
    expect(session.at("do_pin")).to_have_count(0)
    expect(session.at("why_household").locator("input")).to_have_value("")
    session.page.wait_for_timeout(600)  # nobody chooses the same again sooner
    session.explain(household)
    session.view(say("session.view.fair", "de"))
    expect(session.page.get_by_text(say("fairview.key", "de"))).to_be_visible()
    session.visit.settle()
    session.page.get_by_role("link", name=say("session.to_reasons", "de", household=household)).click()
    expect(session.at("why_household")).to_be_in_viewport()


@pytest.mark.parametrize(
    "lang",
    [pytest.param(lang, marks=pytest.mark.soak if lang != "de" else ()) for lang in screen_languages()],
)
def test_the_session_with_a_selected_household_fits_the_screen(visit: NewVisit, lang: str) -> None:
    """The screen as a coordinator works with it, wide and narrow, without scrolling sideways."""
    session = opened(visit, lang=lang)
    session.explain(demo.cold().placements[0].household)
    for width in WIDTHS:
        assert session.visit.look("light", width).settle().fits(), width
    session.visit.pictures(f"session-selected-{lang}")
