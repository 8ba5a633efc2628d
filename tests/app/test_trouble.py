"""What a visitor and the log see when something breaks."""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import SECONDS


def broken() -> None:
    from rematch.ui.shell import trouble

    trouble.show(ValueError("Olena needs dialysis"))


def mistaken() -> None:
    from rematch.errors import RematchError
    from rematch.ui.shell import trouble

    trouble.show(RematchError("store.no_run", run="abc"))


def test_an_error_of_the_program_is_a_number_for_visitor_and_log(caplog: pytest.LogCaptureFixture) -> None:
    """The visitor reads plain words with a number; the log has the same number, not the message."""
    with caplog.at_level(logging.ERROR, logger="rematch"):
        at = AppTest.from_function(broken, default_timeout=SECONDS).run()
    number = re.search(r"\b[0-9A-F]{6}\b", at.error[0].value)
    assert number
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name == "rematch")
    assert number[0] in logged
    assert "ValueError" in logged
    assert "Olena" not in logged + at.error[0].value


def test_a_mistake_a_person_can_mend_is_told_as_such() -> None:
    """An error with a code says what is wrong and what to do, without a number."""
    at = AppTest.from_function(mistaken, default_timeout=SECONDS).run()
    assert "abc" in at.warning[0].value
    assert not at.error


def test_the_framework_s_own_report_is_kept_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Its report quotes the message, which could be about a person; other records stay."""
    from rematch.ui.shell import trouble

    plain = logging.getLogRecordFactory()

    logger = logging.getLogger("streamlit.error_util")
    kept = list(logger.filters)
    trouble.keep_messages_out_of_the_log()
    try:
        logger.error("Uncaught app execution", exc_info=ValueError("Olena"))
        logger.error("something else")
    finally:
        logger.filters[:] = kept
        logging.setLogRecordFactory(plain)
    assert [record.getMessage() for record in caplog.records] == ["something else"]


def test_no_library_logs_what_an_error_says(caplog: pytest.LogCaptureFixture) -> None:
    """As the framework does of a file to take along that cannot be made; kind and place stay."""
    from rematch.ui.shell import trouble

    def fails() -> bytes:
        raise ValueError("Olena needs dialysis")

    plain = logging.getLogRecordFactory()
    trouble.keep_messages_out_of_the_log()
    try:
        try:
            fails()
        except ValueError as error:
            logging.getLogger("streamlit.anything").exception("Error executing %s: %s", "x", error)
            logging.getLogger("uvicorn.error").warning("failed: %s", error)
    finally:
        logging.setLogRecordFactory(plain)
    assert "Olena" not in caplog.text and "Traceback" not in caplog.text
    assert caplog.text.count("ValueError") == 3 and "Error executing x" in caplog.text
