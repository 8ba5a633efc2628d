"""The door for own data: everything wrong at once, nothing stored unless clean."""

import io
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from rematch.texts import LANGUAGES, say
from rematch.ui import cached
from tests.app.conftest import ROOT, Open

SESSION = ROOT / "data" / "session"


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
        at.file_uploader[0].upload(name, data)
    at.button(key="own_load").click().run()
    assert not at.exception
    return at


def cohorts() -> set[str]:
    return {str(summary.cohort) for summary in cached.cohorts()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_many_mistakes_are_told_at_once_and_nothing_is_stored(opened: Open, lang: str) -> None:
    """Each mistake is a row with file, row, column, what is wrong and what to do; the store is as before."""
    broken = files(members="household_id,member\nnobody,x\n")
    before = cohorts()
    at = load(opened(lang=lang), broken)
    table = at.dataframe[0].value
    assert list(table.columns) == [
        say(f"loading.{c}", lang) for c in ("file", "row", "column", "what", "todo")
    ]
    assert len(table) > 3
    assert table[say("loading.todo", lang)].str.len().min() > 0
    assert cohorts() == before


@pytest.mark.parametrize(
    "content",
    [{}, {"a.zip": b"PK no zip"}, {"a.zip": b""}, {"households.csv": b"\xff\xfe\x00"}, {"cohort.toml": b"="}],
    ids=["nothing", "no zip", "empty", "binary", "half"],
)
def test_bad_input_is_told_in_words(opened: Open, content: dict[str, bytes]) -> None:
    """Whatever is dropped on the door, the visitor reads a sentence and never a traceback."""
    at = load(opened(), content)
    assert len(at.error) == 1
    assert cohorts() == {"session", "land"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clean_zip_is_loaded_and_used(opened: Open, lang: str) -> None:
    """A ZIP file in our format becomes the cohort in use, with its counts told."""
    at = load(opened(lang=lang), {"own.zip": zipped(files())})
    assert at.success
    assert at.query_params["cohort"] == "own"
    assert "own" in cohorts()
