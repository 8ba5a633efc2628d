"""The plan as rows for a file: one per household, the same words as on screen."""

from collections.abc import Iterable

from rematch.basis import Basis
from rematch.explain import Placement, Row
from rematch.report.nowhere import nowhere_words
from rematch.report.tables import Cell
from rematch.report.words import criterion_label

COLUMNS = ("household", "persons", "place", "ags", "municipality", "fit", "for", "against")


def plan_rows(basis: Basis, lines: Iterable[Placement], lang: str) -> list[dict[str, Cell]]:
    """Rows with the columns COLUMNS; the fit is a share of 1, empty where there is no place."""
    names = {place.ags: place.name for place in basis.profiles.municipalities}
    now = {household.id: household.place for household in basis.profiles.households}
    return [
        {
            "household": line.household,
            "persons": line.persons,
            "place": now[line.household],
            "ags": line.ags,
            "municipality": names[line.ags] if line.ags else None,
            "fit": round(line.why.fit, 6) if line.why else None,
            "for": speaking(line.why.speaks_for, basis, lang) if line.why else None,
            "against": against_words(line, basis, lang),
        }
        for line in lines
    ]


def against_words(line: Placement, basis: Basis, lang: str) -> str:
    """What speaks against the place, or why there is none."""
    if line.why is not None:
        return speaking(line.why.speaks_against, basis, lang)
    return nowhere_words(line.nowhere, basis.catalogue, lang)


def speaking(rows: Iterable[Row], basis: Basis, lang: str) -> str:
    """The rows' criteria by label."""
    return ", ".join(criterion_label(row.part.criterion, basis.catalogue, lang) for row in rows)
