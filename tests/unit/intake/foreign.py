"""Foreign tables for tests: written as text, read and checked in one go."""

import io
from collections.abc import Mapping
from datetime import date

import openpyxl

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.reading import read_catalogue
from rematch.intake.foreign import read_foreign
from rematch.intake.profiles.checking import Checked, check
from rematch.intake.profiles.preview import Understood, preview
from rematch.intake.proposal import propose
from tests.unit.texts.project import ROOT

CATALOGUE: Catalogue = read_catalogue(ROOT / "data" / "criteria.toml")
TODAY = date(2026, 11, 22)
HERE = {"consent": "yes", "place": "Kraków"}
"""What holds for all households of a file that does not say it."""


def checked(files: Mapping[str, bytes | str], **constants: str) -> Checked:
    """The files read by the mapping that is proposed for them."""
    tables, found = read_foreign({n: c.encode() if isinstance(c, str) else c for n, c in files.items()})
    mapping = propose(tables, CATALOGUE).mapping
    mapping = mapping.model_copy(update={"constants": constants})
    return check(tables, mapping, CATALOGUE, found, TODAY)


def workbook(*written: tuple[object, ...], sheet: str = "Tabelle1") -> bytes:
    """A workbook of one sheet with these rows, its cells typed as the values are."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in written:
        page.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rows(done: Checked) -> dict[str, Understood]:
    """The rows of households and municipalities by their id or name."""
    return {row.id: row for row in preview(done) if row.kind != "members"}


def codes(done: Checked, row: int | None = None) -> set[str]:
    """The codes of what was found, in one row or everywhere."""
    return {f.code for f in done.findings if row is None or f.row == row}
