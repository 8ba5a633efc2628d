"""How many headers of a labelled set are understood, how many left to a person, how many taken for others."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from rematch import bootstrap
from rematch.criteria.catalogue import Catalogue
from rematch.intake.foreign import read_foreign
from rematch.intake.matching.column_map import ColumnUse
from rematch.intake.proposal import propose

HERE = Path(__file__).parent
LABELLED, HELD_OUT = HERE / "headers.csv", HERE / "headers_held_out.csv"
"""The set that words were added for, and one that they were not."""
WHOLE_QUESTIONS = HERE / "headers_whole_questions.csv"
"""Questions of others, of once, of two things at once, beside those that ask for a column of ours."""

Outcome = Literal["right", "asked", "wrong"]


@dataclass(frozen=True)
class LabelledHeader:
    """One header, what it means (empty: nothing that is read), and what is made of it.

    `partly`: a person is asked whether the rest of the header changes that.
    """

    kind: str
    target: str
    header: str
    found: str | None
    partly: bool = False

    @property
    def outcome(self) -> Outcome:
        """`asked`: a person is, or is told that nothing was proposed; `wrong`: something else was."""
        if (self.found or "") == self.target:
            return "right"
        return "wrong" if self.found and not self.partly else "asked"


def headers(catalogue: Catalogue, labelled: Path = LABELLED) -> Iterator[LabelledHeader]:
    """Each header of a set, alone in a table of its kind, with what is proposed for it."""
    with labelled.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            asked = cast("Literal['households', 'municipalities']", row["kind"])
            tables, _ = read_foreign({"h.csv": f'"{row["header"]}";#\n;1\n'.encode()})
            read = [
                column for use in propose(tables, catalogue, asked).mapping.tables for column in use.columns
            ]
            found = next((use for use in read if use.source == row["header"]), ColumnUse(source=""))
            partly = found.partly is not None
            yield LabelledHeader(asked, row["target"], row["header"], found.target, partly)


def accuracy(found: list[LabelledHeader]) -> float:
    """The share that is right at the first try."""
    return sum(one.outcome == "right" for one in found) / len(found)


def _told(name: str, found: list[LabelledHeader]) -> str:
    wrong = sum(one.outcome == "wrong" for one in found)
    return f"headers, {name}: {len(found)}, right at once {accuracy(found):.1%}, misread {wrong}"


if __name__ == "__main__":
    for name, labelled in (
        ("labelled", LABELLED),
        ("held out", HELD_OUT),
        ("whole questions", WHOLE_QUESTIONS),
    ):
        print(_told(name, list(headers(bootstrap.open_catalogue(), labelled))))
