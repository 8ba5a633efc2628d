"""A draft of the profiles' tables on top of what others have stored meanwhile."""

from rematch.report.files.folder import Row
from rematch.ui.profiles.edited_rows import on_top_of


def _house(name: str, place: str, ages: str = "") -> Row:
    return {"household_id": name, "place": place, "ages": ages}


def test_changes_new_rows_and_rows_taken_out_stand_on_the_present_rows() -> None:
    """Their changes stay where mine says nothing; a row of theirs stays, one that they took out is gone."""
    base = {"households": [_house("a", "x"), _house("b", "x"), _house("c", "x"), _house("d", "x")]}
    mine = {"households": [_house("a", "mine"), _house("c", "mine"), _house("d", "x"), _house("", "new")]}
    now = {"households": [_house("a", "x", "3"), _house("b", "x"), _house("d", "theirs"), _house("e", "x")]}
    assert on_top_of(base, mine, now)["households"] == [
        _house("a", "mine", "3"),
        _house("d", "theirs"),
        _house("e", "x"),
        _house("", "new"),
    ]
