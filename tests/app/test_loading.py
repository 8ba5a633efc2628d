"""The door: files read, mapped, checked; all mistakes at once; stored only once somebody says so."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rematch.texts import LANGUAGES
from rematch.ui import cached
from tests.app.conftest import ROOT, Open

SESSION = ROOT / "data" / "session"
FOREIGN = (
    "Haushalt;Anzahl Personen;Barrierefrei;Sprachen;Deutsch;Wunschort\r\n"
    "UA-1;1;ja;Ukrainisch;A2;Kiel\r\nUA-2;1;vielleicht;Ukrainisch;–;\r\n"
).encode("cp1252")


def files(**changes: str) -> dict[str, bytes]:
    """The session cohort's files under another id, with some of their text replaced."""
    found = {path.name: path.read_text(encoding="utf-8") for path in SESSION.iterdir()}
    found["cohort.toml"] = found["cohort.toml"].replace('id = "session"', 'id = "own"')
    return {name: changes.get(Path(name).stem, text).encode() for name, text in found.items()}


def zipped(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(f"own/{name}", data)
    return out.getvalue()


def load(at: AppTest, content: dict[str, bytes]) -> AppTest:
    for name, data in content.items():
        at.file_uploader(key="own_files").upload(name, data)
    return press(at, "own_load")


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def has(at: AppTest, key: str) -> bool:
    return any(button.key == key for button in at.button)


def cohorts() -> set[str]:
    return {str(summary.cohort) for summary in cached.cohorts()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_many_mistakes_are_told_at_once_and_nothing_is_stored(opened: Open, lang: str) -> None:
    """Each mistake is a row with file, row, column, what is wrong and what to do; the store is as before."""
    before = cohorts()
    at = load(opened("load", lang), files(members="household_id,member\nnobody,x\n"))
    table = at.dataframe[0].value
    assert {"file", "row", "column", "what", "todo"} <= set(table.columns)
    assert len(table) > 3
    assert table["todo"].str.len().min() > 0
    assert cohorts() == before and not has(at, "load_go")


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"a.zip": b"PK no zip"},
        {"a.zip": b""},
        {"x.csv": b"\xff\xfe\x00"},
        {"cohort.toml": b"="},
        {"a.xlsx": b"%PDF-1.4"},
    ],
    ids=["nothing", "no zip", "empty", "binary", "half", "pdf"],
)
def test_bad_input_is_told_in_words(opened: Open, content: dict[str, bytes]) -> None:
    """Whatever is dropped on the door, the visitor reads a sentence and never a traceback."""
    at = load(opened("load"), content)
    assert at.error and not has(at, "load_go")
    assert cohorts() <= {"session", "land", "own", "heute"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clean_zip_is_stored_only_once_somebody_says_so_and_can_be_taken_back(
    opened: Open, lang: str
) -> None:
    at = load(opened("load", lang), {"own.zip": zipped(files())})
    assert "own" not in cohorts()
    if has(at, "load_accept_all"):
        press(at, "load_accept_all")
    press(at, "load_go")
    assert at.success and "own" in cohorts()
    assert at.query_params["cohort"] == "own"
    press(at, "load_undo")
    assert "own" not in cohorts()


def test_the_same_files_again_would_change_nothing(opened: Open) -> None:
    at = load(opened("load"), {"session.zip": zipped({p.name: p.read_bytes() for p in SESSION.iterdir()})})
    if has(at, "load_accept_all"):
        press(at, "load_accept_all")
    assert at.button(key="load_go").disabled and at.info


def test_changed_files_say_row_by_row_what_would_change(opened: Open) -> None:
    text = (SESSION / "households.csv").read_text(encoding="utf-8")
    place = text.splitlines()[1].split(",")[3]
    content = {p.name: p.read_bytes() for p in SESSION.iterdir()}
    content["households.csv"] = text.replace(f",{place},", ",Elsewhere,", 1).encode()
    at = load(opened("load"), {"session.zip": zipped(content)})
    if has(at, "load_accept_all"):
        press(at, "load_accept_all")
    shown = [frame.value for frame in at.dataframe if "after" in frame.value.columns]
    assert [list(frame["after"]) for frame in shown] == [["Elsewhere"]]


@pytest.fixture
def foreign(opened: Open) -> AppTest:
    """A German spreadsheet's export on the desk, with what it does not say told for all."""
    at = load(opened("load"), {"haushalte.csv": FOREIGN})
    at.selectbox(key="load_consent").set_value("yes").run()
    at.text_input(key="load_place").set_value("Warszawa").run()
    at.number_input(key="load_lat").set_value(52.23).run()
    at.number_input(key="load_lon").set_value(21.01).run()
    assert not at.exception
    return at


def test_a_foreign_table_is_proposed_checked_accepted_and_stored(foreign: AppTest) -> None:
    at = foreign
    assert not at.error
    at.text_input(key="load_name").set_value("Heute").run()
    assert not has(at, "load_go")
    press(at, "load_accept_all")
    press(at, "load_go")
    stored = cached.store().load_profiles("heute")  # type: ignore[arg-type]
    assert [h.id for h in stored.households] == ["UA-1", "UA-2"]
    assert stored.households[0].answers["needs_step_free"] is True  # type: ignore[index]
    assert "needs_step_free" not in stored.households[1].answers
    assert stored.municipalities


def test_a_kept_mapping_is_used_again_for_files_of_the_same_shape(foreign: AppTest, opened: Open) -> None:
    at = foreign
    at.text_input(key="load_name").set_value("Heute").run()
    if has(at, "load_accept_all"):
        press(at, "load_accept_all")
    if has(at, "load_go"):
        press(at, "load_go")
    again = load(opened("load"), {"morgen.csv": FOREIGN})
    assert again.info
    assert again.session_state["answer_load_desk"][1].mapping.constants["place"] == "Warszawa"


def test_a_column_can_be_given_another_meaning(foreign: AppTest) -> None:
    desk = foreign.session_state["answer_load_desk"][1]
    [use] = desk.mapping.tables
    table = next(t for t in foreign.dataframe if (t.key or "").startswith("load_columns_"))
    position = list(table.value["source"]).index("Barrierefrei")
    states = foreign._tree.get_widget_states()
    typed = states.widgets.add()
    typed.id = table.proto.id
    typed.string_value = json.dumps(
        {"edited_rows": {str(position): {"target": ""}}, "added_rows": [], "deleted_rows": []}
    )
    foreign._run(states)
    assert not foreign.exception
    [use] = foreign.session_state["answer_load_desk"][1].mapping.tables
    assert use.target_of("Barrierefrei") is None


def test_a_word_without_meaning_can_be_given_one(foreign: AppTest) -> None:
    at = foreign
    word = next(
        box for box in at.selectbox if (box.key or "").startswith("load_word_") and "vielleicht" in box.key
    )
    word.set_value("yes").run()
    assert not at.exception
    checked = at.session_state["answer_load_desk"][1].checked
    assert checked.households[1].answers["needs_step_free"] is True


def test_put_away_leaves_an_empty_desk(foreign: AppTest) -> None:
    press(foreign, "load_clear")
    assert not has(foreign, "load_accept_all") and not has(foreign, "load_go")
