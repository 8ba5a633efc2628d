"""A mistake of the program itself: a number for whoever saw it, and the same with its place in the log.

Never its message: that could quote what a household said.
"""

import logging
import secrets
import traceback
from pathlib import Path

ROOT = Path(__file__).parents[1]

_log = logging.getLogger("rematch")


def log_incident(error: BaseException, doing: str) -> str:
    """Log the kind of error and where it happened; the number it can be found by."""
    number = secrets.token_hex(3).upper()
    _log.error("%s %s: %s at %s", doing, number, type(error).__name__, where(error))
    return number


def where(error: BaseException) -> str:
    """Files and lines of the program's own that an error came through, the innermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(ROOT) and ".venv" not in frame.filename
    ]
    return " < ".join(f"{Path(f.filename).relative_to(ROOT)}:{f.lineno}" for f in reversed(own)) or "outside"
