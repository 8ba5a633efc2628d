"""A cohort written, read, stored and loaded is the same cohort."""

import pytest

from rematch.bootstrap import shipped_catalogue
from rematch.intake.folder.read import read_files, read_folder
from rematch.model import Viewer
from rematch.report.files.folder import folder_files, write_folder
from rematch.store import Store
from rematch.synthetic import generate
from tests.unit.intake.folders import FILES, every_type, read


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_generated_cohort_comes_back_equal_through_files_and_store(tmp_path, seed):
    catalogue = shipped_catalogue()
    made = generate(25, 9, seed, catalogue)
    write_folder(made, catalogue, tmp_path / "cohort")
    found, warnings = read_folder(tmp_path / "cohort", catalogue)
    assert found == made
    assert warnings == ()
    with Store.open(tmp_path / "a.duckdb") as store:
        store.save_profiles(found, catalogue.fingerprint, Viewer())
        assert store.load_profiles(made.cohort.id) == made


def test_a_cohort_with_every_type_of_field_is_written_as_it_was_read():
    first, _ = read(FILES)
    written = {name: text.encode() for name, text in folder_files(first, every_type()).items()}
    assert read_files(written, every_type())[0] == first
