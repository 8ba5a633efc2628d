"""The rows of a table editor: those it was given, and every difference from them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from rematch.report.files.folder import Row
from rematch.ui.profiles import cells


def edited_rows(
    given: Sequence[Row],
    done: Mapping[str, Any],
    columns: Collection[str],
    put: Callable[[Row, Row], None] = dict.update,
) -> list[Row]:
    """The rows after what was typed, deleted and added; `put` takes typed cells into a row. New rows last."""
    rows = [dict(row) for row in given]
    for position, typed in done["edited_rows"].items():
        put(rows[int(position)], {column: cells.text(value) for column, value in typed.items()})
    gone = set(done["deleted_rows"])
    kept = [row for position, row in enumerate(rows) if position not in gone]
    blank = dict.fromkeys(columns, "")
    new = [
        {**blank, **{c: cells.text(v) for c, v in row.items() if c != "_index"}} for row in done["added_rows"]
    ]
    return kept + [row for row in new if any(row.values())]
