"""Courses over days and weeks: `stacked` (what is taken of what there is) and `fan` (what may come)."""
