"""What `make check` says of known weaknesses: it fails for one, and never for want of a network."""

import json

import pytest

from tests.audit import NOT_RUN, judged

SOUND = {"name": "duckdb", "version": "2.0.0", "vulns": []}
WEAK = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}
UNKNOWN = {"name": "urllib3", "skip_reason": "Dependency not found on PyPI"}


def test_a_known_weakness_fails_and_is_named() -> None:
    """Each by library, version and number, also where others could not be asked about."""
    code, words = judged(json.dumps({"dependencies": [SOUND, UNKNOWN, WEAK]}))
    assert code == 1 and words.splitlines()[1:] == ["old 1.0: PYSEC-1", "old 1.0: PYSEC-2"]


@pytest.mark.parametrize("said", ["", "no network", "[]", "{}", json.dumps({"dependencies": [UNKNOWN] * 3})])
def test_where_nobody_answers_it_says_that_it_was_not_run(said: str) -> None:
    """Never that nothing is known."""
    assert judged(said)[0] == 0 and judged(said)[1].startswith(NOT_RUN)


def test_of_whom_nothing_was_told_is_counted_apart() -> None:
    """Two of three were asked about."""
    code, words = judged(json.dumps({"dependencies": [SOUND, SOUND, UNKNOWN]}))
    assert code == 0 and " 2 libraries" in words and ", 1 " in words
