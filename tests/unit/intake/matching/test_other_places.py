"""Places, but none to live in: no column of them is a municipality's capacity."""

import pytest

from rematch.intake.foreign import read_foreign
from rematch.intake.proposal import propose
from tests.unit.intake.foreign import CATALOGUE

OTHER = """Przedszkole: miejsca|Liczba miejsc w szkole|Садок: місця|Школа: кількість місць|Детский сад: места
Schule: Plätze|Deutschkurs: Plätze|Parkhaus: Plätze|Kinderbetreuung: freie Plätze|School: number of places
Therapieplätze Anzahl Plätze"""
NOT_TO_BE_HAD = """Fehlende Plätze|Plätze gesperrt|Plätze in Planung|Plätze abgelehnt|Bedarf: Plätze
Planned places|Blocked places|Missing places|Місць не вистачає|Місця заблоковані
Места планируемые|Miejsca planowane"""
TO_LIVE = """Unterkunft: Personen|Accommodation / persons|Zakwaterowanie: osoby|Розміщення: осіб|Вільні місця
Wolne miejsca|Свободные места|Unterkunft: freie Plätze|Q3: Anzahl Plätze"""


def meant(header: str) -> str | None:
    tables, _ = read_foreign({"m.csv": f'Kommune;"{header}";EW\nKiel;20;247000\n'.encode()})
    return propose(tables, CATALOGUE).suggestions[1].target


@pytest.mark.parametrize("header", OTHER.replace("\n", "|").split("|"))
def test_places_of_something_else_are_none_of_its_places(header: str) -> None:
    """In a group of columns or in the header itself, in five languages."""
    assert meant(header) != "capacity_persons"


@pytest.mark.parametrize("header", NOT_TO_BE_HAD.replace("\n", "|").split("|"))
def test_places_that_nobody_can_have_are_none_of_its_places(header: str) -> None:
    """Too few, blocked, planned or refused, in five languages."""
    assert meant(header) != "capacity_persons"


@pytest.mark.parametrize("header", TO_LIVE.replace("\n", "|").split("|"))
def test_places_to_live_in_are_its_places(header: str) -> None:
    """With accommodation above persons, or free places alone."""
    assert meant(header) == "capacity_persons"
