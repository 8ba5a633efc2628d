"""Headers of which only a part is understood: read by that part, and asked about once for the column."""

import pytest

from rematch.bench.understanding.headers import HELD_OUT, LABELLED, headers
from rematch.intake.foreign import read_foreign
from rematch.intake.matching.column_map import read_mapping
from rematch.intake.profiles.checking import check
from rematch.intake.proposal import propose
from rematch.intake.questions import together
from rematch.intake.unexplained import says_more
from tests.unit.intake.foreign import CATALOGUE, HERE, TODAY, checked

PARTLY = "intake.header_partly"
OF_PEOPLE = {
    "ja": """Haustier gestorben|hatte Haustier|Haustier bleibt in Polen|pets gone|Rollstuhl beantragt
        Rollstuhl entfällt|Rollstuhl früher|Haustier geplant""",
    "Kiel": "Früherer Wunschort|Wunschort (alt)|Wunschort der Tante|Wunschort abgelehnt",
    "1": "Kinder im Ausland|Kinder (nachziehend)|Kinder über 18",
    "3": "Personen mit Behinderung|Personen im Ausland|weitere Personen|Anzahl Räume für Personen",
    "2": "Priorität Haustiere (1 = sehr wichtig, 3 = unwichtig)|Priorität Haustiere (Schulnote)",
}
OF_PLACES = {
    "8": """Plätze letztes Jahr|Plätze (Soll)|ehemalige Plätze|Plätze für Männer|Plätze ab 2028
        Plätze beantragt|Plätze pro Monat|Plätze 2024""",
    "ja": "Asylum and legal advice planned|Haustiere erlaubt bis 2025",
}
WHOLLY = """Haustier (ja/nein)|Haustiere vorhanden|Rollstuhl nötig?
Personen insgesamt|Anzahl der Personen gesamt
Kinder (davon)|Wunschort 1|Wunschort 2|Sprachen (Mehrfachnennung möglich)
Q3. Haustier|Haustier (1 = ja, 0 = nein)"""


def asked(kind: str, header: str, cell: str) -> list[str]:
    """What is asked about the column, alone or beside another, and not taken with everything."""
    names, first = ("Kommune", "Kiel") if kind == "municipalities" else ("id", "A")
    beside, other = (";Plätze", ";8") if kind == "municipalities" else (";Personen", ";3")
    found = [
        finding
        for more, value in (("", ""), (beside, other))
        for finding in checked({"f.csv": f"{names}{more};{header}\n{first}{value};{cell}\n"}, **HERE).findings
        if finding.column == header
    ]
    return [one.code for one in found if not one.warning or one not in together(found)]


@pytest.mark.parametrize(
    ("kind", "headers_by_cell"), [("households", OF_PEOPLE), ("municipalities", OF_PLACES)], ids=str
)
def test_what_is_former_planned_or_of_others_is_a_question_of_its_own(
    kind: str, headers_by_cell: dict[str, str]
) -> None:
    """Of things, wishes, people, places and scales: nothing of it is taken with everything else."""
    for cell, listed in headers_by_cell.items():
        for header in listed.replace("\n", "|").split("|"):
            assert asked(kind, header.strip(), cell), header


@pytest.mark.parametrize("header", [one.strip() for one in WHOLLY.replace("\n", "|").split("|")])
def test_what_only_introduces_or_explains_is_no_question(header: str) -> None:
    """Words such as "number of", units, numbers of columns and how answers are written."""
    tables, _ = read_foreign({"h.csv": f"id;{header};#\nA;;1\n".encode()})
    [use] = propose(tables, CATALOGUE, "households").mapping.tables
    assert use.columns[1].target and use.columns[1].partly is None


def test_no_header_of_the_labelled_sets_that_is_understood_is_asked_about() -> None:
    """In five languages, word for word and as whole questions."""
    found = [one for labelled in (LABELLED, HELD_OUT) for one in headers(CATALOGUE, labelled) if one.found]
    more = [one.header for one in found if says_more(one.header, one.found or "", one.kind, CATALOGUE)]
    assert more == []


def test_once_somebody_has_confirmed_the_mapping_it_is_not_asked_again() -> None:
    """What is kept for files of this shape has no question left."""
    tables, found = read_foreign({"h.csv": b"id;Personen;Haustier geplant\nA;1;ja\n"})
    proposed = propose(tables, CATALOGUE).mapping
    first, later = (
        check(tables, mapping.model_copy(update={"constants": HERE}), CATALOGUE, found, TODAY)
        for mapping in (proposed, read_mapping(proposed.to_json()))
    )
    assert PARTLY in {f.code for f in first.findings} and PARTLY not in {f.code for f in later.findings}
