"""The plan as rows for a file: the screen's words, and nothing that a spreadsheet program would run."""

import io

import openpyxl
import pytest

from rematch.instance import prepare_cohort
from rematch.planning.plan import replan
from rematch.report.files.plan import COLUMNS, plan_rows
from rematch.report.files.tables import plan_csv, plan_xlsx
from rematch.scenario import Scenario
from rematch.texts import say, screen_languages
from tests import demo
from tests.builders import catalogue, criterion, household, municipality, profiles

RISKY = '=HYPERLINK("http://evil")'
LABELS = {column: column for column in COLUMNS}


def risky():
    """A plan in which every text that people give begins like a formula."""
    wish = criterion(
        "wish", need="wish_ags", offer="ags", measure="rank", label={"de": "+wish", "en": "@wish"}
    )
    people = [household("=h1", place="-1+1", wish_ags=("01002000",)), household("h2", consent=False)]
    known = prepare_cohort(profiles(people, [municipality(name=RISKY)]), catalogue(wish), "data")
    return replan(known, Scenario())


@pytest.mark.parametrize("lang", screen_languages())
def test_no_cell_of_a_plan_is_a_formula(lang):
    """Ids, places, municipalities and labels as people wrote them stay text in both files."""
    report = risky()
    rows = plan_rows(report.instance, report.placements, lang)
    assert [row["municipality"] for row in rows][:1] == [RISKY]
    for line in plan_csv(rows, LABELS, note="=note").decode("utf-8-sig").splitlines():
        assert not any(cell.lstrip('"').startswith(("=", "+", "-", "@")) for cell in line.split(","))
    sheet = openpyxl.load_workbook(io.BytesIO(plan_xlsx(rows, LABELS, note="=note"))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {
        "s",
        "n",
    }


@pytest.mark.parametrize("lang", screen_languages())
def test_every_household_has_a_row_with_its_place_or_the_reason_why_not(lang):
    """In the order of the plan, the fit only where there is a place."""
    waiting = demo.profiles().households[0].id
    report = replan(demo.known(), Scenario(not_this_round=(waiting,)))
    rows = plan_rows(report.instance, report.placements, lang)
    assert [row["household"] for row in rows] == [h.id for h in demo.profiles().households]
    assert rows[0]["against"] == say("nowhere.not_in_round", lang)
    assert all((row["ags"] is None) == (row["fit"] is None) == (row["municipality"] is None) for row in rows)
