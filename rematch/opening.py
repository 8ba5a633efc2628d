"""The house opened for use: the catalogue, and the store with the demo cohorts in it at first start."""

import os
from pathlib import Path

from rematch.criteria.catalogue import Catalogue, read_catalogue
from rematch.errors import Finding
from rematch.intake import read_folder
from rematch.model import Profiles, Viewer
from rematch.store import Store

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
DEMO = ("session", "land")


def default_database() -> Path:
    """The store's file: REMATCH_DB, else `var/rematch.duckdb` beside the code."""
    return Path(os.environ.get("REMATCH_DB") or ROOT / "var" / "rematch.duckdb")


def open_catalogue() -> Catalogue:
    """The criteria that are in force; raises DataErrors naming every fault in the file."""
    return read_catalogue(DATA / "criteria.toml")


def open_store(path: Path, catalogue: Catalogue) -> Store:
    """Open the store; one that holds no cohort yet gets the demo cohorts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = Store.open(path)
    if not store.cohorts():
        for name in DEMO:
            load_folder(store, DATA / name, catalogue, Viewer())
    return store


def load_folder(
    store: Store, folder: Path, catalogue: Catalogue, viewer: Viewer
) -> tuple[Profiles, tuple[Finding, ...]]:
    """Read a cohort's folder and store it whole; the profiles and the remarks on them.

    Raises DataErrors with everything that is wrong, and stores nothing then.
    """
    profiles, warnings = read_folder(folder, catalogue)
    store.save_profiles(profiles, catalogue.fingerprint, viewer)
    return profiles, tuple(warnings)
