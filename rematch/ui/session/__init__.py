"""The matching session in four wings.

`weighting` in the sidebar, `plan` in the middle, `explanation` of one household, `insight` into the whole
plan.
"""
