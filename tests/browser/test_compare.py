"""The compare page in a browser, and charts that leave the screen as files."""

from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile
from playwright.sync_api import expect

from rematch.charts.figure import NOTE
from rematch.texts import date, say
from tests import demo
from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit

SVG = "{http://www.w3.org/2000/svg}"


def downloaded(visited: Visit, chart: str, kind: str) -> Path:
    """The file a chart's button hands out."""
    with visited.page.expect_download() as found:
        visited.page.locator(f".st-key-{chart}_files button[data-format={kind}]").click()
    assert found.value.suggested_filename == f"{chart}.{kind}"
    return Path(found.value.path())


@pytest.mark.soak
def test_charts_are_saved_as_labelled_images_without_a_network(visit: NewVisit) -> None:
    """A cold link draws slopes, map and, on request, the curve; each comes as SVG and PNG, rows as CSV."""
    visited = visit(lang="de").open("compare")
    visited.page.locator(".st-key-ask_curve button").click()
    expect(visited.page.locator(".st-key-compare_curve .js-plotly-plot")).to_be_visible()
    visited.settle()
    for chart in ("compare_slope", "compare_map", "compare_curve"):
        svg = downloaded(visited, chart, "svg").read_text(encoding="utf-8")
        assert svg.startswith("<svg")
        assert say("frame.invented", "de") in svg
        with Image.open(downloaded(visited, chart, "png")) as image:
            drawn = visited.page.locator(f".st-key-{chart} .js-plotly-plot").bounding_box()
            assert drawn is not None
            assert image.format == "PNG"
            assert image.height >= 2 * round(drawn["height"]) - NOTE
    with visited.page.expect_download() as found:
        visited.page.locator(".st-key-compare_slope_files").get_by_role("button", name="CSV").click()
    assert say("frame.invented", "de") in Path(found.value.path()).read_text(encoding="utf-8-sig")
    visited.pictures("compare-with-curve-de")


@pytest.mark.soak
def test_an_image_of_a_chart_says_what_it_is_and_what_comes_of_it(visit: NewVisit) -> None:
    """Over it stand its name, the cohort and the day; whoever hears the file has its result, too."""
    visited = visit(lang="de").open("compare")
    chart = visited.page.locator(".st-key-compare_slope")
    expect(chart.locator(".js-plotly-plot")).to_be_visible()
    words = chart.get_by_role("figure").get_attribute("aria-label") or ""
    name = words.partition(". ")[0]
    drawing = ElementTree.parse(downloaded(visited, "compare_slope", "svg")).getroot()
    title, described = list(drawing)[:2]
    assert (title.tag, title.text) == (f"{SVG}title", name)
    assert (described.tag, described.text) == (f"{SVG}desc", words)
    drawn = [text.text for text in drawing.iterfind(f"{SVG}text")]
    today = date(datetime.now().astimezone().date(), "de")
    assert " ".join(map(str, drawn)) == f"{name} {demo.profiles().cohort.name}, {today}"
    shown = chart.locator(".js-plotly-plot").bounding_box()
    assert shown is not None and float(drawing.get("height", 0)) > shown["height"]
    with Image.open(downloaded(visited, "compare_slope", "png")) as image:
        assert image.height == round(2 * float(drawing.get("height", 0)))
        image.load()
        assert isinstance(image, PngImageFile)
        assert image.text == {"Title": name, "Description": words}
