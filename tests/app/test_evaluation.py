"""The page of questionnaires: nothing due, one entered in the household's language, a file, the results."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from streamlit.testing.v1 import AppTest

from rematch.model import Viewer
from rematch.process.days import day_of
from rematch.process.evaluation.counting import adults_of
from rematch.process.evaluation.desk import EnteredSheet, EvaluationDesk
from rematch.process.evaluation.questions import asked_questions
from rematch.service.evaluation import load_answers
from rematch.store.records import now
from rematch.texts import asked, percent, say, screen_languages
from rematch.ui.shell import cached
from tests import demo
from tests.app.conftest import Open, let_go, unfold
from tests.arrivals import arrive

COHORT = demo.profiles().cohort.id
TODAY = day_of(now())
PEOPLE = 20


def desk() -> EvaluationDesk:
    return EvaluationDesk(cached.store(), COHORT, cached.catalogue(), Viewer())


def opened_page(opened: Open, lang: str = "de") -> AppTest:
    return opened("evaluation", lang, {"cohort": COHORT})


@pytest.fixture(scope="module")
def arrived(own_database: None) -> Iterator[None]:
    """Twenty households of the demo arrived thirty days ago."""
    let_go()
    arrive(cached.store(), COHORT, demo.profiles().households[:PEOPLE], TODAY - timedelta(days=30))
    yield


@pytest.mark.parametrize("lang", screen_languages())
def test_before_anybody_arrived_the_page_says_so(opened: Open, lang: str) -> None:
    """Nothing to enter, nothing to load, no figures; one sentence says when there will be."""
    let_go()
    if desk().due():
        pytest.fail("somebody has arrived already")
    at = opened_page(opened, lang)
    assert [one.value for one in at.info] == [say("evaluation.due.none", lang)]
    assert not at.dataframe and not at.selectbox


def test_one_is_entered_in_the_households_language_and_its_item_is_done(opened: Open, arrived: None) -> None:
    """The questions are asked in Ukrainian; once entered it is no longer among those that are due."""
    at = opened_page(opened)
    first = desk().due()[0]
    at.selectbox(key="evaluation_which").set_value(first.subject).run()
    at.selectbox(key=f"evaluation_lang_{first.subject}").set_value("uk").run()
    again = at.button_group(key="evaluation_answer_again")
    assert again.label == asked_questions(cached.catalogue())[0].text.in_("uk")
    assert again.options[0] == asked("answer.yes", "uk")
    again.set_value("yes")
    entering(at, "de")
    assert [one.value for one in at.success] == [say("evaluation.done", "de")]
    assert desk().due()[0].state == "done"
    [kept] = cached.store().evaluations(COHORT)
    assert [(one.adult, one.lang, one.answers) for one in kept.sheets] == [(1, "uk", {"again": "yes"})]


def entering(at: AppTest, lang: str) -> None:
    button = next(one for one in at.button if one.label == say("evaluation.enter.go", lang))
    button.click().run()
    assert not at.exception


def test_what_is_missing_is_said_and_nothing_is_kept(opened: Open, arrived: None) -> None:
    """A sheet on which nothing is answered is refused in words."""
    before = cached.store().evaluations(COHORT)
    at = opened_page(opened)
    at.selectbox(key="evaluation_which").set_value(desk().due()[1].subject).run()
    entering(at, "de")
    assert say("fault.survey.no_answers.what", "de") in at.error[0].value
    assert cached.store().evaluations(COHORT) == before


@pytest.mark.parametrize("lang", screen_languages())
def test_results_are_shown_as_chart_and_table_and_what_is_not_shown_is_said(
    opened: Open, arrived: None, lang: str
) -> None:
    """About half say yes: the share with its interval; below the tables why there is no ranking."""
    entered = [
        EnteredSheet(offer, 1, adult, TODAY, "answered", "de", {"suits": "yes" if offer % 2 else "no"})
        for offer, one in enumerate(demo.profiles().households[:PEOPLE], start=1)
        for adult in range(1, adults_of(one) + 1)
    ]
    desk().enter(entered)
    figure = desk().results().waves[0].figures["suits"]
    assert figure.standing == "shown"
    at = opened_page(opened, lang)
    assert not at.exception
    tables = [one.value for one in at.dataframe]
    shares = next(one for one in tables if "eval_share" in one.columns)
    assert percent(figure.share, lang) in shares["eval_share"].tolist()
    between = f"{percent(figure.low, lang)} – {percent(figure.high, lang)}"
    assert between in shares["eval_interval"].tolist()
    said = " ".join(one.value for one in at.markdown)
    for why in ("person", "towns", "effect", "time"):
        assert say(f"evaluation.results.why_{why}", lang) in said


def test_a_file_with_a_mistake_is_told_by_row_and_column(opened: Open, arrived: None) -> None:
    """The uploader is in the unfolded part; what was wrong is a table with the row and the column."""
    at = unfold(opened_page(opened), "evaluation_load")
    at.file_uploader(key="evaluation_file").set_value(
        ("answers.csv", f"offer,wave,day,again\n1,1,{TODAY},perhaps\n".encode(), "text/csv")
    )
    at.button(key="evaluation_read").click().run()
    assert not at.exception
    wrong = next(one.value for one in at.dataframe if "eval_row" in one.value.columns)
    assert wrong["eval_row"].tolist() == ["2"]
    assert wrong["eval_cell"].tolist() == ["again"]


def test_a_workbook_is_read_too(arrived: None) -> None:
    """With days as days and numbers as numbers, and yes in Ukrainian."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet("Antworten")
        for at, head in enumerate(("offer", "wave", "adult", "day", "again", "needs_work")):
            page.write(0, at, head)
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for row, number in enumerate((3, 4), start=1):
            for at, cell in enumerate((number, 1, 1)):
                page.write_number(row, at, cell)
            page.write_datetime(row, 3, now().replace(tzinfo=None), day)
            page.write(row, 4, "Так")
            page.write(row, 5, "Brauche ich nicht")
    assert load_answers("answers.xlsx", content.getvalue(), desk()) == 2
    kept = {one.offer: one.sheets[0].answers for one in cached.store().evaluations(COHORT)}
    assert kept[3] == kept[4] == {"again": "yes", "needs_work": "not_needed"}
