"""A table loaded into a cohort that is there: it changes what it speaks of, and wipes nothing else."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from rematch.intake import columns_of, completed, merged
from rematch.intake.folder.read import read_files
from rematch.intake.foreign import read_foreign
from rematch.intake.profiles.checking import Checked, check
from rematch.intake.proposal import propose
from rematch.intake.sheets.corrections import corrected, made
from rematch.model import (
    Cohort,
    Confirmed,
    Exclusion,
    ExclusionReason,
    Household,
    Municipality,
    Profiles,
    Role,
    Sex,
    Viewer,
)
from rematch.report.files.folder import files_of, folder_rows
from rematch.store import Store
from tests import builders
from tests.unit.intake.foreign import CATALOGUE, HERE, TODAY, checked

KIEL, BONN, TRIER, JENA = "01002000", "05314000", "07211000", "16053000"
COHORT = Cohort(id="test", name="Test", invented=True, as_of=builders.AS_OF)
MOTHER = builders.member(1, 36, languages={"uk": 7.0, "de": 3.0}, isco="2341", seeks_work=True)
MOTHER = MOTHER.model_copy(update={"sex": Sex.FEMALE})
SON = builders.member(2, 8, needs_learning_support=True, languages={"uk": 7.0})
PROTECTED = builders.household(
    "H1",
    members=(MOTHER, SON),
    place="Warszawa, Zentrum",
    lat=52.25,
    lon=21.01,
    available_from=date(2026, 3, 1),
    wish_ags=(BONN, TRIER),
    excluded_ags=(KIEL,),
    linked_hard=("H3",),
    linked_soft=("H4",),
    apart=("H2",),
    answers={"has_pet": True, "needs_step_free": True, "relatives": ((52.5, 13.4),)},
    priorities={"pets": 3, "housing_market": 0},
)
OTHERS = (
    builders.household("H2", apart=("H1",)),
    builders.household("H3", linked_hard=("H1",)),
    builders.household("H4", linked_soft=("H1",)),
)
TOWNS = (
    builders.municipality(
        KIEL,
        name="Kiel",
        pledge_min=5,
        pledge_max=11,
        capacity={"persons": 20, "flat": 3},
        offers={"pets_allowed": True, "asking_rent": 9.5},
        as_of={"asking_rent": date(2026, 1, 5)},
        priorities={"labour_need_city": 2},
    ),
    builders.municipality(BONN, name="Bonn", state="DE-NW", lat=50.73, lon=7.1),
    builders.municipality(TRIER, name="Trier", state="DE-RP", lat=49.75, lon=6.64),
)
STORED = Profiles(cohort=COHORT, households=(PROTECTED, *OTHERS), municipalities=TOWNS)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that has the cohort."""
    opened = Store.open(tmp_path / "rematch.duckdb")
    opened.save_profiles(STORED, CATALOGUE.fingerprint, Viewer())
    return opened


def after(read: Checked, *, keep_others: bool = True, stored: Profiles | None = STORED) -> Profiles:
    """The cohort after the load, put through the checks of our own format as the page does."""
    assert not read.errors, read.errors
    together = merged(COHORT, stored, read, CATALOGUE, keep_others=keep_others)
    files = files_of(COHORT, folder_rows(together, CATALOGUE))
    return read_files({name: text.encode() for name, text in files.items()}, CATALOGUE)[0]


def loaded(text: str, *, keep_others: bool = True, **constants: str) -> Profiles:
    """The cohort after a load of one table of a foreign file."""
    return after(checked({"table.csv": text}, **constants), keep_others=keep_others)


def one(profiles: Profiles, id: str = "H1") -> Household:
    return next(household for household in profiles.households if household.id == id)


def town(profiles: Profiles, ags: str = KIEL) -> Municipality:
    return next(place for place in profiles.municipalities if place.ags == ags)


def but(household: Household, **changed: object) -> Household:
    return household.model_copy(update=changed)


def test_a_short_table_of_households_wipes_no_protection(store: Store) -> None:
    """Household, consent, place and ages alone: excluded places, links and answers are stored as before."""
    read = checked({"t.csv": "Haushalt;Einwilligung;Ort;Alter\nH1;ja;Warszawa, Zentrum;36, 8\n"})
    new = after(read, stored=store.load_profiles(COHORT.id))
    store.save_profiles(new, CATALOGUE.fingerprint, Viewer(), "intake")
    assert store.load_profiles(COHORT.id) == STORED


def test_what_the_table_says_is_changed_and_an_empty_cell_is_unknown() -> None:
    """An answer, a wish and a priority are the file's; a question it asks and leaves empty is open."""
    header = "Haushalt;Personen;Haustier;Barrierefrei;Wunschort;ausgeschlossen;priority_pets\n"
    changed = one(loaded(f"{header}H1;2;nein;;Trier;;0\n", **HERE))
    answers = {"has_pet": False, "relatives": ((52.5, 13.4),)}
    priorities = {"pets": 0, "housing_market": 0}
    assert changed == but(
        PROTECTED, answers=answers, wish_ags=(TRIER,), priorities=priorities, excluded_ags=()
    )


def test_a_column_of_its_own_ends_what_it_says_is_over() -> None:
    """Empty cells under "keep apart" and "excluded" take both back, since the file speaks of them."""
    changed = one(loaded("household_id,size,apart,excluded_ags,wish_ags\nH1,2,,,none\n", **HERE))
    assert (changed.apart, changed.excluded_ags, changed.wish_ags) == ((), (), ())
    assert changed.linked_hard == PROTECTED.linked_hard


def test_what_holds_for_all_of_a_file_moves_nobody_who_is_known() -> None:
    """Consent, place and day said once for the file fill in for new households alone."""
    said = {"consent": "yes", "place": "Kraków", "available_from": "2026-09-01"}
    stored = STORED.model_copy(update={"households": (but(PROTECTED, consent=False), *OTHERS)})
    new = after(checked({"t.csv": "Haushalt;Personen\nH1;2\nH2;1\nN1;1\n"}, **said), stored=stored)
    assert one(new) == but(PROTECTED, consent=False)
    assert one(new, "H2") == but(OTHERS[0], available_from=date(2026, 9, 1))
    assert (one(new, "N1").place, one(new, "N1").consent) == ("Kraków", True)


def test_an_empty_cell_of_what_cannot_be_unknown_says_nothing() -> None:
    """Consent, place and age left empty: what is stored holds, not what is assumed or said for all."""
    stored = STORED.model_copy(update={"households": (but(PROTECTED, consent=False), *OTHERS)})
    text = "Haushalt;Einwilligung;Ort;Alter;Rolle\nH1;;;;\nH1;;;8;\nH2;ja;Kraków;35;\n"
    new = after(checked({"t.csv": text}, **HERE), stored=stored)
    assert one(new) == but(PROTECTED, consent=False)


def test_another_place_brings_its_coordinates_and_the_same_place_keeps_its_own() -> None:
    """The coordinates of a household follow its place only where that is another one."""
    moved = one(loaded("Haushalt;Personen;Ort\nH1;2;Kraków\n", consent="yes"))
    assert (moved.place, moved.lat, moved.lon) == ("Kraków", 50.06, 19.94)
    assert moved == but(PROTECTED, place="Kraków", lat=50.06, lon=19.94)
    assert one(loaded("Haushalt;Personen;Ort\nH1;2;Warszawa, Zentrum\n", consent="yes")) == PROTECTED


@pytest.mark.parametrize(
    "table",
    [
        "Haushalt;Personen\nH1;2\n",
        "Haushalt;Personen;davon Kinder\nH1;2;1\n",
        "Haushalt;Alter der Personen\nH1;36, 8\n",
        "household_id,member,age\nH1,1,36\nH1,2,8\n",
        "Haushalt;Alter\nH1;8\nH1;36\n",
    ],
    ids=["counted", "counted by age", "ages", "numbered rows", "rows in another order"],
)
def test_people_who_are_recognised_keep_what_the_file_does_not_say(table: str) -> None:
    """Role, sex, languages and needs stay, however the file tells of the same people."""
    assert loaded(table, **HERE) == STORED


def test_somebody_new_has_a_number_of_their_own_and_the_rest_stay() -> None:
    """A household of three by its number: one person assumed, the two who are known as they were."""
    changed = one(loaded("Haushalt;Personen;davon Kinder\nH1;3;2\n", **HERE))
    assert changed.members[:2] == PROTECTED.members
    assert [(m.number, m.role, m.answers) for m in changed.members[2:]] == [(3, Role.CHILD, {})]


def test_a_year_later_people_are_a_year_older_and_the_same() -> None:
    """Ages that went up by one are the same people; another age is somebody else."""
    older = one(loaded("Haushalt;Alter der Personen\nH1;37, 9\n", **HERE))
    assert [m.age for m in older.members] == [37, 9]
    assert [m.answers for m in older.members] == [m.answers for m in PROTECTED.members]
    other = one(loaded("Haushalt;Alter der Personen\nH1;37, 15\n", **HERE))
    assert [(m.number, m.age, m.answers) for m in other.members] == [(1, 37, MOTHER.answers), (3, 15, {})]


def test_who_comes_of_age_is_no_child_any_more() -> None:
    """An age that the file changes brings the role that goes with it."""
    son = builders.member(2, 17, needs_learning_support=True)
    stored = STORED.model_copy(update={"households": (but(PROTECTED, members=(MOTHER, son)), *OTHERS)})
    changed = one(
        after(checked({"t.csv": "Haushalt;Alter der Personen\nH1;37, 18\n"}, **HERE), stored=stored)
    )
    assert changed.members[1].role is Role.ADULT
    assert changed.members[1].answers == son.answers


def test_a_persons_row_says_what_its_columns_say() -> None:
    """A table of members with a language column: levels are the file's, an empty one is unknown."""
    text = "household_id,member,age,languages\nH1,1,36,uk:native|de:B2\nH1,2,8,\n"
    mother, son = one(loaded(text, **HERE)).members
    assert mother == MOTHER.model_copy(
        update={"answers": {**MOTHER.answers, "languages": {"uk": 7.0, "de": 4.0}}}
    )
    assert son == SON.model_copy(update={"answers": {"needs_learning_support": True}})


def test_a_table_of_places_keeps_pledges_population_and_offers(store: Store) -> None:
    """Name, places for persons and one offer: the pledge of 5 to 11 and all else are stored as before."""
    read = checked({"t.csv": "Kommune;AGS;Plätze Personen;asking_rent\nKiel;01002000;25;10\n"})
    new = after(read, stored=store.load_profiles(COHORT.id))
    store.save_profiles(new, CATALOGUE.fingerprint, Viewer(), "intake")
    kiel = town(store.load_profiles(COHORT.id))
    old = TOWNS[0]
    assert kiel == old.model_copy(
        update={
            "capacity": {"persons": 25, "flat": 3},
            "offers": {"pets_allowed": True, "asking_rent": 10},
        }
    )


def test_an_empty_cell_of_a_place_is_unknown() -> None:
    """Pledge, flats and an offer that the file asks for and leaves empty are no longer stated."""
    text = "ags,capacity_persons,capacity_flat,pledge_max,pets_allowed\n01002000,20,,,\n"
    kiel = town(loaded(text))
    assert kiel == TOWNS[0].model_copy(
        update={"capacity": {"persons": 20}, "pledge_max": None, "offers": {"asking_rent": 9.5}}
    )


def test_places_known_by_another_name_and_point_keep_both() -> None:
    """What only our register says of a place replaces nothing that is stored."""
    stored = STORED.model_copy(
        update={"municipalities": (TOWNS[0].model_copy(update={"name": "Kiel Süd", "lat": 54.0}), *TOWNS[1:])}
    )
    kiel = town(after(checked({"t.csv": "ags,capacity_persons\n01002000,20\n"}), stored=stored))
    assert (kiel.name, kiel.lat) == ("Kiel Süd", 54.0)


def test_households_alone_leave_places_alone_and_the_other_way_round() -> None:
    """Even without the others, a file of one kind removes nothing of the other kind."""
    only = loaded("household_id,size\nH1,2\n", keep_others=False, **HERE)
    assert only.municipalities == STORED.municipalities
    assert [h.id for h in only.households] == ["H1"]
    towns = loaded("ags,capacity_persons\n01002000,20\n", keep_others=False)
    assert towns.households == STORED.households
    assert [place.ags for place in towns.municipalities] == [KIEL]


def test_nobody_stays_linked_with_a_household_that_is_left_out() -> None:
    """Links that are kept lead to households that are there."""
    only = one(loaded("household_id,size\nH1,2\nH2,1\n", keep_others=False, **HERE))
    assert (only.apart, only.linked_hard, only.linked_soft) == (("H2",), (), ())


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Status", "zurückgezogen"),
        ("Abgemeldet", "03.05.2026"),
        ("Bemerkung", "storniert"),
        ("aktiv?", "nein"),
    ],
)
def test_a_row_that_no_longer_counts_takes_the_household_out(header: str, cell: str) -> None:
    """Not loaded is not enough for one that is stored; its consent was not withdrawn with that."""
    read = checked({"table.csv": f"Haushalt;Personen;Einwilligung;{header}\nH1;2;ja;{cell}\n"})
    assert (read.ended, read.refused) == ({"H1"}, frozenset())
    assert "H1" not in {household.id for household in after(read).households}
    still = checked(
        {"table.csv": f"Haushalt;Alter;Einwilligung;{header}\nH1;40;ja;{cell}\nH1;41;ja;\n"}, place="Kiel"
    )
    assert not still.ended


@pytest.mark.parametrize("said", ["H1;2;ja;hat am 3. Mai storniert", "H1;zwei?;ja;"])
def test_of_a_row_left_out_by_hand_a_person_says_whether_the_household_goes(said: str) -> None:
    """It is told apart from those that the file does not have, and out once that is said; others stay."""
    text = f"Haushalt;Personen;Einwilligung;Bemerkung\n{said}\nH2;1;ja;\n".encode()
    tables, found = read_foreign({"table.csv": text})
    mapping = propose(tables, CATALOGUE).mapping.model_copy(update={"constants": HERE})
    left = corrected(tables, [made(tables[0], 2, None, "", {"Haushalt"})])
    read = check(left, mapping, CATALOGUE, found, TODAY)
    assert (read.left, read.ended, read.refused) == ({"H1"}, frozenset(), frozenset())
    out = {household.id for household in after(read.without_left()).households}
    assert {household.id for household in after(read).households} - out == {"H1"}


STOPPED = (
    "Kommune;AGS;Plätze;Status\nKiel;;5;abgesagt\nJena;;7;\n",
    "Kommune;AGS;Plätze;Status\nLandeshauptstadt;01002000;5;storniert\nJena;;7;\n",
    "Kommune;Plätze;Bemerkung\nKiel, Landeshauptstadt;5;abgesagt\nJena;7;\n",
)


@pytest.mark.parametrize("text", STOPPED)
def test_a_municipality_whose_row_no_longer_counts_stays_until_somebody_takes_it_out(text: str) -> None:
    """It is told apart, and nothing else changes with it: wishes for it and exclusions stay as they were."""
    read = checked({"table.csv": text})
    assert read.closed == {KIEL} and town(after(read)).capacity["persons"] == 20
    new = after(read.without_places([KIEL, TRIER]))
    assert [place.ags for place in new.municipalities] == [BONN, TRIER, JENA]
    assert one(new).excluded_ags == (KIEL,) and one(new).wish_ags == (BONN, TRIER)


def test_one_that_stands_again_or_is_not_surely_meant_is_not_among_them() -> None:
    """Cancelled above and offered anew below counts; of a name that several share nothing follows."""
    again = "Kommune;Plätze;Status\nKiel;5;abgesagt\nKiel;6;\n"
    assert not checked({"table.csv": again}).closed
    shared = "Kommune;Plätze;Status\nFrankfurt;5;abgesagt\nKiel;6;\n"
    assert not checked({"table.csv": shared}).closed


def test_a_municipality_s_row_left_out_by_hand_is_one_as_well() -> None:
    """Nobody said what that means; the page asks."""
    tables, found = read_foreign({"table.csv": b"Kommune;Personen\nKiel;viele\nJena;7\n"})
    mapping = propose(tables, CATALOGUE).mapping
    left = corrected(tables, [made(tables[0], 2, None, "", {"Kommune"})])
    assert check(left, mapping, CATALOGUE, found, TODAY).closed == {KIEL}


def test_a_row_that_refuses_consent_takes_the_household_out() -> None:
    """Consent taken back in a file is taken back: nobody stays stored or linked by an older yes."""
    new = loaded("household_id,size,consent\nH1,2,no\nH2,1,yes\n", place="Kraków")
    assert [h.id for h in new.households] == ["H2", "H3", "H4"]
    assert not any((h.apart, h.linked_hard, h.linked_soft) != ((), (), ()) for h in new.households)


def test_tables_of_one_load_each_speak_for_their_own_rows() -> None:
    """Two tables of households with different columns: a column of one says nothing of the other's rows."""
    stored = STORED.model_copy(
        update={"households": (PROTECTED, but(OTHERS[0], answers={"has_pet": True}), *OTHERS[1:])}
    )
    files = {
        "a.csv": "household_id,size,has_pet\nH1,2,\n",
        "b.csv": "household_id,size,has_children\nH2,1,\n",
    }
    new = after(checked(files, **HERE), stored=stored)
    assert "has_pet" not in one(new).answers
    assert one(new, "H2").answers == {"has_pet": True}


def test_into_a_new_cohort_everything_is_the_files() -> None:
    """Nothing is stored: the profiles are those that were read."""
    read = checked({"t.csv": "household_id,size,has_pet\nH1,2,yes\n"}, **HERE)
    new = merged(COHORT, None, read, CATALOGUE, keep_others=True)
    assert (new.households, new.municipalities) == (read.households, ())


def own_files(without: dict[str, set[str]]) -> dict[str, bytes]:
    """The stored cohort in our own format, without some columns of its tables."""
    rows = folder_rows(STORED, CATALOGUE)
    kept = {
        kind: [{n: cell for n, cell in row.items() if n not in without.get(kind, set())} for row in table]
        for kind, table in rows.items()
    }
    return {name: text.encode() for name, text in files_of(COHORT, kept).items()}


@pytest.mark.parametrize("zipped", [False, True])
def test_our_own_files_without_a_column_keep_what_is_stored_there(zipped: bool) -> None:
    """A whole cohort given without its protective columns, as it may be handed on, wipes none of them."""
    files = own_files(
        {
            "households": {"excluded_ags", "apart", "linked_hard", "linked_soft", "needs_step_free"},
            "members": {"sex", "languages"},
            "municipalities": {"pledge_min", "pledge_max", "population", "capacity_flat", "pets_allowed"},
        }
    )
    if zipped:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in files.items():
                archive.writestr(f"test/{name}", content)
        files = {"test.zip": out.getvalue()}
    read, _ = read_files(files, CATALOGUE)
    assert read != STORED
    assert completed(STORED, read, columns_of(files), CATALOGUE) == STORED


def test_our_own_files_are_the_whole_of_a_cohort() -> None:
    """A household that they do not have goes, with every link to it; an empty cell empties."""
    files = own_files({})
    lines = files["households.csv"].decode().splitlines(keepends=True)
    members = files["members.csv"].decode().splitlines(keepends=True)
    files["households.csv"] = "".join(x for x in lines if not x.startswith("H2,")).encode()
    files["households.csv"] = files["households.csv"].replace(b",H2,", b",,")
    files["members.csv"] = "".join(x for x in members if not x.startswith("H2,")).encode()
    read, _ = read_files(files, CATALOGUE)
    new = completed(STORED, read, columns_of(files), CATALOGUE)
    assert [h.id for h in new.households] == ["H1", "H3", "H4"]
    assert one(new) == but(PROTECTED, apart=())


def excluding(*stated: tuple[str, str, str]) -> Household:
    return PROTECTED.excluding(Exclusion(ags, ExclusionReason(why), Confirmed(ok)) for ags, why, ok in stated)


KNOWN = excluding((KIEL, "safety", "yes"), (TRIER, "court", "no"), (BONN, "other", "rejected"))


def over(text: str, stored: Household = KNOWN) -> list[tuple[str, ...]]:
    """The exclusions of the household once a table was loaded over it."""
    cohort = STORED.model_copy(update={"households": (stored, *OTHERS)})
    changed = one(after(checked({"t.csv": text}, **HERE), stored=cohort))
    return [tuple(map(str, exclusion)) for exclusion in changed.exclusions]


def test_reasons_stay_with_their_places_when_a_file_names_places_alone() -> None:
    """In another order, with one less or one more: who stays keeps reason and check, the new is not asked."""
    found = over("household_id,size,excluded_ags\nH1,2,Bonn|Kiel|Trier\n")
    assert found == [(BONN, "other", "rejected"), (KIEL, "safety", "yes"), (TRIER, "court", "no")]
    assert over("household_id,size,excluded_ags\nH1,2,Trier\n") == [(TRIER, "court", "no")]
    less = excluding((KIEL, "safety", "yes"))
    found = over("household_id,size,excluded_ags\nH1,2,Bonn|Kiel\n", less)
    assert found == [(BONN, "not_asked", "no"), (KIEL, "safety", "yes")]


@pytest.mark.parametrize(
    ("cells", "land"),
    [("DE-NW", "DE-NW"), ("DE-SH", None), ("DE-SH;a job", None), ("DE-NW;a job", None)],
    ids=["another", "the same", "the same again", "another with its own"],
)
def test_an_exception_holds_for_the_land_it_was_made_for(cells: str, land: str | None) -> None:
    """A file that binds the household to another Land takes the old exception with the old binding."""
    bound = PROTECTED.model_copy(update={"bound_land": "DE-SH", "bound_land_lifted": "family in Trier"})
    cohort = STORED.model_copy(update={"households": (bound, *OTHERS)})
    heading = "bound_land;bound_land_lifted" if ";" in cells else "bound_land"
    table = f"household_id;size;{heading}\nH1;2;{cells}\n"
    assert one(after(checked({"t.csv": table}, **HERE), stored=cohort)).land == land


def test_a_check_holds_for_the_reason_it_was_made_of() -> None:
    """A file that gives another reason makes the check void; one that repeats the reason does not."""
    table = "household_id,size,excluded_ags,excluded_reason\nH1,2,Kiel|Bonn,{}\n"
    assert over(table.format("safety|health")) == [(KIEL, "safety", "yes"), (BONN, "health", "no")]
    assert over(table.format("other|other")) == [(KIEL, "other", "no"), (BONN, "other", "rejected")]


def test_a_cohort_in_our_own_format_without_reasons_takes_none_away() -> None:
    """Columns that the files do not have are not said: reasons stay with their places."""
    rows = folder_rows(STORED.model_copy(update={"households": (KNOWN, *OTHERS)}), CATALOGUE)
    for row in rows["households"]:
        del row["excluded_reason"], row["excluded_confirmed"]
    files = {name: text.encode() for name, text in files_of(COHORT, rows).items()}
    read = read_files(files, CATALOGUE)[0]
    stored = STORED.model_copy(update={"households": (KNOWN, *OTHERS)})
    assert one(completed(stored, read, columns_of(files), CATALOGUE)) == KNOWN
