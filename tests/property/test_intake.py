"""Whatever a table says, reading it never breaks: it is understood, unknown, or in the list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.intake.matching.column_map import ColumnUse, Mapping, TableUse
from rematch.intake.matching.targets import targets
from rematch.intake.profiles.checking import check
from rematch.intake.profiles.preview import preview
from rematch.intake.proposal import propose
from rematch.intake.sheets.shape import shape_of
from rematch.intake.sheets.tables import Line, Table
from tests.unit.intake.foreign import CATALOGUE, TODAY

CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["ja", "3", "1.150", "A1", "Kiel", "uk:native", "31.12.2024", "k. A.", "–", "10-12", "01002000"]
    ),
)
KIND = st.sampled_from(["households", "members", "persons", "municipalities"])


@st.composite
def mapped(draw: st.DrawFn) -> tuple[Table, Mapping]:
    """A table of any cells, its columns mapped to any of ours."""
    kind = draw(KIND)
    chosen = draw(
        st.lists(st.sampled_from(sorted(targets(kind, CATALOGUE))), min_size=1, max_size=6, unique=True)
    )
    names = tuple(f"c{number}" for number in range(len(chosen)))
    rows = draw(st.lists(st.lists(CELL, min_size=len(names), max_size=len(names)), min_size=1, max_size=4))
    lines = tuple(Line(n, dict(zip(names, row, strict=True))) for n, row in enumerate(rows, 2))
    table = Table("t.csv", names, lines)
    columns = tuple(ColumnUse(source=s, target=t) for s, t in zip(names, chosen, strict=True))
    return table, Mapping(tables=(TableUse(shape=shape_of(table), kind=kind, columns=columns),))


@given(mapped())
@settings(max_examples=150, deadline=None)
def test_any_cells_under_any_mapping_are_checked(made: tuple[Table, Mapping]) -> None:
    """No exception; every row is previewed; profiles only without errors; accepting all leaves nothing."""
    table, mapping = made
    done = check([table], mapping, CATALOGUE, today=TODAY)
    assert len(preview(done)) == len(table.lines)
    assert not (done.errors and (done.households or done.municipalities))
    assert done.open(f.id for f in done.findings) == ()
    assert all(f.row is None or f.row >= 2 for f in done.findings)


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5, unique=True), st.lists(CELL, max_size=5))
@settings(max_examples=50, deadline=None)
def test_any_headers_have_a_proposal(names: list[str], cells: list[str]) -> None:
    """Every column is in the proposal, read or not, and the mapping fits the table it was made for."""
    padded = [*cells, *[""] * len(names)][: len(names)]
    table = Table("t.csv", tuple(names), (Line(2, dict(zip(names, padded, strict=True))),))
    proposal = propose([table], CATALOGUE)
    assert [s.source for s in proposal.suggestions] == names
    assert proposal.mapping.matches([table])
