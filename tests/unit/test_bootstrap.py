"""The criteria in force: saved whole or not at all, and the way back to those that ship."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rematch import bootstrap
from rematch.criteria.catalogue import Catalogue
from rematch.criteria.editing import Edits, edited
from rematch.errors import RematchError
from rematch.model import CriterionId, Viewer
from rematch.store import Store

SHIPPED = bootstrap.shipped_catalogue()
PETS = CriterionId("pets")
LABEL = {"de": "Garten", "en": "Garden"}
GARDEN = {
    "id": "garden",
    "group": "housing",
    "label": LABEL,
    "question": LABEL,
    "need": "wants_garden",
    "offer": "has_garden",
    "measure": "gate",
    "weight": 2,
    "on": True,
    "source": "X",
}
FIELDS = (
    {"id": "wants_garden", "of": "household", "type": "flag", "label": LABEL},
    {"id": "has_garden", "of": "municipality", "type": "flag", "label": LABEL},
)
OWN = edited(SHIPPED, Edits().with_new(GARDEN, FIELDS))  # type: ignore[arg-type]


def weighing(weight: float) -> Catalogue:
    """The shipped criteria with another weight for pets."""
    return edited(SHIPPED, Edits().with_change(PETS, "weight", weight))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "rematch.duckdb"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store.open(database) as opened:
        yield opened


def refuse(*_: object, **__: object) -> None:
    raise RematchError("store.failed", statement="insert_journal", why="Error")


def files(database: Path) -> dict[str, bytes]:
    """What lies beside the store."""
    return {p.name: p.read_bytes() for p in database.parent.iterdir() if "duckdb" not in p.name}


def test_back_to_what_ships_is_possible_once_there_is_a_criterion_of_ones_own(
    store: Store, database: Path
) -> None:
    """The criterion goes, its fields stay, and the criteria can be saved."""
    bootstrap.save_catalogue(store, OWN, Viewer(), database)
    back = bootstrap.back_to_shipped(bootstrap.open_catalogue(database))
    assert set(back.field_by_id) == set(OWN.field_by_id)
    bootstrap.save_catalogue(store, back, Viewer(), database)
    assert set(bootstrap.open_catalogue(database).by_id) == set(SHIPPED.by_id)


def test_a_copied_catalogue_looks_everything_up_anew() -> None:
    """Nothing that was looked up before the copy is taken along, the fingerprint least of all."""
    looked_up = (SHIPPED.by_id, SHIPPED.field_by_id, SHIPPED.resource_by_id, SHIPPED.fingerprint)
    assert all(looked_up)
    copied = SHIPPED.model_copy(
        update={"criteria": OWN.criteria, "fields": OWN.fields, "resources": SHIPPED.resources[:1]}
    )
    assert "garden" in copied.by_id and "has_garden" in copied.field_by_id
    assert list(copied.resource_by_id) == ["persons"]
    assert copied.fingerprint != SHIPPED.fingerprint
    assert SHIPPED.model_copy().fingerprint == SHIPPED.fingerprint


def test_a_copy_is_validated() -> None:
    """What no catalogue could hold cannot get into one by copying."""
    with pytest.raises(ValueError, match="criteria"):
        SHIPPED.model_copy(update={"criteria": ("pets",)})


@pytest.mark.parametrize("saved_before", [False, True])
def test_without_its_line_in_the_journal_no_catalogue_is_in_force(
    store: Store, database: Path, monkeypatch: pytest.MonkeyPatch, saved_before: bool
) -> None:
    """The file is as it was, or not there as before; nothing else is left beside the store."""
    if saved_before:
        bootstrap.save_catalogue(store, weighing(3.0), Viewer(), database)
    before, lines = files(database), len(store.journal())
    monkeypatch.setattr(store, "note", refuse)
    with pytest.raises(RematchError) as caught:
        bootstrap.save_catalogue(store, weighing(7.5), Viewer(), database)
    assert caught.value.code == "store.failed"
    assert files(database) == before and len(store.journal()) == lines
    assert bool(before) is saved_before


def test_without_its_file_no_line_is_in_the_journal(
    store: Store, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other half: a file that cannot be written is not noted."""
    lines = len(store.journal())

    def full(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(RematchError) as caught:
        bootstrap.save_catalogue(store, weighing(7.5), Viewer(), database)
    assert caught.value.code == "catalogue.not_saved"
    assert len(store.journal()) == lines and files(database) == {}


def test_a_saved_catalogue_is_in_force_and_on_record(store: Store, database: Path) -> None:
    """One file, one line with both fingerprints, nothing left over."""
    new = weighing(7.5)
    bootstrap.save_catalogue(store, new, Viewer(), database)
    assert bootstrap.open_catalogue(database).fingerprint == new.fingerprint
    assert list(files(database)) == [bootstrap.CRITERIA]
    assert store.journal()[-1].action == "criteria"
