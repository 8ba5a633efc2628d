"""What every profile has is declared once: the models are in the table, and who lists it reads it there."""

import ast
from pathlib import Path

import pytest

from rematch import base_fields
from rematch.base_fields import BASE_FIELDS, BY_PROFILE, LINKS, BaseField, Empty, FieldKind, Of
from rematch.canonical import first_names
from rematch.cells.base import PARSERS
from rematch.criteria.catalogue import Catalogue
from rematch.intake.folder.columns import (
    Column,
    household_columns,
    member_columns,
    municipality_columns,
    unit_columns,
)
from rematch.intake.interview.form import Form
from rematch.intake.interview.questions import questions
from rematch.intake.matching.targets import Meaning, targets
from rematch.model import Frozen, Household, Member, Municipality, OpenTo, Unit
from rematch.report.files.differences import KEYS, column_label
from rematch.report.files.folder import folder_rows
from rematch.report.files.profile_rows import FIXED, profile_rows
from rematch.report.files.templates import template_columns
from rematch.scenario import Scenario
from tests import builders, demo
from tests.unit.texts.project import ROOT

CATALOGUE = demo.catalogue()
MODELS: dict[Of, tuple[type[Frozen], set[str]]] = {
    "household": (Household, {"members", "answers", "priorities"}),
    "member": (Member, {"answers"}),
    "municipality": (Municipality, {"capacity", "offers", "as_of", "priorities"}),
    "unit": (Unit, set()),
}
"""Each model and what of it is the catalogue's."""
TABLES: dict[Of, str] = {
    "household": "households",
    "member": "members",
    "municipality": "municipalities",
    "unit": "units",
}
USERS = (
    *(
        "intake/folder/columns",
        "intake/matching/targets",
        "intake/profiles/household_records",
        "intake/profiles/merge",
        "intake/stated",
        "store/profiles",
    ),
    *(
        "report/files/folder",
        "report/files/templates",
        "report/files/differences",
        "report/files/profile_rows",
    ),
    *("intake/interview/form", "intake/interview/questions", "ui/profiles/cells", "ui/profiles/table"),
    *(
        "ui/questionnaire/asking",
        "ui/questionnaire/base",
        "ui/questionnaire/finish",
        "ui/questionnaire/start",
    ),
)


def columns(of: Of, catalogue: Catalogue = CATALOGUE) -> dict[str, Column]:
    if of == "unit":
        return unit_columns()
    tables = {"household": household_columns, "member": member_columns, "municipality": municipality_columns}
    return tables[of](catalogue, {})


@pytest.mark.parametrize("of", MODELS)
def test_every_field_of_the_models_is_in_the_table(of: Of) -> None:
    """A field of a model is the catalogue's or a base field; whose it is, and its units, stand beside."""
    model, of_catalogue = MODELS[of]
    beside = {"member": {"household"}, "unit": {"ags"}}.get(of, set())
    assert {f.part for f in BY_PROFILE[of]} == set(model.model_fields) - of_catalogue - {"units"} | beside


@pytest.mark.parametrize("of", MODELS)
def test_what_may_be_left_out_is_what_the_model_has_a_default_for(of: Of) -> None:
    """Required in the table as in the model; an empty cell says what the model's default says."""
    for field in BY_PROFILE[of]:
        if (info := MODELS[of][0].model_fields.get(field.part)) is None:
            continue
        assert field.required == (info.is_required() and field.kind is not FieldKind.PLACE), field
        said = {Empty.UNKNOWN: (None,), Empty.NONE: ((), 0), Empty.USUAL: (1, OpenTo.ANYONE)}
        assert field.empty is Empty.SILENT or info.default in said[field.empty], field


@pytest.mark.parametrize("of", MODELS)
def test_every_user_has_the_fields_of_the_table_in_its_order(of: Of) -> None:
    """Reading, writing, mapping, templates and the profiles' table name the same columns."""
    names = [field.column for field in BY_PROFILE[of]]
    fixed = [c.name for c in columns(of).values() if c.key is None]
    town = builders.municipality(units=(Unit(unit="W1", type="flat"),))
    row = folder_rows(builders.profiles(municipalities=[town]), CATALOGUE)[TABLES[of]][0]
    template = [c.name for c in template_columns(TABLES[of], CATALOGUE, "de")]
    meanings = targets(TABLES[of], CATALOGUE)
    assert fixed == names
    assert list(row)[: len(names)] == names
    assert set(template[: len(names)]) == set(names)
    assert [meanings[f.column].meaning for f in BY_PROFILE[of]] == [Meaning(f.kind) for f in BY_PROFILE[of]]
    assert {f.shown for f in BY_PROFILE[of]} - {None} <= set(FIXED[of])
    assert set(KEYS[TABLES[of]]) <= set(names)


def test_links_are_the_fields_that_name_households() -> None:
    """Who is to go together and who is not, and nobody's own id."""
    assert LINKS == ("linked_hard", "linked_soft", "apart")


def test_every_kind_is_read_and_means_something_in_a_foreign_file() -> None:
    """A kind without a reader, or without a meaning of foreign columns, cannot be declared."""
    assert set(PARSERS) == set(FieldKind)
    assert {Meaning(kind.value) for kind in FieldKind} <= set(Meaning)


@pytest.mark.parametrize("user", USERS)
def test_no_user_has_a_list_of_its_own(user: str) -> None:
    """None of the modules that list base fields names more than three of them in one literal."""
    tree = ast.parse((ROOT / "rematch" / f"{user}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        parts = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
        names = [p.value for p in parts if isinstance(p, ast.Constant) and p.value in BASE_FIELDS]
        assert len(names) <= 3, f"{user}:{node.lineno} lists {names}"


def test_the_store_has_a_column_for_each() -> None:
    """The statements that write profiles list what forms held first; what came later is in `more`."""
    for of, declared in BY_PROFILE.items():
        if of == "unit":  # part of its municipality's row
            continue
        fields = [f for f in declared if f.names or f.part in first_names(MODELS[of][0])]
        path = Path(ROOT, "rematch", "store", "sql", f"insert_{TABLES[of]}.sql")
        text = path.read_text(encoding="utf-8")
        assert [f.part for f in fields if f"${f.part}::" not in text] == []


def test_one_more_field_is_everywhere_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field put into the table is read, written, mapped, asked, explained in the template and shown."""
    more = BaseField(
        "linked_more", "household", "linked_soft", FieldKind.IDS, Empty.NONE,
        required=False, asked_by="links", shown="more",
    )  # fmt: skip
    monkeypatch.setitem(BY_PROFILE, "household", (*base_fields.HOUSEHOLD, more))
    monkeypatch.setitem(BASE_FIELDS, more.column, more)
    monkeypatch.setattr("rematch.report.files.templates.say", lambda key, lang, **_: key)
    monkeypatch.setattr("rematch.report.files.differences.say", lambda key, lang, **_: key)
    cohort = builders.profiles([builders.household("H1", linked_soft=("H2",)), builders.household("H2")])
    assert columns("household")["linked_more"].parse("A|B") == ("A", "B")
    assert targets("households", CATALOGUE)["linked_more"].meaning is Meaning.IDS
    assert folder_rows(cohort, CATALOGUE)["households"][0]["linked_more"] == "H2"
    assert "linked_more" in {c.name for c in template_columns("households", CATALOGUE, "de")}
    assert profile_rows(cohort, CATALOGUE, "household", "de", special=False)[0]["more"] == "H2"
    assert column_label("linked_more", CATALOGUE, "de") == "intake.column.linked_more"
    form = Form(kind="household", row={"household_id": "H1", "consent": "yes"})
    asked = questions(form, CATALOGUE, Scenario(), cohort.cohort)
    assert [q.columns for q in asked if q.criterion.rule == "links"] == [
        ("linked_hard", "linked_soft", "linked_more")
    ]


def test_what_a_form_asks_before_the_criteria_is_drawn_there() -> None:
    """A field with a part of the form of its own is named where that part is laid out."""
    tree = ast.parse((ROOT / "rematch" / "ui" / "questionnaire" / "base.py").read_text(encoding="utf-8"))
    named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    asked = [field for fields in BY_PROFILE.values() for field in fields if field.section]
    assert [f.column for f in asked if f.section != "capacity" and f.column not in named] == []
