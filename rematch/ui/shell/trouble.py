"""What a visitor sees when something breaks: plain words and a number, never a traceback.

The log gets the same number, the kind of error and where it happened, but not its message: that could
quote what a household said.
"""

import logging
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

import streamlit as st

from rematch import texts
from rematch.errors import RematchError
from rematch.incident import log_incident, where
from rematch.ui.words import t, told


def show(error: Exception) -> bool:
    """Tell the visitor; True says that nothing more is to be shown."""
    if isinstance(error, RematchError):
        st.warning(told(error))
        return True
    number = log_incident(error, "program error")
    st.error(f"{t('trouble.what')} {t('trouble.todo', number=number)}", icon=":material/error:")
    return True


def end(fault: RematchError) -> NoReturn:
    """End the program with the fault in every language of the screens, as nobody has chosen one yet."""
    words = [texts.problem(fault, lang) for lang in texts.screen_languages()]
    sys.exit("\n".join(f"{said.what} {said.todo}" for said in words))


def keep_messages_out_of_the_log() -> None:
    """Drop the framework's own report of the same error; of any other whoever logs it says kind and place.

    Libraries log errors with their messages: of a file that could not be made, of an answer that failed.
    """
    logging.getLogger("streamlit.error_util").addFilter(
        lambda record: not record.msg.startswith("Uncaught app execution")
    )
    make = logging.getLogRecordFactory()
    if not hasattr(make, "__wrapped__"):
        logging.setLogRecordFactory(_without_messages(make))


def _without_messages(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    @wraps(make)
    def made(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        if isinstance(record.args, tuple):
            record.args = tuple(_kind(one) if isinstance(one, BaseException) else one for one in record.args)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = f"{record.getMessage()}: {_kind(error)} at {where(error)}", ()
            record.exc_info = None
        return record

    return made


def _kind(error: BaseException) -> str:
    return type(error).__name__
