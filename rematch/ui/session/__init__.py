"""The matching session in five wings.

`weighting` in the sidebar, `plan` in the middle, `deciding` about it, `explanation` of one household,
`insight` into the whole plan.
"""
