"""The loaded profiles as rows, and what is missing in them."""

import pytest

from rematch.bootstrap import DATA, shipped_catalogue
from rematch.intake.folder.read import read_files, read_folder
from rematch.model import Household
from rematch.report.files.archive import folder_zip
from rematch.report.files.profile_rows import FIXED, Kind, profile_labels, profile_rows
from rematch.report.wording.missing import gates, missing_answers, special_fields, unanswered
from rematch.texts import screen_languages
from tests import builders as build

CATALOGUE = shipped_catalogue()
DEMO = read_folder(DATA / "session", CATALOGUE)[0]


@pytest.mark.parametrize("lang", screen_languages())
@pytest.mark.parametrize("kind", FIXED)
@pytest.mark.parametrize("special", [True, False])
def test_every_row_has_exactly_the_labelled_columns(kind: Kind, lang: str, special: bool) -> None:
    """Table and file show the same columns, each with a label."""
    labels = profile_labels(CATALOGUE, kind, lang, special)
    rows = profile_rows(DEMO, CATALOGUE, kind, lang, special)
    assert all(row.keys() == labels.keys() for row in rows)
    assert all(labels.values())


def test_there_is_a_row_for_everybody() -> None:
    """Households, members, municipalities and their units are all there."""
    units = [{"unit": name, "type": "flat", "beds": 2} for name in ("W1", "W2")]
    towns = (build.municipality("05382068", units=units), *DEMO.municipalities)
    found = DEMO.model_copy(update={"municipalities": towns})
    counts = [len(profile_rows(found, CATALOGUE, kind, "en", True)) for kind in FIXED]
    assert counts == [len(DEMO.households), DEMO.persons, len(towns), sum(len(one.units) for one in towns)]


def test_hidden_special_categories_leave_no_trace() -> None:
    """Without Art. 9 columns nothing is left of them: no answer, and no priority of such a criterion."""
    fields = [build.field("ill", label=build.label("Illness")), build.field("pet", label=build.label("Pet"))]
    criteria = [
        build.criterion("care", art9=True, need="ill", hard="essential", label=build.label("Care")),
        build.criterion("animals", need="pet", hard="essential", label=build.label("Animals")),
    ]
    catalogue = build.catalogue(*criteria, fields=fields)
    both = {"care": 3, "animals": 3}
    asked = build.household(answers={"ill": True, "pet": True}, priorities=both, confirmed=tuple(both))
    profiles = build.profiles([asked], invented=False)
    hidden = profile_rows(profiles, catalogue, "household", "en", False)[0]
    shown = profile_rows(profiles, catalogue, "household", "en", True)[0]
    assert "ill" not in hidden and hidden["essential"] == hidden["essential_confirmed"] == "Animals"
    assert shown["ill"] == "yes" and shown["essential"] == shown["essential_confirmed"] == "Care, Animals"


def test_a_highest_priority_stands_under_essential_only_where_it_binds() -> None:
    """A wish that rules nothing out is listed as very important."""
    wish, rule = build.criterion("wish"), build.criterion("rule", hard="essential")
    asked = build.household(priorities={"wish": 3, "rule": 3})
    row = profile_rows(build.profiles([asked]), build.catalogue(wish, rule), "household", "en", True)[0]
    assert (row["essential"], row["very_important"]) == (rule.label.en, wish.label.en)


def test_special_columns_are_those_only_art9_criteria_ask_for() -> None:
    """A field that another criterion asks for too is no special category."""
    fields = [build.field("ill"), build.field("both"), build.field("free")]
    criteria = [
        build.criterion("a", art9=True, need="ill"),
        build.criterion("b", art9=True, need="both"),
        build.criterion("c", need="both"),
        build.criterion("d", need="free"),
    ]
    assert special_fields(build.catalogue(*criteria, fields=fields)) == {"ill"}


def test_unknown_is_not_no() -> None:
    """An answer that is missing reads as unknown and is counted, a no is neither."""
    catalogue = build.catalogue(build.criterion("c", need="pet"), fields=[build.field("pet")])
    profiles = build.profiles([build.household("a"), build.household("b", answers={"pet": False})])
    rows = profile_rows(profiles, catalogue, "household", "en", True)
    assert [(row["pet"], row["unknown"]) for row in rows] == [("unknown", 1), ("no", 0)]


def test_a_question_that_does_not_arise_is_not_missing() -> None:
    """Who does not want training is not asked which; who did not say is."""
    catalogue = build.catalogue(
        build.criterion("c", need="which", applies="wants"),
        fields=[build.field("wants"), build.field("which")],
    )
    people = [
        build.household("no", answers={"wants": False}),
        build.household("yes", answers={"wants": True}),
        build.household("silent"),
    ]
    found = {m.field.id: (m.unknown, m.asked) for m in missing_answers(build.profiles(people), catalogue)}
    assert gates(catalogue) == {"which": {"wants"}}
    assert found == {"which": (2, 2), "wants": (1, 3)}


def test_what_a_condition_reads_is_not_missing_where_nothing_is_needed() -> None:
    """Who does not want to study has no certificate to show."""
    people = [household(wants) for wants in ((), ("ict",), None)]
    found = {m.field.id: (m.unknown, m.asked) for m in missing_answers(build.profiles(people), CATALOGUE)}
    assert found["study_certificate"] == (2, 2)


def household(wants: tuple[str, ...] | None) -> Household:
    """One person who said what they want to study, or nothing of it."""
    answers = {} if wants is None else {"study_fields": wants}
    return build.household(str(wants), members=[build.member(1, 30, **answers)])


def test_the_most_open_profiles_come_first() -> None:
    """Per row: whoever left most unanswered is listed first, complete ones not at all."""
    open_counts = [len(entry.fields) for entry in unanswered(DEMO, CATALOGUE)]
    assert open_counts == sorted(open_counts, reverse=True)
    assert min(open_counts) > 0
    assert sum(open_counts) == sum(entry.unknown for entry in missing_answers(DEMO, CATALOGUE))


def test_the_downloaded_archive_loads_again_as_it_was() -> None:
    """The ZIP holds the whole cohort in our format, and is the same for the same profiles."""
    archive = folder_zip(DEMO, CATALOGUE)
    assert archive == folder_zip(DEMO, CATALOGUE)
    again, findings = read_files({"session.zip": archive}, CATALOGUE)
    assert again == DEMO
    assert findings == ()
