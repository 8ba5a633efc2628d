"""One column for each place: ranks and ticks are wishes and exclusions, all else is asked about."""

import pytest

from rematch.intake.questions import together
from tests.unit.intake.foreign import HERE, checked

KIEL, JENA = "01002000", "16053000"


def loaded(
    *headers: str, cells: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], list[str | None]]:
    """What household A wishes for, what is ruled out, and the columns asked about by themselves."""
    text = f"id;Alter;{';'.join(headers)}\nA;40;{';'.join(cells)}\nB;41;{';' * (len(cells) - 1)}\n"
    done = checked({"h.csv": text}, **HERE)
    own = [f.column for f in done.findings if not f.warning or f not in together(done.warnings)]
    first = done.households[0]
    return first.wish_ags or (), first.excluded_ags, own


@pytest.mark.parametrize(
    ("headers", "cells", "wished", "excluded"),
    [
        (("Wunsch: Kiel", "Wunsch: Jena"), ("2", "1"), (JENA, KIEL), ()),
        (("Wunsch [Kiel]", "Wunsch [Jena]"), ("1.", ""), (KIEL,), ()),
        (("Kiel (Wunsch)", "Jena (Wunsch)"), ("2.", "1."), (JENA, KIEL), ()),
        (("Бажане місто [Kiel]", "Бажане місто [Jena]"), ("ні", "так"), (JENA,), ()),
        (("Wunschort Kiel", "Wunschort Jena"), ("x", ""), (KIEL,), ()),
        (("Nicht nach Kiel", "Nicht nach Jena"), ("x", "x"), (), (KIEL, JENA)),
        (("Excluded: Kiel", "Excluded: Jena"), ("yes", "no"), (), (KIEL,)),
    ],
)
def test_ranks_and_ticks_below_places_are_wishes_and_exclusions(
    headers: tuple[str, ...], cells: tuple[str, ...], wished: tuple[str, ...], excluded: tuple[str, ...]
) -> None:
    """In the order of the ranks, without a question."""
    assert loaded(*headers, cells=cells) == (wished, excluded, [])


def test_of_several_ticked_the_order_is_asked_about() -> None:
    """Two crosses say that both are wished for, not which comes first."""
    wished, _, own = loaded("Wunsch: Kiel", "Wunsch: Jena", cells=("x", "x"))
    assert wished == (KIEL, JENA) and own == ["Wunsch"]


@pytest.mark.parametrize(
    "cells", [("2", "2"), ("2", ""), ("vielleicht", ""), ("1", "x"), ("nur im Notfall", "1")]
)
def test_what_is_no_rank_or_tick_stays_where_it_is_and_is_asked_about(cells: tuple[str, str]) -> None:
    """Two of one rank, a rank without a first, words: nothing of it is a wish in silence."""
    wished, _, own = loaded("Wunsch: Kiel", "Wunsch: Jena", cells=cells)
    assert wished == () and own == ["Wunsch: Kiel", "Wunsch: Jena"]


def test_beside_columns_of_the_same_question_they_are_no_second_list() -> None:
    """Which of the two holds is not said."""
    wished, _, own = loaded("Wunsch 1", "Wunsch Jena", cells=("Kiel", "x"))
    assert wished == (KIEL,) and own == ["Wunsch Jena"]


@pytest.mark.parametrize(
    "header", ["Kiel", "Bayern", "Möchten Sie nach Kiel?", "Sperre Kiel", "Verwandte in Kiel"]
)
@pytest.mark.parametrize("cell", ["x", "1", "ja"])
def test_a_column_headed_by_a_place_is_a_question_of_its_own(header: str, cell: str) -> None:
    """It may be a wish or be ruled out: not told along with everything."""
    assert loaded(header, cells=(cell,)) == ((), (), [header])
