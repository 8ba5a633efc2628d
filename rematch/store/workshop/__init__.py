"""A file of its own for workshops: nothing of any cohort, no journal, no plan of the office.

`records` are what is kept, `workshops` keeps it and deletes it on its day.
"""
