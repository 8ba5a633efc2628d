"""What a visitor sees when something breaks: plain words and a number, never a traceback.

The log gets the same number, the kind of error and where it happened, but not its message: that could
quote what a household said.
"""

import logging

import streamlit as st

from rematch.errors import RematchError
from rematch.incident import log_incident
from rematch.ui.words import t, told


def show(error: Exception) -> bool:
    """Tell the visitor; True says that nothing more is to be shown."""
    if isinstance(error, RematchError):
        st.warning(told(error))
        return True
    number = log_incident(error, "program error")
    st.error(f"{t('trouble.what')} {t('trouble.todo', number=number)}", icon=":material/error:")
    return True


def keep_messages_out_of_the_log() -> None:
    """Drop the framework's own report of the same error, which quotes its message."""
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != "Uncaught app execution")
