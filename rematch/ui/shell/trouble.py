"""What a visitor sees when something breaks: plain words and a number, never a traceback.

The log gets the same number, the kind of error and where it happened, but not its message: that could
quote what a household said.
"""

import logging
import secrets
import traceback
from pathlib import Path

import streamlit as st

from rematch.errors import RematchError
from rematch.ui.words import t, told

_log = logging.getLogger("rematch")
ROOT = Path(__file__).parents[3]


def show(error: Exception) -> bool:
    """Tell the visitor; True says that nothing more is to be shown."""
    if isinstance(error, RematchError):
        st.warning(told(error))
        return True
    number = secrets.token_hex(3).upper()
    _log.error("program error %s: %s at %s", number, type(error).__name__, _where(error))
    st.error(f"{t('trouble.what')} {t('trouble.todo', number=number)}", icon=":material/error:")
    return True


def keep_messages_out_of_the_log() -> None:
    """Drop the framework's own report of the same error, which quotes its message."""
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != "Uncaught app execution")


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in frame.filename
    ]
    return " < ".join(f"{Path(f.filename).relative_to(ROOT)}:{f.lineno}" for f in reversed(own)) or "outside"
