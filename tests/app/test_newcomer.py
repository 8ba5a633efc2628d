"""The newcomer's path: from six files nobody has prepared to a first plan, counted in clicks."""

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

from rematch.ui.load.desk import ImportDraft
from tests.app.conftest import Open, go
from tests.app.session import Session
from tests.app.test_loading import has, load, press
from tests.spreadsheets import data, xlsx

LISTED = (
    "Haushalt;Anzahl Personen;Alter aller Personen;Ort;Einwilligung;Rollstuhl;Sprachen;Wunschort\r\n"
    "UA-1;2;34, 8;Kraków;ja;nein;Ukrainisch (Muttersprache);1. Kiel 2. Jena\r\n"
    "UA-2;1;61;Lublin;ja;ja;Ukrainisch (Muttersprache), Deutsch A1;München\r\n"
    "UA-3;3;40, 38, 2;Kraków;nein;nein;Russisch (Muttersprache);\r\n"
).encode("cp1252")
ASKED = (
    "Timestamp,Household number,How many people are you?,Ages,Where do you live at the moment?,"
    "Do you agree to the processing of your data?,Do you have a pet?\n"
    '2026/05/03 10:00,E-1,2,"29, 31",Warszawa,yes,yes\n2026/05/03 11:00,E-2,1,24,Kyiv,yes,no\n'
)
PERSONS = (
    "Домогосподарство;Дата народження;Стать;Згода на обробку даних\n"
    "П-1;03.04.1986;ж;так\nП-1;31.12.2015;ч;так\nП-2;01.05.1950;ж;так\n"
)
SUBMISSIONS = (
    ("consent", "Household code", "place", "_uuid", "_submission_time", "_index"),
    ("yes", "K-1", "Gdańsk", "a", "t", 1),
    ("yes", "K-2", "Gdańsk", "b", "t", 2),
)
MEMBERS = (
    ("age", "sex", "_parent_table_name", "_parent_index"),
    (44, "f", "Blatt1", 1),
    (12, "m", "Blatt1", 1),
    (52, "m", "Blatt1", 2),
)
TOWNS = "Kommune;Plätze;Kitaplätze;Rollstuhlplätze\nKiel;8;2;1\nJena, Stadt;6;0;0\nBraunschweig;4;1;0\n"
OFFERS = "AGS,Name,capacity_persons,school_places\n9162000,München,10,4\n14713000,Leipzig,5,2\n"
SIX = {
    "Liste Mai.csv": LISTED,
    "responses.csv": ASKED.encode(),
    "родини.csv": PERSONS.encode("cp1251"),
    "kobo.xlsx": xlsx(data(*SUBMISSIONS), data(*MEMBERS)),
    "Kommunen.csv": TOWNS.encode("utf-8-sig"),
    "offers.csv": OFFERS.encode(),
}
PATH = 8
"""Clicks, choices and texts typed."""


def ticks(at: AppTest) -> Iterator[str]:
    """What is still to be looked at by itself, one after another."""
    while True:
        waiting = [b for b in at.checkbox if (b.key or "").startswith("load_kind_of_") and not b.value]
        if not waiting:
            return
        waiting[0].check().run()
        assert not at.exception
        yield str(waiting[0].label)


def test_from_six_unknown_files_to_a_first_plan_in_few_clicks(opened: Open) -> None:
    """Nothing has to be mapped, mended or looked up; who refused is not in, everybody else has a place."""
    at = load(opened("load"), SIX)
    done = ["choose the files", "read"]
    draft = at.session_state["answer_load_desk"][1]
    assert isinstance(draft, ImportDraft)
    assert [(one.file, one.code) for one in draft.errors] == [("родини.csv", "intake.ask_place")]
    at.text_input(key="load_place").set_value("Lwiw").run()
    done.append("where those wait of whom no file says it")
    if has(at, "load_accept_all"):
        press(at, "load_accept_all")
        done.append("accept together")
    done += ticks(at)
    at.text_input(key="load_name").set_value("Mai").run()
    press(at, "load_go")
    go(at, "session")
    assert not at.exception
    done += ["name", "store", "open the session"]
    plan = Session(at).plan
    assert set(plan) == {"UA-1", "UA-2", "E-1", "E-2", "П-1", "П-2", "K-1", "K-2"}
    assert len(done) <= PATH, done
