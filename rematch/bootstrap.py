"""The house opened for use: the catalogue, and the store with the demo cohorts in it at first start."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from uuid import uuid4

from pydantic import JsonValue

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.editing import Edits, edited, replaces
from rematch.criteria.reading import parse_catalogue, read_catalogue
from rematch.criteria.toml import Written, as_toml
from rematch.errors import DataErrors, Finding, RematchError
from rematch.intake.findings import shown
from rematch.intake.folder.read import read_files, read_folder
from rematch.model import Profiles, Viewer
from rematch.rights import COORDINATION, UPKEEP, inside, may
from rematch.settings import settings
from rematch.store import Store
from rematch.store.backup import restore_backup

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
WORKSHOPS = ROOT / "var" / "workshops.duckdb"
"""Where workshops are kept, unless the command says otherwise: never in the store."""
CRITERIA = "criteria.toml"
MOST_CRITERIA_BYTES = 4 * 1024**2
DEMO = ("session", "land")
_ONE_AT_A_TIME = Lock()

Loaded = tuple[Profiles, tuple[Finding, ...]]


def default_database() -> Path:
    """The store's file: REMATCH_DB, else `var/rematch.duckdb` beside the code."""
    return settings().db or ROOT / "var" / "rematch.duckdb"


def criteria_file(database: Path | None = None) -> Path:
    """The criteria in force: those a house has changed, beside its store; else those that ship."""
    own = (database or default_database()).with_name(CRITERIA)
    return own if own.exists() else DATA / CRITERIA


def open_catalogue(database: Path | None = None) -> Catalogue:
    """The criteria that are in force for a store; raises DataErrors naming every fault in the file."""
    return read_catalogue(criteria_file(database))


def shipped_catalogue() -> Catalogue:
    """The criteria as they ship."""
    return read_catalogue(DATA / CRITERIA)


def catalogue_text(catalogue: Catalogue, database: Path | None = None) -> tuple[str, Written]:
    """The file in force, and the same with this catalogue written into it: the two sides of a comparison."""
    text = criteria_file(database).read_text(encoding="utf-8")
    return text, as_toml(catalogue, text)


def read_criteria(name: str, content: bytes, present: Catalogue) -> Catalogue:
    """An uploaded catalogue; raises DataErrors where it is faulty or cannot replace the present one."""
    if len(content) > MOST_CRITERIA_BYTES:
        limit = MOST_CRITERIA_BYTES // 1024**2
        raise DataErrors([Finding(shown(name), None, None, "data.file_too_large", {"limit": limit})])
    found = parse_catalogue(content, shown(name))
    replaces(present, found)
    return found


def back_to_shipped(present: Catalogue) -> Catalogue:
    """The criteria that ship, with the fields that profiles may hold answers to."""
    shipped = shipped_catalogue()
    own = [field for field in present.fields if field.id not in shipped.field_by_id]
    return edited(shipped, Edits(fields=tuple(f.model_dump(mode="json", exclude_unset=True) for f in own)))


@may(COORDINATION)
def save_catalogue(
    store: Store,
    catalogue: Catalogue,
    viewer: Viewer,
    database: Path | None = None,
    *,
    on_top_of: str | None = None,
) -> None:
    """Put a catalogue in force: a file beside the store and a line in the journal, both or neither.

    Raises DataErrors where profiles could hold answers it has no field for, RematchError where file or line
    cannot be written, or where it was made from other criteria (`on_top_of`: their fingerprint) than are in
    force (catalogue.changed_meanwhile); the criteria in force are then those of before.
    """
    path = (database or default_database()).with_name(CRITERIA)
    with _ONE_AT_A_TIME:
        old = open_catalogue(database)
        if on_top_of not in (None, old.fingerprint):
            raise RematchError("catalogue.changed_meanwhile")
        replaces(old, catalogue)
        with _in_place(path, catalogue_text(catalogue, database)[1].text):
            details: dict[str, JsonValue] = {"before": old.fingerprint, "after": catalogue.fingerprint}
            store.note(viewer, "criteria", details=details)


@contextmanager
def _in_place(path: Path, text: str) -> Iterator[None]:
    """The file with this text while and after what follows is done; as it was if that fails."""
    draft, before = (path.with_name(f".{CRITERIA}.{uuid4().hex}") for _ in range(2))
    existed = path.exists()
    try:
        _replaced(path, text, draft, before if existed else None)
        try:
            yield
        except BaseException:
            before.replace(path) if existed else path.unlink()
            raise
    finally:
        for left in (draft, before):
            left.unlink(missing_ok=True)


def _replaced(path: Path, text: str, draft: Path, before: Path | None) -> None:
    try:
        if before is not None:
            shutil.copyfile(path, before)
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise RematchError("catalogue.not_saved", why=type(error).__name__) from error


def open_store(path: Path, catalogue: Catalogue, *, demo: bool = True) -> Store:
    """Open the store; with `demo`, one that holds no cohort yet gets the demo cohorts."""
    store = Store.open(path)
    with inside():
        if demo and not store.cohorts():
            for name in DEMO:
                load_folder(store, DATA / name, catalogue, Viewer())
    return store


@may(COORDINATION)
def load_folder(store: Store, folder: Path, catalogue: Catalogue, viewer: Viewer) -> Loaded:
    """Read a cohort's folder and store it whole; the profiles and the remarks on them.

    Raises DataErrors or Unreadable with everything that is wrong, and stores nothing then.
    """
    return _stored(store, read_folder(folder, catalogue), catalogue, viewer)


@may(COORDINATION)
def load_files(store: Store, files: Mapping[str, bytes], catalogue: Catalogue, viewer: Viewer) -> Loaded:
    """The same for uploaded files by name, or one ZIP file of them."""
    return _stored(store, read_files(files, catalogue), catalogue, viewer)


def _stored(store: Store, read: Loaded, catalogue: Catalogue, viewer: Viewer) -> Loaded:
    store.save_profiles(read[0], catalogue.fingerprint, viewer)
    return read


@may(UPKEEP)
def restore_store(backup: Path, path: Path) -> None:
    """Put a backup in the place of the store at `path`; where that cannot be done nothing is changed."""
    restore_backup(backup, path)
