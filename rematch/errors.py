"""What can go wrong, as codes and parameters; the sentences live in `rematch.texts`."""

from collections.abc import Iterable
from dataclasses import dataclass, field


class RematchError(Exception):
    """A mistake a person can mend: a code that has words in every language, and its parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Contradiction(RematchError):
    """Decisions that cannot hold together; the parameters name them."""


class Unreadable(RematchError):
    """Input that cannot be read at all (exit code 2 on the command line)."""


@dataclass(frozen=True)
class Finding:
    """One problem in one cell: where it is, what it is, as a code with parameters.

    `row` counts as a spreadsheet does (the header is row 1), None where the whole file is meant;
    `sheet` is the sheet of a spreadsheet with several.
    """

    file: str
    row: int | None
    column: str | None
    code: str
    params: dict[str, object] = field(default_factory=dict)
    warning: bool = False
    sheet: str | None = None


class DataErrors(RematchError):
    """Everything wrong with a set of files, collected and reported once (exit code 1)."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("data.errors", count=len(self.findings))
