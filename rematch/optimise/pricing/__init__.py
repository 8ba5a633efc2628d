"""Cut and price for large problems.

`column_generation`, with `dual_ascent`, `restricted_master`, `large_neighbourhood`.
"""
