"""The accessibility statement says what the list says, and the list names tests that are there."""

from rematch.report.files.statement import STATES, criteria
from rematch.texts import screen_languages
from tests.statement import written
from tests.unit.test_docs_findings import functions_of


def test_the_statement_kept_for_offices_is_the_one_that_is_written_now() -> None:
    """After a change of the list or the words: `python -m tests.statement`."""
    assert {path: path.read_text(encoding="utf-8") for path in written()} == written()


def test_what_is_met_or_partly_met_names_a_test_that_is_there() -> None:
    """No state without a proof, none for what cannot be judged; what is lacking is said in every language."""
    for one in criteria():
        assert one.state in STATES
        named = [test.split("::") for test in one.tests]
        assert [where for where in named if where[1] not in functions_of(where[0])] == [], one.id
        assert bool(one.tests) == (one.state in ("met", "partly")), one.id
        assert (one.state not in ("partly", "not")) or set(screen_languages()) <= one.note.keys(), one.id
    assert len({one.id for one in criteria()}) == len(criteria())
