"""Profiles in: our own files, or foreign tables and questionnaires; every problem reported once.

Foreign files: `read_foreign` -> `propose` -> a person confirms the `Mapping` -> `check` -> the person accepts
its warnings -> `Checked.profiles`.
"""

from rematch.intake.files.zips import unpack_zip
from rematch.intake.folder.read import FILES, columns_of, read_files, read_folder
from rematch.intake.foreign import read_foreign
from rematch.intake.matching.column_map import ColumnUse, Constant, Mapping, TableUse, read_mapping
from rematch.intake.matching.targets import targets
from rematch.intake.profiles.checking import Checked, check
from rematch.intake.profiles.merge import completed, merged
from rematch.intake.profiles.preview import preview
from rematch.intake.proposal import Proposal, Suggestion, missing_constants, propose
from rematch.intake.sheets.shape import shape_of

__all__ = [
    "FILES",
    "Checked",
    "ColumnUse",
    "Constant",
    "Mapping",
    "Proposal",
    "Suggestion",
    "TableUse",
    "check",
    "columns_of",
    "completed",
    "merged",
    "missing_constants",
    "preview",
    "propose",
    "read_files",
    "read_folder",
    "read_foreign",
    "read_mapping",
    "shape_of",
    "targets",
    "unpack_zip",
]
