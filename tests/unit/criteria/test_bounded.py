"""A criteria file that would not end: a fault in words, at once."""

import time

import pytest

from rematch.criteria.reading import parse_catalogue
from rematch.errors import DataErrors
from rematch.intake.findings import Findings
from rematch.intake.folder.cohort import read_cohort
from tests import demo

ENDLESS = {
    "arrays in each other": b"a = " + b"[" * 5_000,
    "tables in each other": b"a = " + b"{a=" * 5_000,
    "a key of many parts": b"[" + b".".join([b"a"] * 40_000) + b"]",
    "a key of many quoted parts": b".".join([b'"a"'] * 40_000) + b" = 1",
    "an inner key of many parts": b"a = {" + b" . ".join([b"a"] * 40_000) + b" = 1}",
    "a number of many digits": b"a = " + b"9" * 5_000,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_it_is_refused_in_words_and_at_once(name: str) -> None:
    """As criteria and as the header of a cohort; a key of 40,000 parts would take seconds."""
    started = time.process_time()
    with pytest.raises(DataErrors) as refused:
        parse_catalogue(ENDLESS[name], "criteria.toml")
    assert [finding.code for finding in refused.value.findings] == ["catalogue.unreadable"]
    findings = Findings()
    assert read_cohort("cohort.toml", ENDLESS[name], findings) is None
    assert "data.not_toml" in repr(vars(findings))
    assert time.process_time() - started < 0.5


def test_what_ships_is_not_called_endless() -> None:
    """Labels with many full stops and sources with addresses are no keys."""
    text = demo.catalogue()
    assert text.criteria
    many = b'[[groups]]\nid = "a"\nlabel = { de = "' + b"Ein Satz. " * 200 + b'", en = "b" }'
    with pytest.raises(DataErrors) as refused:
        parse_catalogue(many, "criteria.toml")
    assert "catalogue.unreadable" not in [finding.code for finding in refused.value.findings]
