"""What is stored and fingerprinted stays the same when a field is added or renamed; newer is refused."""

import json
from typing import get_args

import pytest
from pydantic import BaseModel, Field, create_model

from rematch import bootstrap
from rematch.base_fields import HOUSEHOLD
from rematch.canonical import FIRST, canonical, canonical_text, fingerprint, first_names, read
from rematch.criteria.catalogue import Catalogue, Criterion
from rematch.errors import Unreadable
from rematch.intake import Mapping, read_mapping
from rematch.intake.folder.read import read_folder
from rematch.intake.interview.form import Form
from rematch.model import Household, Profiles
from rematch.planning.record import run_record
from rematch.planning.repeat import check_run
from rematch.scenario import Scenario
from rematch.store import (
    Evaluation,
    LaterProof,
    Offer,
    OfferRound,
    ProcessEvent,
    Release,
    RunRecord,
    Store,
    profiles_fingerprint,
)
from rematch.store import profiles as rows
from rematch.store.journal import JournalLine
from rematch.store.workshop.records import Ballot, GivenReason, Guest, Workshop
from tests import builders, demo
from tests.unit.store.test_runs import VIEWER

ROOTS = (
    *(Profiles, Catalogue, Scenario, RunRecord, LaterProof, Release, Mapping, Form, JournalLine),
    *(OfferRound, Offer, ProcessEvent, Evaluation),
    *(Workshop, Guest, Ballot, GivenReason),
)


def renamed(model: type[BaseModel], old: str, new: str) -> type[BaseModel]:
    """The same form in a program where one field has another name and is stored as before."""
    fields = {name: (field.annotation, field) for name, field in model.model_fields.items()}
    field = fields.pop(old)[1]
    default = ... if field.is_required() else field.default
    fields[new] = (field.annotation, Field(default, alias=old))
    return create_model(model.__name__, __base__=model.__mro__[1], **fields)


class FieldHousehold(Household):
    pets: int | None = None


class FieldCriterion(Criterion):
    remark: str = ""


class FieldScenario(Scenario):
    remark: str = ""


class FieldRunRecord(RunRecord):
    remark: str | None = None


class FieldProfiles(Profiles):
    households: tuple[FieldHousehold, ...]


class FieldCatalogue(Catalogue):
    criteria: tuple[FieldCriterion, ...]


def _models(annotation: object) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        inner = [_models(field.annotation) for field in annotation.model_fields.values()]
        return {annotation}.union(*inner)
    return set().union(*(_models(part) for part in get_args(annotation)))


def test_every_form_that_is_stored_has_its_first_version_on_record():
    """A model that is added to a stored one is itself stored, so it says what its form holds."""
    found = {model.__name__ for root in ROOTS for model in _models(root)}
    assert found == set(FIRST)


@pytest.mark.parametrize("name", ["session", "land"])
def test_the_shipped_data_have_the_fingerprints_they_always_had(name):
    """Before there was a canonical form, it was the plain JSON; without reasons and units it still is."""
    profiles, _ = read_folder(bootstrap.DATA / name, demo.catalogue())
    later = dict.fromkeys(("excluded_reason", "excluded_confirmed", "confirmed"), ())
    later |= dict.fromkeys(("bound_land", "bound_land_lifted"))
    later |= dict.fromkeys(field.part for field in HOUSEHOLD if field.noted)
    told = [household.model_copy(update=later) for household in profiles.households]
    towns = [town.model_copy(update={"units": ()}) for town in profiles.municipalities]
    before = profiles.model_copy(update={"households": tuple(told), "municipalities": tuple(towns)})
    plain = before.model_dump(
        mode="json",
        exclude={"households": {"__all__": set(later)}, "municipalities": {"__all__": {"units"}}},
    )
    assert profiles_fingerprint(before) == fingerprint(plain) != profiles_fingerprint(profiles)
    assert read(Profiles, canonical(profiles)) == profiles


def test_the_shipped_catalogue_has_the_fingerprint_it_always_had():
    """What a criterion says that is new is in it, what stands at its default is not; it is read back."""
    plain = demo.catalogue().model_dump(mode="json")
    form = canonical(demo.catalogue())
    assert read(Catalogue, plain) == read(Catalogue, form) == demo.catalogue()
    assert demo.catalogue().fingerprint == fingerprint(form)
    for whole, kept in zip(plain["criteria"], form["criteria"], strict=True):
        assert whole["params"] | kept["params"] == whole["params"]
        later = ("unknown", "has", "lacks", "binds_confirmed", "houses", "conditions")
        first = {name: whole[name] for name in first_names(Criterion) if name != "params"}
        old = {name: value for name, value in kept.items() if name not in ("params", *later)}
        assert old == first and kept.get("unknown", 0.0) == whole["unknown"]
        assert all(kept.get(name, False) == whole[name] for name in ("binds_confirmed", "houses"))
        assert ("conditions" in kept) == bool(whole["conditions"])
        assert all((name in kept) == (whole[name] is not None) for name in ("has", "lacks"))


def test_an_added_household_field_changes_no_fingerprint_and_is_stored_where_it_says_something(
    tmp_path, monkeypatch
):
    """At its default it is not there; with a value it makes another revision, and comes back."""
    before = demo.profiles()
    after = FieldProfiles.model_validate(before.model_dump())
    first = after.households[0].model_copy(update={"pets": 2})
    changed = after.model_copy(update={"households": (first, *after.households[1:])})
    with Store.open(tmp_path / "kept.duckdb") as store:
        data = store.save_profiles(before, "cat", VIEWER)
        monkeypatch.setattr(rows, "Household", FieldHousehold)
        monkeypatch.setattr(rows, "Profiles", FieldProfiles)
        assert store.load_profiles("session") == after
        assert store.save_profiles(after, "cat", VIEWER) == data
        assert len(store.revisions("session")) == 1
        assert store.save_profiles(changed, "cat", VIEWER) != data
        assert store.load_profiles("session") == changed
        monkeypatch.undo()
        assert store.load_profiles("session", data) == before
        with pytest.raises(Unreadable, match=r"stored\.unreadable") as refused:
            store.load_profiles("session")
    assert refused.value.params["where"] == "pets"


@pytest.fixture
def recorded(tmp_path):
    """A store with a run of the demo cohort."""
    with Store.open(tmp_path / "kept.duckdb") as store:
        bootstrap.load_folder(store, bootstrap.DATA / "session", demo.catalogue(), VIEWER)
        run = run_record(demo.cold(), VIEWER, "seen")
        store.record_run(run)
        yield store, run


def test_an_added_criterion_field_leaves_catalogue_and_runs_as_they_are(recorded, monkeypatch):
    """A run recorded before is checked by a program whose criteria say more, and nothing differs."""
    store, run = recorded
    monkeypatch.setattr("rematch.planning.repeat.Catalogue", FieldCatalogue)
    found = FieldCatalogue.model_validate(demo.catalogue().model_dump(mode="json"))
    assert found.fingerprint == run.catalogue_fingerprint
    assert check_run(store, run.run_id).differs == ()


def test_an_added_scenario_or_run_field_leaves_runs_as_they_are(recorded, monkeypatch):
    """The same of what a run is made of."""
    store, run = recorded
    scenario = FieldScenario.model_validate(run.scenario.model_dump())
    assert (scenario.fingerprint, scenario.to_json()) == (run.scenario.fingerprint, run.scenario.to_json())
    assert canonical(FieldRunRecord.model_validate(run.model_dump())) == canonical(run)
    monkeypatch.setattr("rematch.store.runs.RunRecord", FieldRunRecord)
    assert isinstance(store.run(run.run_id), FieldRunRecord)
    assert check_run(store, run.run_id).differs == ()


@pytest.mark.parametrize(
    ("value", "old"),
    [
        (builders.household("H1"), "place"),
        (demo.catalogue().criteria[0], "purpose"),
        (Scenario(weights={"a": 2.0}), "weights"),
        (run_record(demo.cold(), VIEWER, "seen"), "solver"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_renamed_field_is_stored_under_the_name_it_always_had(value, old):
    """The alias is the stored name: the same form, the same fingerprint, and old files are read."""
    other = renamed(type(value), old, "new_name")
    again = read(other, canonical_text(value))
    assert again.new_name == getattr(value, old)
    assert canonical(again).keys() == canonical(value).keys()
    assert fingerprint(canonical(again)) == fingerprint(canonical(value))
    assert read(type(value), canonical_text(again)) == value


def test_a_renamed_household_field_is_the_same_in_every_table(tmp_path, monkeypatch):
    """What was stored under the old name is read, and saved again it is no new revision."""
    other = renamed(Household, "place", "lives_in")
    cohort = create_model("Profiles", __base__=Profiles, households=(tuple[other, ...], ...))
    with Store.open(tmp_path / "kept.duckdb") as store:
        store.save_profiles(builders.profiles(), "cat", VIEWER)
        before = store.revisions("test")
        monkeypatch.setattr(rows, "Household", other)
        monkeypatch.setattr(rows, "Profiles", cohort)
        found = store.load_profiles("test")
        assert found.households[0].lives_in == builders.profiles().households[0].place
        store.save_profiles(found, "cat", VIEWER)
        assert store.revisions("test") == before


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.__name__)
def test_a_newer_form_is_refused_as_such(root):
    """It is told by its version before anything is looked at."""
    with pytest.raises(Unreadable, match=r"stored\.newer") as refused:
        read(root, json.dumps({"version": 2, "unheard_of": 1}))
    assert refused.value.params == {"found": 2, "known": 1}


@pytest.mark.parametrize(
    ("reader", "code"), [(Scenario.from_json, "scenario.unreadable"), (read_mapping, "intake.not_a_mapping")]
)
def test_a_file_of_a_newer_version_is_told_from_one_that_is_wrong(reader, code):
    """A file somebody chose says which of the two it is."""
    with pytest.raises(Unreadable, match=r"stored\.newer"):
        reader('{"version": 2}')
    with pytest.raises(Unreadable, match=code):
        reader('{"unheard_of": 1}')


@pytest.mark.parametrize("content", ["", "[]", "{", '{"version": "x"}', "null", b"\xff", "[" * 5000])
def test_what_is_no_form_at_all_is_refused(content):
    """Whatever stands there: a coded mistake, nothing half read."""
    with pytest.raises(Unreadable, match=r"stored\.unreadable"):
        read(Scenario, content)


def test_a_newer_scenario_in_the_store_is_refused_and_the_rest_stays_readable(recorded):
    """The list is not shown in part, and the cohort's runs are not touched by it."""
    store, run = recorded
    store.save_scenario("session", "mine", Scenario(), VIEWER)
    store._database._connection.execute("""UPDATE scenarios SET content = '{"version": 7}'""")
    with pytest.raises(Unreadable, match=r"stored\.newer"):
        store.scenarios("session")
    assert store.run(run.run_id) == run


def test_the_first_version_is_in_the_order_of_the_columns():
    """What was first in a form is still there, under its stored name."""
    for model in {model for root in ROOTS for model in _models(root)}:
        stored = {field.alias or name for name, field in model.model_fields.items()}
        assert set(first_names(model)) <= stored
