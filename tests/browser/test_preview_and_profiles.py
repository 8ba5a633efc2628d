"""Municipality preview and profiles in a real browser."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from rematch.texts import say
from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit


def as_real(visit: Visit, lang: str) -> Visit:
    """Turn the switch on that shows the page as for real people."""
    visit.page.locator(".st-key-preview_as_real label").first.click()
    expect(visit.page.get_by_text(say("preview.masked", lang, threshold=5))).to_be_visible()
    return visit.settle()


def downloaded(visit: Visit, key: str) -> bytes:
    """What the button hands out."""
    with visit.page.expect_download() as found:
        visit.page.locator(f".st-key-{key} button").first.click()
    return Path(found.value.path()).read_bytes()


def test_a_cold_address_opens_one_municipality_s_preview(visit: NewVisit) -> None:
    """`?ags=` shows that municipality: its sentence, its charts, and no household's number anywhere."""
    visited = visit(lang="de").open("municipality?ags=03101000")
    expect(visited.page.get_by_role("heading", name=re.compile("Nach Braunschweig käme"))).to_be_visible()
    expect(visited.page.locator(".st-key-preview_loads .js-plotly-plot")).to_be_visible()
    expect(visited.page.locator(".st-key-preview_places .js-plotly-plot")).to_be_visible()
    assert not re.search(r"\bH\d{3}\b", visited.page.locator("[data-testid=stMain]").inner_text())


@pytest.mark.soak
def test_another_municipality_changes_page_and_address(visit: NewVisit) -> None:
    """Chosen from the box, the municipality is in the heading and in the address that can be shared."""
    visited = visit(lang="en").open("municipality")
    visited.page.locator(".st-key-preview_ags input").click()
    visited.page.get_by_role("option", name="München").click()
    expect(visited.page.get_by_role("heading", name=re.compile("come to München"))).to_be_visible()
    expect(visited.page).to_have_url(re.compile("ags=09162000"))


def test_as_for_real_people_no_small_number_is_on_the_page(visit: NewVisit) -> None:
    """Headline, words and chart of the preview show bands, and fit the screen; the file says so, too."""
    visited = as_real(visit(lang="en").open("municipality"), "en")
    assert visited.fits()
    for metric in visited.page.locator("[data-testid=stMetricValue]").all_inner_texts():
        assert not re.fullmatch(r"[1-4]", metric.strip())
    rows = list(csv.reader(io.StringIO(downloaded(visited, "take_csv").decode("utf-8-sig"))))
    needed = [row[1] for row in rows[1:]]
    assert needed
    assert all(re.fullmatch(r"0|up to \d+|\d+ to \d+", cell) for cell in needed)


@pytest.mark.soak
def test_the_data_set_and_the_table_can_be_taken_along(visit: NewVisit) -> None:
    """The ZIP holds the five files; every line of the CSV below its header says that people are invented.

    What is missing in the profiles, behind a switch, fits the screen.
    """
    visited = visit(lang="de").open("profiles")
    archive = zipfile.ZipFile(io.BytesIO(downloaded(visited, "profiles_zip")))
    tables = {"households.csv", "members.csv", "municipalities.csv", "units.csv"}
    assert set(archive.namelist()) == {"cohort.toml", *tables}
    table = downloaded(visited, "profiles_csv_household").decode("utf-8-sig").splitlines()
    assert len(table) == 1 + 30
    assert all(line.endswith(say("profiles.note.invented", "de")) for line in table[1:])
    visited.page.get_by_role("radio", name=say("profiles.view.missing", "de")).click()
    expect(visited.page.get_by_role("heading", name=say("profiles.missing", "de"))).to_be_visible()
    assert visited.settle().fits()


@pytest.mark.soak
def test_the_profiles_of_a_federal_state_open_and_can_be_searched(visit: NewVisit) -> None:
    """330 households stand in one table; searching narrows it down."""
    visited = visit(lang="en").open("profiles?cohort=land")
    expect(visited.page.get_by_text("330 of 330 rows")).to_be_visible()
    box = visited.page.locator(".st-key-profiles_search_household input")
    box.fill("H007")
    box.press("Enter")
    expect(visited.page.get_by_text("1 of 330 rows")).to_be_visible()


@pytest.mark.soak
@pytest.mark.parametrize(("lang", "width"), [("de", 1440), ("en", 1024)])
def test_what_stands_behind_a_switch_fits_the_screen(visit: NewVisit, lang: str, width: int) -> None:
    """The masked preview and what is missing in the profiles, without scrolling sideways."""
    masked = as_real(visit(lang=lang, width=width).open("municipality"), lang)
    assert masked.fits()
    masked.pictures(f"municipality-masked-{lang}")
    gaps = visit(lang=lang, width=width).open("profiles")
    gaps.page.get_by_role("radio", name=say("profiles.view.missing", lang)).click()
    expect(gaps.page.get_by_role("heading", name=say("profiles.missing", lang))).to_be_visible()
    assert gaps.settle().fits()
    gaps.pictures(f"profiles-missing-{lang}")
