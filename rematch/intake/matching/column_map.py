"""How foreign columns become ours: confirmed by a person, kept by the file's shape, shared as a file."""

from collections.abc import Iterable
from typing import Literal, Self

from rematch.canonical import canonical_text, read
from rematch.criteria.retired import RETIRED_COLUMNS
from rematch.errors import Unreadable
from rematch.intake.matching.targets import Kind
from rematch.intake.sheets.shape import digest, shape_of
from rematch.intake.sheets.tables import Table
from rematch.model import Frozen

CONSTANTS = ("place", "lat", "lon", "consent", "available_from")
Constant = Literal["place", "lat", "lon", "consent", "available_from"]


class ColumnUse(Frozen):
    """What one column of the file says: the name of one of our columns, or None if it is not read.

    `words` turns cells of the file into cells of ours ("" is unknown). `decimal` is the decimal sign,
    None: as the column itself shows. `unread` is why a proposal does not read the column; once a person
    has said so, there is no reason to give. `taught` is the target if it was confirmed for another file,
    and not yet for this one; `partly` is the target if only a part of the header means it, until somebody
    has said that it does.
    """

    source: str
    target: str | None = None
    words: dict[str, str] = {}
    decimal: Literal[",", "."] | None = None
    unread: Literal["personal", "technical", "taken", "none", "retired"] | None = None
    taught: str | None = None
    partly: str | None = None

    def said(self, text: str) -> str | None:
        """Our cell for this text, if somebody said what it means."""
        if text in self.words:
            return self.words[text]
        alike = _spelt(text)
        return next((ours for theirs, ours in self.words.items() if alike and _spelt(theirs) == alike), None)


class TableUse(Frozen):
    """What the rows of tables of one shape are, and what each of their columns says."""

    shape: str
    kind: Kind
    columns: tuple[ColumnUse, ...]

    def target_of(self, source: str) -> str | None:
        """Our column for one of theirs."""
        return next((use.target for use in self.columns if use.source == source), None)


class Mapping(Frozen):
    """All tables of a load, and what the files do not say but holds for every household."""

    tables: tuple[TableUse, ...]
    constants: dict[Constant, str] = {}

    @property
    def shape(self) -> str:
        """The shape of the files it was made for, whatever their order."""
        return digest(sorted(use.shape for use in self.tables))

    def use_of(self, table: Table) -> TableUse | None:
        """How tables of this shape are read."""
        return next((use for use in self.tables if use.shape == shape_of(table)), None)

    def columns_read(self, tables: Iterable[Table]) -> set[tuple[str, str | None, str]]:
        """File, sheet and header of each column that is read."""
        uses = [(table, use) for table in tables if (use := self.use_of(table)) is not None]
        return {(t.file, t.sheet, c.source) for t, use in uses for c in use.columns if c.target}

    def matches(self, tables: Iterable[Table]) -> bool:
        """Whether it was made for files of exactly this shape."""
        return digest(sorted({shape_of(table) for table in tables})) == digest(
            sorted({use.shape for use in self.tables})
        )

    def with_use(self, changed: TableUse) -> Self:
        """The same mapping with one table read otherwise."""
        tables = tuple(changed if use.shape == changed.shape else use for use in self.tables)
        return self.model_copy(update={"tables": tables})

    def to_json(self) -> str:
        """The mapping as a file."""
        return canonical_text(self, indent=2) + "\n"


def read_mapping(content: bytes | str) -> Mapping:
    """A mapping from its file; raises Unreadable if it is none, or of a newer version.

    A column that answered a question which is retired is not read any more, and says so. What is kept was
    confirmed for its own files.
    """
    try:
        found = read(Mapping, content)
    except Unreadable as fault:
        if fault.code == "stored.newer":
            raise
        raise Unreadable("intake.not_a_mapping") from fault
    tables = tuple(
        use.model_copy(update={"columns": tuple(map(_asked_still, use.columns))}) for use in found.tables
    )
    return found.model_copy(update={"tables": tables})


def _spelt(text: str) -> str:
    """A cell whatever its case and spaces; every sign stays, for it may be what makes the difference."""
    return " ".join(text.casefold().split())


def _asked_still(use: ColumnUse) -> ColumnUse:
    asked = {"taught": None, "partly": None}
    if use.target in RETIRED_COLUMNS:
        return use.model_copy(update={"target": None, "unread": "retired", **asked})
    return use.model_copy(update=asked)
