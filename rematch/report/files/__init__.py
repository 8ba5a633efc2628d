"""What is written.

`tables` (CSV, XLSX), the `plan`, profiles as a `folder`, `templates` to fill in, an `archive` of all.
"""
