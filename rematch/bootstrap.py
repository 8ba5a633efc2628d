"""The house opened for use: the catalogue, and the store with the demo cohorts in it at first start."""

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.editing import replaces
from rematch.criteria.reading import parse_catalogue, read_catalogue
from rematch.criteria.toml import as_toml
from rematch.errors import DataErrors, Finding, RematchError
from rematch.intake.findings import shown
from rematch.intake.folder.read import read_files, read_folder
from rematch.model import Profiles, Viewer
from rematch.settings import settings
from rematch.store import Store
from rematch.store.backup import restore_backup

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
CRITERIA = "criteria.toml"
MOST_CRITERIA_BYTES = 4 * 1024**2
DEMO = ("session", "land")

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


def catalogue_text(catalogue: Catalogue, database: Path | None = None) -> tuple[str, str]:
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
    own = tuple(field for field in present.fields if field.id not in shipped.field_by_id)
    return shipped.model_copy(update={"fields": (*shipped.fields, *own)})


def save_catalogue(store: Store, catalogue: Catalogue, viewer: Viewer, database: Path | None = None) -> None:
    """Put a catalogue in force: a file beside the store, whole or as before, and a line in the journal.

    Raises DataErrors where profiles could hold answers it has no field for, RematchError where it cannot be
    written.
    """
    old = open_catalogue(database)
    replaces(old, catalogue)
    path = (database or default_database()).with_name(CRITERIA)
    draft = path.with_name(f".{CRITERIA}.{uuid4().hex}")
    try:
        draft.write_text(catalogue_text(catalogue, database)[1], encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise RematchError("catalogue.not_saved", why=type(error).__name__) from error
    finally:
        draft.unlink(missing_ok=True)
    store.note(viewer, "criteria", details={"before": old.fingerprint, "after": catalogue.fingerprint})


def open_store(path: Path, catalogue: Catalogue, *, demo: bool = True) -> Store:
    """Open the store; with `demo`, one that holds no cohort yet gets the demo cohorts."""
    store = Store.open(path)
    if demo and not store.cohorts():
        for name in DEMO:
            load_folder(store, DATA / name, catalogue, Viewer())
    return store


def load_folder(store: Store, folder: Path, catalogue: Catalogue, viewer: Viewer) -> Loaded:
    """Read a cohort's folder and store it whole; the profiles and the remarks on them.

    Raises DataErrors or Unreadable with everything that is wrong, and stores nothing then.
    """
    return _stored(store, read_folder(folder, catalogue), catalogue, viewer)


def load_files(store: Store, files: Mapping[str, bytes], catalogue: Catalogue, viewer: Viewer) -> Loaded:
    """The same for uploaded files by name, or one ZIP file of them."""
    return _stored(store, read_files(files, catalogue), catalogue, viewer)


def _stored(store: Store, read: Loaded, catalogue: Catalogue, viewer: Viewer) -> Loaded:
    store.save_profiles(read[0], catalogue.fingerprint, viewer)
    return read


def restore_store(backup: Path, path: Path) -> None:
    """Put a backup in the place of the store at `path`; where that cannot be done nothing is changed."""
    restore_backup(backup, path)
