"""The catalogue edited: checked as a whole, written back with nothing else touched."""

from difflib import unified_diff
from typing import Any

import pytest

from rematch.bootstrap import CRITERIA, DATA, shipped_catalogue
from rematch.criteria.catalogue import MeasureName
from rematch.criteria.editing import Edits, changes, edited, replaces
from rematch.criteria.reading import parse_catalogue
from rematch.criteria.soundness import ASKS, faults
from rematch.criteria.toml import as_toml
from rematch.errors import DataErrors
from rematch.model import CriterionId

SHIPPED = shipped_catalogue()
TEXT = (DATA / CRITERIA).read_text(encoding="utf-8")
PETS = CriterionId("pets")


def flag(name: str, of: str) -> dict[str, Any]:
    return {"id": name, "of": of, "type": "flag", "label": {"de": "Garten", "en": "Garden"}}


GARDEN: dict[str, Any] = {
    "id": "garden",
    "group": "housing",
    "label": {"de": "Garten", "en": "Garden"},
    "question": {"de": "Wünschen Sie einen Garten?", "en": "Would you like a garden?"},
    "need": "wants_garden",
    "offer": "has_garden",
    "measure": "gate",
    "weight": 2,
    "on": True,
    "source": "X",
}
NEW = Edits().with_new(GARDEN, (flag("wants_garden", "household"), flag("has_garden", "municipality")))


def changed_lines(text: str) -> list[str]:
    lines = unified_diff(TEXT.splitlines(), text.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def codes(edits: Edits) -> set[str]:
    with pytest.raises(DataErrors) as caught:
        edited(SHIPPED, edits)
    return {finding.code for finding in caught.value.findings}


def test_writing_an_unchanged_catalogue_gives_the_very_same_file() -> None:
    assert as_toml(SHIPPED, TEXT).text == TEXT
    assert edited(SHIPPED, Edits()).fingerprint == SHIPPED.fingerprint


def test_a_changed_wording_leaves_those_of_other_languages_as_they_are() -> None:
    new = edited(SHIPPED, Edits().with_change(PETS, "question.de", "Haben Sie ein Haustier?"))
    again = parse_catalogue(as_toml(new, TEXT).text.encode(), "criteria.toml")
    before, after = SHIPPED.by_id[PETS].question, again.by_id[PETS].question
    assert after.de == "Haben Sie ein Haustier?" and before.uk is not None
    assert (after.en, after.uk, after.ru, after.pl) == (before.en, before.uk, before.ru, before.pl)
    assert len(changed_lines(as_toml(new, TEXT).text)) == 2


def test_a_changed_weight_changes_one_line() -> None:
    new = edited(SHIPPED, Edits().with_change(PETS, "weight", 7.5))
    assert new.by_id[PETS].weight == 7.5
    lines = changed_lines(as_toml(new, TEXT).text)
    assert len(lines) == 2 and lines[1] == "+weight = 7.5"


def test_taking_a_key_out_restores_its_default() -> None:
    assert SHIPPED.by_id[PETS].hard == "essential"
    new = edited(SHIPPED, Edits().with_change(PETS, "hard", None))
    assert new.by_id[PETS].hard == "never"
    assert changed_lines(as_toml(new, TEXT).text) == ['-hard = "essential"']


def test_a_nested_value_leaves_its_neighbours_alone() -> None:
    new = edited(SHIPPED, Edits().with_change(PETS, "label.de", "Tiere"))
    assert new.by_id[PETS].label.de == "Tiere"
    assert new.by_id[PETS].label.en == SHIPPED.by_id[PETS].label.en


def test_a_new_criterion_is_read_back_from_the_file_as_it_was_entered() -> None:
    new = edited(SHIPPED, NEW)
    again = parse_catalogue(as_toml(new, TEXT).text.encode(), CRITERIA)
    assert again.fingerprint == new.fingerprint
    assert again.by_id[CriterionId("garden")].weight == 2
    assert not any(line.startswith("-") for line in changed_lines(as_toml(new, TEXT).text))


def test_a_file_in_another_form_is_written_anew_says_so_and_means_the_same() -> None:
    """Comments cannot be kept there, and nobody is left to find that out later."""
    written = as_toml(SHIPPED, "# ours\ncriteria = []\n")
    assert not written.kept
    assert parse_catalogue(written.text.encode(), CRITERIA).fingerprint == SHIPPED.fingerprint


def test_heads_with_spaces_or_a_comment_are_no_other_form() -> None:
    """`[[ criteria ]]  # people` is an entry's head too; everything around it stays."""
    text = TEXT.replace("[[criteria]]", "  [[ criteria ]]  # a row")
    written = as_toml(edited(SHIPPED, Edits().with_change(PETS, "weight", 7.5)), text)
    assert written.kept
    assert written.text.count("# a row") == len(SHIPPED.criteria)
    assert parse_catalogue(written.text.encode(), CRITERIA).by_id[PETS].weight == 7.5


def test_the_shipped_file_is_kept() -> None:
    """Comments and order of the file in force are in the new one."""
    assert as_toml(SHIPPED, TEXT).kept


def test_removing_what_was_added_leaves_only_its_fields() -> None:
    with_garden = edited(SHIPPED, NEW)
    without = edited(with_garden, Edits(removed=(CriterionId("garden"),)))
    assert set(without.by_id) == set(SHIPPED.by_id)
    replaces(with_garden, without)
    with pytest.raises(DataErrors) as caught:
        replaces(with_garden, SHIPPED)
    assert [(f.column, f.code) for f in caught.value.findings] == [
        ("wants_garden", "catalogue.field_gone"),
        ("has_garden", "catalogue.field_gone"),
    ]


def test_a_field_may_not_change_its_kind() -> None:
    text = TEXT.replace(
        'id = "has_pet"\nof = "household"\ntype = "flag"', 'id = "has_pet"\nof = "household"\ntype = "number"'
    )
    assert text != TEXT
    with pytest.raises(DataErrors) as caught:
        replaces(SHIPPED, parse_catalogue(text.encode(), CRITERIA))
    assert [(f.column, f.code) for f in caught.value.findings] == [("has_pet", "catalogue.field_changed")]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"measure": None}, "catalogue.no_measure"),
        ({"need": None, "measure": "coverage"}, "catalogue.no_need"),
        ({"offer": None}, "catalogue.no_offer"),
        ({"measure": "steps"}, "catalogue.no_parameter"),
        ({"measure": "places"}, "catalogue.no_parameter"),
        ({"measure": "coverage"}, "catalogue.wrong_type"),
        ({"need": "has_garden"}, "catalogue.wrong_side"),
        ({"need": "coordinates"}, "catalogue.wrong_type"),
        ({"need": "nothing"}, "catalogue.unknown_name"),
        ({"weight": 11}, "catalogue.shape"),
        ({"id": "pets"}, "catalogue.twice"),
    ],
)
def test_what_could_not_be_measured_is_refused_with_its_reason(entry: dict[str, Any], code: str) -> None:
    wrong = {key: value for key, value in {**GARDEN, **entry}.items() if value is not None}
    assert code in codes(NEW.model_copy(update={"criteria": (wrong,)}))


def test_bounds_the_wrong_way_round_are_refused() -> None:
    term = {"field": "transport_index", "low": 100, "high": 0, "better": "high"}
    edits = Edits().with_change(CriterionId("transport"), "params.terms", [term])
    assert codes(edits) == {"catalogue.bounds"}


def test_an_edit_of_a_criterion_that_is_not_there_is_refused() -> None:
    assert codes(Edits().with_change(CriterionId("nothing"), "weight", 1)) == {"catalogue.unknown_name"}


def test_every_measure_says_what_it_asks_and_the_shipped_criteria_give_it() -> None:
    assert set(ASKS) == set(MeasureName)
    assert not [fault for criterion in SHIPPED.criteria for fault in faults(criterion, SHIPPED)]


def test_changes_name_each_key_that_differs_and_nothing_else() -> None:
    edits = NEW.with_change(PETS, "weight", 7.5).with_change(PETS, "hard", None)
    found = {(c.criterion, c.key): (c.before, c.after) for c in changes(SHIPPED, edited(SHIPPED, edits))}
    assert found == {
        ("pets", "weight"): (SHIPPED.by_id[PETS].weight, 7.5),
        ("pets", "hard"): ("essential", "never"),
        ("garden", "label"): (None, {"de": "Garten", "en": "Garden"}),
    }
    assert changes(SHIPPED, SHIPPED) == ()
