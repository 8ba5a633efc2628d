"""Numbers as people write them: `numerals`, `amounts`, `units`, `days`."""
