"""The door: files read, mapped, checked; all mistakes at once; stored only once somebody says so."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox

from rematch.model import CohortId, Viewer
from rematch.report.files.templates import KINDS as TEMPLATES
from rematch.report.files.templates import template_csv, template_xlsx
from rematch.texts import say, screen_languages
from rematch.ui.access.live import spoken
from rematch.ui.load.desk import ImportDraft
from rematch.ui.shell import cached
from tests.app.conftest import ROOT, Open, unfold
from tests.app.screen import heard, nodes, refused
from tests.app.written import WrittenTable
from tests.unit.intake.test_hostile import FILES

SESSION = ROOT / "data" / "session"
HOSTILE = ROOT / "tests" / "intake_samples" / "hostile"
BOMBS = {name: FILES[name] for name in ("zeros", "corner", "declared", "parts", "nested", "one tag")}
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


def accept(at: AppTest) -> AppTest:
    """Everything: at once what may be, then tick by tick what needs a look of its own."""
    if has(at, "load_accept_all"):
        press(at, "load_accept_all")
    while (waiting := next((box for box in at.checkbox if _is_open(box)), None)) is not None:
        waiting.check().run()
        assert not at.exception
    return at


def _is_open(box: Checkbox) -> bool:
    return (box.key or "").startswith("load_kind_of_") and not box.value


def cohorts() -> set[str]:
    return {str(summary.cohort) for summary in cached.cohorts()}


@pytest.mark.parametrize("lang", screen_languages())
def test_many_mistakes_are_told_at_once_and_nothing_is_stored(opened: Open, lang: str) -> None:
    """Each mistake is a row with file, row, column, what is wrong and what to do; the store is as before."""
    before = cohorts()
    at = load(opened("load", lang), files(members="household_id,member\nnobody,x\n"))
    at.session_state["load_errors_rows"] = True
    at.run()
    table = WrittenTable(at, "load_errors")
    assert {"file", "row", "column", "what", "todo"} <= set(table.columns)
    assert len(table.rows) > 3
    assert all(row["todo"] for row in table.rows.values())
    assert cohorts() == before and not has(at, "load_go")


def test_what_is_wrong_is_told_beside_the_button_with_the_way_to_the_list(opened: Open) -> None:
    """Before any of the tall tables: the first thing below the files that were read."""
    at = load(opened("load"), files(members="household_id,member\nnobody,x\n"))
    first = at.error[0].value
    count = len(memory_of(at).errors)
    assert say("load.errors.found", "de", count=count) in first and "(#errors)" in first
    kinds = [type(node).__name__ for node in nodes(at)]
    assert kinds.index("Error") < kinds.index("Header")


def memory_of(at: AppTest) -> ImportDraft:
    draft = at.session_state["answer_load_desk"][1]
    assert isinstance(draft, ImportDraft)
    return draft


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
    assert (at.error or refused(at)) and not has(at, "load_go")
    assert heard(at)
    assert cohorts() <= {"session", "land", "own", "heute"}


@pytest.mark.parametrize("lang", screen_languages())
def test_a_clean_zip_is_stored_only_once_somebody_says_so_and_can_be_taken_back(
    opened: Open, lang: str
) -> None:
    at = load(opened("load", lang), {"own.zip": zipped(files())})
    assert "own" not in cohorts()
    accept(at)
    press(at, "load_go")
    assert at.success and "own" in cohorts()
    assert at.query_params["cohort"] == "own"
    press(at, "load_undo")
    assert "own" not in cohorts()


@pytest.mark.parametrize("lang", screen_languages())
def test_what_was_read_and_what_was_stored_is_said_aloud(opened: Open, lang: str) -> None:
    """How many households and municipalities, what stands in the way, and at the end that they are stored."""
    there = cached.store().load_profiles(CohortId("session"))
    at = load(opened("load", lang), {"own.zip": zipped(files())})
    households = say("load.households", lang, count=len(there.households))
    municipalities = say("load.municipalities", lang, count=len(there.municipalities))
    assert heard(at).startswith(f"{households}, {municipalities}. ")
    waiting = len(at.session_state["answer_load_desk"][1].open)
    code = "load.warnings.found" if waiting else "load.nothing_wrong"
    assert heard(at).endswith(say(code, lang, count=waiting))
    accept(at)
    press(at, "load_go")
    assert heard(at) == spoken(at.success[0].value)
    press(at, "load_undo")


def test_a_load_is_not_taken_back_once_somebody_else_has_changed_it(opened: Open) -> None:
    """Anna loads, Ben saves; under Anna's own message nothing of Ben's is taken back, and she is told."""
    at = load(opened("load"), {"own.zip": zipped(files())})
    accept(at)
    press(at, "load_go")
    store, own = cached.store(), CohortId("own")
    profiles = store.load_profiles(own)
    bens = profiles.model_copy(update={"households": profiles.households[:-1]})
    store.save_profiles(bens, "cat", Viewer(name="ben"), "edit")
    press(at, "load_undo")
    assert store.load_profiles(own) == bens
    assert "ben" in at.toast[0].value


def test_the_same_files_again_would_change_nothing(opened: Open) -> None:
    at = load(opened("load"), {"session.zip": zipped({p.name: p.read_bytes() for p in SESSION.iterdir()})})
    accept(at)
    assert at.button(key="load_go").disabled and at.info


def test_changed_files_say_row_by_row_what_would_change(opened: Open) -> None:
    text = (SESSION / "households.csv").read_text(encoding="utf-8")
    place = text.splitlines()[1].split(",")[3]
    content = {p.name: p.read_bytes() for p in SESSION.iterdir()}
    content["households.csv"] = text.replace(f",{place},", ",Elsewhere,", 1).encode()
    at = load(opened("load"), {"session.zip": zipped(content)})
    accept(at)
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
    at.text_input(key="load_name").set_value("Session").run()
    assert refused(at) == {"load_name": say("load.name.taken", "de")} and not has(at, "load_go")
    at.text_input(key="load_name").set_value("Heute").run()
    assert refused(at) == {} and not has(at, "load_go")
    accept(at)
    press(at, "load_go")
    stored = cached.store().load_profiles("heute")  # type: ignore[arg-type]
    assert [h.id for h in stored.households] == ["UA-1", "UA-2"]
    assert stored.households[0].answers["needs_step_free"] is True  # type: ignore[index]
    assert "needs_step_free" not in stored.households[1].answers
    assert stored.municipalities


def test_a_short_table_into_a_stored_cohort_changes_one_cell_on_the_page_and_in_the_store(
    opened: Open,
) -> None:
    """Id, people and pets of one household: the page lists that one cell, the store has it and all else."""
    before = cached.store().load_profiles("session")  # type: ignore[arg-type]
    one = next(h for h in before.households if h.excluded_ags)
    pet = "nein" if one.answers.get("has_pet") else "ja"  # type: ignore[call-overload]
    text = f"Haushalt;Einwilligung;Ort;Personen;Haustier\n{one.id};ja;{one.place};{one.size};{pet}\n"
    at = load(opened("load"), {"haushalte.csv": text.encode()})
    at.selectbox(key="load_into").set_value("session").run()
    accept(at)
    shown = [frame.value for frame in at.dataframe if "after" in frame.value.columns]
    assert [len(frame) for frame in shown] == [1]
    press(at, "load_go")
    after = cached.store().load_profiles("session")  # type: ignore[arg-type]
    answers = {**one.answers, "has_pet": pet == "ja"}
    changed = one.model_copy(update={"answers": answers})
    assert after.households == tuple(changed if h.id == one.id else h for h in before.households)
    assert after.municipalities == before.municipalities
    press(at, "load_undo")
    assert cached.store().load_profiles("session") == before  # type: ignore[arg-type]


def test_a_kept_mapping_is_used_again_for_files_of_the_same_shape(foreign: AppTest, opened: Open) -> None:
    at = foreign
    at.text_input(key="load_name").set_value("Heute").run()
    accept(at)
    if has(at, "load_go"):
        press(at, "load_go")
    again = load(opened("load"), {"morgen.csv": FOREIGN})
    assert again.info
    assert again.session_state["answer_load_desk"][1].mapping.constants["place"] == "Warszawa"


def test_a_column_can_be_given_another_meaning(foreign: AppTest) -> None:
    desk = foreign.session_state["answer_load_desk"][1]
    [use] = desk.mapping.tables
    table = WrittenTable(foreign, "load_columns_")
    assert table.rows["Barrierefrei"]["target"] == "needs_step_free"
    table.write({("Barrierefrei", "target"): ""})
    assert table.rows["Barrierefrei"]["target"] == ""
    [use] = foreign.session_state["answer_load_desk"][1].mapping.tables
    assert use.target_of("Barrierefrei") is None


def test_a_meaning_that_no_column_has_counts_for_nothing(foreign: AppTest) -> None:
    """Whatever a browser sends for a choice: only what was offered can be chosen."""
    table = WrittenTable(foreign, "load_columns_")
    before = table.rows
    table.write({("Barrierefrei", "target"): "nationality", ("Nobody", "target"): "lat"})
    assert table.rows == before


def test_a_word_without_meaning_can_be_given_one(foreign: AppTest) -> None:
    at = unfold(foreign, "load_words")
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


def test_what_needs_a_look_of_its_own_is_not_accepted_with_all(opened: Open) -> None:
    """A consent that was taken back, and ages that are assumed, stay open: each has its own tick."""
    text = "Haushalt;Personen;Ort;Einwilligung\nA;1;Kraków;ja, widerrufen\nB;1;Kraków;ja?\nC;1;Kraków;ja\n"
    at = load(opened("load"), {"h.csv": text.encode()})
    if has(at, "load_accept_all"):
        press(at, "load_accept_all")
    left = at.session_state["answer_load_desk"][1].open
    assert sorted(f.code for f in left) == ["intake.ages_assumed"] + 2 * ["intake.consent_unclear"]
    assert sum(_is_open(box) for box in at.checkbox) == 3
    accept(at)
    assert at.session_state["answer_load_desk"][1].open == ()


def test_warnings_of_one_kind_in_one_column_are_accepted_by_one_tick(foreign: AppTest) -> None:
    """Two rows with assumed ages are one question; its tick accepts both and no other warning."""
    before = foreign.session_state["answer_load_desk"][1]
    assumed = {finding.id for finding in before.open if finding.code == "intake.ages_assumed"}
    assert len(assumed) == 2
    ticks = [box for box in foreign.checkbox if (box.key or "").startswith("load_kind_of_")]
    assert len(ticks) < len(before.open)
    [tick] = [box for box in ticks if box.key.split("_")[3] in assumed]
    tick.check().run()
    assert not foreign.exception
    assert foreign.session_state["answer_load_desk"][1].accepted == assumed
    next(box for box in foreign.checkbox if box.key == tick.key).uncheck().run()
    assert not foreign.session_state["answer_load_desk"][1].accepted


@pytest.mark.parametrize("name", sorted(path.name for path in HOSTILE.iterdir()))
def test_a_hostile_file_leaves_the_page_in_order(opened: Open, name: str) -> None:
    """What it is about is said in words, nothing is stored, and a good file is read right after it."""
    before = cohorts()
    at = load(opened("load"), {name: (HOSTILE / name).read_bytes()})
    assert at.error or at.warning or at.selectbox(key="load_into")
    assert not has(at, "load_go") and cohorts() == before
    load(at, {"own.zip": zipped(files())})
    assert at.session_state["answer_load_desk"][1].profiles is not None


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_a_sentence_and_the_next_file_is_read(opened: Open, name: str) -> None:
    """Refused with its own words within the visit, which goes on."""
    before = cohorts()
    at = load(opened("load"), {f"{name}.xlsx": BOMBS[name][0]()})
    [code] = {finding.code for finding in at.session_state["answer_load_desk"][1].errors}
    assert code == BOMBS[name][1]
    assert at.error and not has(at, "load_go") and cohorts() == before
    load(at, {"own.zip": zipped(files())})
    assert at.session_state["answer_load_desk"][1].profiles is not None


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize(("write", "ending"), [(template_csv, "csv"), (template_xlsx, "xlsx")])
def test_the_templates_are_understood_column_by_column(
    opened: Open, write: Callable[..., bytes], ending: str, lang: str
) -> None:
    """The three of a language together: each table is what it is, and no column of it is left unread."""
    content = {f"{kind}.{ending}": write(kind, cached.catalogue(), lang) for kind in TEMPLATES}
    at = load(opened("load", lang), content)
    uses = [use for use in at.session_state["answer_load_desk"][1].mapping.tables if use.kind != "ignored"]
    assert sorted(use.kind for use in uses) == sorted(TEMPLATES)
    assert [column.source for use in uses for column in use.columns if column.target is None] == []


def test_a_list_of_units_is_laid_over_the_cohort_that_is_there(opened: Open) -> None:
    """The housing office's own table by the names of towns: the one it names has the list, others as was."""
    stored = cached.store().load_profiles("session")
    assert stored is not None
    town = stored.municipalities[0]
    rows = (
        f"WE;Kommune;Wohnform;Zimmer;Betten\r\n7;{town.name};Wohnung;2,5;4\r\n8;{town.name};Wohnheim;1;2\r\n"
    )
    at = load(opened("load"), {"einheiten.csv": rows.encode()})
    at.selectbox(key="load_into").set_value("session").run()
    assert not at.exception
    accept(at)
    press(at, "load_go")
    after = cached.store().load_profiles("session")
    assert after is not None and after.households == stored.households
    listed = {
        place.ags: [(u.unit, u.type, u.rooms, u.beds) for u in place.units] for place in after.municipalities
    }
    assert listed.pop(town.ags) == [("7", "flat", 2.5, 4), ("8", "hostel", 1, 2)]
    before = {
        place.ags: [(u.unit, u.type, u.rooms, u.beds) for u in place.units]
        for place in stored.municipalities[1:]
    }
    assert listed == before
