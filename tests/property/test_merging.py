"""A file with any of our columns, loaded into a cohort: those columns are the file's, all others stay."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from rematch.intake import merged
from rematch.intake.folder.read import read_folder
from rematch.intake.foreign import read_foreign
from rematch.intake.matching.column_map import ColumnUse, Mapping, TableUse
from rematch.intake.matching.targets import Kind
from rematch.intake.profiles.checking import check
from rematch.intake.sheets.shape import shape_of
from rematch.model import Household
from rematch.report.files.folder import Row, folder_rows
from tests.unit.intake.foreign import CATALOGUE, HERE, TODAY
from tests.unit.texts.project import ROOT

DEMO = read_folder(ROOT / "data" / "session", CATALOGUE)[0]
LINKS = ("linked_hard", "linked_soft", "apart")


def household(own: Household, content: Household, **links: str) -> Household:
    """The id and as many people as the first, everything else as the second, and these links."""
    members = [
        content.members[min(i, content.size - 1)].model_copy(update={"number": m.number})
        for i, m in enumerate(own.members)
    ]
    linked = {name: (links[name],) if name in links else () for name in LINKS}
    return content.model_copy(update={"id": own.id, "place": own.place, "members": tuple(members), **linked})


FOUR = DEMO.households[:4]
A, B, C, D = (h.id for h in FOUR)
STORED = DEMO.model_copy(
    update={
        "households": (
            household(FOUR[0], FOUR[0], apart=B, linked_soft=C),
            household(FOUR[1], FOUR[1], apart=A, linked_hard=D),
            household(FOUR[2], FOUR[2], linked_soft=A),
            household(FOUR[3], FOUR[3], linked_hard=B),
        ),
        "municipalities": DEMO.municipalities[:4],
    }
)
READ = DEMO.model_copy(
    update={
        "households": (
            household(FOUR[0], DEMO.households[10], apart=C, linked_hard=B),
            household(FOUR[1], DEMO.households[11], linked_hard=A),
            household(FOUR[2], DEMO.households[12], apart=A),
            household(FOUR[3], DEMO.households[13]),
        ),
        "municipalities": tuple(
            content.model_copy(update={"ags": own.ags, "lat": own.lat + 0.01, "lon": own.lon - 0.01})
            for own, content in zip(DEMO.municipalities[:4], DEMO.municipalities[4:8], strict=True)
        ),
    }
)
BEFORE, FILE = folder_rows(STORED, CATALOGUE), folder_rows(READ, CATALOGUE)
ALWAYS = {
    "households": {"household_id", "consent"},
    "members": {"household_id", "member"},
    "municipalities": {"ags", "name", "state", "capacity_persons"},
}
"""What every table of this test has: its rows' names, and what no load is possible without."""

KNOWN = frozenset(ALWAYS["members"])


def subsets(kind: Kind) -> st.SearchStrategy[frozenset[str]]:
    """Any of the table's columns; latitude and longitude are said together or not at all."""
    free = sorted({name for row in (*FILE[kind], *BEFORE[kind]) for name in row} - {"lon"} - ALWAYS[kind])
    return st.sets(st.sampled_from(free)).map(
        lambda chosen: frozenset(chosen | ALWAYS[kind] | ({"lon"} if "lat" in chosen else set()))
    )


def load(columns: dict[Kind, Collection[str]]) -> dict[str, list[Row]]:
    """The rows of the cohort after a load of these columns."""
    files = {f"{kind}.csv": written(FILE[kind], sorted(names)) for kind, names in columns.items()}
    tables, found = read_foreign(files)
    uses = tuple(
        TableUse(
            shape=shape_of(table),
            kind=kind,
            columns=tuple(ColumnUse(source=name, target=name) for name in table.columns),
        )
        for table in tables
        for kind in [kind_of(table.file, columns)]
    )
    read = check(tables, Mapping(tables=uses, constants=HERE), CATALOGUE, found, TODAY)
    assert not read.errors, read.errors
    return folder_rows(merged(STORED.cohort, STORED, read, CATALOGUE, keep_others=True), CATALOGUE)


def kind_of(file: str, kinds: Iterable[Kind]) -> Kind:
    return next(kind for kind in kinds if file.startswith(kind))


def written(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def expected(kind: Kind, said: Collection[str]) -> list[Row]:
    """Cell by cell: the file's where it has the column, else what is stored."""
    return [
        {name: (new if name in said else old).get(name, "") for name in {**old, **new}}
        for old, new in zip(BEFORE[kind], FILE[kind], strict=True)
    ]


def same(found: Sequence[Row], wanted: Sequence[Row]) -> None:
    for row, right in zip(found, wanted, strict=True):
        assert {name: row.get(name, "") for name in right} == right


@settings(max_examples=40)
@given(subsets("households"))
def test_of_households_only_the_columns_of_the_file_change(columns: frozenset[str]) -> None:
    """Whatever a table of households asks: other columns, their people and the places stay as stored."""
    found = load({"households": columns, "members": KNOWN})
    same(found["households"], expected("households", columns))
    assert found["members"] == BEFORE["members"]
    assert found["municipalities"] == BEFORE["municipalities"]


@settings(max_examples=40)
@given(subsets("members"))
def test_of_members_only_the_columns_of_the_file_change(columns: frozenset[str]) -> None:
    """Whatever a table of people asks: the rest of them and all of their household stay as stored."""
    found = load({"households": frozenset({"household_id", "consent"}), "members": columns})
    wanted = expected("members", columns)
    for row, old, new in zip(wanted, BEFORE["members"], FILE["members"], strict=True):
        if "age" in columns and "role" not in columns and old["age"] != new["age"]:
            row["role"] = new["role"]
    same(found["members"], wanted)
    assert found["households"] == BEFORE["households"]


@settings(max_examples=40)
@given(subsets("municipalities"))
def test_of_municipalities_only_the_columns_of_the_file_change(columns: frozenset[str]) -> None:
    """Whatever a table of places asks: its other columns and the people stay as stored."""
    found = load({"municipalities": columns})
    same(found["municipalities"], expected("municipalities", columns))
    assert found["households"] == BEFORE["households"]
    assert found["members"] == BEFORE["members"]
