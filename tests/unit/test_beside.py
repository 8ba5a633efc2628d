"""Cells beside a list: each value stays with what it belongs to."""

from hypothesis import given
from hypothesis import strategies as st

from rematch.cells.beside import beside, beside_cell, moved_along
from rematch.intake.interview.form import Form, Slot

PLACES = st.lists(st.sampled_from(["01002000", "02000000", "03101000", "04011000"]), unique=True)
REASONS = st.sampled_from(["safety", "court", "health", "other", "not_asked"])


def test_a_place_taken_out_takes_its_reason_along_and_a_new_one_has_none():
    row = {"excluded_ags": "A|B|C", "excluded_reason": "safety|other|court", "excluded_confirmed": "no|yes"}
    assert moved_along(row, "excluded_ags", "C|B|D") == {
        "excluded_reason": "court|other|not_asked",
        "excluded_confirmed": "no|yes|no",
    }
    assert moved_along(row, "excluded_ags", "") == {"excluded_reason": "", "excluded_confirmed": ""}
    assert moved_along(row, "wish_ags", "A") == {}


@given(PLACES, PLACES, st.data())
def test_a_reason_never_moves_to_another_place(before, after, data):
    """Whatever order, fewer or more places: who keeps its place keeps its reason."""
    row = {"excluded_ags": "|".join(before)}
    why = {ags: data.draw(REASONS) for ags in before}
    row["excluded_reason"] = beside_cell(why, "excluded_reason")
    assert beside(row, "excluded_reason") == why
    moved = {"excluded_ags": "|".join(after), **moved_along(row, "excluded_ags", "|".join(after))}
    assert beside(moved, "excluded_reason") == {ags: why.get(ags, "not_asked") for ags in after}


def test_an_interview_moves_reasons_along_with_its_places():
    """Places chosen anew in the form keep what was said about them; declined, nothing is left of it."""
    form = Form(kind="household", row={"excluded_ags": "A|B", "excluded_reason": "safety|other"})
    assert form.answer(Slot("excluded_ags"), "B").row["excluded_reason"] == "other"
    assert form.answer(Slot("excluded_ags"), "", declined=True).row["excluded_reason"] == ""
