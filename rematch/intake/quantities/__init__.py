"""Numbers as people write them: `numerals`, `amounts`, `units`, `days`, and lists of days: `day_list`."""
