"""What is passed on: nothing small, and nobody who knows the rule can work back to it."""

from collections import defaultdict
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from rematch.model import HouseholdId
from rematch.process.occupancy.breakdowns import Share, StatisticRow
from rematch.process.occupancy.occurrences import Occurred
from rematch.process.occupancy.passed_on import LEAST_HOUSEHOLDS, LEAST_PERSONS, PassedOn, passed_on
from tests.rounds import FIRST_DAY
from tests.unit.process.histories import Teller

MOST = 5
SIZES = st.lists(st.lists(st.integers(1, 4), max_size=5), max_size=6)


def rows_of(sizes: list[list[int]]) -> tuple[StatisticRow, ...]:
    """Rows of households of these sizes."""
    told, rows = Teller(), []
    for at, own in enumerate(sizes):
        shares = []
        for size in own:
            number = told.offer(HouseholdId(f"H{len(told.offers)}"), "00000000", size)
            shares.append(Share(Occurred(told.offers[number - 1], FIRST_DAY), size))
        rows.append(StatisticRow(str(at), tuple(shares)))
    return tuple(rows)


@given(sizes=SIZES)
@example(sizes=[[1, 1, 1]])
@example(sizes=[[1, 1, 1], [2, 2, 2]])
def test_no_row_counts_few_and_together_they_are_all_or_nothing(sizes: list[list[int]]) -> None:
    """Each has enough persons and households, every key stands once and in order, and nothing is lost."""
    found = passed_on(rows_of(sizes))
    assert all(one.persons >= LEAST_PERSONS and one.households >= LEAST_HOUSEHOLDS for one in found)
    persons, households = sum(map(sum, sizes)), sum(map(len, sizes))
    if persons < LEAST_PERSONS or households < LEAST_HOUSEHOLDS:
        assert found == ()
    else:
        assert [key for one in found for key in one.keys] == [str(at) for at in range(len(sizes))]
        assert sum(one.persons for one in found) == persons
        assert sum(one.households for one in found) == households


def test_a_small_number_cannot_be_worked_out() -> None:
    """Of all tables that look the same when passed on, a row that is small has several values.

    All tables of three rows with up to five households of one to three persons; whoever reads one knows the
    rule and that bound.
    """
    counts = [(persons, households) for households in range(MOST + 1) for persons in _persons(households)]
    rows = [{count: _row(str(at), *count) for count in counts} for at in range(3)]
    looks: dict[tuple[PassedOn, ...], list[tuple[tuple[int, int], ...]]] = defaultdict(list)
    for table in product(counts, repeat=3):
        if sum(households for _, households in table) <= MOST:
            looks[passed_on([row[count] for row, count in zip(rows, table, strict=True)])].append(table)
    for tables in looks.values():
        for at in range(3):
            persons = {table[at][0] for table in tables}
            assert len(persons) > 1 or min(persons) >= LEAST_PERSONS
            households = {table[at][1] for table in tables}
            assert len(households) > 1 or min(households) >= LEAST_HOUSEHOLDS


def _persons(households: int) -> range:
    return range(households, 3 * households + 1)


def _row(key: str, persons: int, households: int) -> StatisticRow:
    """A row of so many households with so many persons together, at most three each."""
    more = persons - households
    sizes = [1 + min(2, max(0, more - 2 * at)) for at in range(households)]
    told = Teller()
    for size in sizes:
        told.offer(HouseholdId("H"), "00000000", size)
    shares = (Share(Occurred(one, FIRST_DAY), one.persons) for one in told.offers)
    return StatisticRow(key, tuple(shares))
