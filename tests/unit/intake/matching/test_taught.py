"""A header that somebody gave a meaning is offered it in other files, once for each, never by itself."""

import pytest

from rematch.intake.foreign import read_foreign
from rematch.intake.matching.column_map import Mapping, read_mapping
from rematch.intake.matching.taught import taught
from rematch.intake.profiles.checking import Checked, check
from rematch.intake.proposal import propose
from rematch.intake.questions import together
from tests.unit.intake.foreign import CATALOGUE, TODAY


def confirmed(header: str, target: str | None) -> str:
    """The mapping of a file in which a person said what this header means, as it is kept."""
    tables, _ = read_foreign({"a.csv": f"id;Personen;{header}\nA;1;x\n".encode()})
    mapping = propose(tables, CATALOGUE).mapping
    [use] = mapping.tables
    said = {"target": target, "unread": None}
    columns = tuple(c.model_copy(update=said) if c.source == header else c for c in use.columns)
    return mapping.with_use(use.model_copy(update={"columns": columns})).to_json()


def another(header: str, cells: str, *kept: str) -> tuple[Mapping, Checked]:
    """The mapping proposed for a file of another shape after that, and what it would be."""
    text = f"Fallnummer;Personen;Ort;Einwilligung;{header}\n" + "".join(
        f"H-{n};1;Kraków;ja;{cell}\n" for n, cell in enumerate(cells.split("|"))
    )
    tables, found = read_foreign({"b.csv": text.encode()})
    mapping = propose(tables, CATALOGUE, told=taught(kept)).mapping
    return mapping, check(tables, mapping, CATALOGUE, found, TODAY)


def test_it_is_offered_in_a_file_of_another_shape_and_asked_about_once() -> None:
    """No click for everything takes it; once it is kept for that shape it asks no more."""
    header = "Vierbeiniger Begleiter"
    assert another(header, "ja|nein")[0].tables[0].target_of(header) is None
    mapping, done = another(header, "ja|nein", confirmed(header, "has_pet"))
    assert [h.answers.get("has_pet") for h in done.households] == [True, False]
    told = [f for f in done.findings if f.code == "intake.column_taught"]
    assert [f.column for f in told] == [header] and together(told) == ()
    assert all(c.taught is None for c in read_mapping(mapping.to_json()).tables[0].columns)


@pytest.mark.parametrize(
    ("header", "cells", "kept"),
    [
        ("Vierbeiniger Begleiter", "Kiel|Jena", ("has_pet",)),
        ("Vierbeiniger Begleiter", "ja|nein", ("has_pet", "needs_step_free")),
        ("Q5", "ja|nein", ("has_pet",)),
        ("Rollstuhl", "ja|nein", ("has_pet",)),
        ("Zustimmung zur WG", "ja|nein", ("consent",)),
    ],
)
def test_it_is_not_where_cells_headers_or_people_say_otherwise(
    header: str, cells: str, kept: tuple[str, ...]
) -> None:
    """Cells of another kind, two meanings, a code, a header that means something itself, and consent."""
    mapping, done = another(header, cells, *(confirmed(header, target) for target in kept))
    assert mapping.tables[0].target_of(header) not in kept
    assert "intake.column_taught" not in {f.code for f in done.findings}


def test_a_mapping_that_cannot_be_read_teaches_nothing() -> None:
    """And hinders nobody."""
    assert taught(["{", confirmed("Vierbeiniger Begleiter", "has_pet")]) == taught(
        [confirmed("Vierbeiniger Begleiter", "has_pet")]
    )
    assert ("households", "vierbeiniger begleiter") not in taught([confirmed("Vierbeiniger Begleiter", None)])
