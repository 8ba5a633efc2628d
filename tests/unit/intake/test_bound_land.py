"""A binding to a Land comes in as a name, a code or two digits; an exception only with its reason."""

import pytest

from rematch.base_fields import FieldKind
from rematch.cells.base import PARSERS
from rematch.cells.faults import CellFault
from rematch.intake.folder.read import read_files
from rematch.intake.foreign import read_foreign
from rematch.intake.proposal import propose
from rematch.intake.values.places import read_state
from rematch.report.files.folder import files_of, folder_rows
from tests import demo
from tests.unit.intake.foreign import CATALOGUE, HERE, checked, codes, rows

MARK = "marriage-in-kiel"


@pytest.mark.parametrize(
    ("text", "land"),
    [
        ("05", "DE-NW"),
        ("5", "DE-NW"),
        ("16", "DE-TH"),
        ("Nordrhein-Westfalen", "DE-NW"),
        ("Lower Saxony", "DE-NI"),
        ("DE-SH", "DE-SH"),
        ("NRW", "DE-NW"),
        ("17", None),
        ("00", None),
        ("05111000", None),
        ("Polen", None),
    ],
)
def test_a_land_is_read_by_name_code_or_two_digits(text, land):
    """Sixteen of them; anything else is asked about, never guessed."""
    assert read_state(text) == land


def test_our_own_files_take_two_digits_as_well():
    """Written again it is the code; a number that is no Land is a fault."""
    assert PARSERS[FieldKind.STATE]("05") == PARSERS[FieldKind.STATE]("DE-NW") == "DE-NW"
    for text in ("17", "00", "NW", "5"):
        with pytest.raises(CellFault):
            PARSERS[FieldKind.STATE](text)


def read(**cells):
    """The first household of the session cohort with these cells, and the findings about it."""
    rows = folder_rows(demo.profiles(), demo.catalogue())
    rows["households"][0] |= cells
    files = files_of(demo.profiles().cohort, rows)
    found, findings = read_files({name: text.encode() for name, text in files.items()}, demo.catalogue())
    return found.households[0], findings


def test_a_cohort_keeps_both_and_reads_them_again():
    bound, _ = read(bound_land="DE-SH", bound_land_lifted="Arbeit in Kiel, Bescheid vom 3. Mai")
    assert (bound.bound_land, bound.land) == ("DE-SH", None)
    assert bound.bound_land_lifted == "Arbeit in Kiel, Bescheid vom 3. Mai"


@pytest.mark.parametrize("word", ["yes", "ja", "no", "nein", "1"])
def test_a_bare_yes_or_no_is_no_reason(word):
    with pytest.raises(CellFault) as caught:
        PARSERS[FieldKind.REASON](word)
    assert caught.value.code == "data.reason_in_words" and not caught.value.params


def test_a_foreign_table_says_it_in_its_own_words_and_the_reason_is_repeated_nowhere():
    """Headings of the trade; the reason is in the profile, and in no finding, preview or mapping."""
    table = f"Haushalt;Personen;Wohnsitzauflage;Bindung aufgehoben\nH1;1;NRW;{MARK}\nH2;1;03;\n"
    done = checked({"t.csv": table}, **HERE)
    assert not done.errors
    assert [(h.bound_land, h.land) for h in done.households] == [("DE-NW", None), ("DE-NI", "DE-NI")]
    assert done.households[0].bound_land_lifted == MARK
    tables, _ = read_foreign({"t.csv": table.encode()})
    made = propose(tables, CATALOGUE)
    assert MARK not in repr((done.findings, rows(done), made.mapping.to_json(), made.suggestions))


def test_a_bare_yes_lifts_nothing_and_is_asked_about():
    table = "Haushalt;Personen;Wohnsitzauflage;Bindung aufgehoben\nH1;1;NRW;ja\nH2;1;NRW;nein\n"
    done = checked({"t.csv": table}, **HERE)
    assert [h.land for h in done.households] == ["DE-NW", "DE-NW"]
    assert "intake.reason_missing" in codes(done)
