"""Each finding of intake can be said in every language, with the parameters it carries."""

from rematch.errors import DataErrors, Finding, Unreadable
from rematch.texts import problem, screen_languages
from tests.unit.intake.files.test_zips import zipped
from tests.unit.intake.folder.test_read import COHORT_FAULTS, ONE_CELL, WARNED, WHOLE_FILES, H
from tests.unit.intake.folders import FILES, read, spoiled

SPOILED = [
    *(spoiled(file, old, new) for file, old, new, *_ in [*ONE_CELL, *WARNED]),
    *(spoiled("cohort.toml", old, new) for old, new, *_ in COHORT_FAULTS),
    *({**FILES, H: content} for content, *_ in WHOLE_FILES),
    {"a.zip": zipped({"../a.csv": "x"})},
    {"a.zip": zipped({"a.csv": b"0" * 10**7})},
    {"a.zip": zipped({"a/a.csv": "", "b/b.csv": ""})},
    {"a.zip": b"no zip"},
    {"other.csv": b""},
]


def faults_of(files: dict[str, str | bytes]) -> tuple[Finding | Unreadable, ...]:
    try:
        return read(files)[1]
    except DataErrors as error:
        return error.findings
    except Unreadable as error:
        return (error,)


def test_every_finding_has_words_and_says_what_to_do(monkeypatch):
    """For each spoiled folder, in every language: what is wrong, what to do, every parameter filled in."""
    monkeypatch.setenv("REMATCH_STRICT_TEXTS", "1")
    found = [faults_of(files) for files in SPOILED]
    assert all(found)
    for fault in (fault for faults in found for fault in faults):
        for lang in screen_languages():
            words = problem(fault, lang)
            assert len(words.what) > 10 and len(words.todo) > 10, (fault.code, lang)
            assert "{" not in words.what + words.todo, (fault.code, lang)
