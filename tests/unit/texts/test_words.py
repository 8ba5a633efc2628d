"""Saying a text: plurals, parameters, and what happens where one is missing."""

import datetime

import pytest

from rematch.errors import Finding, RematchError
from rematch.texts import problem, say


def test_one_and_many_are_different_words() -> None:
    """The parameter `count` chooses the form and is written as the language writes numbers."""
    assert say("load.households", "de", count=1) == "1 Haushalt"
    assert say("load.households", "de", count=2000) == "2.000 Haushalte"
    assert say("load.persons", "en", count=0) == "0 people"


def test_parameters_are_written_in_the_reader_s_language() -> None:
    """Days, numbers and lists need no formatting by the caller."""
    day = datetime.date(2026, 3, 1)
    assert say("start.as_of", "de", day=day) == "Stand: 1. März 2026"
    assert "A1 und B2" in say("fault.data.not_an_option.todo", "de", options=("A1", "B2"))
    assert "1,5" in say("fault.data.below.what", "de", least=1.5)


def test_a_mistake_says_what_is_wrong_and_what_to_do() -> None:
    """Errors and findings of the core are told in words, with their parameters."""
    fault = problem(RematchError("store.no_run", run="abc"), "en")
    assert fault.what == "There is no run abc."
    assert problem(Finding("a.csv", 2, "x", "data.ragged", {"found": 3, "expected": 4}), "en").todo


def test_a_missing_text_is_an_error_in_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under test a code without words fails loudly; at run time the visitor sees the code."""
    with pytest.raises(LookupError, match=r"no\.such"):
        say("no.such", "de")
    monkeypatch.delenv("REMATCH_STRICT_TEXTS")
    assert say("no.such", "de") == "no.such"


def test_a_missing_parameter_is_an_error_in_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A forgotten parameter is found by the tests and never breaks a screen."""
    with pytest.raises(LookupError, match="day"):
        say("start.as_of", "de")
    monkeypatch.delenv("REMATCH_STRICT_TEXTS")
    assert say("start.as_of", "de") == "start.as_of"
