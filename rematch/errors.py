"""What can go wrong, as codes and parameters; the sentences live in `rematch.texts`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256


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
    `sheet` is the sheet of a spreadsheet with several. `value` is what stands there, as far as it may be
    shown; `proposal` is what would be taken for it once somebody accepts the finding by its `id`.
    """

    file: str
    row: int | None
    column: str | None
    code: str
    params: dict[str, object] = field(default_factory=dict)
    warning: bool = False
    sheet: str | None = None
    value: str | None = None
    proposal: str | None = None

    @property
    def id(self) -> str:
        """Twelve hex digits that stay the same as long as the finding does."""
        said = (self.file, self.sheet, self.row, self.column, self.code, self.value, self.proposal)
        return sha256("\x1f".join(map(str, said)).encode("utf-8", "replace")).hexdigest()[:12]


class DataErrors(RematchError):
    """Everything wrong with a set of files, collected and reported once (exit code 1)."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("data.errors", count=len(self.findings))
