"""Which column is which field: `targets`, `header_matching`, and the confirmed `column_map`."""
