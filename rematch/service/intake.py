"""Files in: read, map, check, merge with what is stored."""

from rematch.intake.folder.columns import (
    Column,
    household_columns,
    member_columns,
    municipality_columns,
    unit_columns,
)
from rematch.intake.folder.read import columns_of, read_files, read_folder, tables_of
from rematch.intake.foreign import read_foreign
from rematch.intake.matching.column_map import (
    CONSTANTS,
    ColumnUse,
    Constant,
    Mapping,
    TableUse,
    read_mapping,
)
from rematch.intake.matching.targets import FORGOTTEN, Kind, targets
from rematch.intake.matching.taught import taught
from rematch.intake.named_files import told_apart
from rematch.intake.profiles.checking import Checked, check
from rematch.intake.profiles.left_out import OF_ONE
from rematch.intake.profiles.merge import completed, merged, without
from rematch.intake.profiles.preview import Understood, preview
from rematch.intake.proposal import Proposal, Suggestion, missing_constants, propose
from rematch.intake.questions import AGES_ASSUMED, OF_ROW, ROW_BY_ROW, together
from rematch.intake.sheets.corrections import (
    Correction,
    Corrections,
    FoundAgain,
    corrected,
    found_again,
    made,
    read_corrections,
    still_found,
)
from rematch.intake.sheets.shape import shape_of
from rematch.intake.values.crosses import (
    CROSS_BESIDE,
    CROSSES,
    is_cross,
    question_of,
    with_meaning,
    without_meaning,
)
from rematch.intake.values.places import place_name, register
from rematch.rights import ANSWERING, COORDINATION, EVERYBODY, open_to

__all__ = [
    "AGES_ASSUMED",
    "CONSTANTS",
    "CROSSES",
    "CROSS_BESIDE",
    "FORGOTTEN",
    "OF_ONE",
    "OF_ROW",
    "ROW_BY_ROW",
    "Checked",
    "Column",
    "ColumnUse",
    "Constant",
    "Correction",
    "Corrections",
    "FoundAgain",
    "Kind",
    "Mapping",
    "Proposal",
    "Suggestion",
    "TableUse",
    "Understood",
    "check",
    "columns_of",
    "completed",
    "corrected",
    "found_again",
    "household_columns",
    "is_cross",
    "made",
    "member_columns",
    "merged",
    "missing_constants",
    "municipality_columns",
    "place_name",
    "preview",
    "propose",
    "question_of",
    "read_corrections",
    "read_files",
    "read_folder",
    "read_foreign",
    "read_mapping",
    "register",
    "shape_of",
    "still_found",
    "tables_of",
    "targets",
    "taught",
    "together",
    "told_apart",
    "unit_columns",
    "with_meaning",
    "without",
    "without_meaning",
]

open_to(
    globals(),
    {
        COORDINATION: (
            check,
            columns_of,
            completed,
            corrected,
            found_again,
            is_cross,
            made,
            merged,
            missing_constants,
            place_name,
            preview,
            propose,
            question_of,
            read_corrections,
            read_folder,
            read_foreign,
            read_mapping,
            register,
            shape_of,
            still_found,
            tables_of,
            targets,
            taught,
            together,
            told_apart,
            with_meaning,
            without,
            without_meaning,
        ),
        ANSWERING: (read_files,),
        EVERYBODY: (
            household_columns,
            member_columns,
            municipality_columns,
            unit_columns,
        ),
    },
)
