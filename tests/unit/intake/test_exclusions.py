"""Reasons for excluded places in files: never lost, never with another place, never repeated."""

import pytest

from rematch.errors import DataErrors, Finding
from rematch.intake.folder.read import read_files
from rematch.intake.foreign import read_foreign
from rematch.intake.proposal import propose
from rematch.report.files.folder import files_of, folder_rows
from rematch.texts import problem
from tests import builders
from tests.unit.intake.foreign import CATALOGUE, HERE, checked, codes, rows

KIEL, BONN, TRIER = "01002000", "05314000", "07211000"
MARK = "ex-husband-in-kiel"
COHORT = builders.profiles(
    [builders.household("H1", excluded_ags=(KIEL, BONN))],
    [builders.municipality(ags) for ags in (KIEL, BONN, TRIER)],
)


def written(reason: str, confirmed: str = "") -> dict[str, bytes]:
    """A cohort's files whose household excludes two places, with these cells."""
    tables = folder_rows(COHORT, CATALOGUE)
    tables["households"][0] |= {"excluded_reason": reason, "excluded_confirmed": confirmed}
    return {name: text.encode() for name, text in files_of(COHORT.cohort, tables).items()}


def told(reason: str, confirmed: str = "") -> list[Finding]:
    """What is wrong or odd about these cells."""
    try:
        found = read_files(written(reason, confirmed), CATALOGUE)[1]
    except DataErrors as wrong:
        found = wrong.findings
    return [finding for finding in found if (finding.column or "").startswith("excluded")]


def test_reasons_and_checks_are_read_in_the_order_of_the_places() -> None:
    """Words of the format, in any case; an empty one between the bars was not asked."""
    profiles, _ = read_files(written("Safety|other", "yes|rejected"), CATALOGUE)
    assert [tuple(map(str, one)) for one in profiles.households[0].exclusions] == [
        (KIEL, "safety", "yes"),
        (BONN, "other", "rejected"),
    ]
    assert told("safety|other", "no|no") == []
    profiles, _ = read_files(written("|court"), CATALOGUE)
    assert [one.reason for one in profiles.households[0].exclusions] == ["not_asked", "court"]


@pytest.mark.parametrize(
    ("reason", "confirmed", "code"),
    [
        ("safety|other|court", "", "data.more_than_places"),
        ("safety|other", "no|no|no", "data.more_than_places"),
        (f"safety|{MARK}", "", "data.not_one_of_each"),
        ("safety|other", "maybe|no", "data.not_one_of_each"),
    ],
)
def test_nonsense_is_an_error_in_words(reason: str, confirmed: str, code: str) -> None:
    """In both languages, and without repeating what somebody wrote as a reason."""
    [finding] = [one for one in told(reason, confirmed) if not one.warning]
    assert finding.code == code
    for lang in ("de", "en"):
        words = problem(finding, lang)
        assert words.what and words.todo and MARK not in f"{words} {finding}"


def test_fewer_entries_than_places_are_told_and_bar_nothing_less() -> None:
    """The missing reason counts as not asked, which bars until somebody asks."""
    assert [one.code for one in told("other", "no|no")] == [
        "data.reasons_not_asked",
        "data.fewer_than_places",
    ]
    profiles, _ = read_files(written("other"), CATALOGUE)
    assert [one.reason for one in profiles.households[0].exclusions] == ["other", "not_asked"]


def test_a_file_without_reasons_loads_as_before_and_asks_for_them_once() -> None:
    """One warning with the number of households; the profile is what it always was."""
    [finding] = told("")
    assert (finding.code, finding.params["count"]) == ("data.reasons_not_asked", 1)
    assert read_files(written(""), CATALOGUE)[0].households == COHORT.households


def test_a_foreign_file_says_reasons_in_its_own_words() -> None:
    """German and English words by position; a reason nobody understands is not asked, and not repeated."""
    done = checked(
        {"t.csv": "Haushalt;Personen;ausgeschlossen;Ausschlussgrund\nH1;1;Kiel|Bonn;Sicherheit|anderes\n"},
        **HERE,
    )
    assert not done.errors
    assert [one.reason for one in done.households[0].exclusions] == ["safety", "other"]
    done = checked(
        {"t.csv": f"Haushalt;Personen;ausgeschlossen;Ausschlussgrund\nH1;1;Kiel|Bonn;Gericht|{MARK}\n"},
        **HERE,
    )
    assert "intake.reason_unclear" in codes(done)
    assert [one.reason for one in done.households[0].exclusions] == ["court", "not_asked"]
    assert MARK not in repr((done.findings, rows(done)))


def test_a_proposed_mapping_shows_no_cells_of_the_reasons() -> None:
    """Other columns show examples; a mapping is kept and shared, and reasons are not."""
    text = f"Haushalt;Personen;ausgeschlossen;Ausschlussgrund\nH1;1;Kiel;{MARK}\n"
    tables, _ = read_foreign({"t.csv": text.encode()})
    made = propose(tables, CATALOGUE)
    by_target = {one.target: one.examples for one in made.suggestions}
    assert by_target["excluded_reason"] == () and by_target["excluded_ags"] == ("Kiel",)
    assert MARK not in made.mapping.to_json()


@pytest.mark.parametrize("places", ["Atlantis|Kiel", "Kiel|Atlantis|Bonn", "Kiel|Bonn|Trier", "Kiel"])
def test_reasons_that_do_not_surely_belong_to_their_places_are_left_out(places: str) -> None:
    """A place nobody knows is left out, so that the rest may have moved: all of them are asked again."""
    table = f"Haushalt;Personen;ausgeschlossen;Ausschlussgrund\nH1;1;{places};safety|other\n"
    done = checked({"t.csv": table}, **HERE)
    assert "intake.beside_unsure" in codes(done)
    assert done.households[0].excluded_ags
    assert {one.reason for one in done.households[0].exclusions} == {"not_asked"}


def test_a_foreign_file_without_reasons_asks_for_them() -> None:
    done = checked({"t.csv": "Haushalt;Personen;ausgeschlossen\nH1;1;Kiel\n"}, **HERE)
    assert "data.reasons_not_asked" in codes(done)
