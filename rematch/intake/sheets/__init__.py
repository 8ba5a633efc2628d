"""Grids to tables.

Where a table begins on a `sheet`, its `headers`, columns of `contacts` that are never read.
"""
