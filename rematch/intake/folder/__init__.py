"""A cohort's own folder.

`read` it, by the `columns` and `cells` of docs/interfaces.md, `cross`-checked between rows.
"""
