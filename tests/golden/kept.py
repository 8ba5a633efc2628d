"""Golden texts are compared; `REWRITE_GOLDEN=1` writes them anew, to be read before they are committed."""

import os
from pathlib import Path

HERE = Path(__file__).parent


def golden(name: str, text: str) -> str:
    """The kept text of this name, after writing it where that was asked for."""
    path = HERE / name
    if os.environ.get("REWRITE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")
