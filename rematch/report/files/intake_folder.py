"""What was taken in, as our own CSV files: all of them, or none."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from rematch.criteria.catalogue import Catalogue
from rematch.model import Ags, Cohort, Household, Municipality, Profiles, Unit
from rematch.report.files.folder import folder_files, unit_files

OF_PEOPLE = ("households.csv", "members.csv")
OF_PLACES = ("municipalities.csv",)
OF_UNITS = "units.csv"


def write_intake(
    households: Sequence[Household],
    municipalities: Sequence[Municipality],
    catalogue: Catalogue,
    folder: Path,
    units: Mapping[Ags, tuple[Unit, ...]] | None = None,
) -> list[str]:
    """Write the files of what there is into the folder; the names of those written.

    `units` are lists of municipalities, whether these are there or not.

    Everything is on the disk under other names before the first file gets its own.
    """
    names = [*(OF_PEOPLE if households else ()), *(OF_PLACES if municipalities else ())]
    # The tables name no cohort; it is chosen when they are loaded.
    nowhere = Cohort(id="intake", name="intake", invented=False, as_of=date(2000, 1, 1))
    profiles = Profiles(cohort=nowhere, households=tuple(households), municipalities=tuple(municipalities))
    files = folder_files(profiles, catalogue) | unit_files(units or {})
    names += [OF_UNITS] if OF_UNITS in files else []
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".intake-") as waiting:
        for name in names:
            (Path(waiting) / name).write_bytes(files[name].encode("utf-8"))
        for name in names:
            (Path(waiting) / name).replace(folder / name)
    return names
