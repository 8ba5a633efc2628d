"""How much input is accepted: beyond the largest cohort foreseen (20,000 households)."""

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELL_CHARACTERS = 5_000
MAX_FINDINGS = 10_000
"""Findings listed before only their number is told."""

MAX_ARCHIVE_BYTES = 32 * 1024 * 1024
MAX_MEMBERS = 50
MAX_UNPACKED_BYTES = 128 * 1024 * 1024
MAX_RATIO = 200
"""Unpacked over packed size of one member; plain tables stay far below."""

MAX_TABLE_BYTES = 32 * 1024 * 1024
"""A questionnaire's export or a spreadsheet, as it lies on the disk."""

MAX_CELLS = 300_000
MAX_CHARACTERS = 8_000_000
"""Of all cells of a file together, each repetition counted."""

MAX_PARTS = 500
"""Members of a spreadsheet file, which is a zip."""

MAX_SHEETS = 50
MAX_SPANS = 10_000
"""Merged cells that are looked at."""

MAX_SPREADSHEET_BYTES = 64 * 1024 * 1024
"""Of a spreadsheet file unpacked."""

MAX_ELEMENTS = 800_000
MAX_DEPTH = 64
MAX_TAG_BYTES = 1024 * 1024
"""Of a spreadsheet's XML: elements in all, within each other, and the longest tag."""
