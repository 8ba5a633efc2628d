"""The house opened for use: the catalogue, and the store with the demo cohorts in it at first start."""

import os
from collections.abc import Mapping
from pathlib import Path

from rematch.criteria.catalogue import Catalogue
from rematch.criteria.reading import read_catalogue
from rematch.errors import Finding
from rematch.intake import read_files, read_folder
from rematch.model import Profiles, Viewer
from rematch.store import Store
from rematch.store.backup import restore_backup

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
DEMO = ("session", "land")

Loaded = tuple[Profiles, tuple[Finding, ...]]


def default_database() -> Path:
    """The store's file: REMATCH_DB, else `var/rematch.duckdb` beside the code."""
    return Path(os.environ.get("REMATCH_DB") or ROOT / "var" / "rematch.duckdb")


def open_catalogue() -> Catalogue:
    """The criteria that are in force; raises DataErrors naming every fault in the file."""
    return read_catalogue(DATA / "criteria.toml")


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
