"""Differences between two states of a cohort: complete, and in words."""

import pytest

from rematch.report.files.differences import KEYS, cell_words, column_label, differences
from rematch.report.files.folder import folder_rows
from tests import builders, demo

ROWS = folder_rows(demo.profiles(), demo.catalogue())


def changed(sheet: str, position: int, **cells: str) -> dict[str, list[dict[str, str]]]:
    rows = [dict(row) for row in ROWS[sheet]]
    rows[position].update(cells)
    return {**ROWS, sheet: rows}


def test_the_same_state_has_no_differences() -> None:
    assert differences(ROWS, ROWS) == ()


def test_a_changed_cell_is_named_by_its_rows_key() -> None:
    [found] = differences(ROWS, changed("members", 1, age="99"))
    assert found.key == tuple(ROWS["members"][1][column] for column in KEYS["members"])
    assert (found.column, found.before, found.after) == ("age", ROWS["members"][1]["age"], "99")


def test_new_and_missing_rows_are_told_as_rows() -> None:
    fewer = {**ROWS, "households": ROWS["households"][1:]}
    [gone] = differences(ROWS, fewer)
    assert (gone.column, gone.before, gone.after) == (None, "", None)
    [new] = differences(fewer, ROWS)
    assert (new.column, new.before, new.after) == (None, None, "")


def test_the_order_of_rows_is_no_difference() -> None:
    assert differences(ROWS, {**ROWS, "households": ROWS["households"][::-1]}) == ()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_column_has_a_label_and_every_cell_words(lang: str) -> None:
    town = builders.municipality(units=[{"unit": "W1", "type": "flat", "protected_for": "women"}])
    units = folder_rows(builders.profiles(municipalities=[town]), demo.catalogue())["units"]
    for rows in {**ROWS, "units": units}.values():
        for column, cell in rows[0].items():
            assert column_label(column, demo.catalogue(), lang)
            assert cell_words(column, cell, demo.catalogue(), lang)


def test_options_are_told_by_their_labels() -> None:
    field = builders.field(
        "things", type="set", options=[{"id": "a", "label": {"de": "Ast", "en": "branch"}}]
    )
    catalogue = builders.catalogue(fields=[field])
    assert cell_words("things", "a|z", catalogue, "de") == "Ast und z"
